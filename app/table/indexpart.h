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
    qint64 usualCells = 0;      ///< what most records have: helps to tell where one begins; 0: unknown
};

/// Where in the text a row stands, for people.
struct Place
{
    qint64 line = 1;   ///< physical line the record starts on, from 1
    qint64 number = 1; ///< counting all records from the top of the text, as a spreadsheet program does
};

/// The rows of one stretch of a text, found on one core.
struct IndexPart
{
    struct Mark
    {
        qint64 row = 0;
        Place place;
    };
    static constexpr qint64 rowsPerMark = 64;

    std::deque<qint64>
        starts; ///< of each row; a deque, because growing a vector would need three times its size
    std::vector<Mark> marks; ///< rows whose places are known
    Place end;               ///< of the first record behind the stretch
    qint64 next = 0;         ///< where that one begins; at the text's end: where the last one is over
    bool isEndless =
        false; ///< the record at `end` is longer than any table has; what follows was not looked at
    qint64 notUtf8At = -1; ///< the first byte that is not UTF-8, or a window with a zero byte; -1: none

    /// Scans from the record at `from` up to the first that begins at or behind `until`.
    /// Input error: the file changed; Cancelled.
    static Result<IndexPart> scan(const SourceFile &source, const Dialect &dialect, const TextBounds &bounds,
                                  qint64 from, qint64 until, bool mustBeUtf8, const std::atomic_bool *cancel);

    /// Where a record probably begins, shortly behind `offset`; -1 where that can't be told. It may be wrong:
    /// the line may be inside a quoted cell.
    static Result<qint64> likelyStart(const SourceFile &source, const Dialect &dialect,
                                      const TextBounds &bounds, qint64 offset);

    /// Takes over the part that begins where this one ends.
    void append(const IndexPart &part);
};

} // namespace rollcall
