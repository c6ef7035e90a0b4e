#pragma once

#include <QtGlobal>

namespace rollcall {

/// What is done about a row when its import is taken back; kept in the journal as a byte.
enum class UndoStep : quint8 {
    None,     ///< the import did not touch anybody for it
    Remove,   ///< added by the import: to be deleted
    Removing, ///< perhaps deleted already
    Removed,
    Restore,   ///< changed by the import: old values and lists to come back
    Restoring, ///< perhaps restored already
    Restored,
    Left,
    Failed,
};

constexpr bool isToBeDone(UndoStep step)
{
    return step == UndoStep::Remove || step == UndoStep::Removing || step == UndoStep::Restore ||
           step == UndoStep::Restoring;
}

/// What the import did to the row's person is there no more.
constexpr bool isDone(UndoStep step)
{
    return step == UndoStep::Removed || step == UndoStep::Restored;
}

} // namespace rollcall
