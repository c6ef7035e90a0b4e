#include "storage/journal.h"

#include "storage/database.h"

namespace rollcall {

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
        {record.importId, record.started, record.state, static_cast<int>(record.ownList), record.ownListId,
         record.ownListName, record.removed, record.restored, record.left, record.failed, record.calls});
}

} // namespace rollcall
