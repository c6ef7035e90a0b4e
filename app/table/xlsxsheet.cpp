#include "table/xlsxsheet.h"

#include "table/conversion.h"
#include "table/officexml.h"
#include "table/rowwriter.h"

namespace rollcall {

void XlsxSheet::read(OfficeXml &xml)
{
    while (xml.nextChild()) {
        if (!xml.is(QLatin1String("sheetData"))) {
            xml.skip();
            continue;
        }
        while (!m_writer.isFull() && xml.nextChild())
            readRow(xml);
        if (m_writer.isFull())
            xml.leaveRest();
        return; // what follows is how the sheet looks
    }
}

void XlsxSheet::readRow(OfficeXml &xml)
{
    bool isNumbered = false;
    const qint64 number = xml.attribute(QLatin1String("r")).toLongLong(&isNumbered);
    m_number = isNumbered ? number : m_number + 1;
    const bool isHidden = OfficeXml::isYes(xml.attribute(QLatin1String("hidden")));
    m_cells.clear();
    m_rowBytes = 0;
    m_column = 0;
    while (xml.nextChild()) {
        if (xml.is(QLatin1String("c")))
            readCell(xml);
        else
            xml.skip();
    }
    if (xml.hasFailed())
        return;
    if (const Result<void> written = m_writer.write(m_number, m_cells); !written)
        xml.fail(written.error());
    m_writer.countHidden(isHidden && !m_cells.empty());
}

void XlsxSheet::readCell(OfficeXml &xml)
{
    if (const int column = columnOf(xml.attribute(QLatin1String("r"))); column >= 0)
        m_column = column;
    const int style = xml.attribute(QLatin1String("s")).toInt();
    const QString type = xml.attribute(QLatin1String("t")).toString();
    QByteArray text;
    while (xml.nextChild()) {
        if (xml.is(QLatin1String("v")))
            text = cellText(xml, type, style);
        else if (xml.is(QLatin1String("is")))
            text = SharedStrings::itemText(xml).toUtf8();
        else
            xml.skip();
    }
    const auto column = static_cast<size_t>(m_column++);
    m_rowBytes += text.size();
    if (column >= RowWriter::mostColumns || m_rowBytes > RowWriter::longestRow) {
        xml.fail(fileTooLarge(QStringLiteral("row %1, column %2").arg(m_number).arg(m_column)));
        return;
    }
    if (text.isEmpty())
        return;
    if (column >= m_cells.size())
        m_cells.resize(column + 1);
    m_cells[column] = text;
}

QByteArray XlsxSheet::cellText(OfficeXml &xml, QStringView type, int style) const
{
    const QString value = xml.allText();
    if (type == QLatin1String("s") && !value.isEmpty()) {
        bool isNumber = false;
        const qint64 number = value.toLongLong(&isNumber);
        const auto text = isNumber ? m_book.strings.at(number) : std::nullopt;
        if (!text) // it must not become somebody else's, nor be missing without a word
            xml.fail(damagedFile(QStringLiteral("row %1 refers to text %2").arg(m_number).arg(value)));
        return text.value_or(QByteArray());
    }
    if (type == QLatin1String("str") || type == QLatin1String("inlineStr"))
        return SharedStrings::unescaped(value).toUtf8();
    if (type == QLatin1String("b"))
        return value == QLatin1String("1") || value == QLatin1String("true") ? "TRUE" : "FALSE";
    if (type == QLatin1String("d"))
        return isoMoment(value);
    if (type == QLatin1String("e"))
        return value.toUtf8(); // "#N/A": for whoever checks the rows to name
    return m_book.formats.value(style).text(value.toUtf8(), m_book.epoch);
}

int XlsxSheet::columnOf(QStringView reference)
{
    int column = 0;
    for (const QChar c : reference) {
        const char16_t letter = c.toUpper().unicode();
        if (letter < 'A' || letter > 'Z')
            break;
        column = column * 26 + (letter - 'A' + 1);
        if (column > RowWriter::mostColumns)
            break;
    }
    return column - 1;
}

} // namespace rollcall
