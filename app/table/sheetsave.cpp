#include "support/privatefile.h"
#include "support/text.h"
#include "table/encoding.h"
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

/// Writes text in the table's own encoding, piece by piece, and keeps the first thing that goes wrong.
class Writer
{
public:
    Writer(const QString &path, const QString &encoding)
        : m_file(path)
        , m_encoder(encoding)
    {
        if (!m_file.open(QIODevice::WriteOnly))
            m_failed = true;
    }

    void writeBytes(QByteArrayView bytes)
    {
        if (!m_failed && m_file.write(bytes.data(), bytes.size()) != bytes.size())
            m_failed = true;
    }
    void writeText(QByteArrayView utf8) { writeBytes(m_encoder.encode(utf8)); }

    Result<void> copyText(const SourceFile &from, qint64 begin, qint64 end)
    {
        QByteArray window(qsizetype(1) << 20, Qt::Uninitialized);
        while (begin < end && !m_failed) {
            const Result<qint64> got =
                from.read(begin, window.data(), qMin(qint64(window.size()), end - begin));
            if (!got)
                return tl::unexpected(got.error());
            writeText(QByteArrayView(window).first(*got));
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
    Utf8Encoder m_encoder;
    bool m_failed = false;
};

Result<QByteArray> correctedRecord(const RecordParser &parser, const QMap<int, QByteArray> &corrections,
                                   const Dialect &dialect)
{
    QList<QByteArray> cells;
    for (const std::string_view raw : parser.rawCells())
        cells << QByteArray(raw.data(), static_cast<qsizetype>(raw.size()));
    for (auto text = corrections.cbegin(); text != corrections.cend(); ++text) {
        while (cells.size() <= text.key())
            cells << QByteArray();
        const bool wasQuoted = dialect.quote && cells.at(text.key()).trimmed().startsWith(dialect.quote);
        const Result<QByteArray> cell = written(*text, wasQuoted, dialect);
        if (!cell)
            return cell;
        cells[text.key()] = *cell;
    }
    return cells.join(dialect.delimiter);
}

} // namespace

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

    Writer writer(path, d->format.encoding);
    QByteArray mark(static_cast<qsizetype>(d->bomLength), Qt::Uninitialized);
    if (const Result<qint64> got = d->original->read(0, mark.data(), mark.size()); !got)
        return tl::unexpected(got.error());
    if (d->isMade)
        mark = "\xEF\xBB\xBF"; // a workbook becomes a CSV, and Excel takes that for UTF-8 only with a mark
    writer.writeBytes(mark);

    qint64 copied = d->text == d->original ? d->bomLength : 0;
    RecordParser parser(d->dialect);
    parser.keepRawCells();
    for (auto row = corrections.cbegin(); row != corrections.cend(); ++row) {
        const qint64 start = d->index.startOf(row.key());
        if (const Result<void> before = writer.copyText(*d->text, copied, start); !before)
            return before;
        const QByteArray bytes = d->bytesOf(row.key());
        if (const Result<void> same = d->text->unchanged(); !same)
            return same;
        parser.parse(bytes.cbegin(), bytes.cend());
        const Result<QByteArray> record = correctedRecord(parser, *row, d->dialect);
        if (!record)
            return tl::unexpected(record.error());
        writer.writeText(*record);
        copied = start + (parser.recordEnd() - bytes.cbegin());
    }
    if (const Result<void> rest = writer.copyText(*d->text, copied, d->text->size()); !rest)
        return rest;
    return writer.finish();
}

} // namespace rollcall
