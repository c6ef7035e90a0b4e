#pragma once

#include "support/result.h"
#include "table/dialect.h"

#include <atomic>
#include <deque>
#include <vector>

namespace rollcall {

class SourceFile;

/// Where a text begins, and which of its lines hold rows.
struct TextBounds
{
    qint64 begin = 0;           ///< offset of the first record, behind a byte order mark or a "sep=" line
    qint64 end = 0;             ///< offset behind the last byte that is looked at
    bool isCut = false;         ///< the file goes on behind it: a record cut in half there is none
    qint64 firstLine = 1;       ///< physical line at `begin`
    qint64 firstRowLine = 1;    ///< records that start above it are title or header
    bool countsRecords = false; ///< each record is one line, as in a spreadsheet, whatever is in its cells
};

/// Where each row of a text in UTF-8 starts: eight bytes a row, found in one pass.
class CsvIndex
{
public:
    /// Blocking. Input error: the file changed, or a record is longer than any table's; Cancelled.
    /// `mustBeUtf8`: stops where the text is not, or holds a zero byte, and says so in notUtf8At().
    static Result<CsvIndex> build(const SourceFile &source, const Dialect &dialect, const TextBounds &bounds,
                                  bool mustBeUtf8, const std::atomic_bool *cancel = nullptr);

    qint64 rowCount() const { return static_cast<qint64>(m_starts.size()); }

    /// Where the row starts; of rowCount(), where the last one ends. Blank lines belong to the row above
    /// them.
    qint64 startOf(qint64 row) const
    {
        return row < rowCount() ? m_starts[static_cast<size_t>(row)] : m_bounds.end;
    }

    struct Place
    {
        qint64 line = 1;   ///< physical line the record starts on, from 1
        qint64 number = 1; ///< counting all records from the top of the text, as a spreadsheet program does
    };
    /// Reads at most a few dozen kilobytes to count. Input error when the file changed.
    Result<Place> placeOf(qint64 row, const SourceFile &source) const;
    /// Of the rows from `first` to before `end`, in one go.
    Result<std::vector<Place>> placesOf(qint64 first, qint64 end, const SourceFile &source) const;

    qint64 notUtf8At() const { return m_notUtf8At; } ///< -1: all of it is

    /// The longest record that is read, bytes: beyond it a file is something else than a table.
    static constexpr qint64 longestRecord = qint64(16) << 20;

private:
    struct Builder;
    static constexpr qint64 rowsPerPlace = 256;

    CsvIndex(const Dialect &dialect, const TextBounds &bounds)
        : m_dialect(dialect)
        , m_bounds(bounds)
    {}

    Dialect m_dialect;
    TextBounds m_bounds;
    std::deque<qint64> m_starts; ///< a deque, because growing a vector would need three times its size
    std::vector<Place> m_places; ///< of every rowsPerPlace-th row
    qint64 m_notUtf8At = -1;
};

} // namespace rollcall
