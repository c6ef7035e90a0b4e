#include "import/checkmodel.h"

#include "import/mappingmodel.h"

#include <QLocale>

#include <algorithm>

namespace rollcall {

void CheckModel::setTable(std::shared_ptr<const Sheet> sheet, const ColumnMapping &mapping,
                          const QList<CustomField> &customFields, std::shared_ptr<const CheckReport> report,
                          const RowFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    m_sheet = std::move(sheet);
    m_mapping = mapping;
    m_customFields = customFields;
    m_report = std::move(report);
    m_columns.clear();
    const qsizetype email = mapping.columnOf(Field::Email);
    if (email >= 0)
        m_columns.push_back(int(email));
    for (int column = 0; column < mapping.size(); ++column) {
        if (column != email && mapping.at(column).field != Field::Ignore)
            m_columns.push_back(column);
    }
    collect();
    endResetModel();
}

void CheckModel::setFilter(const RowFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    collect();
    endResetModel();
}

void CheckModel::cellsChanged()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void CheckModel::collect()
{
    m_rows = m_report ? ShownRows(*m_report, m_filter) : ShownRows();
}

int CheckModel::placeOf(qint64 row) const
{
    return m_rows.placeOf(row, m_filter.byProblem ? ShownRows::groupOf(problemsOf(row), m_filter) : 0);
}

int CheckModel::indexOf(qint64 row) const
{
    const int place = placeOf(row);
    return place < rowCount() && rowAt(place) == row ? place : -1;
}

int CheckModel::columnOf(int tableColumn) const
{
    const auto found = std::ranges::find(m_columns, tableColumn);
    if (found == m_columns.end())
        return Words;
    const int place = int(found - m_columns.begin());
    return place == 0 ? Email : FirstOther + place - 1;
}

int CheckModel::tableColumn(int column) const
{
    if (column == Number || column == Words || m_columns.empty())
        return -1;
    return m_columns.at(static_cast<size_t>(column == Email ? 0 : column - FirstOther + 1));
}

std::span<const Problem> CheckModel::problemsOf(qint64 row) const
{
    if (!m_report)
        return {};
    const auto range = std::ranges::equal_range(m_report->problems, quint32(row), {}, &Problem::row);
    return {range.begin(), range.end()};
}

const Problem *CheckModel::firstProblem(qint64 row) const
{
    return ShownRows::worstOf(problemsOf(row), m_filter);
}

const Problem *CheckModel::nextProblem(qint64 row, int tableColumn, bool forward) const
{
    if (!m_report)
        return nullptr;
    return m_filter.byProblem ? nextInOrder(row, tableColumn, forward) : nextInFile(row, tableColumn, forward);
}

const Problem *CheckModel::nextInFile(qint64 row, int tableColumn, bool forward) const
{
    const auto &problems = m_report->problems;
    const auto position = [](const Problem &problem) { return std::pair(qint64(problem.row), int(problem.column)); };
    const auto here = std::pair(row, tableColumn);
    const auto shown = [this](const Problem &problem) {
        return m_filter.kind ? problem.kind == *m_filter.kind : m_filter.shows(m_report->states[problem.row]);
    };
    if (forward) {
        const auto found = std::find_if(std::ranges::upper_bound(problems, here, {}, position), problems.end(), shown);
        return found == problems.end() ? nullptr : &*found;
    }
    auto before = std::ranges::lower_bound(problems, here, {}, position);
    while (before != problems.begin()) {
        if (shown(*--before))
            return &*before;
    }
    return nullptr;
}

/// Sorted by problem, each row is visited once, at what it is sorted under.
const Problem *CheckModel::nextInOrder(qint64 row, int tableColumn, bool forward) const
{
    const bool isRow = row >= 0 && row < qint64(m_report->states.size());
    const int place = row < 0 ? -1 : isRow ? placeOf(row) : m_rows.withProblem();
    if (const Problem *own = isRow ? firstProblem(row) : nullptr;
        own && (forward ? own->column > tableColumn : own->column < tableColumn))
        return own;
    const int next = forward ? place + 1 : qMin(place, m_rows.withProblem()) - 1;
    return next >= 0 && next < m_rows.withProblem() ? firstProblem(m_rows.at(next)) : nullptr;
}

int CheckModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_sheet || !m_report)
        return 0;
    return m_rows.size();
}

int CheckModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_columns.empty() ? 0 : int(m_columns.size()) + 2;
}

QVariant CheckModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const qint64 row = rowAt(index.row());
    const int column = tableColumn(index.column());
    switch (role) {
    case Qt::TextAlignmentRole:
        return index.column() == Number ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case LevelRole:
        return column >= 0 ? level(row, column) : QVariant();
    case SuggestionRole:
        if (const Problem *problem = index.column() == Words ? firstProblem(row) : nullptr)
            return problemSuggestion(*problem, *m_sheet, m_mapping, m_customFields);
        return {};
    case Qt::DisplayRole:
        return index.column() == Number ? QLocale().toString(m_sheet->numberOf(row))
               : index.column() == Words ? words(row) : m_sheet->cell(row, column);
    case Qt::EditRole:
        return column >= 0 ? m_sheet->cell(row, column) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Number ? numberText(row) : index.column() == Words ? words(row) : m_sheet->cell(row, column);
    default:
        return {};
    }
}

bool CheckModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const int column = index.isValid() ? tableColumn(index.column()) : -1;
    if (role != Qt::EditRole || column < 0)
        return false;
    const qint64 row = rowAt(index.row());
    if (value.toString() != m_sheet->cell(row, column))
        Q_EMIT cellEdited(row, column, value.toString());
    return true;
}

Qt::ItemFlags CheckModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && tableColumn(index.column()) >= 0)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant CheckModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || !m_sheet)
        return {};
    if (role == Qt::TextAlignmentRole && section == Number)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    if (section == Number)
        return tr("Row");
    if (section == Words)
        return tr("Problem");
    return targetLabel(m_mapping.at(tableColumn(section)), m_customFields);
}

QString CheckModel::words(qint64 row) const
{
    const Problem *first = firstProblem(row);
    QStringList sentences;
    if (first)
        sentences << problemMessage(*first, *m_sheet, m_mapping);
    for (const Problem &problem : problemsOf(row)) {
        if (&problem != first)
            sentences << problemMessage(problem, *m_sheet, m_mapping);
    }
    const RowState state = m_report->states.at(static_cast<size_t>(row));
    if (state == RowState::Duplicate) {
        const auto merged = std::ranges::lower_bound(m_report->mergedInto, quint32(row), {}, &std::pair<quint32, quint32>::first);
        if (merged != m_report->mergedInto.end() && merged->first == row)
            sentences << tr("The same address as in row %1: merged into it.").arg(QLocale().toString(m_sheet->numberOf(merged->second)));
    } else if (state == RowState::LeftOut) {
        sentences << tr("The file says that this person wants no mail.");
    }
    return sentences.join(QStringLiteral(" · "));
}

QString CheckModel::numberText(qint64 row) const
{
    const qint64 number = m_sheet->numberOf(row);
    const qint64 line = m_sheet->lineOf(row);
    const QString text = tr("Row %1").arg(QLocale().toString(number));
    return number == line ? text : tr("%1 (line %2)").arg(text, QLocale().toString(line));
}

QVariant CheckModel::level(qint64 row, int tableColumn) const
{
    QVariant worst;
    for (const Problem &problem : problemsOf(row)) {
        if (problem.column == tableColumn && (!worst.isValid() || problem.level == ProblemLevel::Error))
            worst = static_cast<int>(problem.level);
    }
    return worst;
}

} // namespace rollcall
