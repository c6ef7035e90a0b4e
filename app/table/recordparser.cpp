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

/// Whether a byte may begin or end a blank: most cells are told apart by that alone.
bool mayBeBlank(char c)
{
    const auto byte = static_cast<uchar>(c);
    return byte <= 0x20 || byte >= 0x80;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && mayBeBlank(text.front())) {
        const auto blank = std::find_if(wideBlanks.begin(), wideBlanks.end(),
                                        [text](std::string_view wide) { return text.starts_with(wide); });
        if (isAsciiBlank(text.front()))
            text.remove_prefix(1);
        else if (blank != wideBlanks.end())
            text.remove_prefix(blank->size());
        else
            break;
    }
    while (!text.empty() && mayBeBlank(text.back())) {
        const auto blank = std::find_if(wideBlanks.begin(), wideBlanks.end(),
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

void RecordParser::parse(const char *begin, const char *end)
{
    m_cells.clear();
    m_raw.clear();
    m_used = 0;
    if (m_scratch.size() < static_cast<size_t>(end - begin))
        m_scratch.resize(static_cast<size_t>(end - begin)); // never during a record: the views point into it
    m_unclosed = -1;
    m_cell = begin;
    m_opened = m_closed = nullptr;
    m_hasEscapes = false;

    char quote = m_dialect.quote ? m_dialect.quote : m_dialect.delimiter;
    OpenQuote walk;
    const char *skip = begin;
    // The quote never closes: from here on it is a plain character, and so are all others up to the line's
    // end.
    const auto takeAsText = [&] {
        m_unclosed = static_cast<qsizetype>(m_cells.size());
        const char *again = m_opened + 1;
        m_opened = nullptr;
        m_hasEscapes = false;
        walk = {};
        quote = m_dialect.delimiter;
        skip = again;
        return again;
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
        quint64 bits = ByteBlock(base, end).anyOf('\n', '\r', m_dialect.delimiter, quote);
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
                        m_closed = p;
                        walk = {};
                    } else {
                        m_hasEscapes = true;
                        skip = p + (meaning == OpenQuote::Doubled ? 2 : 1);
                    }
                } else if (Dialect::endsLine(*p) && !walk.passesLineEnd(p)) {
                    at = takeAsText();
                    break;
                }
            } else if (*p == m_dialect.delimiter) {
                finishCell(p);
            } else if (Dialect::endsLine(*p)) {
                finishCell(p);
                m_end = p;
                return;
            } else if (!m_opened && m_dialect.opens(p, m_cell)) {
                m_opened = walk.opened = p;
            }
        }
    }
    finishCell(end);
    m_end = end;
}

void RecordParser::finishCell(const char *end)
{
    if (m_keepsRaw)
        m_raw.emplace_back(m_cell, static_cast<size_t>(end - m_cell));
    if (!m_opened)
        m_cells.push_back(trimmed({m_cell, static_cast<size_t>(end - m_cell)}));
    else
        m_cells.push_back(unquoted(end));
    m_cell = end + 1;
    m_opened = m_closed = nullptr;
    m_hasEscapes = false;
}

std::string_view RecordParser::unquoted(const char *end)
{
    const auto *const rest = m_closed + 1;
    const bool hasRest = !trimmed({rest, static_cast<size_t>(end - rest)}).empty();
    const std::string_view inside(m_opened + 1, static_cast<size_t>(m_closed - m_opened - 1));
    const bool hasEscapes =
        m_hasEscapes || (m_dialect.backslash && inside.find('\\') != std::string_view::npos);
    if (!hasEscapes && !hasRest)
        return trimmed(inside);

    char *const to = m_scratch.data() + m_used;
    char *out = to;
    for (const char *p = m_opened + 1; p < m_closed; ++p) {
        const bool escapes = *p == m_dialect.quote || (m_dialect.backslash && *p == '\\');
        if (escapes && p + 1 < m_closed && (p[1] == m_dialect.quote || p[1] == *p))
            ++p;
        *out++ = *p;
    }
    if (hasRest)
        out = std::copy(rest, end, out);
    m_used += static_cast<size_t>(out - to);
    return trimmed({to, static_cast<size_t>(out - to)});
}

} // namespace rollcall
