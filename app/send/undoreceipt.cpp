#include "send/undoreceipt.h"

#include "storage/journal.h"

namespace rollcall {

UndoReceipt counted(const std::vector<UndoStep> &steps, bool onlyWhatIsDone)
{
    UndoReceipt told;
    for (const UndoStep one : steps) {
        told.removed += one == UndoStep::Removed ||
                        (!onlyWhatIsDone && (one == UndoStep::Remove || one == UndoStep::Removing));
        told.restored += one == UndoStep::Restored ||
                         (!onlyWhatIsDone && (one == UndoStep::Restore || one == UndoStep::Restoring));
        told.left += one == UndoStep::Left;
        told.failed += one == UndoStep::Failed;
    }
    return told;
}

Result<QList<RowAnswer>> named(Journal &journal, const QString &importId,
                               const QList<std::pair<quint32, QString>> &why)
{
    QList<RowAnswer> answers;
    for (const auto &[row, reason] : why) {
        const auto block = journal.block(importId, static_cast<int>(row / Journal::blockSize));
        if (!block)
            return tl::unexpected(block.error());
        const size_t index = row % Journal::blockSize;
        if (index >= block->lines.size())
            continue;
        answers.append({row,
                        block->lines[index],
                        block->numbers[index],
                        QString::fromUtf8(block->emails.value(static_cast<qsizetype>(index))),
                        Outcome::LeftOut,
                        {},
                        reason,
                        {}});
    }
    return answers;
}

} // namespace rollcall
