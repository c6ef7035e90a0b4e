#include "table/recordparser.h"

#include "table/byteblock.h"

#include <algorithm>
#include <array>
#include <bit>

namespace rollcall {
namespace {

bool isAsciiBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// No-break space, zero-width space, byte order mark, ideographic space.
constexpr std::array<std::string_view, 4> wideBlanks{"\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF",
                                                     "\xE3\x80\x80"};

/// Whether a byte may begin a blank, or end one: nearly every cell is told apart by that alone.
constexpr uchar begins = 1;
constexpr uchar ends = 2;
constexpr std::array<uchar, 256> blankBytes = [] {
    std::array<uchar, 256> bytes{};
    for (size_t c = 0; c <= ' '; ++c)
        bytes[c] = begins | ends;
    for (const std::string_view wide : wideBlanks) {
        bytes[static_cast<uchar>(wide.front())] |= begins;
        bytes[static_cast<uchar>(wide.back())] |= ends;
    }
    return bytes;
}();

inline bool mayBegin(char c)
{
    return blankBytes[static_cast<uchar>(c)] & begins;
}
inline bool mayEnd(char c)
{
    return blankBytes[static_cast<uchar>(c)] & ends;
}

std::string_view trimmedSlowly(std::string_view text)
{
    while (!text.empty() && mayBegin(text.front())) {
        const auto blank =
            std::find_if(wideBlanks.begin(), wideBlanks.end(),
                         [text](std::string_view wide) { return text.starts_with(wide); });
        if (isAsciiBlank(text.front()))
            text.remove_prefix(1);
        else if (blank != wideBlanks.end())
            text.remove_prefix(blank->size());
        else
            break;
    }
    while (!text.empty() && mayEnd(text.back())) {
        const auto blank =
            std::find_if(wideBlanks.begin(), wideBlanks.end(),
                         [text](std::string_view wide) { return text.ends_with(wide); });
        if (isAsciiBlank(text.back()))
            text.remove_suffix(1);
        else if (blank != wideBlanks.end())
            text.remove_suffix(blank->size());
        else
            break;
    }
    return text;
}

/// Bit n: whether an odd number of bits is set from 0 to n.
inline quint64 prefixXor(quint64 bits)
{
    bits ^= bits << 1; // six lines, because not every compiler unrolls the loop
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ bits << 32;
}

/// All bits below the lowest that is set.
inline quint64 beforeFirst(quint64 bits)
{
    return (bits & (quint64(0) - bits)) - 1;
}

inline std::string_view trimmedFast(std::string_view text)
{
    if (text.empty() || !(mayBegin(text.front()) || mayEnd(text.back())))
        return text;
    return trimmedSlowly(text);
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    return trimmedFast(text);
}

/// The last bit of a block, where a quote there closes its cell because of what follows; or the end's, if
/// that is in the block.
inline quint64 RecordParser::mayFollowQuote(const char *block, const char *end) const
{
    const qint64 left = end - block;
    if (left <= ByteBlock::size)
        return quint64(1) << (left - 1);
    const char next = block[ByteBlock::size];
    const bool closes = next == m_dialect.delimiter || next == m_dialect.quote || Dialect::endsLine(next);
    return quint64(closes) << 63;
}

inline void RecordParser::addRegular(const char *begin, const char *end, bool mayHaveDoubled)
{
    const char quote = m_dialect.quote;
    if (end == begin || !quote || *begin != quote) {
        push(trimmedFast({begin, static_cast<size_t>(end - begin)}));
        return;
    }
    const std::string_view inside(begin + 1, static_cast<size_t>(end - begin - 2));
    if (mayHaveDoubled && inside.find(quote) != std::string_view::npos)
        push(unquoted({begin, begin, end - 1, true}, end));
    else
        push(trimmedFast(inside));
}

/// The quick way, for a record whose quotes all stand where they should: right at the beginning and the end
/// of a cell, or doubled. 64 bytes are dealt with at once, and only delimiters outside quotes one by one.
bool RecordParser::parseRegular(const char *begin, const char *end, const char *readable)
{
    if (m_keepsRaw || m_dialect.backslash || end - begin > Dialect::longestQuote)
        return false;
    const char delimiter = m_dialect.delimiter;
    const char quote = m_dialect.quote;
    const char *cell = begin;
    quint64 inside = 0;    // all bits set while a quoted cell goes on into the next block
    quint64 cellStart = 1; // the lowest bit: the block begins with a cell
    bool hasDoubled = false;
    quint64 odd = 0; // where there is a byte that is no printable ASCII
    for (const char *base = begin; base < end; base += ByteBlock::size) {
        const ByteBlock block(base, end, readable);
        const quint64 lineEnds = block.anyOf('\n', '\r');
        const quint64 quotes = quote ? block.anyOf(quote) : 0;
        const quint64 delimiters = block.anyOf(delimiter);
        quint64 signs = lineEnds | delimiters;
        if (quotes | inside) {
            const quint64 within =
                prefixXor(quotes) ^ inside; // from the opening quote up to before the closing one
            signs &= ~within;
            const quint64 beyond = ~beforeFirst(signs & lineEnds);
            const quint64 opening = quotes & within & ~beyond;
            const quint64 closing = quotes & ~within & ~beyond;
            const quint64 before = (signs | closing) << 1 | cellStart;
            const quint64 after = (signs | opening) >> 1 | mayFollowQuote(base, end);
            if ((opening & ~before) | (closing & ~after))
                return false;
            m_hasLineBreak = m_hasLineBreak || (lineEnds & within & ~beyond);
            hasDoubled = hasDoubled || (closing & opening >> 1) || (closing >> 63);
            cellStart = (signs | closing) >> 63;
            inside = beyond ? 0 : quint64(0) - (within >> 63);
        } else {
            cellStart = signs >> 63;
        }
        odd |= block.notPrintable() & ~delimiters & beforeFirst(signs & lineEnds);
        for (; signs; signs &= signs - 1) {
            const char *const p = base + std::countr_zero(signs);
            addRegular(cell, p, hasDoubled);
            if (Dialect::endsLine(*p)) {
                m_end = p;
                m_isPlain = odd == 0;
                return true;
            }
            cell = p + 1;
        }
    }
    if (inside)
        return false;
    addRegular(cell, end, hasDoubled);
    m_end = end;
    m_isPlain = odd == 0;
    return true;
}

void RecordParser::parse(const char *begin, const char *end, const char *readable)
{
    m_count = 0;
    m_raw.clear();
    m_used = 0;
    m_unclosed = -1;
    m_torn = -1;
    m_hasLineBreak = false;
    m_isPlain = false;
    if (m_scratch.size() < static_cast<size_t>(end - begin))
        m_scratch.resize(static_cast<size_t>(end - begin)); // never during a record: the views point into it
    if (parseRegular(begin, end, readable))
        return;
    m_count = 0;
    m_used = 0;
    m_hasLineBreak = false;
    parseAny(begin, end);
}

inline void RecordParser::push(std::string_view cell)
{
    if (m_count == m_cells.size())
        m_cells.resize(std::max(size_t(32), 2 * m_count));
    m_cells[m_count++] = cell;
}

/// Byte for byte what the rules say, also where quotes stand anywhere.
void RecordParser::parseAny(const char *begin, const char *end)
{
    const char delimiter = m_dialect.delimiter;
    char quote = m_dialect.quote ? m_dialect.quote : delimiter;
    Cell cell{begin};
    OpenQuote walk;
    const char *skip = begin; // what comes before is dealt with
    // The quote never closes: from here on it is a plain character, and so are all others up to the line's
    // end.
    const auto takeAsText = [&] {
        m_unclosed = static_cast<qsizetype>(m_count);
        skip = cell.opened + 1;
        cell = {cell.begin};
        walk = {};
        quote = delimiter;
        return skip;
    };

    const char *at = begin;
    for (;;) {
        if (at >= end) {
            if (!walk.opened)
                break;
            at = takeAsText();
            continue;
        }
        const char *const base = at;
        quint64 bits = ByteBlock(base, end).anyOf('\n', '\r', delimiter, quote);
        at = base + ByteBlock::size;
        for (; bits; bits &= bits - 1) {
            const char *const p = base + std::countr_zero(bits);
            if (p < skip)
                continue;
            if (walk.opened) {
                if (*p == quote) {
                    const OpenQuote::Meaning meaning = walk.judge(p, end, true, m_dialect);
                    if (meaning == OpenQuote::Unclosed) {
                        at = takeAsText();
                        break;
                    }
                    if (meaning == OpenQuote::Closing) {
                        cell.closed = p;
                        walk = {};
                    } else {
                        cell.hasEscapes = true;
                        skip = p + (meaning == OpenQuote::Doubled ? 2 : 1);
                    }
                } else if (Dialect::endsLine(*p)) {
                    m_hasLineBreak = true;
                    if (!walk.passesLineEnd(p)) {
                        at = takeAsText();
                        break;
                    }
                }
            } else if (*p == delimiter) {
                add(cell, p);
                cell = {p + 1};
            } else if (Dialect::endsLine(*p)) {
                add(cell, p);
                m_end = p;
                return;
            } else if (!cell.opened && m_dialect.opens(p, cell.begin)) {
                cell.opened = walk.opened = p;
            }
        }
    }
    add(cell, end);
    m_end = end;
}

inline void RecordParser::add(const Cell &cell, const char *end)
{
    const std::string_view raw(cell.begin, static_cast<size_t>(end - cell.begin));
    if (m_keepsRaw)
        m_raw.push_back(raw);
    push(cell.opened ? unquoted(cell, end) : trimmedFast(raw));
}

std::string_view RecordParser::unquoted(const Cell &cell, const char *end)
{
    const auto *const rest = cell.closed + 1;
    const bool hasRest = !trimmedFast({rest, static_cast<size_t>(end - rest)}).empty();
    const std::string_view inside(cell.opened + 1, static_cast<size_t>(cell.closed - cell.opened - 1));
    const bool hasEscapes =
        cell.hasEscapes || (m_dialect.backslash && inside.find('\\') != std::string_view::npos);
    if (!hasEscapes && !hasRest)
        return trimmedFast(inside);

    char *const to = m_scratch.data() + m_used;
    char *out = to;
    for (const char *p = inside.data(); p < cell.closed; ++p) {
        const bool escapes = *p == m_dialect.quote || (m_dialect.backslash && *p == '\\');
        if (escapes && p + 1 < cell.closed && (p[1] == m_dialect.quote || p[1] == *p))
            ++p;
        *out++ = *p;
    }
    if (hasRest) {
        out = std::copy(rest, end, out);
        if (m_torn < 0)
            m_torn = static_cast<qsizetype>(m_count);
    }
    m_used += static_cast<size_t>(out - to);
    return trimmedFast({to, static_cast<size_t>(out - to)});
}

} // namespace rollcall
