#include "storage/journal.h"

#include "storage/database.h"
#include "storage/packed.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall {
namespace {

/// Qt binds a null QString as NULL; the tables hold texts.
QString notNull(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

/// One entry a version. Never change one that was released: add another.
QStringList migrations()
{
    return {QStringLiteral(R"(
        CREATE TABLE imports (id INTEGER PRIMARY KEY AUTOINCREMENT, started INTEGER NOT NULL, state INTEGER NOT NULL,
            own_list INTEGER NOT NULL, own_list_id TEXT NOT NULL, rows INTEGER NOT NULL, about BLOB NOT NULL,
            plan BLOB NOT NULL);
        CREATE TABLE places (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            lines BLOB NOT NULL, numbers BLOB NOT NULL, emails BLOB NOT NULL, PRIMARY KEY (import, block));
        CREATE TABLE marks (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            marks BLOB NOT NULL, PRIMARY KEY (import, block)) WITHOUT ROWID;
        CREATE TABLE touched (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            touched BLOB NOT NULL, PRIMARY KEY (import, block));
        CREATE TABLE reasons (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, row INTEGER NOT NULL,
            by TEXT NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE TABLE pictures (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, row INTEGER NOT NULL,
            contact TEXT NOT NULL, picture BLOB NOT NULL, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE TABLE bodies (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, number INTEGER NOT NULL,
            state INTEGER NOT NULL, activity TEXT NOT NULL, sent INTEGER NOT NULL, rows BLOB NOT NULL, json BLOB,
            PRIMARY KEY (import, number))
    )"),
            QStringLiteral(R"(
        CREATE TABLE undos (import INTEGER PRIMARY KEY REFERENCES imports ON DELETE CASCADE, started INTEGER NOT NULL,
            state INTEGER NOT NULL, own_list INTEGER NOT NULL, own_list_id TEXT NOT NULL, own_list_name TEXT NOT NULL,
            removed INTEGER NOT NULL, restored INTEGER NOT NULL, remained INTEGER NOT NULL, failed INTEGER NOT NULL,
            calls INTEGER NOT NULL);
        CREATE TABLE undo_marks (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            marks BLOB NOT NULL, PRIMARY KEY (import, block)) WITHOUT ROWID;
        CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, since INTEGER NOT NULL, sending INTEGER NOT NULL,
            person BLOB NOT NULL, about BLOB NOT NULL)
    )")};
}

QJsonArray toArray(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QByteArray asBytes(const std::vector<quint8> &marks)
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(marks.data()), std::ssize(marks));
}

std::vector<quint8> toMarks(const QByteArray &bytes)
{
    return {bytes.cbegin(), bytes.cend()};
}

QString lockFile(const QString &folder, const QString &importId)
{
    return QStringLiteral("%1/import-%2.lock").arg(folder, importId);
}

QStringList toTexts(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &text : value.toArray())
        texts.append(text.toString());
    return texts;
}

QByteArray toJson(const ImportRecord &record)
{
    QJsonArray counts;
    for (const qint64 count : record.counts)
        counts.append(count);
    QJsonObject about{
        {QStringLiteral("file"), record.file},
        {QStringLiteral("list_ids"), toArray(record.listIds)},
        {QStringLiteral("list_names"), toArray(record.listNames)},
        {QStringLiteral("source"), record.source},
        {QStringLiteral("revive"), record.revive},
        {QStringLiteral("express"), record.express},
        {QStringLiteral("tag_ids"), toArray(record.tagIds)},
        {QStringLiteral("tag_names"), toArray(record.tagNames)},
        {QStringLiteral("tagged"), record.tagged},
        {QStringLiteral("content"), QString::fromLatin1(record.content.toBase64())},
        {QStringLiteral("account_read"), record.accountRead},
        {QStringLiteral("own_list_name"), record.ownListName},
        {QStringLiteral("counts"), counts},
        {QStringLiteral("calls"), record.calls},
        {QStringLiteral("seconds"), record.seconds},
        {QStringLiteral("refused_file"), record.refusedFile},
    };
    if (record.error) {
        about.insert(QStringLiteral("error"),
                     QJsonObject{{QStringLiteral("kind"), static_cast<int>(record.error->kind)},
                                 {QStringLiteral("message"), record.error->message},
                                 {QStringLiteral("hint"), record.error->hint},
                                 {QStringLiteral("detail"), record.error->detail}});
    }
    return QJsonDocument(about).toJson(QJsonDocument::Compact);
}

void fromJson(const QByteArray &json, ImportRecord &record)
{
    const QJsonObject about = QJsonDocument::fromJson(json).object();
    const auto text = [&about](const char *key) { return about.value(QLatin1String(key)).toString(); };
    record.file = text("file");
    record.listIds = toTexts(about.value(QLatin1String("list_ids")));
    record.listNames = toTexts(about.value(QLatin1String("list_names")));
    record.source = text("source");
    record.express = about.value(QLatin1String("express")).toBool();
    record.tagIds = toTexts(about.value(QLatin1String("tag_ids")));
    record.tagNames = toTexts(about.value(QLatin1String("tag_names")));
    record.tagged = about.value(QLatin1String("tagged")).toBool();
    record.content = QByteArray::fromBase64(about.value(QLatin1String("content")).toString().toLatin1());
    record.revive = about.value(QLatin1String("revive")).toBool();
    record.accountRead = about.value(QLatin1String("account_read")).toBool();
    record.ownListName = text("own_list_name");
    for (const QJsonValue &count : about.value(QLatin1String("counts")).toArray())
        record.counts.append(count.toInteger());
    record.calls = about.value(QLatin1String("calls")).toInt();
    record.seconds = about.value(QLatin1String("seconds")).toDouble();
    record.refusedFile = text("refused_file");
    if (const QJsonObject error = about.value(QLatin1String("error")).toObject(); !error.isEmpty()) {
        record.error = Error{static_cast<Error::Kind>(error.value(QLatin1String("kind")).toInt()),
                             error.value(QLatin1String("message")).toString(),
                             error.value(QLatin1String("hint")).toString(),
                             error.value(QLatin1String("detail")).toString()};
    }
}

const QString importColumns =
    QStringLiteral("SELECT id, started, state, own_list, own_list_id, rows, about, ");

ImportRecord recordFrom(const QSqlQuery &query)
{
    ImportRecord record;
    record.id = query.value(0).toString();
    record.started = query.value(1).toLongLong();
    record.state = static_cast<quint8>(query.value(2).toInt());
    record.ownList = static_cast<ImportRecord::OwnList>(query.value(3).toInt());
    record.ownListId = query.value(4).toString();
    record.rows = query.value(5).toLongLong();
    fromJson(query.value(6).toByteArray(), record);
    record.plan = query.value(7).toByteArray();
    return record;
}

QVariantList valuesOf(const ImportRecord &record)
{
    return {record.started,
            record.state,
            static_cast<int>(record.ownList),
            notNull(record.ownListId),
            record.rows,
            toJson(record),
            record.plan.isNull() ? QByteArray("") : record.plan};
}

} // namespace

Journal::Journal() = default;
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const QString &folder)
{
    auto database = Database::open(folder + QStringLiteral("/journal.sqlite"), migrations());
    if (!database)
        return tl::unexpected(database.error());
    std::unique_ptr<Journal> journal(new Journal);
    journal->m_database = std::move(*database);
    journal->m_folder = folder;
    return journal;
}

QString Journal::folder() const
{
    return m_folder;
}

QString Journal::setAside() const
{
    return m_database->setAside();
}

Result<std::optional<FileLock>> Journal::lock(const QString &importId) const
{
    return FileLock::tryTake(lockFile(m_folder, importId));
}

void Journal::removeLockFile(const QString &importId) const
{
    QFile::remove(lockFile(m_folder, importId));
}

Result<void> Journal::together(const std::function<Result<void>()> &work)
{
    return m_database->transaction(work);
}

Result<QString> Journal::begin(const ImportRecord &record)
{
    auto query =
        m_database->select(QStringLiteral("INSERT INTO imports (started, state, own_list, own_list_id, rows, "
                                          "about, plan) VALUES (?, ?, ?, ?, ?, ?, ?)"),
                           valuesOf(record));
    if (!query)
        return tl::unexpected(query.error());
    return query->lastInsertId().toString();
}

Result<void> Journal::update(const ImportRecord &record)
{
    return m_database->run(
        QStringLiteral("UPDATE imports SET started=?, state=?, own_list=?, own_list_id=?, rows=?, "
                       "about=?, plan=? WHERE id=?"),
        valuesOf(record) << record.id);
}

Result<ImportRecord> Journal::record(const QString &importId)
{
    auto query =
        m_database->select(importColumns + QStringLiteral("plan FROM imports WHERE id=?"), {importId});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return failure(
            Error::Kind::Usage,
            Text::tr("There is no import “%1” in the history of this computer.").arg(importId),
            Text::tr(
                "History lists those there are. What was imported from another computer, that one knows."));
    return recordFrom(*query);
}

Result<QList<ImportRecord>> Journal::records()
{
    auto query = m_database->select(importColumns + QStringLiteral("x'' FROM imports ORDER BY id DESC"));
    if (!query)
        return tl::unexpected(query.error());
    QList<ImportRecord> records;
    while (query->next())
        records.append(recordFrom(*query));
    return records;
}

Result<void> Journal::addBlock(const QString &importId, int block, const RowBlock &rows)
{
    return m_database->run(
        QStringLiteral("INSERT INTO places VALUES (?, ?, ?, ?, ?)"),
        {importId, block, packNumbers(rows.lines), packNumbers(rows.numbers), packTexts(rows.emails)});
}

Result<void> Journal::replaceBlock(const QString &importId, int block, const RowBlock &rows)
{
    return m_database->run(
        QStringLiteral("UPDATE places SET lines=?, numbers=?, emails=? WHERE import=? AND block=?"),
        {packNumbers(rows.lines), packNumbers(rows.numbers), packTexts(rows.emails), importId, block});
}

Result<RowBlock> Journal::block(const QString &importId, int block)
{
    auto query = m_database->select(
        QStringLiteral("SELECT lines, numbers, emails FROM places WHERE import=? AND block=?"),
        {importId, block});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return RowBlock{};
    return RowBlock{unpackNumbers(query->value(0).toByteArray()),
                    unpackNumbers(query->value(1).toByteArray()), unpackTexts(query->value(2).toByteArray())};
}

/// `bytes` in blocks of `blockSize` rows, `width` bytes a row.
Result<void> Journal::setBlocks(const QString &insert, const QString &importId, const QByteArray &bytes,
                                int width)
{
    return m_database->transaction([&]() -> Result<void> {
        auto query = m_database->prepare(insert);
        if (!query)
            return tl::unexpected(query.error());
        const qsizetype step = qsizetype(blockSize) * width;
        for (qsizetype from = 0; from < bytes.size(); from += step) {
            if (auto done = m_database->execute(*query, {importId, from / step, bytes.mid(from, step)});
                !done)
                return done;
        }
        return {};
    });
}

Result<QByteArray> Journal::joined(const QString &select, const QString &importId)
{
    auto query = m_database->select(select, {importId});
    if (!query)
        return tl::unexpected(query.error());
    QByteArray bytes;
    while (query->next())
        bytes.append(query->value(0).toByteArray());
    return bytes;
}

Result<void> Journal::setMarks(const QString &importId, const std::vector<quint8> &marks)
{
    return setBlocks(QStringLiteral("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)"), importId,
                     asBytes(marks), 1);
}

Result<std::vector<quint8>> Journal::marks(const QString &importId)
{
    return joined(QStringLiteral("SELECT marks FROM marks WHERE import=? ORDER BY block"), importId)
        .map(toMarks);
}

Result<void> Journal::setTouched(const QString &importId, const QByteArray &touched)
{
    return setBlocks(QStringLiteral("INSERT OR REPLACE INTO touched VALUES (?, ?, ?)"), importId, touched,
                     touchedSize);
}

Result<QByteArray> Journal::touched(const QString &importId)
{
    return joined(QStringLiteral("SELECT touched FROM touched WHERE import=? ORDER BY block"), importId);
}

Result<void> Journal::setReasons(const QString &importId, const QList<RowReason> &reasons)
{
    return m_database->transaction([&]() -> Result<void> {
        auto query =
            m_database->prepare(QStringLiteral("INSERT OR REPLACE INTO reasons VALUES (?, ?, ?, ?, ?)"));
        if (!query)
            return tl::unexpected(query.error());
        for (const RowReason &reason : reasons) {
            if (auto done = m_database->execute(*query, {importId, reason.row, notNull(reason.by),
                                                         notNull(reason.reason), notNull(reason.hint)});
                !done)
                return done;
        }
        return {};
    });
}

Result<QList<RowReason>> Journal::reasons(const QString &importId, qint64 fromRow, qint64 toRow)
{
    auto query = m_database->select(QStringLiteral("SELECT row, by, reason, hint FROM reasons "
                                                   "WHERE import=? AND row>=? AND row<? ORDER BY row"),
                                    {importId, fromRow, toRow});
    if (!query)
        return tl::unexpected(query.error());
    QList<RowReason> reasons;
    while (query->next()) {
        reasons.append({query->value(0).toUInt(), query->value(1).toString(), query->value(2).toString(),
                        query->value(3).toString()});
    }
    return reasons;
}

Result<void> Journal::addPictures(const QString &importId, const QList<BeforePicture> &pictures)
{
    return m_database->transaction([&]() -> Result<void> {
        // The first one stays: what an import that was gone on with finds later is no longer "before".
        auto query =
            m_database->prepare(QStringLiteral("INSERT OR IGNORE INTO pictures VALUES (?, ?, ?, ?)"));
        if (!query)
            return tl::unexpected(query.error());
        for (const BeforePicture &picture : pictures) {
            if (auto done =
                    m_database->execute(*query, {importId, picture.row, picture.contactId, picture.picture});
                !done)
                return done;
        }
        return {};
    });
}

Result<QList<BeforePicture>> Journal::pictures(const QString &importId, qint64 fromRow, qint64 toRow)
{
    auto query = m_database->select(QStringLiteral("SELECT row, contact, picture FROM pictures "
                                                   "WHERE import=? AND row>=? AND row<? ORDER BY row"),
                                    {importId, fromRow, toRow});
    if (!query)
        return tl::unexpected(query.error());
    QList<BeforePicture> pictures;
    while (query->next())
        pictures.append(
            {query->value(0).toUInt(), query->value(1).toString(), query->value(2).toByteArray()});
    return pictures;
}

Result<void> Journal::addBody(const QString &importId, const BodyRecord &body, const QByteArray &json)
{
    const std::vector<qint64> rows(body.rows.cbegin(), body.rows.cend());
    return m_database->run(QStringLiteral("INSERT INTO bodies VALUES (?, ?, ?, ?, ?, ?, ?)"),
                           {importId, body.number, static_cast<int>(body.state), notNull(body.activityId),
                            body.sent, packNumbers(rows), json});
}

Result<void> Journal::setBodyState(const QString &importId, int number, BodyRecord::State state,
                                   const QString &activityId, qint64 sent)
{
    // Its bytes are people's data: they go as soon as nothing can ask for them any more.
    const bool over = state == BodyRecord::State::Done || state == BodyRecord::State::Dropped;
    return m_database->run(
        QStringLiteral("UPDATE bodies SET state=?, activity=CASE WHEN ?='' THEN activity ELSE ? END, "
                       "sent=CASE WHEN ?=0 THEN sent ELSE ? END, json=CASE WHEN ? THEN NULL ELSE json END "
                       "WHERE import=? AND number=?"),
        {static_cast<int>(state), notNull(activityId), notNull(activityId), sent, sent, over, importId,
         number});
}

Result<QList<BodyRecord>> Journal::bodies(const QString &importId)
{
    auto query = m_database->select(
        QStringLiteral(
            "SELECT number, state, activity, sent, rows FROM bodies WHERE import=? ORDER BY number"),
        {importId});
    if (!query)
        return tl::unexpected(query.error());
    QList<BodyRecord> bodies;
    while (query->next()) {
        const std::vector<qint64> rows = unpackNumbers(query->value(4).toByteArray());
        BodyRecord body{query->value(0).toInt(),
                        static_cast<BodyRecord::State>(query->value(1).toInt()),
                        {},
                        query->value(2).toString(),
                        query->value(3).toLongLong()};
        body.rows.reserve(rows.size());
        for (const qint64 row : rows)
            body.rows.push_back(static_cast<quint32>(row));
        bodies.append(std::move(body));
    }
    return bodies;
}

Result<QByteArray> Journal::bodyJson(const QString &importId, int number)
{
    return joined(QStringLiteral("SELECT json FROM bodies WHERE import=? AND number=%1").arg(number),
                  importId);
}

Result<std::optional<UndoRecord>> Journal::undo(const QString &importId)
{
    auto query = m_database->select(
        QStringLiteral("SELECT started, state, own_list, own_list_id, own_list_name, removed, "
                       "restored, remained, failed, calls FROM undos WHERE import=?"),
        {importId});
    if (!query)
        return tl::unexpected(query.error());
    if (!query->next())
        return std::nullopt;
    return UndoRecord{importId,
                      query->value(0).toLongLong(),
                      static_cast<quint8>(query->value(1).toInt()),
                      static_cast<ImportRecord::OwnList>(query->value(2).toInt()),
                      query->value(3).toString(),
                      query->value(4).toString(),
                      query->value(5).toLongLong(),
                      query->value(6).toLongLong(),
                      query->value(7).toLongLong(),
                      query->value(8).toLongLong(),
                      query->value(9).toInt()};
}

Result<void> Journal::setUndo(const UndoRecord &record)
{
    return m_database->run(
        QStringLiteral("INSERT OR REPLACE INTO undos VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {record.importId, record.started, record.state, static_cast<int>(record.ownList),
         notNull(record.ownListId), notNull(record.ownListName), record.removed, record.restored, record.left,
         record.failed, record.calls});
}

Result<void> Journal::setUndoMarks(const QString &importId, const std::vector<quint8> &marks)
{
    return setBlocks(QStringLiteral("INSERT OR REPLACE INTO undo_marks VALUES (?, ?, ?)"), importId,
                     asBytes(marks), 1);
}

Result<std::vector<quint8>> Journal::undoMarks(const QString &importId)
{
    return joined(QStringLiteral("SELECT marks FROM undo_marks WHERE import=? ORDER BY block"), importId)
        .map(toMarks);
}

} // namespace rollcall
