#include "table/sheet.h"

#include "support/text.h"
#include "table/recordparser.h"
#include "table/sheetprivate.h"

namespace rollcall {

QString TableFormat::damageText() const
{
    QStringList sentences;
    if (zeroBytes > 0) {
        sentences << Text::tr("Zero bytes were left out of this file: %L1, the first in line %L2. They mean "
                              "nothing in a "
                              "table, but a file that holds them may be damaged.")
                         .arg(zeroBytes)
                         .arg(zeroBytesLine);
    }
    if (foreignBytes > 0) {
        sentences << Text::tr("This file is UTF-8, but not all of it: bytes of another encoding were read as "
                              "windows-1252 "
                              "(%L1, the first in line %L2). Look at the accented letters there.")
                         .arg(foreignBytes)
                         .arg(foreignBytesLine);
    }
    if (unreadable > 0) {
        sentences << Text::tr("Not everything in this file can be read as %1: what cannot is shown as “�” (%L2, the first in "
                              "line %L3). Another encoding may be the right one; where it is the last character of the "
                              "file, the file was cut short.")
                         .arg(encoding)
                         .arg(unreadable)
                         .arg(unreadableLine);
    }
    if (hiddenRows > 0) {
        sentences << Text::tr("Rows that are hidden in the spreadsheet, by a filter or by hand, are read "
                              "like the others: "
                              "%L1.")
                         .arg(hiddenRows);
    }
    return sentences.join(QLatin1Char(' '));
}

Sheet::Sheet() = default;
Sheet::~Sheet() = default;

QByteArray Sheet::Private::bytesOf(qint64 row) const
{
    const qint64 begin = index.startOf(row);
    QByteArray bytes(static_cast<qsizetype>(index.startOf(row + 1) - begin), Qt::Uninitialized);
    if (!text->read(begin, bytes.data(), bytes.size()))
        return {};
    return bytes;
}

Sheet::Private::Corrections Sheet::Private::corrections() const
{
    const std::lock_guard lock(mutex);
    return corrected;
}

QString Sheet::path() const
{
    return d->path;
}

bool Sheet::isPreview() const
{
    return d->isCut;
}

qint64 Sheet::fileSize() const
{
    return d->source->size();
}

TableFormat Sheet::format() const
{
    return d->format;
}

bool Sheet::isMade() const
{
    return d->isMade;
}

QStringList Sheet::sheetNames() const
{
    return d->sheetNames;
}

int Sheet::columnCount() const
{
    return static_cast<int>(d->headers.size());
}

QStringList Sheet::headers() const
{
    return d->headers;
}

qint64 Sheet::rowCount() const
{
    return d->index.rowCount();
}

qint64 Sheet::lineOf(qint64 row) const
{
    Q_ASSERT(row >= 0 && row < rowCount());
    return d->index.placeOf(row, *d->text).value_or(Place{0, 0}).line;
}

qint64 Sheet::numberOf(qint64 row) const
{
    Q_ASSERT(row >= 0 && row < rowCount());
    return d->index.placeOf(row, *d->text).value_or(Place{0, 0}).number;
}

Result<std::vector<RowPlace>> Sheet::placesOf(qint64 first, qint64 end) const
{
    Q_ASSERT(first >= 0 && first < end && end <= rowCount());
    const auto found = d->index.placesOf(first, end, *d->text);
    if (!found)
        return tl::unexpected(found.error());
    std::vector<RowPlace> places;
    places.reserve(found->size());
    for (const Place &place : *found)
        places.push_back({place.line, place.number});
    return places;
}

Result<void> Sheet::status() const
{
    return d->source->unchanged();
}

QString Sheet::cell(qint64 row, int column) const
{
    Q_ASSERT(row >= 0 && row < rowCount() && column >= 0 && column < columnCount());
    {
        const std::lock_guard lock(d->mutex);
        if (const auto cells = d->corrected.constFind(row); cells != d->corrected.cend()) {
            if (const auto text = cells->constFind(column); text != cells->cend())
                return QString::fromUtf8(*text);
        }
    }
    const QByteArray bytes = d->bytesOf(row);
    RecordParser parser(d->dialect);
    parser.parse(bytes.cbegin(), bytes.cend());
    if (static_cast<size_t>(column) >= parser.cells().size())
        return {};
    const std::string_view cell = parser.cells()[static_cast<size_t>(column)];
    return QString::fromUtf8(cell);
}

QByteArray Sheet::rawRecord(qint64 row) const
{
    Q_ASSERT(row >= 0 && row < rowCount());
    const QByteArray bytes = d->bytesOf(row);
    RecordParser parser(d->dialect);
    parser.parse(bytes.cbegin(), bytes.cend());
    return bytes.first(parser.recordEnd() - bytes.cbegin());
}

void Sheet::correct(qint64 row, int column, const std::optional<QString> &text)
{
    Q_ASSERT(row >= 0 && row < rowCount() && column >= 0 && column < columnCount());
    const std::lock_guard lock(d->mutex);
    auto &cells = d->corrected[row];
    if (text)
        cells.insert(column, text->toUtf8());
    else
        cells.remove(column);
    if (cells.isEmpty())
        d->corrected.remove(row);
}

bool Sheet::hasCorrections() const
{
    const std::lock_guard lock(d->mutex);
    return !d->corrected.isEmpty();
}

} // namespace rollcall
