#include "table/byteblock.h"
#include "table/recordparser.h"
#include "table/sheet.h"
#include "table/sheetprivate.h"

#include <algorithm>

namespace rollcall {

struct Sheet::Reader::Private
{
    Private(const Sheet::Private &table, qint64 from, qint64 to)
        : sheet(table)
        , parser(table.dialect)
        , corrections(table.corrections())
        , corrected(corrections.lowerBound(from))
        , cells(static_cast<size_t>(table.headers.size()))
        , row(from)
        , end(to)
        , windowEnd(from)
    {}

    bool readWindow();
    void layCorrections(RowView &view);

    static constexpr qint64 windowSize = 256 * 1024;

    const Sheet::Private &sheet;
    RecordParser parser;
    const Sheet::Private::Corrections corrections;         ///< as they were when the reading began
    Sheet::Private::Corrections::const_iterator corrected; ///< the next row that has some
    std::vector<std::string_view> cells;                   ///< of a row that is short or corrected
    std::vector<char> window;
    qint64 row;
    qint64 end;       ///< first row that is not read
    qint64 windowEnd; ///< first row that is not in the window
    qint64 windowOrigin = 0;
    Result<void> status;
};

Sheet::Reader::Reader(const Sheet &sheet, qint64 fromRow, qint64 toRow)
    : d(std::make_unique<Private>(*sheet.d, fromRow,
                                  toRow < 0 ? sheet.rowCount() : std::min(toRow, sheet.rowCount())))
{}

Sheet::Reader::~Reader() = default;

Result<void> Sheet::Reader::status() const
{
    return d->status;
}

/// As many whole records as fit, but at least one.
bool Sheet::Reader::Private::readWindow()
{
    windowOrigin = sheet.index.startOf(row);
    windowEnd = row + 1;
    while (windowEnd < end && sheet.index.startOf(windowEnd + 1) - windowOrigin <= windowSize)
        ++windowEnd;
    const qint64 length = sheet.index.startOf(windowEnd) - windowOrigin;
    // No more than there is to read: a reader of a single row must stay cheap.
    const qint64 enough = std::max(length, std::min(windowSize, sheet.index.startOf(end) - windowOrigin));
    if (static_cast<qint64>(window.size()) < length + ByteBlock::size)
        window.resize(static_cast<size_t>(enough + ByteBlock::size));
    const Result<qint64> got = sheet.text->read(windowOrigin, window.data(), length);
    if (!got)
        status = tl::unexpected(got.error());
    return got.has_value();
}

bool Sheet::Reader::next(RowView &view)
{
    Private &p = *d;
    if (p.row >= p.end || !p.status || (p.row >= p.windowEnd && !p.readWindow()))
        return false;

    const char *const origin = p.window.data() - p.windowOrigin;
    p.parser.parse(origin + p.sheet.index.startOf(p.row), origin + p.sheet.index.startOf(p.row + 1),
                   p.window.data() + p.window.size());

    const std::span<const std::string_view> found = p.parser.cells();
    const size_t known = std::min(found.size(), p.cells.size());
    const bool isCorrected = p.corrected != p.corrections.cend() && p.corrected.key() == p.row;
    view.row = p.row;
    view.isPlain = p.parser.isPlain();
    view.cells = found.first(known);
    view.isLong = std::any_of(found.begin() + static_cast<qsizetype>(known), found.end(),
                              [](std::string_view cell) { return !cell.empty(); });
    view.quoteUnclosed = p.parser.unclosedCell() >= 0;
    view.hasLineBreak = p.parser.hasLineBreak();
    view.tornCell = p.parser.tornCell();
    if (known < p.cells.size() || isCorrected) {
        std::copy_n(found.begin(), known, p.cells.begin());
        std::fill(p.cells.begin() + static_cast<qsizetype>(known), p.cells.end(), std::string_view());
        view.cells = p.cells;
    }
    if (isCorrected)
        p.layCorrections(view);
    ++p.row;
    return true;
}

void Sheet::Reader::Private::layCorrections(RowView &view)
{
    for (auto text = corrected->cbegin(); text != corrected->cend(); ++text) {
        cells[static_cast<size_t>(text.key())] = {text->constData(), static_cast<size_t>(text->size())};
        if (text.key() == parser.unclosedCell())
            view.quoteUnclosed = false;
        if (text.key() == view.tornCell)
            view.tornCell = -1;
    }
    view.isPlain = false;
    ++corrected;
}

} // namespace rollcall
