#include "table/ownbytes.h"

#include "table/dialect.h"
#include "table/encoding.h"
#include "table/sourcefile.h"

#include <algorithm>

namespace rollcall {
namespace {

QByteArray written(const QByteArray &text, const QString &encoding)
{
    return Utf8Encoder(encoding).encode(text);
}

qint64 lineEndsIn(const QByteArray &text)
{
    return text.count('\n') + text.count('\r') - text.count("\r\n");
}

} // namespace

OwnBytes::OwnBytes(const SourceFile &file, qint64 begin, const QString &encoding, char delimiter)
    : m_file(file)
    , m_encoding(encoding)
    , m_delimiter(written(QByteArray(1, delimiter), encoding))
    , m_lineFeed(written("\n", encoding))
    , m_carriageReturn(written("\r", encoding))
    , m_at(begin)
    , m_endBefore(begin)
{}

Result<std::optional<OwnBytes::Record>> OwnBytes::record(qint64 line, const QList<QByteArray> &cells)
{
    if (const Result<void> there = goTo(line); !there)
        return tl::unexpected(there.error());
    Record record{m_at, m_at, {}};
    qint64 lines = 1;
    for (const QByteArray &cell : cells)
        lines += lineEndsIn(cell);
    if (const Result<void> there = goTo(line + lines); !there)
        return tl::unexpected(there.error());
    record.end = m_endBefore;

    QByteArray bytes(static_cast<qsizetype>(record.end - record.begin), Qt::Uninitialized);
    if (const Result<qint64> got = m_file.read(record.begin, bytes.data(), bytes.size()); !got)
        return tl::unexpected(got.error());
    QByteArrayView rest = bytes;
    for (const QByteArray &cell : cells) {
        const bool isLast = record.cells.size() + 1 == cells.size();
        const qsizetype length = isLast ? (means(rest, cell) ? rest.size() : -1) : lengthOf(cell, rest);
        if (length < 0)
            return std::optional<Record>();
        record.cells << rest.first(length).toByteArray();
        rest = rest.sliced(isLast ? length : length + m_delimiter.size());
    }
    return record;
}

/// How much of the record is the cell, up to a delimiter behind it; -1: it reads otherwise.
qsizetype OwnBytes::lengthOf(const QByteArray &cell, QByteArrayView record) const
{
    constexpr int mostTries = 1000; // delimiters inside one cell
    qsizetype length = record.indexOf(m_delimiter);
    for (int tries = 0; length >= 0 && tries < mostTries; ++tries) {
        if (length % m_delimiter.size() == 0 && means(record.first(length), cell))
            return length;
        length = record.indexOf(m_delimiter, length + 1);
    }
    return -1;
}

bool OwnBytes::means(QByteArrayView own, const QByteArray &cell) const
{
    // After a line end: a byte order mark in front would be dropped.
    Utf8Decoder decoder(m_encoding);
    const QByteArray text = decoder.decode(m_lineFeed + own.toByteArray());
    return text + decoder.finish() == '\n' + cell;
}

QByteArray OwnBytes::encoded(const QByteArray &cell) const
{
    // With a line end, which leads back from where the escapes of some encodings led.
    return written(cell + '\n', m_encoding).chopped(m_lineFeed.size());
}

Result<void> OwnBytes::goTo(qint64 line)
{
    for (; m_line < line; ++m_line) {
        const Result<qint64> end = lineEnd();
        if (!end)
            return tl::unexpected(end.error());
        m_at = m_endBefore = *end;
        const auto place = static_cast<qsizetype>(*end - m_origin);
        const QByteArrayView rest = QByteArrayView(m_window).sliced(std::min(place, m_window.size()));
        if (rest.startsWith(m_carriageReturn + m_lineFeed))
            m_at += 2 * m_lineFeed.size();
        else if (!rest.isEmpty())
            m_at += m_lineFeed.size();
    }
    return {};
}

/// Where the line ends that begins at `m_at`: at the end of the file, where there is no other. What may belong to
/// the line end is in the window, too.
Result<qint64> OwnBytes::lineEnd()
{
    constexpr qint64 windowSize = 1 << 20;
    const qsizetype unit = m_lineFeed.size();
    qint64 at = m_at;
    while (at + unit <= m_file.size()) {
        const qint64 windowEnd = m_origin + m_window.size();
        if (at < m_origin || (at + 2 * unit > windowEnd && windowEnd < m_file.size())) {
            m_window.resize(static_cast<qsizetype>(std::min(windowSize, m_file.size() - at)));
            m_origin = at;
            if (const Result<qint64> got = m_file.read(at, m_window.data(), m_window.size()); !got)
                return got;
        }
        const QByteArrayView window = m_window;
        const bool goesOn = m_origin + window.size() < m_file.size();
        const qsizetype last = window.size() - (goesOn ? 2 : 1) * unit;
        for (auto place = static_cast<qsizetype>(at - m_origin); place <= last; place += unit, at += unit) {
            const QByteArrayView here = window.sliced(place, unit);
            if (here == m_lineFeed || here == m_carriageReturn)
                return at;
        }
    }
    return m_file.size();
}

} // namespace rollcall
