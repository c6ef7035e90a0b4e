#include "send/personaldata.h"

#include "send/exportedaccount.h"
#include "send/history.h"
#include "send/outboxitem.h"
#include "send/refusedrows.h"
#include "send/soughtperson.h"
#include "send/temporarylist.h"
#include "storage/damage.h"
#include "storage/database.h"
#include "storage/journal.h"
#include "storage/rowaddresses.h"
#include "support/text.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>
#include <set>

namespace rollcall {
namespace {

/// Where one import names the person.
struct Traces
{
    QList<quint32> rows;     ///< theirs: by the address in the file, or by what is said of it
    QList<quint32> pictures; ///< of others, where a note or a field names them
};

Result<Traces> tracesOf(Journal &journal, const ImportRecord &import, const SoughtPerson &person)
{
    std::set<quint32> rows;
    auto read = eachAddress(journal, import.id, import.rows, [&](quint32 row, const QByteArray &email) {
        if (person.isCell(QString::fromUtf8(email)))
            rows.insert(row);
        return true;
    });
    std::set<quint32> pictures;
    for (qint64 first = 0; read && first < import.rows; first += Journal::blockSize) {
        const qint64 end = first + Journal::blockSize;
        read = journal.reasons(import.id, first, end).map([&](const QList<RowReason> &reasons) {
            for (const RowReason &one : reasons) {
                if (person.isIn(one.reason) || person.isIn(one.hint))
                    rows.insert(one.row);
            }
        });
        if (!read)
            break;
        read = journal.pictures(import.id, first, end).map([&](const QList<BeforePicture> &before) {
            for (const BeforePicture &one : before) {
                if (!rows.contains(one.row) && person.isIn(one))
                    pictures.insert(one.row);
            }
        });
    }
    return read.map([&] { return Traces{{rows.begin(), rows.end()}, {pictures.begin(), pictures.end()}}; });
}

Result<void> removePicture(Journal &journal, const QString &importId, quint32 row)
{
    return journal.database().run(QStringLiteral("DELETE FROM pictures WHERE import=? AND row=?"),
                                  {importId, row});
}

Result<void> takeOut(Journal &journal, const ImportRecord &import, quint32 row)
{
    const int number = static_cast<int>(row / Journal::blockSize);
    auto block = journal.block(import.id, number);
    if (!block)
        return tl::unexpected(block.error());
    block->emails[row % Journal::blockSize].clear();
    auto touched = journal.touched(import.id);
    if (!touched)
        return tl::unexpected(touched.error());
    if (!touched->isEmpty())
        touched->replace(qsizetype(row) * Journal::touchedSize, Journal::touchedSize,
                         QByteArray(Journal::touchedSize, '\0'));
    return removePicture(journal, import.id, row)
        .and_then([&] {
            return journal.database().run(QStringLiteral("DELETE FROM reasons WHERE import=? AND row=?"),
                                          {import.id, row});
        })
        .and_then([&] { return journal.replaceBlock(import.id, number, *block); })
        .and_then(
            [&] { return touched->isEmpty() ? Result<void>() : journal.setTouched(import.id, *touched); });
}

bool removeOurs(const Journal &journal, ImportRecord &import)
{
    // A file that the person chose a place for is theirs; one of ours may be left from before it could be
    // written.
    const QString own = QFileInfo(ownRefusedFile(journal.folder(), import.id)).absoluteFilePath();
    if (import.refusedFile == own)
        import.refusedFile.clear();
    return QFile::remove(own);
}

/// What was typed in the window and not sent yet. A kill may have left one half-written beside it.
int eraseDrafts(const QString &folder, const SoughtPerson &person)
{
    int gone = 0;
    const QFileInfoList drafts = QDir(folder).entryInfoList({QStringLiteral("*-draft.json*")}, QDir::Files);
    for (const QFileInfo &draft : drafts) {
        QFile file(draft.filePath());
        const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        file.close();
        const QJsonDocument json = QJsonDocument::fromJson(text);
        if (json.isNull() ? person.mayBeIn(QString::fromUtf8(text)) : person.isIn(json.object()))
            gone += file.remove();
    }
    return gone;
}

/// What is named after an import and can't be asked for any more: copies of files and locks, where a kill
/// came between an import's end and theirs; also of imports whose records were set aside as damaged, and
/// their refused rows. From before then; not where somebody is just at that import.
Result<void> removeNamedAfterImports(Journal &journal, const QDateTime &before)
{
    const auto records = journal.records();
    if (!records)
        return tl::unexpected(records.error());
    QHash<QString, bool> isImportOver; // of those that are known
    for (const ImportRecord &record : *records)
        isImportOver.insert(record.id, isOver(static_cast<ImportSummary::State>(record.state)));
    const QString refused = QFileInfo(ownRefusedFile(journal.folder(), {})).path();
    for (const QString &folder : {journal.folder(), refused}) {
        const QFileInfoList files = QDir(folder).entryInfoList(
            {QStringLiteral("import-*.csv"), QStringLiteral("import-*.lock")}, QDir::Files);
        for (const QFileInfo &file : files) {
            const QString id = file.baseName().section(QLatin1Char('-'), 1).section(QLatin1Char('-'), 0, 0);
            const bool isWanted = isImportOver.contains(id) && (folder == refused || !isImportOver.value(id));
            if (id.toLongLong() == 0 || isWanted || file.lastModified() >= before)
                continue;
            const auto lock = journal.lock(id);
            if (!lock || !*lock)
                continue;
            QFile::remove(file.filePath());
            journal.removeLockFile(id);
        }
    }
    return {};
}

} // namespace

Result<Erasure> PersonalData::erase(const QString &email)
{
    const SoughtPerson person(email);
    Erasure done;
    if (person.isNobody())
        return done;
    const auto imports = m_journal.records();
    if (!imports)
        return tl::unexpected(imports.error());
    auto erased = m_journal.together([&]() -> Result<void> {
        for (const ImportRecord &one : *imports) {
            if (auto out = eraseFrom(one, person, done); !out)
                return out;
        }
        return {};
    });
    return erased.and_then([this] { return leaveNoTraces(); }).map([&] {
        done.drafts = eraseDrafts(m_journal.folder(), person);
        done.setAside = removeSetAside(Journal::pathIn(m_journal.folder()), QDateTime::currentDateTimeUtc());
        removeOrphans(QDateTime::currentDateTimeUtc());
        ExportedAccount::removeLeft(m_journal.folder());
        return done;
    });
}

/// While no import begins, whose lock it would take for one of nobody.
void PersonalData::removeOrphans(const QDateTime &before)
{
    (void)m_journal.together([&] { return removeNamedAfterImports(m_journal, before); });
}

Result<void> PersonalData::leaveNoTraces()
{
    return m_journal.database().leaveNoTraces().map_error([](Error error) {
        error.hint =
            Text::tr(
                "It is deleted, but its traces can still be found in the file by those who search it. %1 "
                "Then do the same once more.")
                .arg(error.hint);
        return error;
    });
}

Result<void> PersonalData::eraseFrom(const ImportRecord &import, const SoughtPerson &person, Erasure &done)
{
    const auto traces = tracesOf(m_journal, import, person);
    if (!traces)
        return tl::unexpected(traces.error());
    if (import.kind == ImportRecord::Kind::Single)
        return traces->rows.isEmpty() ? Result<void>() : eraseSingle(import, done);
    // Any of its columns may name them.
    const bool isInFile = person.isInFile(ownRefusedFile(m_journal.folder(), import.id));
    const bool isNamed = !traces->rows.isEmpty() || !traces->pictures.isEmpty() || isInFile;
    if (!isOver(static_cast<ImportSummary::State>(import.state))) {
        done.unfinished +=
            isNamed || person.isInFile(QStringLiteral("%1/import-%2.csv").arg(m_journal.folder(), import.id));
        return {};
    }
    if (!isNamed)
        return {};
    for (const quint32 row : traces->rows) {
        if (auto out = takeOut(m_journal, import, row); !out)
            return out;
    }
    for (const quint32 row : traces->pictures) {
        if (auto out = removePicture(m_journal, import.id, row); !out)
            return out;
    }
    auto record = m_journal.record(import.id);
    if (!record)
        return tl::unexpected(record.error());
    ++done.imports;
    if (isInFile || !traces->rows.isEmpty())
        done.files += removeOurs(m_journal, *record);
    return m_journal.update(*record);
}

/// All of it is about this person.
Result<void> PersonalData::eraseSingle(const ImportRecord &import, Erasure &done)
{
    if (isOver(static_cast<ImportSummary::State>(import.state)))
        return m_journal.remove(import.id).map([&done] { ++done.imports; });
    const auto discarded = discardWaiting(m_journal, import.id.toLongLong());
    if (!discarded && discarded.error().kind != Error::Kind::Usage)
        return discarded;
    ++(discarded ? done.waiting : done.unfinished); // somebody is sending it
    return {};
}

Result<qint64> PersonalData::purge(qint64 beforeMs)
{
    const auto before = QDateTime::fromMSecsSinceEpoch(beforeMs, QTimeZone::utc());
    removeSetAside(Journal::pathIn(m_journal.folder()), before);
    removeOrphans(before);
    auto query = m_journal.database().select(
        QStringLiteral("DELETE FROM pictures WHERE import IN (SELECT id FROM imports WHERE started < ?)"),
        {beforeMs});
    if (!query)
        return tl::unexpected(query.error());
    const qint64 gone = query->numRowsAffected();
    if (gone == 0)
        return gone;
    *query = QSqlQuery(); // all is written anew: nothing may be under way
    return leaveNoTraces().map([gone] { return gone; });
}

void PersonalData::tidyUp(const QString &folder, qint64 beforeMs)
{
    if (!QDir(folder).exists())
        return; // nothing was ever kept
    ExportedAccount::removeLeft(folder);
    if (const auto journal = Journal::open(folder))
        (void)PersonalData(**journal).purge(beforeMs);
}

Result<void> PersonalData::forget(const QString &importId)
{
    auto record = m_journal.record(importId);
    if (!record)
        return tl::unexpected(record.error());
    if (!isOver(static_cast<ImportSummary::State>(record->state)))
        return failure(Error::Kind::Usage, Text::tr("This import has not come to its end yet."),
                       Text::tr("Go on with it, or cancel it, before its records are deleted."));
    const auto undo = m_journal.undo(importId);
    if (!undo)
        return tl::unexpected(undo.error());
    if (*undo && !isOver(static_cast<ImportSummary::State>((*undo)->state)))
        return failure(Error::Kind::Usage, Text::tr("Taking this import back has not come to its end yet."),
                       Text::tr("Go on with that before its records are deleted."));
    if (TemporaryList::isLeft(record->ownList) || (*undo && TemporaryList::isLeft((*undo)->ownList)))
        return failure(Error::Kind::Usage,
                       Text::tr("A list that Rollcall made for this import may still be in the account."),
                       Text::tr("Rollcall deletes it at its next start with a connection. The records can go "
                                "after that."));
    removeOurs(m_journal, *record);
    return m_journal.remove(importId).and_then([this] { return leaveNoTraces(); });
}

} // namespace rollcall
