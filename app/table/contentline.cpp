#include "table/contentline.h"

#include "table/encoding.h"

#include <QIODevice>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qint64 pieceSize = 64 * 1024;

/// At the separators that are neither quoted (where quotes count) nor escaped.
QList<QByteArray> split(const QByteArray &text, char separator, bool hasQuotes)
{
    QList<QByteArray> parts;
    qsizetype begin = 0;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        if (hasQuotes && c == '"')
            isQuoted = !isQuoted;
        else if (!hasQuotes && c == '\\')
            ++i;
        else if (c == separator && !isQuoted) {
            parts.append(text.sliced(begin, i - begin));
            begin = i + 1;
        }
    }
    parts.append(text.sliced(begin));
    return parts;
}

QByteArray withoutQuotes(const QByteArray &text)
{
    return text.size() > 1 && text.startsWith('"') && text.endsWith('"') ? text.sliced(1, text.size() - 2)
                                                                         : text;
}

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

QByteArray fromQuotedPrintable(const QByteArray &text)
{
    QByteArray plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) == '=' && i + 2 < text.size() && isHexDigit(text.at(i + 1)) &&
            isHexDigit(text.at(i + 2))) {
            plain += static_cast<char>(text.sliced(i + 1, 2).toInt(nullptr, 16));
            i += 2;
        } else {
            plain += text.at(i);
        }
    }
    return plain;
}

QString unescaped(const QString &text, bool isOld)
{
    if (!text.contains(QLatin1Char('\\')))
        return text;
    const QString signs = isOld ? QStringLiteral(";") : QStringLiteral(",;:\\");
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
        if (text.at(i) != QLatin1Char('\\')) {
            plain += text.at(i);
        } else if (!isOld && (next == QLatin1Char('n') || next == QLatin1Char('N'))) {
            plain += QLatin1Char('\n');
            ++i;
        } else if (!next.isNull() && signs.contains(next)) {
            plain += next;
            ++i;
        } else {
            plain += text.at(i);
        }
    }
    return plain;
}

} // namespace

ContentLine ContentLine::parse(const QByteArray &line)
{
    ContentLine parsed;
    bool isQuoted = false;
    qsizetype colon = 0;
    for (; colon < line.size() && (isQuoted || line.at(colon) != ':'); ++colon) {
        if (line.at(colon) == '"')
            isQuoted = !isQuoted;
    }
    if (colon == line.size())
        return parsed;
    parsed.value = line.sliced(colon + 1);
    const QList<QByteArray> parts = split(line.first(colon), ';', true);
    const QByteArray name = parts.front().trimmed().toUpper();
    const qsizetype dot = name.lastIndexOf('.');
    parsed.group = name.first(qMax(dot, qsizetype(0)));
    parsed.name = name.sliced(dot + 1);
    for (const QByteArray &part : parts.sliced(1)) {
        const qsizetype equals = part.indexOf('=');
        const QByteArray parameter = equals < 0 ? QByteArray("TYPE") : part.first(equals).trimmed().toUpper();
        parsed.parameters.append({parameter, withoutQuotes(part.sliced(equals + 1).trimmed())});
    }
    return parsed;
}

QByteArray ContentLine::parameter(QByteArrayView wanted) const
{
    for (const Parameter &parameter : parameters) {
        if (parameter.name == wanted)
            return parameter.value;
    }
    return {};
}

QStringList ContentLine::types() const
{
    QStringList types;
    for (const Parameter &parameter : parameters) {
        if (parameter.name == "TYPE")
            types += QString::fromUtf8(parameter.value).toLower().split(QLatin1Char(','));
    }
    return types;
}

bool ContentLine::isQuotedPrintable() const
{
    return std::any_of(parameters.begin(), parameters.end(), [](const Parameter &parameter) {
        return parameter.value.compare("QUOTED-PRINTABLE", Qt::CaseInsensitive) == 0;
    });
}

QString ContentLine::decoded(QByteArray bytes, bool isOld) const
{
    const QByteArray encoding = parameter("ENCODING").toUpper();
    if (isQuotedPrintable())
        bytes = fromQuotedPrintable(bytes);
    else if (encoding == "B" || encoding == "BASE64")
        bytes = QByteArray::fromBase64(bytes);
    QString charset = encodingName(QString::fromLatin1(parameter("CHARSET")));
    if (charset.isEmpty())
        charset = QStringLiteral("UTF-8"); // with what is none read as windows-1252
    Utf8Decoder decoder(charset);
    QByteArray utf8 = decoder.decode(bytes);
    utf8 += decoder.finish();
    return unescaped(QString::fromUtf8(utf8), isOld).trimmed();
}

QString ContentLine::text(bool isOld) const
{
    return decoded(value, isOld);
}

QStringList ContentLine::parts(bool isOld, char separator) const
{
    QStringList parts;
    for (const QByteArray &part : split(value, separator, false))
        parts.append(decoded(part, isOld));
    return parts;
}

ContentLineReader::ContentLineReader(QIODevice &file)
    : m_file(file)
{
    const QByteArray beginning = m_file.peek(2);
    if (beginning == "\xFF\xFE")
        m_wide = QStringDecoder(QStringDecoder::Utf16LE);
    else if (beginning == "\xFE\xFF")
        m_wide = QStringDecoder(QStringDecoder::Utf16BE);
    m_ahead = nextPhysical();
    if (m_ahead && m_ahead->startsWith("\xEF\xBB\xBF"))
        m_ahead->remove(0, 3);
}

bool ContentLineReader::fill()
{
    const QByteArray piece = m_file.read(pieceSize);
    m_buffer.remove(0, m_at);
    m_at = 0;
    m_buffer += m_wide.isValid() ? QString(m_wide.decode(piece)).toUtf8() : piece;
    return !piece.isEmpty();
}

std::optional<QByteArray> ContentLineReader::nextPhysical()
{
    QByteArray line;
    for (;;) {
        const auto begin = m_buffer.cbegin() + m_at;
        const auto end = std::find_if(begin, m_buffer.cend(), [](char c) { return c == '\n' || c == '\r'; });
        if (line.size() < longestLine)
            line.append(begin, end - begin);
        m_at = end - m_buffer.cbegin();
        if (end != m_buffer.cend())
            break;
        if (!fill())
            return line.isEmpty() ? std::nullopt : std::optional(line);
    }
    const bool mayBeTwo = m_buffer.at(m_at) == '\r';
    if (++m_at == m_buffer.size())
        fill();
    if (mayBeTwo && m_at < m_buffer.size() && m_buffer.at(m_at) == '\n')
        ++m_at;
    return line;
}

std::optional<ContentLine> ContentLineReader::next()
{
    if (!m_ahead)
        return {};
    QByteArray line = *m_ahead;
    m_ahead = nextPhysical();
    // Only what comes before the value says whether a "=" at the end goes on in the next line.
    const bool isQuotedPrintable = ContentLine::parse(line).isQuotedPrintable();
    while (m_ahead) {
        const bool isSoftBreak = isQuotedPrintable && line.endsWith('=');
        const bool isFolded = m_ahead->startsWith(' ') || m_ahead->startsWith('\t');
        if (!isSoftBreak && !isFolded)
            break;
        if (isSoftBreak)
            line.chop(1);
        if (line.size() < longestLine)
            line += m_ahead->sliced(isFolded && !isSoftBreak && !m_foldsAtBlanks ? 1 : 0);
        m_ahead = nextPhysical();
    }
    return ContentLine::parse(line);
}

} // namespace rollcall
