#pragma once

#include "check/rowcheck.h"

#include <array>
#include <optional>
#include <vector>

namespace rollcall {

/// Which rows of a checked table are shown, and in which order.
struct RowFilter
{
    enum class Rows { All, Ready, ToFix, Duplicates, LeftOut };

    Rows rows = Rows::All;
    std::optional<ProblemKind> kind; ///< only rows with a problem of this kind, whatever `rows` says
    bool byProblem = false;          ///< what must be mended first, kind by kind; else in the file's order

    std::optional<RowState> state() const; ///< that all shown rows have; none: they may have any
    bool shows(RowState one) const { return state().value_or(one) == one; }
    bool operator==(const RowFilter &) const = default;
};

/// The rows that a filter shows: numbers only, four bytes a row, and none where all are shown in the file's order.
class ShownRows
{
public:
    ShownRows() = default; ///< none
    ShownRows(const CheckReport &report, const RowFilter &filter);

    int size() const { return m_all ? m_all : int(m_rows.size()); }
    qint64 at(int place) const { return m_all ? place : m_rows.at(static_cast<size_t>(place)); }
    /// Where a row is shown, or would be. `group` is groupOf(its problems), where they are sorted by problem.
    int placeOf(qint64 row, size_t group) const;
    /// Sorted by problem: how many have one. They come first.
    int withProblem() const { return int(m_starts[groupCount - 1]); }

    /// What a row is sorted under: its worst problem, the chosen kind of the filter before all others.
    static size_t groupOf(std::span<const Problem> problems, const RowFilter &filter);
    /// The problem that is to be spoken of first; null: none.
    static const Problem *worstOf(std::span<const Problem> problems, const RowFilter &filter);

private:
    static constexpr size_t groupCount = 2 * static_cast<size_t>(ProblemKind::Count) + 1; ///< the last: no problem

    void collect(const CheckReport &report, const RowFilter &filter);
    void sort(const CheckReport &report, const RowFilter &filter);

    int m_all = 0; ///< every row is shown, and so many there are
    std::vector<quint32> m_rows;
    std::array<size_t, groupCount + 1> m_starts{}; ///< of each group in m_rows, where they are sorted by problem
    bool m_sorted = false;
};

} // namespace rollcall
