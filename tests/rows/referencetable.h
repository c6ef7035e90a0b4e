#pragma once

#include "table/dialect.h"
#include "table/recordparser.h"

#include <algorithm>
#include <string>
#include <vector>

namespace rollcall::test {

/// A record as the rules in dialect.h have it.
struct ReferenceRecord
{
    size_t start = 0;
    qint64 lines = 1;
    std::vector<std::string> cells;
    bool quoteUnclosed = false;
    long tornCell = -1; ///< the first with text behind its closing quote

    bool isBlank() const
    {
        return std::all_of(cells.begin(), cells.end(), [](const std::string &cell) { return cell.empty(); });
    }
};

/// The same rules written down once more, one byte after the other and with no eye on speed.
class ReferenceReader
{
public:
    ReferenceReader(std::string text, const Dialect &dialect)
        : m_text(std::move(text))
        , m_dialect(dialect)
    {}

    std::vector<ReferenceRecord> read()
    {
        std::vector<ReferenceRecord> records;
        while (m_at < m_text.size()) {
            ReferenceRecord record;
            record.start = m_at;
            readRecord(record);
            records.push_back(record);
        }
        return records;
    }

private:
    bool endsLine(size_t at) const { return m_text[at] == '\n' || m_text[at] == '\r'; }
    size_t afterLineEnd(size_t at) const { return at + (m_text.compare(at, 2, "\r\n") == 0 ? 2 : 1); }
    bool isBlank(size_t at) const
    {
        return (m_text[at] == ' ' || m_text[at] == '\t') && m_text[at] != m_dialect.delimiter;
    }

    void readRecord(ReferenceRecord &record)
    {
        bool quotesCount = m_dialect.quote != 0;
        for (;;) {
            std::string cell;
            size_t at = m_at;
            bool isQuoted = false;
            while (at < m_text.size() && isBlank(at))
                ++at;
            if (quotesCount && at < m_text.size() && m_text[at] == m_dialect.quote) {
                const size_t opened = at;
                qint64 lines = 0;
                if (readQuoted(at, cell, lines)) {
                    record.lines += lines;
                    isQuoted = true;
                } else {
                    record.quoteUnclosed = true;
                    quotesCount = false;
                    cell = m_text.substr(m_at, opened + 1 - m_at);
                    at = opened + 1;
                }
            } else {
                at = m_at;
            }
            const size_t rest = at;
            while (at < m_text.size() && !endsLine(at) && m_text[at] != m_dialect.delimiter)
                cell += m_text[at++];
            if (isQuoted && record.tornCell < 0 &&
                !trimmed(std::string_view(m_text).substr(rest, at - rest)).empty())
                record.tornCell = static_cast<long>(record.cells.size());
            record.cells.emplace_back(trimmed(cell));
            m_at = at;
            if (at == m_text.size())
                return;
            if (endsLine(at)) {
                m_at = afterLineEnd(at);
                return;
            }
            m_at = at + 1;
        }
    }

    /// From the opening quote to behind the closing one; false when it is never closed.
    bool readQuoted(size_t &at, std::string &cell, qint64 &lines) const
    {
        const char quote = m_dialect.quote;
        for (size_t i = at + 1; i < m_text.size(); ++i) {
            const char next = i + 1 < m_text.size() ? m_text[i + 1] : '\0';
            if (m_dialect.backslash && m_text[i] == '\\' && (next == quote || next == '\\')) {
                cell += next;
                ++i;
            } else if (m_text[i] == quote && next == quote) {
                cell += quote;
                ++i;
            } else if (m_text[i] == quote) {
                size_t after = i + 1;
                while (after < m_text.size() && isBlank(after))
                    ++after;
                const bool fits =
                    after == m_text.size() || endsLine(after) || m_text[after] == m_dialect.delimiter;
                if (lines > 0 && !fits)
                    return false;
                at = i + 1;
                return true;
            } else if (endsLine(i)) {
                ++lines;
                const size_t after = afterLineEnd(i);
                cell.append(m_text, i, after - i);
                i = after - 1;
            } else {
                cell += m_text[i];
            }
        }
        return false;
    }

    std::string m_text;
    const Dialect m_dialect;
    size_t m_at = 0;
};

} // namespace rollcall::test
