#include "import/shownrows.h"

#include <algorithm>
#include <numeric>

namespace rollcall {

std::optional<RowState> RowFilter::state() const
{
    switch (rows) {
    case Rows::All:
        return {};
    case Rows::Ready:
        return RowState::Ready;
    case Rows::ToFix:
        return RowState::ToFix;
    case Rows::Duplicates:
        return RowState::Duplicate;
    case Rows::LeftOut:
        return RowState::LeftOut;
    }
    Q_UNREACHABLE();
}

ShownRows::ShownRows(const CheckReport &report, const RowFilter &filter)
{
    if (filter == RowFilter{}) {
        m_all = int(report.states.size());
        return;
    }
    collect(report, filter);
    if (filter.byProblem)
        sort(report, filter);
}

void ShownRows::collect(const CheckReport &report, const RowFilter &filter)
{
    if (filter.kind) {
        for (const Problem &problem : report.problems) {
            if (problem.kind == *filter.kind && (m_rows.empty() || m_rows.back() != problem.row))
                m_rows.push_back(problem.row);
        }
        return;
    }
    const std::optional<RowState> state = filter.state();
    if (!state) {
        m_rows.resize(report.states.size());
        std::iota(m_rows.begin(), m_rows.end(), 0U);
        return;
    }
    // Without a branch a row: the window waits meanwhile. One place more, for what the last rows write.
    m_rows.resize(static_cast<size_t>(std::ranges::count(report.states, *state)) + 1);
    size_t place = 0;
    for (size_t row = 0; row < report.states.size(); ++row) {
        m_rows[place] = quint32(row);
        place += report.states[row] == *state;
    }
    m_rows.pop_back();
}

/// The few rows with a problem are counted into their groups; all others keep the file's order behind them.
/// Both the rows and the problems come in that order, so that one walk along both tells them apart.
void ShownRows::sort(const CheckReport &report, const RowFilter &filter)
{
    std::vector<std::pair<quint32, quint8>> withProblem; // row and group
    std::array<size_t, groupCount + 1> counts{};
    auto problem = report.problems.begin();
    const auto end = report.problems.end();
    size_t kept = 0;
    for (const quint32 row : m_rows) {
        while (problem != end && problem->row < row)
            ++problem;
        const auto first = problem;
        while (problem != end && problem->row == row)
            ++problem;
        if (first == problem) {
            m_rows[kept++] = row;
            continue;
        }
        withProblem.emplace_back(row, quint8(groupOf({first, problem}, filter)));
        ++counts[withProblem.back().second];
    }
    std::exclusive_scan(counts.begin(), counts.end(), m_starts.begin(), size_t(0));
    m_starts[groupCount] = m_rows.size();
    std::copy_backward(m_rows.begin(), m_rows.begin() + std::ptrdiff_t(kept), m_rows.end());
    std::array<size_t, groupCount + 1> next = m_starts;
    for (const auto &[row, group] : withProblem)
        m_rows[next[group]++] = row;
    m_sorted = true;
}

int ShownRows::placeOf(qint64 row, size_t group) const
{
    if (m_all)
        return int(row);
    const auto begin = m_rows.begin() + std::ptrdiff_t(m_sorted ? m_starts[group] : 0);
    const auto end = m_sorted ? m_rows.begin() + std::ptrdiff_t(m_starts[group + 1]) : m_rows.end();
    return int(std::lower_bound(begin, end, quint32(row)) - m_rows.begin());
}

size_t ShownRows::groupOf(std::span<const Problem> problems, const RowFilter &filter)
{
    const Problem *worst = worstOf(problems, filter);
    if (!worst)
        return groupCount - 1;
    const size_t ofLevel = worst->level == ProblemLevel::Error ? 0 : static_cast<size_t>(ProblemKind::Count);
    return ofLevel + static_cast<size_t>(worst->kind);
}

const Problem *ShownRows::worstOf(std::span<const Problem> problems, const RowFilter &filter)
{
    const Problem *worst = nullptr;
    const auto rank = [&filter](const Problem &problem) {
        return (filter.kind == problem.kind ? 0 : 2) + (problem.level == ProblemLevel::Error ? 0 : 1);
    };
    for (const Problem &problem : problems) {
        if (!worst || rank(problem) < rank(*worst))
            worst = &problem;
    }
    return worst;
}

} // namespace rollcall
