#include "history/historyentry.h"

#include "send/history.h"
#include "support/text.h"

#include <QLocale>

namespace rollcall {
namespace {

Result<HistoryEntry> entryOf(const Journal &journal, const ImportRecord &record,
                             const std::optional<UndoRecord> &undo)
{
    HistoryEntry entry{summaryOf(record), record.tagNames, record.error, undo, false};
    if (!isOver(entry.import.state) || entry.isUndoStopped()) {
        const Result<bool> isResting = journal.isResting(record.id);
        if (!isResting)
            return tl::unexpected(isResting.error());
        entry.isResting = *isResting;
    }
    return entry;
}

/// "3 refused", where there are any.
void addCount(QStringList &parts, qint64 count, const QString &word)
{
    if (count > 0)
        parts << QStringLiteral("%1 %2").arg(QLocale().toString(count), word);
}

} // namespace

bool HistoryEntry::isUndone() const
{
    return undo && undo->state == static_cast<quint8>(ImportSummary::State::Done);
}

bool HistoryEntry::isLeft() const
{
    const bool isPaused = wasPausedByPerson(import);
    const bool isOutbox = import.isSingle();
    return (isUndoStopped() && !wasStoppedByPerson(*undo)) ||
           (!isOver(import.state) && !isPaused && !isOutbox);
}

Result<QList<HistoryEntry>> readHistory(Journal &journal)
{
    const auto records = journal.records();
    const auto undos = journal.undos();
    if (!records || !undos)
        return tl::unexpected(records ? undos.error() : records.error());
    QList<HistoryEntry> entries;
    for (const ImportRecord &record : *records) {
        const auto undo = undos->constFind(record.id);
        auto entry = entryOf(journal, record, undo == undos->cend() ? std::nullopt : std::optional(*undo));
        if (!entry)
            return tl::unexpected(entry.error());
        entries << std::move(*entry);
    }
    return entries;
}

QString countsText(const ImportSummary &summary)
{
    QStringList parts;
    for (const Outcome outcome :
         {Outcome::Added, Outcome::Updated, Outcome::Refused, Outcome::NotSent, Outcome::Unchanged,
          Outcome::Unsubscribed, Outcome::Duplicate, Outcome::LeftOut})
        addCount(parts, summary.count(outcome), outcomeLabel(outcome));
    return parts.isEmpty() ? Text::tr("no rows") : parts.join(QStringLiteral(", "));
}

QString undoCountsText(const UndoRecord &undo)
{
    QStringList parts;
    addCount(parts, undo.removed, Text::tr("removed"));
    addCount(parts, undo.restored, Text::tr("restored"));
    addCount(parts, undo.left, Text::tr("left as they are"));
    addCount(parts, undo.failed, Text::tr("not done by the service"));
    return parts.isEmpty() ? Text::tr("nothing yet") : parts.join(QStringLiteral(", "));
}

} // namespace rollcall
