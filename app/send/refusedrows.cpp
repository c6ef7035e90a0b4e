#include "send/refusedrows.h"

#include "support/privatefile.h"
#include "support/text.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <string_view>

namespace rollcall {
namespace {

/// "+1 (555) 010-0199" and "-5" start like a formula, but nothing in them can be run.
bool isNumberLike(std::string_view cell)
{
    return std::all_of(cell.begin(), cell.end(), [](char c) {
        return (c >= '0' && c <= '9') || std::string_view("+-(). /").find(c) != std::string_view::npos;
    });
}

bool looksLikeFormula(std::string_view cell)
{
    return !cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos &&
           !isNumberLike(cell);
}

void append(QByteArray &text, std::string_view cell, char delimiter)
{
    const bool formula = looksLikeFormula(cell);
    const bool quoted = formula || cell.find_first_of("\"\r\n") != std::string_view::npos ||
                        cell.find(delimiter) != std::string_view::npos;
    if (!quoted) {
        text.append(cell.data(), static_cast<qsizetype>(cell.size()));
        return;
    }
    text.append('"');
    if (formula)
        text.append('\'');
    for (const char c : cell) {
        if (c == '"')
            text.append('"');
        text.append(c);
    }
    text.append('"');
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

void appendRecord(QByteArray &text, const QList<QByteArray> &cells, char delimiter)
{
    for (qsizetype i = 0; i < cells.size(); ++i) {
        if (i > 0)
            text.append(delimiter);
        append(text, view(cells.at(i)), delimiter);
    }
    text.append("\r\n");
}

QList<QByteArray> headerCells(const Sheet &sheet)
{
    QList<QByteArray> cells;
    const QStringList headers = sheet.headers();
    for (int column = 0; column < sheet.columnCount(); ++column) {
        const QString header = headers.value(column);
        cells.append(header.isEmpty() ? Text::tr("Column %1").arg(column + 1).toUtf8() : header.toUtf8());
    }
    for (const QString &header : refusedRowsHeaders())
        cells.append(header.toUtf8());
    return cells;
}

QList<QByteArray> cellsOf(const RowView &row, int columns)
{
    QList<QByteArray> cells;
    for (const std::string_view cell :
         row.cells.first(std::min<size_t>(row.cells.size(), static_cast<size_t>(columns))))
        cells.append(QByteArray(cell.data(), static_cast<qsizetype>(cell.size())));
    while (cells.size() < columns)
        cells.append(QByteArray());
    return cells;
}

} // namespace

QStringList refusedRowsHeaders()
{
    return {QStringLiteral("Line"), QStringLiteral("Reason"), QStringLiteral("Hint")};
}

Result<QByteArray> refusedRowsText(const Sheet &sheet, const QList<RowReason> &reasons)
{
    const char delimiter = sheet.format().delimiter;
    QByteArray text("\xef\xbb\xbf");
    appendRecord(text, headerCells(sheet), delimiter);
    for (const RowReason &reason : reasons) {
        Sheet::Reader reader(sheet, reason.row, qint64(reason.row) + 1);
        RowView row;
        const bool isThere = reader.next(row);
        if (const Result<void> read = reader.status(); !read)
            return tl::unexpected(read.error());
        if (!isThere)
            continue;
        QList<QByteArray> cells = cellsOf(row, sheet.columnCount());
        cells << QByteArray::number(sheet.lineOf(reason.row)) << reason.reason.toUtf8()
              << reason.hint.toUtf8();
        appendRecord(text, cells, delimiter);
    }
    return text;
}

QString ownRefusedFile(const QString &folder, const QString &importId)
{
    return QStringLiteral("%1/refused/import-%2.csv").arg(folder, importId);
}

RefusedFile writeRefusedRows(const Sheet &sheet, const QList<RowReason> &reasons, const QString &asked,
                             const QString &folder, const QString &importId)
{
    const auto text = refusedRowsText(sheet, reasons);
    if (!text)
        return {{}, tl::unexpected(text.error())};
    const auto atAsked = asked.isEmpty() ? Result<void>() : writeWholeFile(asked, *text);
    if (!asked.isEmpty() && atAsked)
        return {QFileInfo(asked).absoluteFilePath(), {}};
    // Our own copy is as private as the journal; one that was asked for may be for colleagues.
    const QString own = ownRefusedFile(folder, importId);
    if (auto written =
            ensurePrivateFolder(QFileInfo(own).path()).and_then([&] { return writePrivateFile(own, *text); });
        !written)
        return {{}, written};
    const QString path = QFileInfo(own).absoluteFilePath();
    if (atAsked)
        return {path, {}};
    return {
        path,
        failure(Error::Kind::Storage,
                Text::tr("The refused rows could not be written to %1.").arg(QDir::toNativeSeparators(asked)),
                Text::tr("What was imported stays. The refused rows are in %1 instead.")
                    .arg(QDir::toNativeSeparators(path)),
                atAsked.error().detail)};
}

} // namespace rollcall
