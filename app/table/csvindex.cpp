#include "table/csvindex.h"

#include "support/text.h"
#include "table/recordscanner.h"
#include "table/sourcefile.h"

#include <algorithm>
#include <optional>
#include <thread>

namespace rollcall {
namespace {

auto tooLong(qint64 line)
{
    return failure(Error::Kind::Input,
                   Text::tr("The record on line %L1 has no end within 16 megabytes.").arg(line),
                   Text::tr("This is probably not a table, or its delimiter and quotes are others "
                            "than they were taken for."));
}

/// Where each core begins: the text's beginning, and places further down where a record probably begins.
Result<std::vector<qint64>> beginnings(const SourceFile &source, const Dialect &dialect,
                                       const TextBounds &bounds)
{
    std::vector<qint64> all{bounds.begin};
    const qint64 length = bounds.end - bounds.begin;
    const qint64 cores = std::max(1U, std::thread::hardware_concurrency());
    const qint64 parts = std::min(cores, length / CsvIndex::partSize);
    for (qint64 i = 1; i < parts; ++i) {
        const Result<qint64> start =
            IndexPart::likelyStart(source, dialect, bounds, bounds.begin + length / parts * i);
        if (!start)
            return tl::unexpected(start.error());
        if (*start > all.back())
            all.push_back(*start);
    }
    return all;
}

} // namespace

Result<CsvIndex> CsvIndex::build(const SourceFile &source, const Dialect &dialect, const TextBounds &bounds,
                                 bool mustBeUtf8, const std::atomic_bool *cancel)
{
    const Result<std::vector<qint64>> begins = beginnings(source, dialect, bounds);
    if (!begins)
        return tl::unexpected(begins.error());
    const auto scan = [&](qint64 from, qint64 until) {
        return IndexPart::scan(source, dialect, bounds, from, until, mustBeUtf8, cancel);
    };

    const size_t count = begins->size();
    std::vector<std::optional<Result<IndexPart>>> parts(count);
    {
        std::vector<std::jthread> threads;
        const auto scanPart = [&](size_t i) {
            parts[i] = scan((*begins)[i], i + 1 < count ? (*begins)[i + 1] : bounds.end);
        };
        for (size_t i = 1; i < count; ++i)
            threads.emplace_back(scanPart, i);
        scanPart(0);
    } // waits

    Result<IndexPart> whole = std::move(*parts[0]);
    for (size_t i = 1; i < count && whole && whole->notUtf8At < 0 && !whole->isEndless; ++i) {
        // A beginning inside a quoted cell was a wrong guess: what began there goes, the rest is read in
        // order.
        const bool fits = whole->next == (*begins)[i];
        const Result<IndexPart> part = fits ? std::move(*parts[i]) : scan(whole->next, bounds.end);
        if (!part)
            return tl::unexpected(part.error());
        whole->append(*part);
        whole->notUtf8At = part->notUtf8At;
        whole->isEndless = part->isEndless;
        if (!fits)
            break;
    }
    if (!whole)
        return tl::unexpected(whole.error());
    if (whole->isEndless && whole->notUtf8At < 0)
        return tooLong(whole->end.line);
    return CsvIndex(dialect, bounds, std::move(*whole));
}

qint64 CsvIndex::rowAt(qint64 offset) const
{
    const auto behind = std::upper_bound(m_rows.starts.begin(), m_rows.starts.end(), offset);
    return behind - m_rows.starts.begin() - 1;
}

Result<Place> CsvIndex::placeOf(qint64 row, const SourceFile &source) const
{
    return placesOf(row, row + 1, source).map([](const std::vector<Place> &places) {
        return places.front();
    });
}

Result<std::vector<Place>> CsvIndex::placesOf(qint64 first, qint64 end, const SourceFile &source) const
{
    constexpr qint64 windowSize = 256 * 1024;
    const auto behind =
        std::upper_bound(m_rows.marks.begin(), m_rows.marks.end(), first,
                         [](qint64 wanted, const IndexPart::Mark &mark) { return wanted < mark.row; });
    const IndexPart::Mark &mark = *std::prev(behind);
    Place place = mark.place;
    std::vector<Place> places;
    places.reserve(static_cast<size_t>(end - first));
    std::vector<char> bytes;
    // Row by row, because a quote that is never closed is known by where the next row starts.
    for (qint64 before = mark.row; before < end - 1;) {
        qint64 until = before + 1;
        while (until < end - 1 && startOf(until + 1) - startOf(before) <= windowSize)
            ++until;
        const qint64 origin = startOf(before);
        bytes.resize(static_cast<size_t>(startOf(until) - origin));
        if (const Result<qint64> got = source.read(origin, bytes.data(), static_cast<qint64>(bytes.size()));
            !got)
            return tl::unexpected(got.error());
        for (; before < until; ++before) {
            if (before >= first)
                places.push_back(place);
            RecordScanner(m_dialect).scan(bytes.data() + (startOf(before) - origin),
                                          bytes.data() + (startOf(before + 1) - origin), true,
                                          [&](const char *, const char *, qint64 lines) {
                                              place.line += m_bounds.countsRecords ? 1 : lines;
                                              ++place.number;
                                          });
        }
    }
    places.push_back(place);
    return places;
}

} // namespace rollcall
