#include "table/csvindex.h"

#include "table/recordscanner.h"
#include "table/sourcefile.h"
#include "table/utf8check.h"

#include <QCoreApplication>

#include <cstring>

namespace rollcall {
namespace {

constexpr qint64 windowSize = 256 * 1024; // fits the second-level cache, where it is looked at twice

QString tr(const char *text)
{
    return QCoreApplication::translate("CsvIndex", text);
}

auto tooLong(qint64 line)
{
    return failure(
        Error::Kind::Input, tr("The record on line %L1 has no end within 16 megabytes.").arg(line),
        tr("This is probably not a table, or its delimiter and quotes are others than they were taken for."));
}

} // namespace

struct CsvIndex::Builder
{
    Builder(CsvIndex &target, const TextBounds &bounds)
        : index(target)
        , line(bounds.firstLine)
    {}

    void add(qint64 offset, bool isBlank, qint64 lines)
    {
        if (!isBlank && line >= index.m_bounds.firstRowLine) {
            if (index.rowCount() % rowsPerPlace == 0)
                index.m_places.push_back({line, number});
            index.m_starts.push_back(offset);
        }
        line += index.m_bounds.countsRecords ? 1 : lines;
        ++number;
    }

    CsvIndex &index;
    qint64 line;
    qint64 number = 1;
};

Result<CsvIndex> CsvIndex::build(const SourceFile &source, const Dialect &dialect, const TextBounds &bounds,
                                 bool mustBeUtf8, const std::atomic_bool *cancel)
{
    CsvIndex index(dialect, bounds);
    Builder builder(index, bounds);
    RecordScanner scanner(dialect);
    Utf8Check check;
    std::vector<char> window(windowSize);
    qint64 left = 0; // bytes at the window's front that are a record's beginning
    qint64 offset = bounds.begin;
    while (offset < bounds.end) {
        if (cancel && *cancel)
            return failure(Error::Kind::Cancelled, tr("Reading was stopped."));
        if (left > static_cast<qint64>(window.size()) / 2) {
            if (left > longestRecord)
                return tooLong(builder.line);
            window.resize(qMin(window.size() * 2, static_cast<size_t>(longestRecord + windowSize)));
        }
        const qint64 room = qMin(static_cast<qint64>(window.size()) - left, bounds.end - offset);
        const Result<qint64> got = source.read(offset, window.data() + left, room);
        if (!got)
            return tl::unexpected(got.error());
        if (mustBeUtf8) {
            check.feed({window.data() + left, static_cast<size_t>(*got)});
            if (check.firstError() >= 0 || check.hasZeroBytes()) {
                index.m_notUtf8At = check.firstError() >= 0 ? bounds.begin + check.firstError() : offset;
                return index;
            }
        }
        const char *const begin = window.data();
        const char *const end = begin + left + *got;
        const qint64 origin = offset - left;
        offset += *got;
        const char *const rest = scanner.scan(
            begin, end, offset == bounds.end && !bounds.isCut,
            [&](const char *from, const char *to, qint64 lines) {
                builder.add(origin + (from - begin), RecordScanner::isBlank(from, to, dialect), lines);
            });
        left = end - rest;
        std::memmove(window.data(), rest, static_cast<size_t>(left));
    }
    index.m_bounds.end = bounds.end - left;
    if (!bounds.isCut)
        check.finish();
    if (mustBeUtf8 && check.firstError() >= 0)
        index.m_notUtf8At = bounds.begin + check.firstError();
    return index;
}

Result<CsvIndex::Place> CsvIndex::placeOf(qint64 row, const SourceFile &source) const
{
    return placesOf(row, row + 1, source).map([](const std::vector<Place> &places) {
        return places.front();
    });
}

Result<std::vector<CsvIndex::Place>> CsvIndex::placesOf(qint64 first, qint64 end,
                                                        const SourceFile &source) const
{
    Place place = m_places.at(static_cast<size_t>(first / rowsPerPlace));
    std::vector<Place> places;
    places.reserve(static_cast<size_t>(end - first));
    std::vector<char> bytes;
    // Row by row, because a quote that is never closed is known by where the next row starts.
    for (qint64 before = first - first % rowsPerPlace; before < end - 1;) {
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
