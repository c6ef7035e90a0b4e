#include "table/rowwriter.h"

#include "table/conversion.h"
#include "table/sourcefile.h"
#include "table/spreadsheetreader.h"

#include <algorithm>
#include <numeric>

namespace rollcall {
namespace {

constexpr qsizetype bufferSize = 256 * 1024;
constexpr size_t headRows = 100;

/// A cell that goes over more lines than this is read as a quote that was never closed.
constexpr qsizetype longestWithLines = 256 * 1024;

bool needsQuotes(QByteArrayView cell)
{
    return std::any_of(cell.begin(), cell.end(),
                       [](char c) { return c == ',' || c == '"' || c == '\n' || c == '\r'; });
}

bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

QByteArrayView trimmed(QByteArrayView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

} // namespace

RowWriter::RowWriter(qint64 limit)
    : m_limit(limit)
{}

Result<void> RowWriter::write(qint64 number, std::span<const QByteArray> cells)
{
    size_t width = cells.size();
    while (width > 0 && trimmed(cells[width - 1]).isEmpty())
        --width;
    if (width == 0)
        return {};
    number = std::max(number, m_lastNumber + 1);
    if (width > mostColumns || number > mostRows)
        return tl::unexpected(fileTooLarge(QStringLiteral("row %1, column %2").arg(number).arg(width)));

    const qsizetype bytes =
        std::accumulate(cells.begin(), cells.begin() + static_cast<ptrdiff_t>(width), qsizetype(0),
                        [](qsizetype sum, const QByteArray &cell) { return sum + cell.size(); });
    if (bytes > longestRow)
        return tl::unexpected(fileTooLarge(QStringLiteral("row %1, %2 bytes").arg(number).arg(bytes)));

    const qsizetype before = m_buffer.size();
    m_buffer.append(number - m_lastNumber - 1, '\n');
    for (size_t column = 0; column < width; ++column) {
        if (column > 0)
            m_buffer += ',';
        append(trimmed(cells[column]));
    }
    m_written += m_buffer.size() - before + 1;
    if (m_head.size() < headRows)
        m_head.push_back({m_written - 1, static_cast<int>(width)});
    m_buffer += '\n';
    m_lastNumber = number;
    m_width = std::max(m_width, static_cast<int>(width));
    if (m_written > mostBytes)
        return tl::unexpected(fileTooLarge(QStringLiteral("%1 bytes of rows").arg(m_written)));
    return m_buffer.size() < bufferSize ? Result<void>() : flush();
}

void RowWriter::append(QByteArrayView cell)
{
    if (!needsQuotes(cell)) {
        m_buffer += cell;
        return;
    }
    const char lineEnd = cell.size() < longestWithLines ? '\n' : ' ';
    m_buffer += '"';
    for (qsizetype i = 0; i < cell.size(); ++i) {
        const char c = cell.at(i);
        if (c == '\r' && i + 1 < cell.size() && cell.at(i + 1) == '\n')
            continue;
        if (c == '"')
            m_buffer += '"';
        m_buffer += c == '\r' || c == '\n' ? lineEnd : c;
    }
    m_buffer += '"';
}

Result<void> RowWriter::flush()
{
    if (!m_file) {
        auto file = SourceFile::temporary();
        if (!file)
            return tl::unexpected(file.error());
        m_file = std::move(*file);
    }
    if (m_file->write(m_buffer) != m_buffer.size() || !m_file->flush())
        return tl::unexpected(noRoomForRows(m_file->errorString()));
    m_buffer.clear();
    return {};
}

Result<std::unique_ptr<QTemporaryFile>> RowWriter::finish()
{
    if (const Result<void> flushed = flush(); !flushed)
        return tl::unexpected(flushed.error());
    if (std::any_of(m_head.begin(), m_head.end(), [this](const Head &row) { return row.width < m_width; }))
        return filledUp(std::move(m_file));
    m_file->seek(0);
    return std::move(m_file);
}

Result<ConvertedTable> RowWriter::table(const QStringList &sheetNames, const QString &sheetName)
{
    auto file = finish();
    if (!file)
        return tl::unexpected(file.error());
    return ConvertedTable{std::move(*file), true, !isFull(), sheetNames, sheetName, m_hidden};
}

Result<std::unique_ptr<QTemporaryFile>> RowWriter::filledUp(std::unique_ptr<QTemporaryFile> narrow)
{
    auto file = SourceFile::temporary();
    if (!file)
        return file;
    bool isWritten = narrow->seek(0);
    for (const Head &row : m_head) {
        const QByteArray text = narrow->read(row.end - narrow->pos());
        isWritten = isWritten && (*file)->write(text) == text.size() &&
                    (*file)->write(QByteArray(m_width - row.width, ',')) == m_width - row.width;
    }
    while (isWritten && !narrow->atEnd()) {
        const QByteArray piece = narrow->read(bufferSize);
        isWritten = !piece.isEmpty() && (*file)->write(piece) == piece.size();
    }
    if (!isWritten || !(*file)->flush() || !(*file)->seek(0))
        return tl::unexpected(noRoomForRows((*file)->errorString()));
    return file;
}

} // namespace rollcall
