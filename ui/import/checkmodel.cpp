#include "import/checkmodel.h"

#include "import/mappingmodel.h"

#include <QLocale>

#include <algorithm>

namespace rollcall {

void CheckModel::setTable(std::shared_ptr<const Sheet> sheet, const ColumnMapping &mapping,
                          const QList<CustomField> &customFields, std::shared_ptr<const CheckReport> report)
{
    beginResetModel();
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
    m_rows.clear();
    m_all = m_filter == RowFilter{};
    if (m_all || !m_report)
        return;
    if (m_filter.kind) {
        for (const Problem &problem : m_report->problems) {
            if (problem.kind == *m_filter.kind && (m_rows.empty() || m_rows.back() != problem.row))
                m_rows.push_back(problem.row);
        }
        return;
    }
    for (size_t row = 0; row < m_report->states.size(); ++row) {
        if (isWanted(qint64(row)))
            m_rows.push_back(quint32(row));
    }
}

bool CheckModel::isWanted(qint64 row) const
{
    const RowState state = m_report->states[static_cast<size_t>(row)];
    switch (m_filter.rows) {
    case RowFilter::Rows::All:
        return true;
    case RowFilter::Rows::Ready:
        return state == RowState::Ready;
    case RowFilter::Rows::ToFix:
        return state == RowState::ToFix;
    case RowFilter::Rows::Duplicates:
        return state == RowState::Duplicate;
    case RowFilter::Rows::LeftOut:
        return state == RowState::LeftOut;
    }
    Q_UNREACHABLE();
}

int CheckModel::placeOf(qint64 row) const
{
    return m_all ? int(row) : int(std::ranges::lower_bound(m_rows, quint32(row)) - m_rows.begin());
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
    const Problem *first = nullptr;
    const auto rank = [this](const Problem &problem) {
        return (m_filter.kind == problem.kind ? 0 : 2) + (problem.level == ProblemLevel::Error ? 0 : 1);
    };
    for (const Problem &problem : problemsOf(row)) {
        if (!first || rank(problem) < rank(*first))
            first = &problem;
    }
    return first;
}

const Problem *CheckModel::nextProblem(qint64 row, int tableColumn, bool forward) const
{
    if (!m_report)
        return nullptr;
    const auto &problems = m_report->problems;
    const auto position = [](const Problem &problem) { return std::pair(qint64(problem.row), int(problem.column)); };
    const auto here = std::pair(row, tableColumn);
    const auto shown = [this](const Problem &problem) {
        return indexOf(problem.row) >= 0 && (!m_filter.kind || problem.kind == *m_filter.kind);
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

int CheckModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_sheet || !m_report)
        return 0;
    return m_all ? int(m_report->states.size()) : int(m_rows.size());
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
