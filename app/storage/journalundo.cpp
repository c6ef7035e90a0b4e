#include "storage/journal.h"

#include "storage/database.h"

namespace rollcall {

namespace {

const QString undoColumns =
    QStringLiteral("SELECT import, started, state, own_list, own_list_id, own_list_name, removed, "
                   "restored, remained, failed, calls FROM undos");

UndoRecord recordFrom(const QSqlQuery &query)
{
    return {query.value(0).toString(),
            query.value(1).toLongLong(),
            static_cast<quint8>(query.value(2).toInt()),
            static_cast<ImportRecord::OwnList>(query.value(3).toInt()),
            query.value(4).toString(),
            query.value(5).toString(),
            query.value(6).toLongLong(),
            query.value(7).toLongLong(),
            query.value(8).toLongLong(),
            query.value(9).toLongLong(),
            query.value(10).toInt()};
}

} // namespace

Result<std::optional<UndoRecord>> Journal::undo(const QString &importId)
{
    auto query = m_database->select(undoColumns + QStringLiteral(" WHERE import=?"), {importId});
    if (!query)
        return tl::unexpected(query.error());
    return query->next() ? std::optional(recordFrom(*query)) : std::nullopt;
}

Result<QHash<QString, UndoRecord>> Journal::undos()
{
    auto query = m_database->select(undoColumns);
    if (!query)
        return tl::unexpected(query.error());
    QHash<QString, UndoRecord> undos;
    while (query->next()) {
        const UndoRecord record = recordFrom(*query);
        undos.insert(record.importId, record);
    }
    return undos;
}

Result<void> Journal::setUndo(const UndoRecord &record)
{
    return m_database->run(
        QStringLiteral("INSERT OR REPLACE INTO undos VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        {record.importId, record.started, record.state, static_cast<int>(record.ownList), record.ownListId,
         record.ownListName, record.removed, record.restored, record.left, record.failed, record.calls});
}

} // namespace rollcall
