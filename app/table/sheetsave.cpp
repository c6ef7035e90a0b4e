#include "support/privatefile.h"
#include "support/text.h"
#include "table/encoding.h"
#include "table/ownbytes.h"
#include "table/recordparser.h"
#include "table/sheet.h"
#include "table/sheetprivate.h"

#include <QSaveFile>

namespace rollcall {
namespace {

/// A cell as it is written in this dialect; quoted where it must be, or where it was before.
Result<QByteArray> written(const QByteArray &text, bool wasQuoted, const Dialect &dialect)
{
    const bool hasBlankEnds = text != text.trimmed();
    const bool mustQuote = text.contains(dialect.delimiter) || text.contains('\r') || text.contains('\n') ||
                           (dialect.quote && text.contains(dialect.quote)) || hasBlankEnds;
    if (!mustQuote && !wasQuoted)
        return text;
    if (!dialect.quote) {
        return failure(
            Error::Kind::Input,
            Text::tr("A corrected cell holds the delimiter, and this file has no quotes around cells."),
            Text::tr("Take the delimiter out of the correction, then save again."));
    }
    QByteArray quoted = text;
    if (dialect.backslash)
        quoted.replace('\\', "\\\\");
    quoted.replace(dialect.quote, QByteArray(1, dialect.backslash ? '\\' : dialect.quote) + dialect.quote);
    return dialect.quote + quoted + dialect.quote;
}

/// Writes the file piece by piece, and keeps the first thing that goes wrong.
class Writer
{
public:
    /// `encoding`: that of the file, where what is written is UTF-8; none where it is as it should stand there.
    Writer(const QString &path, const std::optional<QString> &encoding)
        : m_file(path)
    {
        if (encoding)
            m_encoder.emplace(*encoding);
        m_failed = !m_file.open(QIODevice::WriteOnly);
    }

    void write(QByteArrayView text)
    {
        const QByteArray bytes = m_encoder ? m_encoder->encode(text) : text.toByteArray();
        m_failed = m_failed || m_file.write(bytes) != bytes.size();
    }

    void writeMark(const QByteArray &mark) { m_failed = m_failed || m_file.write(mark) != mark.size(); }

    Result<void> copy(const SourceFile &from, qint64 begin, qint64 end)
    {
        QByteArray window(qsizetype(1) << 20, Qt::Uninitialized);
        while (begin < end && !m_failed) {
            const Result<qint64> got =
                from.read(begin, window.data(), qMin(qint64(window.size()), end - begin));
            if (!got)
                return tl::unexpected(got.error());
            write(QByteArrayView(window).first(*got));
            begin += *got;
        }
        return {};
    }

    Result<void> finish()
    {
        if (!m_failed && commitWhole(m_file))
            return {};
        return failure(
            Error::Kind::Storage, Text::tr("The corrected file could not be written."),
            Text::tr("Check that the disk has room and that the folder can be written to, then save again."),
            m_file.errorString());
    }

private:
    QSaveFile m_file;
    std::optional<Utf8Encoder> m_encoder;
    bool m_failed = false;
};

QList<QByteArray> rawCells(const RecordParser &parser)
{
    QList<QByteArray> cells;
    for (const std::string_view raw : parser.rawCells())
        cells << QByteArray(raw.data(), static_cast<qsizetype>(raw.size()));
    return cells;
}

/// The corrected cells of a record as they are written, by column; in UTF-8.
Result<QMap<int, QByteArray>> writtenCells(const QList<QByteArray> &record, const QMap<int, QByteArray> &corrections,
                                           const Dialect &dialect)
{
    QMap<int, QByteArray> cells;
    for (auto text = corrections.cbegin(); text != corrections.cend(); ++text) {
        const bool wasQuoted = dialect.quote && record.value(text.key()).trimmed().startsWith(dialect.quote);
        const Result<QByteArray> cell = written(*text, wasQuoted, dialect);
        if (!cell)
            return tl::unexpected(cell.error());
        cells.insert(text.key(), *cell);
    }
    return cells;
}

} // namespace

struct Sheet::Saving
{
    static Result<bool> writeRows(Writer &writer, const Private &sheet, const Private::Corrections &corrections,
                                  OwnBytes *own);
};

/// Writes the rows of `sheet`, with what was corrected in them: `own`, where the file is another than its copy in
/// UTF-8. False where the one cannot be found by the other.
Result<bool> Sheet::Saving::writeRows(Writer &writer, const Private &sheet,
                                      const Private::Corrections &corrections, OwnBytes *own)
{
    const SourceFile &from = own ? *sheet.original : *sheet.text;
    qint64 copied = own || sheet.text == sheet.original ? sheet.bomLength : 0;
    RecordParser parser(sheet.dialect);
    parser.keepRawCells();
    for (auto row = corrections.cbegin(); row != corrections.cend(); ++row) {
        const qint64 start = sheet.index.startOf(row.key());
        const QByteArray bytes = sheet.bytesOf(row.key());
        if (const Result<void> same = sheet.text->unchanged(); !same)
            return tl::unexpected(same.error());
        parser.parse(bytes.cbegin(), bytes.cend());
        OwnBytes::Record record{start, start + (parser.recordEnd() - bytes.cbegin()), rawCells(parser)};
        const auto cells = writtenCells(record.cells, *row, sheet.dialect);
        if (!cells)
            return tl::unexpected(cells.error());
        if (own) {
            const auto place = sheet.index.placeOf(row.key(), *sheet.text);
            if (!place)
                return tl::unexpected(place.error());
            const auto found = own->record(place->line, record.cells);
            if (!found)
                return tl::unexpected(found.error());
            if (!*found)
                return false;
            record = **found;
        }
        for (auto cell = cells->cbegin(); cell != cells->cend(); ++cell) {
            while (record.cells.size() <= cell.key())
                record.cells << QByteArray();
            record.cells[cell.key()] = own ? own->encoded(*cell) : *cell;
        }
        if (const Result<void> before = writer.copy(from, copied, record.begin); !before)
            return tl::unexpected(before.error());
        writer.write(record.cells.join(own ? own->delimiter() : QByteArray(1, sheet.dialect.delimiter)));
        copied = record.end;
    }
    return writer.copy(from, copied, from.size()).map([] { return true; });
}

bool Sheet::canHold(const QString &text) const
{
    return Utf8Encoder::canWrite(text, d->format.encoding);
}

Result<void> Sheet::saveCorrected(const QString &path) const
{
    const Private::Corrections corrections = d->corrections();
    for (const auto &cells : corrections) {
        for (const QByteArray &text : cells) {
            if (!canHold(QString::fromUtf8(text))) {
                return failure(
                    Error::Kind::Input,
                    Text::tr("A correction has characters that the file's encoding (%1) cannot hold.")
                        .arg(d->format.encoding),
                    Text::tr("Save the file as UTF-8 in the program it comes from, then open it again."));
            }
        }
    }

    QByteArray mark(static_cast<qsizetype>(d->bomLength), Qt::Uninitialized);
    if (const Result<qint64> got = d->original->read(0, mark.data(), mark.size()); !got)
        return tl::unexpected(got.error());
    if (d->isMade)
        mark = "\xEF\xBB\xBF"; // a workbook becomes a CSV, and Excel takes that for UTF-8 only with a mark

    const bool isCopy = d->text != d->original;
    if (isCopy) {
        OwnBytes own(*d->original, d->bomLength, d->format.encoding, d->dialect.delimiter);
        Writer writer(path, std::nullopt);
        writer.writeMark(mark);
        const Result<bool> written = Saving::writeRows(writer, *d, corrections, &own);
        if (!written)
            return tl::unexpected(written.error());
        if (*written)
            return writer.finish();
    }
    // The file as it is, or at least everything that it means: zero bytes within its line ends are not found again.
    Writer writer(path, isCopy ? std::optional(d->format.encoding) : std::nullopt);
    writer.writeMark(mark);
    if (const Result<bool> written = Saving::writeRows(writer, *d, corrections, nullptr); !written)
        return tl::unexpected(written.error());
    return writer.finish();
}

Result<void> Sheet::saveInUtf8(const QString &path) const
{
    Writer writer(path, std::nullopt);
    if (const Result<bool> written = Saving::writeRows(writer, *d, d->corrections(), nullptr); !written)
        return tl::unexpected(written.error());
    return writer.finish();
}

} // namespace rollcall
