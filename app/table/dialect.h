#pragma once

#include <QtGlobal>

namespace rollcall {

/// How bytes become records and cells. The rules that the index and the parser share, so that they never
/// disagree:
///
/// - A quote opens a cell only as its first character, blanks before it aside; anywhere else it is text.
/// - A quote closes the cell unless it is doubled (or escaped, where backslashes do that). What follows up to
/// the
///   next delimiter is text again, as most programs read it.
/// - A quote is never closed if no other follows, or if the next one, on a later line, stands where none
/// could
///   close: it is rather the opening of another cell. The record then ends at its own line, the quote is a
///   plain character, and the lines after it are read as if nothing had happened.
/// - A line ends with LF, CRLF or CR, all of which may occur in one file.
struct Dialect
{
    char delimiter = ',';
    char quote = '"'; ///< 0: none
    bool backslash = false;

    bool operator==(const Dialect &) const = default;

    /// How far a quoted cell may go beyond its first line, in bytes, before its quote counts as never closed.
    static constexpr qint64 longestQuote = qint64(1) << 20;

    static bool isBlank(char c, char delimiter) { return (c == ' ' || c == '\t') && c != delimiter; }
    static bool endsLine(char c) { return c == '\n' || c == '\r'; }

    /// Whether the quote at `at` opens a cell of the record (or the cell) that begins at `begin`.
    bool opens(const char *at, const char *begin) const
    {
        while (at > begin && isBlank(at[-1], delimiter))
            --at;
        return at == begin || at[-1] == delimiter;
    }

    /// Whether the quote at `at` is escaped in the cell that was opened at `opened`.
    bool escapes(const char *at, const char *opened) const
    {
        const char *first = at;
        while (first - 1 > opened && first[-1] == '\\')
            --first;
        return (at - first) % 2 == 1;
    }

    /// Whether a quote right before `at` could close a cell: nothing but blanks up to a delimiter, line end
    /// or `end`.
    bool closes(const char *at, const char *end) const
    {
        while (at < end && isBlank(*at, delimiter))
            ++at;
        return at == end || *at == delimiter || endsLine(*at);
    }
};

/// Where the line end at `at` is over: CRLF counts as one.
inline const char *afterLineEnd(const char *at, const char *end)
{
    return at + (*at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1);
}

/// A quoted cell while it is being walked through.
struct OpenQuote
{
    const char *opened = nullptr;       ///< the quote; nullptr: not in a quoted cell
    const char *firstLineEnd = nullptr; ///< the first line end after it

    enum Meaning { Escaped, Doubled, Closing, Unclosed, Undecided };

    /// What the quote at `at` is; Undecided when that depends on what comes after `end`.
    Meaning judge(const char *at, const char *end, bool isLast, const Dialect &dialect) const
    {
        if (dialect.backslash && dialect.escapes(at, opened))
            return Escaped;
        if (at + 1 == end)
            return isLast ? Closing : Undecided;
        if (at[1] == dialect.quote)
            return Doubled;
        if (!firstLineEnd)
            return Closing;
        const char *next = at + 1;
        while (next < end && Dialect::isBlank(*next, dialect.delimiter))
            ++next;
        if (next == end && !isLast)
            return Undecided;
        return dialect.closes(next, end) ? Closing : Unclosed;
    }

    /// A line end at `at`; false when the quote has gone on for so long that it can't be meant.
    bool passesLineEnd(const char *at)
    {
        if (!firstLineEnd)
            firstLineEnd = at;
        return at - firstLineEnd <= Dialect::longestQuote;
    }
};

} // namespace rollcall
