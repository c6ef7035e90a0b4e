#include "table/indexpart.h"

#include "support/text.h"
#include "table/csvindex.h"
#include "table/recordparser.h"
#include "table/recordscanner.h"
#include "table/sourcefile.h"
#include "table/utf8check.h"

#include <cstring>

namespace rollcall {
namespace {

constexpr qint64 windowSize = 256 * 1024; // fits the second-level cache, where it is looked at twice

/// Bytes of the text that move on, with room for a record that did not fit.
class Window
{
public:
    explicit Window(qint64 from)
        : m_bytes(windowSize)
        , m_offset(from)
    {}

    /// Reads on up to `end`; false when a record is longer than any.
    Result<bool> read(const SourceFile &source, qint64 end)
    {
        if (m_left > static_cast<qint64>(m_bytes.size()) / 2) {
            if (m_left > CsvIndex::longestRecord)
                return false;
            m_bytes.resize(
                qMin(m_bytes.size() * 2, static_cast<size_t>(CsvIndex::longestRecord + windowSize)));
        }
        const qint64 room = qMin(static_cast<qint64>(m_bytes.size()) - m_left, end - m_offset);
        const Result<qint64> got = source.read(m_offset, m_bytes.data() + m_left, room);
        if (!got)
            return tl::unexpected(got.error());
        m_new = *got;
        m_offset += m_new;
        return true;
    }

    const char *begin() const { return m_bytes.data(); }
    const char *end() const { return m_bytes.data() + m_left + m_new; }
    std::string_view news() const { return {m_bytes.data() + m_left, static_cast<size_t>(m_new)}; }
    qint64 origin() const { return m_offset - m_new - m_left; } ///< offset of begin()
    qint64 endOffset() const { return m_offset; }

    /// What is not dealt with goes to the front.
    void keep(const char *rest)
    {
        const qint64 length = end() - rest;
        std::memmove(m_bytes.data(), rest, static_cast<size_t>(length));
        m_left = length;
        m_new = 0;
    }

private:
    std::vector<char> m_bytes;
    qint64 m_offset;
    qint64 m_left = 0;
    qint64 m_new = 0;
};

} // namespace

Result<IndexPart> IndexPart::scan(const SourceFile &source, const Dialect &dialect, const TextBounds &bounds,
                                  qint64 from, qint64 until, bool mustBeUtf8, const std::atomic_bool *cancel)
{
    IndexPart part;
    part.end.line = from == bounds.begin ? bounds.firstLine : 1;
    part.next = -1;
    const qint64 firstRowLine = from == bounds.begin ? bounds.firstRowLine : 0;
    RecordScanner scanner(dialect);
    Utf8Check check;
    Window window(from);

    const auto add = [&](qint64 offset, bool isBlank, qint64 lines) {
        if (offset >= until) {
            part.next = part.next < 0 ? offset : part.next;
            return;
        }
        if (!isBlank && part.end.line >= firstRowLine) {
            const auto row = static_cast<qint64>(part.starts.size());
            if (row % rowsPerMark == 0)
                part.marks.push_back({row, part.end});
            part.starts.push_back(offset);
        }
        part.end.line += bounds.countsRecords ? 1 : lines;
        ++part.end.number;
    };

    while (part.next < 0 && window.endOffset() < bounds.end) {
        if (cancel && *cancel)
            return failure(Error::Kind::Cancelled, Text::tr("Reading was stopped."));
        const qint64 before = window.endOffset();
        const Result<bool> read = window.read(source, bounds.end);
        if (!read)
            return tl::unexpected(read.error());
        if (!*read) {
            part.isEndless = true;
            return part;
        }
        if (mustBeUtf8 && before < until) {
            check.feed(window.news().substr(0, static_cast<size_t>(until - before)));
            if (check.firstError() >= 0 || check.hasZeroBytes()) {
                part.notUtf8At = check.firstError() >= 0 ? from + check.firstError() : before;
                return part;
            }
        }
        const bool isLast = window.endOffset() == bounds.end && !bounds.isCut;
        const qint64 origin = window.origin();
        const char *const begin = window.begin();
        const char *const rest =
            scanner.scan(begin, window.end(), isLast, [&](const char *at, const char *to, qint64 lines) {
                add(origin + (at - begin), RecordScanner::isBlank(at, to, dialect), lines);
            });
        const qint64 restOffset = origin + (rest - begin);
        if (part.next < 0 && (restOffset >= until || window.endOffset() == bounds.end))
            part.next = restOffset;
        window.keep(rest);
    }
    if (part.next < 0)
        part.next = from;
    if (mustBeUtf8 && !(bounds.isCut && until == bounds.end)) {
        check.finish();
        part.notUtf8At = check.firstError() >= 0 ? from + check.firstError() : -1;
    }
    return part;
}

Result<qint64> IndexPart::likelyStart(const SourceFile &source, const Dialect &dialect,
                                      const TextBounds &bounds, qint64 offset)
{
    constexpr int mostTries = 200;
    std::vector<char> bytes(64 * 1024);
    const qint64 wanted = qMin(static_cast<qint64>(bytes.size()), bounds.end - offset);
    const Result<qint64> got = source.read(offset, bytes.data(), wanted);
    if (!got || bounds.usualCells < 2)
        return got ? Result<qint64>(-1) : got;
    const char *const begin = bytes.data();
    const char *const end = begin + *got;
    RecordParser parser(dialect);
    int tries = 0;
    for (const char *p = begin; p < end && tries < mostTries; ++p) {
        if (!Dialect::endsLine(*p))
            continue;
        const char *const candidate = afterLineEnd(p, end);
        p = candidate - 1;
        ++tries;
        // Inside a quoted cell the rest of a record would hardly be as wide as a whole one, twice.
        int wide = 0;
        const char *at = candidate;
        for (; wide < 2 && at < end; ++wide) {
            parser.parse(at, end);
            if (static_cast<qint64>(parser.cells().size()) != bounds.usualCells ||
                parser.unclosedCell() >= 0 || parser.recordEnd() == end)
                break;
            at = afterLineEnd(parser.recordEnd(), end);
        }
        if (wide == 2)
            return offset + (candidate - begin);
    }
    return -1;
}

void IndexPart::append(const IndexPart &part)
{
    const auto rows = static_cast<qint64>(starts.size());
    const Place before{end.line - 1, end.number - 1};
    for (const Mark &mark : part.marks)
        marks.push_back(
            {rows + mark.row, {before.line + mark.place.line, before.number + mark.place.number}});
    starts.insert(starts.end(), part.starts.begin(), part.starts.end());
    end = {before.line + part.end.line, before.number + part.end.number};
    next = part.next;
}

} // namespace rollcall
