#pragma once

#include "support/result.h"
#include "table/dialect.h"
#include "table/indexpart.h"

#include <atomic>

namespace rollcall {

class SourceFile;

/// Where each row of a text in UTF-8 starts: eight bytes a row, found in one pass on all cores.
class CsvIndex
{
public:
    /// Blocking. Input error: the file changed, or a record is longer than any table's; Cancelled.
    /// `mustBeUtf8`: stops where the text is not, or holds a zero byte, and says so in notUtf8At().
    static Result<CsvIndex> build(const SourceFile &source, const Dialect &dialect, const TextBounds &bounds,
                                  bool mustBeUtf8, const std::atomic_bool *cancel = nullptr);

    qint64 rowCount() const { return static_cast<qint64>(m_rows.starts.size()); }

    /// Where the row starts; of rowCount(), where the last one ends. Blank lines belong to the row above
    /// them.
    qint64 startOf(qint64 row) const
    {
        return row < rowCount() ? m_rows.starts[static_cast<size_t>(row)] : m_rows.next;
    }

    /// The row that holds this place in the text, or the blank lines below it; -1: it is above all rows.
    qint64 rowAt(qint64 offset) const;

    /// Reads at most a few dozen kilobytes to count. Input error when the file changed.
    Result<Place> placeOf(qint64 row, const SourceFile &source) const;
    /// Of the rows from `first` to before `end`, in one go.
    Result<std::vector<Place>> placesOf(qint64 first, qint64 end, const SourceFile &source) const;

    qint64 notUtf8At() const { return m_rows.notUtf8At; } ///< -1: all of it is

    /// The longest record that is read, bytes: beyond it a file is something else than a table.
    static constexpr qint64 longestRecord = qint64(16) << 20;

    /// Bytes for which a core of its own is worth it.
    static constexpr qint64 partSize = qint64(8) << 20;

private:
    CsvIndex(const Dialect &dialect, const TextBounds &bounds, IndexPart rows)
        : m_dialect(dialect)
        , m_bounds(bounds)
        , m_rows(std::move(rows))
    {}

    Dialect m_dialect;
    TextBounds m_bounds;
    IndexPart m_rows;
};

} // namespace rollcall
