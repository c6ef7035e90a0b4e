#include "import/answermodel.h"

#include <QLocale>

namespace rollcall {
namespace {

constexpr int pageSize = 1000;

} // namespace

void AnswerModel::setImport(const ImportSummary &summary, Source source)
{
    beginResetModel();
    m_summary = summary;
    m_source = std::move(source);
    m_filter.reset();
    m_pageStart = -1;
    endResetModel();
}

void AnswerModel::setFilter(std::optional<Outcome> outcome)
{
    beginResetModel();
    m_filter = outcome;
    m_pageStart = -1;
    endResetModel();
}

int AnswerModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_source)
        return 0;
    return int(m_filter ? m_summary.count(*m_filter) : m_summary.rows);
}

int AnswerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AnswerModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole && index.column() == Number)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != OutcomeRole)
        return {};
    const RowAnswer answer = answerAt(index.row());
    if (role == OutcomeRole)
        return static_cast<int>(answer.outcome);
    switch (static_cast<Column>(index.column())) {
    case Number: {
        const QString number = QLocale().toString(answer.number);
        return role == Qt::ToolTipRole && answer.line != answer.number
                   ? tr("Row %1 (line %2)").arg(number, QLocale().toString(answer.line)) : number;
    }
    case Email:
        return answer.email;
    case Answer:
        return outcomeLabel(answer.outcome);
    case Why:
        return answer.hint.isEmpty() ? answer.reason : answer.reason + QLatin1Char(' ') + answer.hint;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant AnswerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == Number)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number:
        return tr("Row");
    case Email:
        return tr("E-mail");
    case Answer:
        return tr("Answer");
    case Why:
        return tr("Why");
    case ColumnCount:
        break;
    }
    return {};
}

RowAnswer AnswerModel::answerAt(int row) const
{
    const int start = row - row % pageSize;
    if (start != m_pageStart) {
        const auto page = m_source(m_filter, start, pageSize);
        m_page = page ? *page : QList<RowAnswer>();
        m_pageStart = start;
    }
    return m_page.value(row - start);
}

} // namespace rollcall
