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
inline bool mayBegin(char c)
{
    return (c >= 0 && c <= ' ') || c == '\xC2' || c == '\xE2' || c == '\xEF' || c == '\xE3';
}
inline bool mayEnd(char c)
{
    return (c >= 0 && c <= ' ') || c == '\xA0' || c == '\x8B' || c == '\xBF' || c == '\x80';
}

std::string_view trimmedSlowly(std::string_view text)
{
    while (!text.empty() && mayBegin(text.front())) {
        const auto *const blank =
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
        const auto *const blank =
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

void RecordParser::parse(const char *begin, const char *end)
{
    m_cells.clear();
    m_raw.clear();
    m_used = 0;
    if (m_scratch.size() < static_cast<size_t>(end - begin))
        m_scratch.resize(static_cast<size_t>(end - begin)); // never during a record: the views point into it
    m_unclosed = -1;

    const char delimiter = m_dialect.delimiter;
    char quote = m_dialect.quote ? m_dialect.quote : delimiter;
    Cell cell{begin};
    OpenQuote walk;
    const char *skip = begin; // what comes before is dealt with
    // The quote never closes: from here on it is a plain character, and so are all others up to the line's
    // end.
    const auto takeAsText = [&] {
        m_unclosed = static_cast<qsizetype>(m_cells.size());
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
                } else if (Dialect::endsLine(*p) && !walk.passesLineEnd(p)) {
                    at = takeAsText();
                    break;
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
    m_cells.push_back(cell.opened ? unquoted(cell, end) : trimmedFast(raw));
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
    if (hasRest)
        out = std::copy(rest, end, out);
    m_used += static_cast<size_t>(out - to);
    return trimmedFast({to, static_cast<size_t>(out - to)});
}

} // namespace rollcall
