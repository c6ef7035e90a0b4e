#pragma once

#include "table/byteblock.h"
#include "table/dialect.h"

#include <bit>

namespace rollcall {

/// Where each record ends, at memory speed: 64 bytes at a time, only quotes and line ends are looked at.
class RecordScanner
{
public:
    explicit RecordScanner(const Dialect &dialect)
        : m_dialect(dialect)
    {}

    /// Goes through [begin, end), which starts with a record. `found(begin, end, lines)` is told each whole
    /// record without its line ending, and how many physical lines it takes. `isLast`: nothing comes after
    /// `end`. Returns where the first record begins that is not whole: scan again from there with more bytes.
    template <typename Found>
    const char *scan(const char *begin, const char *end, bool isLast, Found &&found);

    /// Whether a record has no text at all: such lines are not rows.
    static bool isBlank(const char *begin, const char *end, const Dialect &dialect);

private:
    const Dialect m_dialect;
    const char *m_record = nullptr; ///< where the record begins
    const char *m_skip = nullptr;   ///< what comes before is dealt with
    OpenQuote m_quote;
    qint64 m_lines = 1;       ///< of this record so far
    qint64 m_linesBefore = 1; ///< the same when the quote opened
};

template <typename Found>
const char *RecordScanner::scan(const char *begin, const char *end, bool isLast, Found &&found)
{
    m_record = m_skip = begin;
    m_quote = {};
    m_lines = 1;
    const auto endRecord = [&](const char *at) {
        found(m_record, at, m_lines);
        m_record = m_skip = at < end ? afterLineEnd(at, end) : end;
        m_quote = {};
        m_lines = 1;
    };
    // The open quote turned out to be a plain character: back to the end of its line.
    const auto endAtOpenQuote = [&] {
        m_lines = m_linesBefore;
        endRecord(m_quote.firstLineEnd);
        return m_record;
    };

    const char *at = begin;
    for (;;) {
        if (at >= end) {
            if (!isLast)
                return m_record;
            if (!m_quote.opened || !m_quote.firstLineEnd) {
                if (m_record < end)
                    endRecord(end);
                return end;
            }
            at = endAtOpenQuote();
            continue;
        }
        const char *const base = at;
        quint64 bits = m_dialect.quote ? ByteBlock(base, end).anyOf('\n', '\r', m_dialect.quote)
                                       : ByteBlock(base, end).anyOf('\n', '\r');
        at = base + ByteBlock::size;
        for (; bits; bits &= bits - 1) {
            const char *const p = base + std::countr_zero(bits);
            if (p < m_skip)
                continue;
            if (Dialect::endsLine(*p)) {
                if (*p == '\r' && p + 1 == end && !isLast)
                    return m_record; // a LF may follow
                if (!m_quote.opened) {
                    endRecord(p);
                } else if (m_quote.passesLineEnd(p)) {
                    ++m_lines;
                    m_skip = afterLineEnd(p, end);
                } else {
                    at = endAtOpenQuote();
                    break;
                }
            } else if (m_quote.opened) {
                const OpenQuote::Meaning meaning = m_quote.judge(p, end, isLast, m_dialect);
                if (meaning == OpenQuote::Undecided)
                    return m_record;
                if (meaning == OpenQuote::Unclosed) {
                    at = endAtOpenQuote();
                    break;
                }
                if (meaning == OpenQuote::Closing)
                    m_quote = {};
                else if (meaning == OpenQuote::Doubled)
                    m_skip = p + 2;
            } else if (m_dialect.opens(p, m_record)) {
                m_quote.opened = p;
                m_linesBefore = m_lines;
            }
        }
    }
}

inline bool RecordScanner::isBlank(const char *begin, const char *end, const Dialect &dialect)
{
    int quotes = 0;
    for (const char *p = begin; p < end; ++p) {
        if (dialect.quote && *p == dialect.quote)
            ++quotes;
        else if (*p != dialect.delimiter && *p != ' ' && *p != '\t' &&
                 *p != '\x1A') // the last: DOS's end of file
            return false;
    }
    return quotes % 2 == 0;
}

} // namespace rollcall
