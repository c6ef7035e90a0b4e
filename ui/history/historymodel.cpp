#include "history/historymodel.h"

#include "common/label.h"
#include "send/history.h"
#include "support/span.h"

#include <QDir>
#include <QTimeZone>

#include <algorithm>

namespace rollcall {
namespace {

using ImportState = ImportSummary::State;

QString stateText(const HistoryEntry &entry, bool isUndo)
{
    if (isUndo)
        return entry.isUndone()                                     ? HistoryModel::tr("Done")
               : entry.isResting && wasStoppedByPerson(*entry.undo) ? HistoryModel::tr("Stopped")
               : entry.isResting                                    ? HistoryModel::tr("Interrupted")
                                                                    : HistoryModel::tr("Under way");
    if (entry.isUndone())
        return HistoryModel::tr("Undone");
    if (entry.import.isStopped) // only answers are missing
        return importStateLabel(ImportState::Cancelled);
    if (entry.isResting && !isOver(entry.import.state) && entry.import.state != ImportState::Paused)
        return HistoryModel::tr("Interrupted");
    return importStateLabel(entry.import.state);
}

Tone stateTone(const HistoryEntry &entry, bool isUndo)
{
    if (isUndo)
        return entry.isUndone() ? Tone::Soft : Tone::Look;
    if (entry.import.state == ImportState::Failed)
        return Tone::Bad;
    if (!isOver(entry.import.state))
        return entry.isResting ? Tone::Look : Tone::Accent;
    return entry.import.state == ImportState::Done && !entry.isUndone() ? Tone::Good : Tone::Soft;
}

} // namespace

void HistoryModel::setEntries(const QList<HistoryEntry> &entries, const QDateTime &now)
{
    const bool isSameDay = m_now.toLocalTime().date() == now.toLocalTime().date(); // "today" is today's still
    if (isSameDay && entries == m_entries)
        return;
    beginResetModel();
    m_entries = entries;
    m_now = now;
    m_rows.clear();
    for (qsizetype i = 0; i < entries.size(); ++i) {
        const HistoryEntry &entry = entries.at(i);
        m_rows << Row{i, false, QDateTime::fromString(entry.import.started, Qt::ISODate)};
        if (entry.undo)
            m_rows << Row{i, true, QDateTime::fromMSecsSinceEpoch(entry.undo->started, QTimeZone::utc())};
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [](const Row &one, const Row &other) { return one.when > other.when; });
    endResetModel();
}

const HistoryEntry &HistoryModel::entryAt(int row) const
{
    return m_entries.at(m_rows.at(row).entry);
}

int HistoryModel::rowOf(const QString &importId, bool undo) const
{
    const auto row = std::find_if(m_rows.cbegin(), m_rows.cend(), [&](const Row &one) {
        return one.isUndo == undo && m_entries.at(one.entry).import.id == importId;
    });
    return row == m_rows.cend() ? -1 : int(row - m_rows.cbegin());
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HistoryModel::text(const Row &row, Column column) const
{
    const HistoryEntry &entry = m_entries.at(row.entry);
    switch (column) {
    case When:
        return shortMomentText(m_now, row.when);
    case What: {
        const QString title = entry.import.title();
        return row.isUndo ? tr("Undo of %1").arg(title) : title;
    }
    case Lists:
        return entry.import.lists.join(QStringLiteral(", "));
    case Counts:
        return row.isUndo ? undoCountsText(*entry.undo) : countsText(entry.import);
    case State:
        return stateText(entry, row.isUndo);
    case ColumnCount:
        break;
    }
    return {};
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows.at(index.row());
    const auto column = static_cast<Column>(index.column());
    if (role == ToneRole && column == State)
        return static_cast<int>(stateTone(m_entries.at(row.entry), row.isUndo));
    if (role == Qt::ToolTipRole && column == What)
        return QDir::toNativeSeparators(m_entries.at(row.entry).import.file); // empty: a single contact
    if (role == Qt::ToolTipRole && column == When)
        return momentText(m_now, row.when);
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return text(row, column);
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case When:
        return tr("When");
    case What:
        return tr("File or person");
    case Lists:
        return tr("Lists");
    case Counts:
        return tr("Answers");
    case State:
        return tr("State");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace rollcall
