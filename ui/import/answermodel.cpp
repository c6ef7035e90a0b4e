#include "import/answermodel.h"

#include "common/label.h"

#include <QLocale>

namespace rollcall {
namespace {

constexpr int pageSize = 1000;
constexpr int mostPages = 4; // a view may look at two at once

Tone toneOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Added:
    case Outcome::Updated:
        return Tone::Good;
    case Outcome::Refused:
        return Tone::Bad;
    case Outcome::NotSent:
    case Outcome::Unsubscribed:
        return Tone::Look;
    case Outcome::Unchanged:
    case Outcome::Duplicate:
    case Outcome::LeftOut:
    case Outcome::Count:
        return Tone::Soft;
    }
    Q_UNREACHABLE();
}

} // namespace

void AnswerModel::setImport(const ImportSummary &summary, Source source)
{
    beginResetModel();
    m_summary = summary;
    m_source = std::move(source);
    m_filter.reset();
    forget();
    endResetModel();
}

void AnswerModel::setFilter(std::optional<Outcome> outcome)
{
    beginResetModel();
    m_filter = outcome;
    forget();
    endResetModel();
}

void AnswerModel::forget()
{
    m_asking = std::make_unique<QObject>();
    m_pages.clear();
    m_seen.clear();
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
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole && role != ToneRole)
        return {};
    const RowAnswer answer = answerAt(index.row());
    if (answer.number == 0)
        return {}; // on its way
    if (role == ToneRole)
        return static_cast<int>(toneOf(answer.outcome));
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
    const int page = row / pageSize;
    if (const auto known = m_pages.constFind(page); known != m_pages.cend())
        return known->value(row % pageSize);
    if (m_seen.size() == mostPages)
        m_pages.remove(m_seen.takeFirst());
    m_seen << page;
    m_pages.insert(page, {});
    auto *self = const_cast<AnswerModel *>(this); // looking is what asks
    m_source(m_filter, qint64(page) * pageSize, pageSize, m_asking.get(),
             [self, page](const Result<QList<RowAnswer>> &answers) { self->take(page, answers); });
    return {};
}

void AnswerModel::take(int page, const Result<QList<RowAnswer>> &answers)
{
    if (!answers) {
        Q_EMIT failed(answers.error());
        return;
    }
    if (!m_pages.contains(page))
        return; // nobody looks at them any more
    m_pages.insert(page, *answers);
    const int first = page * pageSize;
    const int last = qMin(first + pageSize, rowCount()) - 1;
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

} // namespace rollcall
