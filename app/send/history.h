#pragma once

#include "send/outcome.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QList>

#include <functional>
#include <optional>

namespace rollcall {

/// An import as the journal has it, without the ids of its activities.
ImportSummary summaryOf(const ImportRecord &record);

/// Whether an import in this state has come to its end.
bool isOver(ImportSummary::State state);

/// Whether a person paused it: only a person goes on with it.
bool wasPausedByPerson(const ImportSummary &import);

/// Whether a person stopped taking an import back: only a person goes on with it.
bool wasStoppedByPerson(const UndoRecord &undo);

/// The imports of an account, single contacts among them, as they are told to people and scripts.
class History
{
public:
    explicit History(Journal &journal)
        : m_journal(journal)
    {}

    Result<QList<ImportSummary>> imports();                ///< newest first
    Result<ImportSummary> import(const QString &importId); ///< Usage error: there is none

    /// Files' imports that have not come to an end, oldest first, and that nobody works on: what a kill, a
    /// power cut or a passing trouble left. Single contacts that wait are in the outbox.
    Result<QList<ImportSummary>> interrupted();

    /// Rows in the order of the file, or those of one outcome, from the `offset`th on, at most `limit`.
    Result<QList<RowAnswer>> answers(const QString &importId, std::optional<Outcome> outcome, qint64 offset,
                                     qint64 limit);

    /// All rows in the order of the file, without holding them all; false from `take` ends early.
    Result<void> eachAnswer(const QString &importId, const std::function<bool(const RowAnswer &)> &take);

private:
    struct Rows;
    Result<Rows> rows(const QString &importId);
    Result<QList<RowAnswer>> block(const QString &importId, Rows &rows, int block);

    Journal &m_journal;
};

} // namespace rollcall
