#pragma once

#include "table/dialect.h"

#include <span>
#include <string_view>
#include <vector>

namespace rollcall {

/// A record's bytes → its cells: quotes taken off, trimmed. Plain cells are views of the bytes themselves,
/// others of a buffer that is used again for the next record, so that a row costs no allocation.
class RecordParser
{
public:
    explicit RecordParser(const Dialect &dialect)
        : m_dialect(dialect)
    {}

    /// [begin, end) starts with a record; what follows it there is not looked at. The cells live until the
    /// next call. Up to `readable` there is memory, which makes it faster.
    void parse(const char *begin, const char *end, const char *readable = nullptr);

    std::span<const std::string_view> cells() const { return {m_cells.data(), m_count}; }
    /// Known to hold nothing but printable ASCII, delimiters aside.
    bool isPlain() const { return m_isPlain; }
    qsizetype unclosedCell() const { return m_unclosed; } ///< in which a quote is never closed; -1: none
    qsizetype tornCell() const { return m_torn; } ///< the first with text behind its closing quote; -1: none
    bool hasLineBreak() const { return m_hasLineBreak; }  ///< in a quoted cell
    const char *recordEnd() const { return m_end; }       ///< where its line ending is, or `end`

    /// Each cell as it stands in the file, quotes and blanks included; for writing the untouched ones again.
    const std::vector<std::string_view> &rawCells() const { return m_raw; }
    void keepRawCells() { m_keepsRaw = true; }

private:
    /// A cell while it is being walked through.
    struct Cell
    {
        const char *begin = nullptr;
        const char *opened = nullptr; ///< its opening quote
        const char *closed = nullptr; ///< its closing quote
        bool hasEscapes = false;
    };
    bool parseRegular(const char *begin, const char *end, const char *readable);
    void parseAny(const char *begin, const char *end);
    void push(std::string_view cell);
    quint64 mayFollowQuote(const char *block, const char *end) const;
    void addRegular(const char *begin, const char *end, bool mayHaveDoubled);
    void add(const Cell &cell, const char *end);
    std::string_view unquoted(const Cell &cell, const char *end);

    const Dialect m_dialect;
    bool m_keepsRaw = false;
    std::vector<std::string_view> m_cells; ///< room for more than there are
    size_t m_count = 0;
    std::vector<std::string_view> m_raw;
    std::vector<char> m_scratch;
    size_t m_used = 0; ///< of the scratch buffer
    bool m_isPlain = false;
    qsizetype m_unclosed = -1;
    qsizetype m_torn = -1;
    bool m_hasLineBreak = false;
    const char *m_end = nullptr;
};

/// Without blanks at both ends: also the no-break and zero-width ones that come along when text is copied.
std::string_view trimmed(std::string_view text);

} // namespace rollcall
