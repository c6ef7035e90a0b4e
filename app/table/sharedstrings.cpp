#include "table/sharedstrings.h"

#include "table/conversion.h"
#include "table/officexml.h"

namespace rollcall {

void SharedStrings::read(OfficeXml &xml)
{
    while (xml.nextChild()) {
        if (!xml.is(QLatin1String("si"))) {
            xml.skip();
            continue;
        }
        m_texts += itemText(xml).toUtf8();
        m_ends.push_back(static_cast<quint32>(m_texts.size()));
        if (m_texts.size() > mostBytes)
            xml.fail(fileTooLarge(QStringLiteral("%1 bytes of texts").arg(m_texts.size())));
    }
}

std::optional<QByteArray> SharedStrings::at(qint64 number) const
{
    if (number < 0 || number >= static_cast<qint64>(m_ends.size()))
        return std::nullopt;
    const auto index = static_cast<size_t>(number);
    const quint32 begin = index == 0 ? 0 : m_ends[index - 1];
    return QByteArray::fromRawData(m_texts.constData() + begin, m_ends[index] - begin);
}

QString SharedStrings::itemText(OfficeXml &xml)
{
    QString text;
    while (xml.nextChild()) {
        if (xml.is(QLatin1String("t"))) {
            text += xml.allText();
        } else if (xml.is(QLatin1String("r"))) {
            while (xml.nextChild()) {
                if (xml.is(QLatin1String("t")))
                    text += xml.allText();
                else
                    xml.skip();
            }
        } else {
            xml.skip(); // rPh: the same again as it is pronounced
        }
        if (text.size() > OfficeXml::longestText)
            xml.fail(fileTooLarge(QStringLiteral("a text of %1 characters").arg(text.size())));
    }
    return unescaped(text);
}

QString SharedStrings::unescaped(const QString &text)
{
    constexpr qsizetype length = 7; // _x000D_
    qsizetype at = text.indexOf(QLatin1String("_x"));
    if (at < 0)
        return text;
    QString plain = text.first(at);
    while (at < text.size()) {
        bool isCode = false;
        if (at + length <= text.size() && text.at(at) == QLatin1Char('_') &&
            text.at(at + 1) == QLatin1Char('x') && text.at(at + length - 1) == QLatin1Char('_')) {
            const ushort code = QStringView(text).sliced(at + 2, 4).toUShort(&isCode, 16);
            if (isCode)
                plain += QChar(code);
        }
        if (!isCode)
            plain += text.at(at);
        at += isCode ? length : 1;
    }
    return plain;
}

} // namespace rollcall
