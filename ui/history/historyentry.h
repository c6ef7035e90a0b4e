#pragma once

#include "send/outcome.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QList>

#include <optional>

namespace rollcall {

/// An import as the history shows it.
struct HistoryEntry
{
    ImportSummary import;
    QStringList tags;
    std::optional<Error> error; ///< why it stopped
    std::optional<UndoRecord> undo; ///< how far it was taken back
    bool isResting = false;         ///< it, or its undo, is not at its end, and nobody works on it

    bool isUndone() const;
    bool isUndoStopped() const { return undo && !isUndone(); }
    bool isLeft() const; ///< half-way, no person wanted it to rest, and it is not the outbox's

    bool operator==(const HistoryEntry &) const = default;
};

/// The imports that are kept on this computer, newest first. Blocking, and looks at locks.
Result<QList<HistoryEntry>> readHistory(Journal &journal);

/// "212 added, 40 updated, 3 refused"; what counts nothing is not said.
QString countsText(const ImportSummary &summary);
QString undoCountsText(const UndoRecord &undo);

} // namespace rollcall
