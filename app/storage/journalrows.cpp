#include "storage/journal.h"

#include "storage/database.h"
#include "storage/packed.h"

namespace rollcall {
namespace {

QByteArray asBytes(const std::vector<quint8> &marks)
{
    return QByteArray::fromRawData(reinterpret_cast<const char *>(marks.data()), std::ssize(marks));
}

std::vector<quint8> toMarks(const QByteArray &bytes)
{
    return {bytes.cbegin(), bytes.cend()};
}

} // namespace

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
            if (auto done = m_database->execute(
                    *query, {importId, reason.row, reason.by, reason.reason, reason.hint});
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

Result<void> Journal::replacePicture(const QString &importId, const BeforePicture &picture)
{
    return m_database->run(QStringLiteral("INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?)"),
                           {importId, picture.row, picture.contactId, picture.picture});
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
