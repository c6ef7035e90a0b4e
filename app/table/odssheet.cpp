#include "table/odssheet.h"

#include "table/conversion.h"
#include "table/numberformat.h"
#include "table/officexml.h"
#include "table/rowwriter.h"

#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// A few bytes of the file may stand for gigabytes of the same row. A million rows of one short contact are
/// less; what is more is no list of people.
constexpr qint64 mostRepeatedBytes = qint64(64) << 20;

/// How often the row or cell is there; the last ones often fill the sheet to its end.
qint64 repeated(const OfficeXml &xml, QLatin1String attribute)
{
    const qint64 times = xml.attribute(attribute).toLongLong();
    return std::clamp(times, qint64(1), RowWriter::mostRows);
}

/// Whether the text that is shown is the number with zeros in front or signs for telephone numbers in
/// between.
bool keepsSigns(const QString &shown, const QByteArray &plain)
{
    QByteArray digits;
    for (const QChar c : shown) {
        if (c >= QLatin1Char('0') && c <= QLatin1Char('9'))
            digits += c.toLatin1();
        else if (!QStringLiteral(" ()-/+").contains(c))
            return false;
    }
    const bool hasSigns =
        std::any_of(shown.begin(), shown.end(), [](QChar c) { return QStringLiteral("()-/+").contains(c); });
    return (hasSigns || digits.startsWith('0')) && digits == plain.rightJustified(digits.size(), '0');
}

/// "PT09H30M00S" → "09:30:00"
QByteArray clockTime(const QString &duration)
{
    static const QRegularExpression notation(QStringLiteral("^PT(\\d+)H(\\d+)M(\\d+)"));
    const QRegularExpressionMatch match = notation.match(duration);
    return match.hasMatch() ? QStringList(match.capturedTexts().mid(1)).join(QLatin1Char(':')).toUtf8()
                            : duration.toUtf8();
}

bool isBlank(QChar c)
{
    return c == QLatin1Char(' ') || c == QLatin1Char('\n') || c == QLatin1Char('\t') ||
           c == QLatin1Char('\r');
}

} // namespace

void OdsSheet::readRows(OfficeXml &xml)
{
    while (xml.nextChild()) {
        if (xml.is(QLatin1String("table-row")) && !m_writer.isFull())
            readRow(xml);
        else if (xml.is(QLatin1String("table-rows")) || xml.is(QLatin1String("table-header-rows")) ||
                 xml.is(QLatin1String("table-row-group")))
            readRows(xml);
        else
            xml.skip();
    }
}

void OdsSheet::readRow(OfficeXml &xml)
{
    const qint64 times = repeated(xml, QLatin1String("number-rows-repeated"));
    const QStringView visibility = xml.attribute(QLatin1String("visibility"));
    const bool isHidden = visibility == QLatin1String("filter") || visibility == QLatin1String("collapse");
    m_cells.clear();
    m_column = 0;
    m_rowBytes = 0;
    while (xml.nextChild()) {
        if (xml.is(QLatin1String("table-cell"))) {
            readCell(xml);
        } else {
            // What a merged cell covers is not seen by anybody.
            m_column += repeated(xml, QLatin1String("number-columns-repeated"));
            xml.skip();
        }
    }
    m_repeatedBytes += (m_rowBytes + static_cast<qint64>(m_cells.size())) * (times - 1);
    if (!m_cells.empty() && m_repeatedBytes > mostRepeatedBytes)
        xml.fail(fileTooLarge(QStringLiteral("row %1, %2 times").arg(m_number + 1).arg(times)));
    for (qint64 i = 1; !m_cells.empty() && i <= times && !m_writer.isFull() && !xml.hasFailed(); ++i) {
        if (const Result<void> written = m_writer.write(m_number + i, m_cells); !written)
            xml.fail(written.error());
        m_writer.countHidden(isHidden);
    }
    m_number += times;
}

void OdsSheet::readCell(OfficeXml &xml)
{
    const qint64 times = repeated(xml, QLatin1String("number-columns-repeated"));
    const Value value = valueOf(xml);
    const QByteArray text = cellText(value, paragraphs(xml)).trimmed();
    const qint64 end = m_column + times;
    m_rowBytes += text.size() * times;
    if (!text.isEmpty() && (end > RowWriter::mostColumns || m_rowBytes > RowWriter::longestRow))
        xml.fail(fileTooLarge(QStringLiteral("row %1, column %2").arg(m_number + 1).arg(end)));
    if (!text.isEmpty() && !xml.hasFailed()) {
        m_cells.resize(static_cast<size_t>(end));
        std::fill(m_cells.begin() + m_column, m_cells.end(), text);
        m_repeatedBytes += text.size() * (times - 1);
    }
    m_column = end;
}

OdsSheet::Value OdsSheet::valueOf(const OfficeXml &xml)
{
    const QString type = xml.attribute(QLatin1String("value-type")).toString();
    const auto attribute = [&xml](const char *name) { return xml.attribute(QLatin1String(name)).toString(); };
    if (type == QLatin1String("date"))
        return {type, attribute("date-value")};
    if (type == QLatin1String("time"))
        return {type, attribute("time-value")};
    if (type == QLatin1String("boolean"))
        return {type, attribute("boolean-value")};
    if (type == QLatin1String("string") || type.isEmpty())
        return {type, attribute("string-value")};
    return {type, attribute("value")};
}

QByteArray OdsSheet::cellText(const Value &value, const QString &shown)
{
    if (value.value.isEmpty() || value.type == QLatin1String("string"))
        return shown.isEmpty() ? value.value.toUtf8() : shown.toUtf8();
    if (value.type == QLatin1String("date"))
        return isoMoment(value.value);
    if (value.type == QLatin1String("time"))
        return clockTime(value.value);
    if (value.type == QLatin1String("boolean"))
        return value.value == QLatin1String("true") ? "TRUE" : "FALSE";
    if (value.type == QLatin1String("percentage"))
        return NumberFormat::builtIn(9).text(value.value.toUtf8());
    const QByteArray plain = NumberFormat().text(value.value.toUtf8());
    return keepsSigns(shown, plain) ? shown.toUtf8() : plain;
}

QString OdsSheet::paragraphs(OfficeXml &xml)
{
    QString text;
    bool isFirst = true;
    while (xml.nextChild()) {
        if (!xml.is(QLatin1String("p"))) {
            xml.skip(); // a comment, a picture
            continue;
        }
        if (!std::exchange(isFirst, false))
            text += QLatin1Char('\n');
        readParagraph(xml, text);
    }
    return text;
}

void OdsSheet::readParagraph(OfficeXml &xml, QString &text)
{
    for (QXmlStreamReader::TokenType token = xml.next(); token != QXmlStreamReader::EndElement;
         token = xml.next()) {
        if (token == QXmlStreamReader::Characters) {
            for (const QChar c : xml.text()) {
                if (!isBlank(c))
                    text += c;
                else if (!text.isEmpty() && !isBlank(text.back()))
                    text += QLatin1Char(' '); // more than one are written as elements
            }
        } else if (xml.is(QLatin1String("span")) || xml.is(QLatin1String("a")) ||
                   xml.is(QLatin1String("ruby")) || xml.is(QLatin1String("ruby-base"))) {
            readParagraph(xml, text);
        } else {
            if (xml.is(QLatin1String("s")))
                text +=
                    QString(std::clamp(xml.attribute(QLatin1String("c")).toInt(), 1, 1000), QLatin1Char(' '));
            else if (xml.is(QLatin1String("tab")))
                text += QLatin1Char('\t');
            else if (xml.is(QLatin1String("line-break")))
                text += QLatin1Char('\n');
            xml.skip();
        }
        if (text.size() > OfficeXml::longestText)
            xml.fail(fileTooLarge(QStringLiteral("a text of %1 characters").arg(text.size())));
    }
}

} // namespace rollcall
