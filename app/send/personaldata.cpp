#include "send/personaldata.h"

#include "contact/emailaddress.h"
#include "send/contactpicture.h"
#include "send/exportedaccount.h"
#include "send/history.h"
#include "send/outboxitem.h"
#include "storage/database.h"
#include "storage/journal.h"
#include "storage/rowaddresses.h"
#include "support/text.h"

#include <QDir>
#include <QFile>

namespace rollcall {
namespace {

bool isSame(const QByteArray &email, const QString &normalised)
{
    return normalisedEmail(QString::fromUtf8(email)) == normalised;
}

/// The rows of one import that are the person's.
Result<QList<quint32>> rowsOf(Journal &journal, const ImportRecord &import, const QString &normalised)
{
    QList<quint32> rows;
    return eachAddress(journal, import.id, import.rows,
                       [&](quint32 row, const QByteArray &email) {
                           if (isSame(email, normalised))
                               rows.append(row);
                           return true;
                       })
        .map([&rows] { return rows; });
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
    Database &database = journal.database();
    return database.run(QStringLiteral("DELETE FROM pictures WHERE import=? AND row=?"), {import.id, row})
        .and_then([&] {
            return database.run(QStringLiteral("DELETE FROM reasons WHERE import=? AND row=?"),
                                {import.id, row});
        })
        .and_then([&] { return journal.replaceBlock(import.id, number, *block); })
        .and_then(
            [&] { return touched->isEmpty() ? Result<void>() : journal.setTouched(import.id, *touched); });
}

bool removeOurs(const Journal &journal, ImportRecord &import)
{
    // A file that the person chose a place for is theirs.
    if (import.refusedFile.isEmpty() || !import.refusedFile.startsWith(journal.folder()))
        return false;
    const bool gone = QFile::remove(import.refusedFile);
    import.refusedFile.clear();
    return gone;
}

} // namespace

Result<Erasure> PersonalData::erase(const QString &email)
{
    const QString normalised = normalisedEmail(email);
    Erasure done;
    const auto imports = m_journal.records();
    if (!imports)
        return tl::unexpected(imports.error());
    auto erased = m_journal.together([&]() -> Result<void> {
        for (const ImportRecord &one : *imports) {
            const auto rows = rowsOf(m_journal, one, normalised);
            if (!rows)
                return tl::unexpected(rows.error());
            if (rows->isEmpty())
                continue;
            const bool isSingle = one.kind == ImportRecord::Kind::Single;
            if (auto out = isSingle ? eraseSingle(one, done) : eraseRows(one, *rows, done); !out)
                return out;
        }
        return {};
    });
    return erased.map([&done] { return done; });
}

Result<void> PersonalData::eraseRows(const ImportRecord &import, const QList<quint32> &rows, Erasure &done)
{
    if (!isOver(static_cast<ImportSummary::State>(import.state))) {
        ++done.unfinished;
        return {};
    }
    for (const quint32 row : rows) {
        if (auto out = takeOut(m_journal, import, row); !out)
            return out;
    }
    auto record = m_journal.record(import.id);
    if (!record)
        return tl::unexpected(record.error());
    ++done.imports;
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

Result<qint64> PersonalData::purgePictures(qint64 beforeMs)
{
    auto query = m_journal.database().select(
        QStringLiteral("DELETE FROM pictures WHERE import IN (SELECT id FROM imports WHERE started < ?)"),
        {beforeMs});
    if (!query)
        return tl::unexpected(query.error());
    return qint64(query->numRowsAffected());
}

void PersonalData::tidyUp(const QString &folder, qint64 beforeMs)
{
    if (!QDir(folder).exists())
        return; // nothing was ever kept
    ExportedAccount::removeLeft(folder);
    if (const auto journal = Journal::open(folder))
        (void)PersonalData(**journal).purgePictures(beforeMs);
}

Result<void> PersonalData::forget(const QString &importId)
{
    auto record = m_journal.record(importId);
    if (!record)
        return tl::unexpected(record.error());
    if (!isOver(static_cast<ImportSummary::State>(record->state)))
        return failure(Error::Kind::Usage, Text::tr("This import has not come to its end yet."),
                       Text::tr("Go on with it, or cancel it, before its records are deleted."));
    removeOurs(m_journal, *record);
    return m_journal.remove(importId);
}

} // namespace rollcall
