#include "support/text.h"
#include "table/conversion.h"
#include "table/dialectfinder.h"
#include "table/encoding.h"
#include "table/encodingfinder.h"
#include "table/filekind.h"
#include "table/headerfinder.h"
#include "table/recipients.h"
#include "table/sheet.h"
#include "table/sheetprivate.h"
#include "table/spreadsheetreader.h"

#include <QBuffer>
#include <QTemporaryFile>

#include <algorithm>
#include <limits>

namespace rollcall {
namespace {

constexpr qint64 previewSize = 1024 * 1024;
constexpr qint64 sampleSize = 512 * 1024;
constexpr qint64 everything = std::numeric_limits<qint64>::max();

auto nothingInIt()
{
    return failure(
        Error::Kind::Input, Text::tr("The file is empty."),
        Text::tr("Save it again in the program it comes from, and check that it holds rows there."));
}

auto oneColumn()
{
    return failure(
        Error::Kind::Input,
        Text::tr("Only one column was found in this file, and it is not a list of addresses."),
        Text::tr("Rollcall looked for commas, semicolons, tabs and vertical bars between the columns. "
                 "If the file uses another character, save it with one of these in the program it comes from."));
}

auto noRows()
{
    return failure(
        Error::Kind::Input, Text::tr("There are no rows below the header of this file."),
        Text::tr("Check that the right file or sheet was chosen. If the file has no header, say so."));
}

/// Bytes in UTF-8 and how they came about.
struct PlainText
{
    std::shared_ptr<SourceFile> source;
    std::shared_ptr<SourceFile> utf8;
    EncodingFinding encoding;
    bool isCopy = false;
    bool isCut = false;           ///< only the beginning is looked at
    std::optional<Dialect> known; ///< where Rollcall itself wrote it
    DecodingFaults faults;        ///< of a copy
};

Result<QByteArray> beginningOf(const SourceFile &file, qint64 offset, qint64 length)
{
    QByteArray bytes(static_cast<qsizetype>(qBound(qint64(0), file.size() - offset, length)),
                     Qt::Uninitialized);
    const Result<qint64> got = file.read(offset, bytes.data(), bytes.size());
    if (!got)
        return tl::unexpected(got.error());
    return bytes;
}

/// A power cut leaves blocks of zeros at the end of a file, which say nothing of what is before them.
QByteArrayView withoutEndZeros(QByteArrayView bytes)
{
    constexpr qsizetype unit = 4; // some of them may be halves of characters
    qsizetype length = bytes.size();
    while (length > 0 && bytes.at(length - 1) == '\0')
        --length;
    return bytes.first(qMin(bytes.size(), length + unit));
}

Result<void> checkChoice(const TableChoice &choice)
{
    if (choice.encoding && encodingName(*choice.encoding).isEmpty())
        return failure(Error::Kind::Usage,
                       Text::tr("The encoding “%1” is not known here.").arg(*choice.encoding));
    const char delimiter = choice.delimiter.value_or(',');
    if (delimiter <= 0 || Dialect::endsLine(delimiter) || delimiter == '"')
        return failure(Error::Kind::Usage, Text::tr("This character cannot be a delimiter between columns."));
    return {};
}

Result<EncodingFinding> encodingOf(QByteArrayView beginning, bool isWhole, const TableChoice &choice)
{
    EncodingFinding finding = findEncoding(beginning, isWhole);
    if (choice.encoding) {
        const QString name = encodingName(*choice.encoding);
        // "UTF-16" does not say which byte comes first; the file's mark does.
        const QString family =
            QStringLiteral("UTF-%1").arg(name.startsWith(QLatin1String("UTF-32")) ? 32 : 16);
        const bool isMarked =
            finding.bomLength > 0 && name.startsWith(family) && finding.name.startsWith(family);
        const bool isSame = isMarked || name == finding.name;
        finding = {isSame ? finding.name : name, isSame ? finding.bomLength : 0, 1};
    }
    const bool hasWideUnits =
        finding.name.startsWith(QLatin1String("UTF-16")) || finding.name.startsWith(QLatin1String("UTF-32"));
    if (const Result<void> text = looksLikeText(beginning); !text && !hasWideUnits)
        return tl::unexpected(text.error());
    return finding;
}

/// `isChosen`: the person says which encoding it is.
Result<void> turnIntoUtf8(PlainText &text, bool isChosen, qint64 limit, const std::atomic_bool *cancel)
{
    constexpr double partlyAnother = 0.7;
    const auto copy = copyInUtf8(*text.source, text.encoding.bomLength, limit, text.encoding.name, cancel);
    if (!copy)
        return tl::unexpected(copy.error());
    text.utf8 = copy->text;
    text.faults = copy->faults;
    text.isCopy = true;
    if (text.encoding.name == QLatin1String("UTF-8") && !isChosen) // now that all of it was looked at
        text.encoding.confidence = text.faults.foreign > 0 ? partlyAnother : 1;
    return {};
}

/// One column without any address.
bool holdsWords(const Sheet &sheet)
{
    constexpr qint64 enough = 100;
    if (sheet.columnCount() > 1 || sheet.headers().constFirst().contains(QLatin1Char('@')))
        return false;
    for (qint64 row = 0; row < std::min(sheet.rowCount(), enough); ++row) {
        if (sheet.cell(row, 0).contains(QLatin1Char('@')))
            return false;
    }
    return true;
}

/// Whole lines only, where there is more than the sample.
std::string_view wholeLines(const QByteArray &sample, bool isWhole)
{
    const std::string_view text(sample.constData(), static_cast<size_t>(sample.size()));
    const size_t last = text.find_last_of("\r\n");
    return isWhole || last == std::string_view::npos ? text : text.substr(0, last + 1);
}

} // namespace

/// The steps of opening, in order.
struct Sheet::Opening
{
    static Result<std::shared_ptr<Sheet>> open(const QString &path, const std::shared_ptr<SourceFile> &source,
                                               const TableChoice &choice, qint64 limit,
                                               const std::atomic_bool *cancel);
    static Result<std::shared_ptr<Sheet>> openMade(const QString &path, const TableChoice &choice, qint64 limit,
                                                   const std::atomic_bool *cancel);
    static Result<std::shared_ptr<Sheet>> openConverted(const QString &path, Result<ConvertedTable> table,
                                                        const TableChoice &choice, qint64 limit,
                                                        const std::atomic_bool *cancel);
    static Result<std::shared_ptr<Sheet>> build(const QString &path, const PlainText &text,
                                                const TableChoice &choice, qint64 limit,
                                                const std::atomic_bool *cancel);
};

Result<std::shared_ptr<Sheet>> Sheet::open(const QString &path, const TableChoice &choice,
                                           const std::atomic_bool *cancel)
{
    const auto source = SourceFile::open(path);
    if (!source)
        return tl::unexpected(source.error());
    return Opening::open(path, *source, choice, everything, cancel);
}

Result<std::shared_ptr<Sheet>> Sheet::preview(const QString &path, const TableChoice &choice)
{
    const auto source = SourceFile::open(path);
    if (!source)
        return tl::unexpected(source.error());
    return Opening::open(path, *source, choice, previewSize, nullptr);
}

Result<std::shared_ptr<Sheet>> Sheet::fromText(const QString &text, const TableChoice &choice)
{
    QByteArray bytes = text.toUtf8();
    if (needsConversion(bytes)) { // vCards
        QBuffer file(&bytes);
        file.open(QIODevice::ReadOnly);
        return Opening::openConverted({}, convertToRows(file, {}, Nesting::InsideZip), choice, everything,
                                      nullptr);
    }
    auto file = SourceFile::temporary();
    if (!file)
        return tl::unexpected(file.error());
    (*file)->write(bytes);
    const auto source = SourceFile::adopt(std::move(*file));
    if (!source)
        return tl::unexpected(source.error());
    TableChoice asUtf8 = choice;
    asUtf8.encoding = QStringLiteral("UTF-8");
    return Opening::open({}, *source, asUtf8, everything, nullptr);
}

Result<std::shared_ptr<Sheet>> Sheet::Opening::open(const QString &path,
                                                    const std::shared_ptr<SourceFile> &source,
                                                    const TableChoice &choice, qint64 limit,
                                                    const std::atomic_bool *cancel)
{
    if (const Result<void> chosen = checkChoice(choice); !chosen)
        return tl::unexpected(chosen.error());
    const Result<QByteArray> beginning = beginningOf(*source, 0, sampleSize);
    if (!beginning)
        return tl::unexpected(beginning.error());
    if (beginning->isEmpty())
        return nothingInIt();
    if (!path.isEmpty() && needsConversion(*beginning)) {
        const auto sheet = openMade(path, choice, limit, cancel);
        if (sheet)
            (*sheet)->d->source = source;
        return sheet;
    }
    if (const Result<void> table = mayBeTable(*beginning); !table)
        return tl::unexpected(table.error());

    const auto encoding = encodingOf(withoutEndZeros(*beginning), beginning->size() == source->size(), choice);
    if (!encoding)
        return tl::unexpected(encoding.error());
    PlainText text{source, source, *encoding, false, source->size() > limit, {}, {}};
    if (encoding->name != QLatin1String("UTF-8")) {
        if (const Result<void> copied = turnIntoUtf8(text, choice.encoding.has_value(), limit, cancel);
            !copied)
            return tl::unexpected(copied.error());
    }
    const auto sheet = build(path, text, choice, limit, cancel);
    if (sheet)
        (*sheet)->d->source = source; // also where its rows were written anew
    return sheet;
}

/// Where nothing was chosen, the first of the sheets that is a table: a page of words may stand before it.
Result<std::shared_ptr<Sheet>> Sheet::Opening::openMade(const QString &path, const TableChoice &choice, qint64 limit,
                                                        const std::atomic_bool *cancel)
{
    auto table = convertToRows(path, choice.sheetName, cancel, limit);
    const bool isFree = table && table->isPlain && !choice.sheetName;
    QStringList others = isFree ? table->sheetNames : QStringList();
    if (isFree)
        others.removeOne(table->sheetName);
    const auto sheet = openConverted(path, std::move(table), choice, limit, cancel);
    if (others.isEmpty() || (sheet ? !holdsWords(**sheet) : sheet.error().kind != Error::Kind::Input))
        return sheet;
    for (const QString &name : std::as_const(others)) {
        const auto other = openConverted(path, convertToRows(path, name, cancel, limit), choice, limit, cancel);
        if (other && !holdsWords(**other))
            return other;
    }
    return sheet;
}

Result<std::shared_ptr<Sheet>> Sheet::Opening::openConverted(const QString &path,
                                                             Result<ConvertedTable> table,
                                                             const TableChoice &choice, qint64 limit,
                                                             const std::atomic_bool *cancel)
{
    if (!table)
        return tl::unexpected(table.error());
    const auto rows = SourceFile::adopt(std::move(table->rows));
    if (!rows)
        return tl::unexpected(rows.error());
    const EncodingFinding utf8{QStringLiteral("UTF-8"), 0, 1};
    const PlainText text{*rows, *rows, utf8, true, !table->isWhole, Dialect{}, {}};
    // An unpacked CSV is opened like any other, but no path: what is in it is not unpacked again.
    Result<std::shared_ptr<Sheet>> sheet =
        table->isPlain ? build(path, text, choice, limit, cancel) : open({}, *rows, choice, limit, cancel);
    if (!sheet)
        return sheet;
    Private &opened = *(*sheet)->d;
    opened.path = path;
    opened.sheetNames = table->sheetNames;
    opened.format.sheetName = table->sheetName;
    opened.format.hiddenRows += table->hiddenRows;
    return sheet;
}

Result<std::shared_ptr<Sheet>> Sheet::Opening::build(const QString &path, const PlainText &text,
                                                     const TableChoice &choice, qint64 limit,
                                                     const std::atomic_bool *cancel)
{
    const qint64 begin = text.isCopy ? 0 : text.encoding.bomLength;
    const Result<QByteArray> sample = beginningOf(*text.utf8, begin, sampleSize);
    if (!sample)
        return tl::unexpected(sample.error());
    std::string_view lines = wholeLines(*sample, begin + sample->size() == text.utf8->size());
    const DialectFinding dialect =
        text.known ? DialectFinding{*text.known} : findDialect(lines, choice.delimiter, choice.quote);
    const bool isFree = !choice.delimiter && !choice.quote && !choice.headerLine;
    if (isFree && !text.known && begin + sample->size() == text.utf8->size()) {
        if (std::optional<Result<ConvertedTable>> people = recipientRows(lines))
            return openConverted(path, std::move(*people), choice, limit, cancel);
    }
    lines.remove_prefix(static_cast<size_t>(dialect.skipped));
    const qint64 firstLine = dialect.skipped > 0 ? 2 : 1;
    TextBounds bounds{begin + dialect.skipped, text.utf8->size(), text.isCut, firstLine, 1,
                      text.known.has_value(),  dialect.columns};
    if (!text.isCopy)
        bounds.end = qMin(bounds.end, limit);
    const HeaderFinding header = findHeader(lines, bounds, dialect.dialect, choice.headerLine);
    if (header.headers.isEmpty())
        return nothingInIt();
    if (choice.headerLine.value_or(0) > 0 && header.headerLine == 0) {
        return failure(Error::Kind::Input,
                       Text::tr("Line %L1 cannot hold the column names.").arg(*choice.headerLine),
                       Text::tr("Choose a line near the top of the file."));
    }

    bounds.firstRowLine = header.firstRowLine;
    Result<CsvIndex> index = CsvIndex::build(*text.utf8, dialect.dialect, bounds, !text.isCopy, cancel);
    if (!index)
        return tl::unexpected(index.error());
    if (index->notUtf8At() >= 0) {
        // Not what the beginning looked like. Its own encoding is found where it differs, and it is read
        // anew.
        constexpr qint64 around = 32 * 1024;
        const qint64 from = std::max(qint64(0), index->notUtf8At() - around);
        const Result<QByteArray> place = beginningOf(*text.source, from, 8 * around);
        if (!place)
            return tl::unexpected(place.error());
        PlainText again = text;
        if (!choice.encoding && text.encoding.bomLength == 0)
            again.encoding = findOtherEncoding(*place);
        if (const Result<void> copied = turnIntoUtf8(again, choice.encoding.has_value(), limit, cancel);
            !copied)
            return tl::unexpected(copied.error());
        return build(path, again, choice, limit, cancel);
    }
    if (index->rowCount() == 0)
        return noRows();
    if (header.headers.size() == 1 && !choice.delimiter && !text.known && dialect.skipped == 0 &&
        header.addresses * 2 < header.rows)
        return oneColumn();

    const std::shared_ptr<Sheet> sheet(new Sheet);
    sheet->d = std::make_unique<Private>(text.utf8, std::move(*index));
    sheet->d->path = path;
    sheet->d->source = sheet->d->original = text.source;
    sheet->d->isMade = text.known.has_value();
    sheet->d->dialect = dialect.dialect;
    sheet->d->headers = header.headers;
    sheet->d->bomLength = text.encoding.bomLength;
    sheet->d->isCut = text.isCut;
    const bool isList = header.headers.size() == 1; // of addresses: nothing is between them
    sheet->d->format = {text.encoding.name,
                        dialect.dialect.delimiter,
                        dialect.dialect.quote,
                        dialect.dialect.backslash,
                        header.headerLine,
                        header.firstRowLine,
                        {},
                        text.encoding.confidence,
                        isList ? 1 : dialect.confidence,
                        header.confidence,
                        text.faults.zeroBytes};
    const auto lineAt = [&](qint64 offset) {
        const qint64 row = sheet->d->index.rowAt(offset);
        return row >= 0 ? sheet->lineOf(row) : std::max(qint64(1), header.headerLine);
    };
    if (text.faults.zeroBytes > 0)
        sheet->d->format.zeroBytesLine = lineAt(text.faults.firstZero);
    if (text.faults.foreign > 0 && text.encoding.name == QLatin1String("UTF-8")) {
        sheet->d->format.foreignBytes = text.faults.foreign;
        sheet->d->format.foreignBytesLine = lineAt(text.faults.firstForeign);
    }
    if (text.faults.unreadable > 0) {
        sheet->d->format.unreadable = text.faults.unreadable;
        sheet->d->format.unreadableLine = lineAt(text.faults.firstUnreadable);
    }
    return sheet;
}

} // namespace rollcall
