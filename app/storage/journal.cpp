#include "storage/journal.h"

#include "storage/database.h"
#include "storage/schema.h"
#include "support/text.h"

#include <QFile>

namespace rollcall {
namespace {

QString lockFile(const QString &folder, const QString &importId)
{
    return QStringLiteral("%1/import-%2.lock").arg(folder, importId);
}

const QString importColumns =
    QStringLiteral("SELECT id, started, state, own_list, own_list_id, rows, about, kind, ");

ImportRecord recordFrom(const QSqlQuery &query)
{
    ImportRecord record;
    record.id = query.value(0).toString();
    record.started = query.value(1).toLongLong();
    record.state = static_cast<quint8>(query.value(2).toInt());
    record.ownList = static_cast<ImportRecord::OwnList>(query.value(3).toInt());
    record.ownListId = query.value(4).toString();
    record.rows = query.value(5).toLongLong();
    setAbout(record, query.value(6).toByteArray());
    record.kind = static_cast<ImportRecord::Kind>(query.value(7).toInt());
    record.plan = query.value(8).toByteArray();
    return record;
}

QVariantList valuesOf(const ImportRecord &record)
{
    return {record.started,
            record.state,
            static_cast<int>(record.ownList),
            record.ownListId,
            record.rows,
            aboutOf(record),
            static_cast<int>(record.kind),
            record.plan.isNull() ? QByteArray("") : record.plan};
}

} // namespace

Journal::Journal() = default;
Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const QString &folder)
{
    auto database = Database::open(pathIn(folder), journalMigrations(), convertJournal);
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

QString Journal::pathIn(const QString &folder)
{
    return folder + QStringLiteral("/journal.sqlite");
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
                                          "about, kind, plan) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
                           valuesOf(record));
    if (!query)
        return tl::unexpected(query.error());
    return query->lastInsertId().toString();
}

Result<void> Journal::update(const ImportRecord &record)
{
    return m_database->run(
        QStringLiteral("UPDATE imports SET started=?, state=?, own_list=?, own_list_id=?, rows=?, "
                       "about=?, kind=?, plan=? WHERE id=?"),
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

Result<QList<ImportRecord>> Journal::records(std::optional<ImportRecord::Kind> kind)
{
    auto query = m_database->select(
        importColumns + QStringLiteral("x'' FROM imports WHERE ?<0 OR kind=? ORDER BY id DESC"),
        {kind ? 0 : -1, static_cast<int>(kind.value_or(ImportRecord::Kind::File))});
    if (!query)
        return tl::unexpected(query.error());
    QList<ImportRecord> records;
    while (query->next())
        records.append(recordFrom(*query));
    return records;
}

Result<void> Journal::remove(const QString &importId)
{
    return m_database->run(QStringLiteral("DELETE FROM imports WHERE id=?"), {importId});
}

Result<QList<SingleRecord>> Journal::openSingles(const QString &onlyId)
{
    // Its body's bytes are there until it is answered.
    auto query = m_database->select(
        importColumns + QStringLiteral("plan, (SELECT state FROM bodies WHERE import=id), "
                                       "(SELECT json FROM bodies WHERE import=id) AS body FROM imports "
                                       "WHERE kind=1 AND body IS NOT NULL AND (?='' OR id=?) ORDER BY id"),
        {onlyId, onlyId});
    if (!query)
        return tl::unexpected(query.error());
    QList<SingleRecord> singles;
    while (query->next())
        singles.append({recordFrom(*query), static_cast<BodyRecord::State>(query->value(9).toInt()),
                        query->value(10).toByteArray()});
    return singles;
}

Result<std::optional<SingleRecord>> Journal::openSingle(const QString &importId)
{
    return openSingles(importId).map([](const QList<SingleRecord> &singles) {
        return singles.isEmpty() ? std::nullopt : std::optional(singles.first());
    });
}

} // namespace rollcall
