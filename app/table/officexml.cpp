#include "table/officexml.h"

#include "table/conversion.h"
#include "table/ziparchive.h"

namespace rollcall {
namespace {

/// A cell holds 32,767 characters at most, each of them ten bytes at worst.
constexpr qint64 longestToken = 384 * 1024;
constexpr int deepest = 200;

} // namespace

OfficeXml::Feed::Feed(QIODevice &source)
    : m_source(source)
{
    open(ReadOnly | Unbuffered);
}

bool OfficeXml::Feed::isStuck() const
{
    return m_sinceToken > longestToken;
}

qint64 OfficeXml::Feed::readData(char *data, qint64 size)
{
    if (isStuck())
        return -1;
    const qint64 got = m_source.read(data, size);
    m_sinceToken += qMax(got, qint64(0));
    return got;
}

OfficeXml::OfficeXml(ZipPart &part)
    : m_part(part)
    , m_feed(part)
    , m_xml(&m_feed)
{}

QXmlStreamReader::TokenType OfficeXml::next()
{
    while (!hasFailed()) {
        const QXmlStreamReader::TokenType token = m_xml.readNext();
        if (!m_xml.hasError())
            m_feed.tokenSeen();
        switch (token) {
        case QXmlStreamReader::StartElement:
            if (++m_depth > deepest)
                fail(damagedFile(QStringLiteral("too many tags inside each other")));
            return hasFailed() ? QXmlStreamReader::EndElement : token;
        case QXmlStreamReader::EndElement:
            --m_depth;
            return token;
        case QXmlStreamReader::Characters:
            return token;
        case QXmlStreamReader::DTD:
            fail(damagedFile(QStringLiteral("a document type"))); // office files have none
            break;
        case QXmlStreamReader::EndDocument:
            return QXmlStreamReader::EndElement;
        default:
            break;
        }
    }
    return QXmlStreamReader::EndElement;
}

bool OfficeXml::nextChild()
{
    for (;;) {
        const QXmlStreamReader::TokenType token = next();
        if (token != QXmlStreamReader::Characters)
            return token == QXmlStreamReader::StartElement;
    }
}

void OfficeXml::skip()
{
    for (int open = 1; open > 0 && !hasFailed();) {
        const QXmlStreamReader::TokenType token = next();
        if (token == QXmlStreamReader::StartElement)
            ++open;
        else if (token == QXmlStreamReader::EndElement)
            --open;
    }
}

QStringView OfficeXml::attribute(QLatin1String name) const
{
    const QXmlStreamAttributes attributes = m_xml.attributes(); // shared with the reader: no copy
    for (const QXmlStreamAttribute &attribute : attributes) {
        if (attribute.name() == name)
            return attribute.value(); // its text lives in the reader, until the next token
    }
    return {};
}

bool OfficeXml::isYes(QStringView attribute)
{
    return attribute == QLatin1String("1") || attribute == QLatin1String("true") ||
           attribute == QLatin1String("on");
}

QString OfficeXml::allText()
{
    QString text;
    for (int open = 1; open > 0 && !hasFailed();) {
        switch (next()) {
        case QXmlStreamReader::StartElement:
            ++open;
            break;
        case QXmlStreamReader::EndElement:
            --open;
            break;
        default:
            text += m_xml.text();
        }
        if (text.size() > longestText)
            fail(fileTooLarge(QStringLiteral("a text of %1 characters").arg(text.size())));
    }
    return text;
}

void OfficeXml::fail(const Error &error)
{
    if (m_status)
        m_status = tl::unexpected(error);
}

Result<void> OfficeXml::status() const
{
    if (!m_status)
        return m_status;
    if (const Result<void> read = m_part.status(); !read)
        return read;
    if (m_feed.isStuck())
        return tl::unexpected(fileTooLarge(QStringLiteral("a text or tag that does not end")));
    if (m_xml.hasError())
        return tl::unexpected(damagedFile(m_xml.errorString()));
    return {};
}

Result<void> OfficeXml::read(ZipArchive &archive, const QString &name, qint64 limit,
                             const std::function<void(OfficeXml &)> &reader)
{
    const ZipArchive::Entry *entry = archive.find(name);
    if (!entry)
        return tl::unexpected(damagedFile(QStringLiteral("no %1").arg(name)));
    const Result<std::unique_ptr<ZipPart>> part = archive.part(*entry, limit);
    if (!part)
        return tl::unexpected(part.error());
    OfficeXml xml(**part);
    xml.nextChild();
    if (!xml.hasFailed())
        reader(xml);
    if (const Result<void> read = xml.status(); !read)
        return read;
    return xml.m_leavesRest ? Result<void>() : (*part)->finish(); // so that damage anywhere in it is noticed
}

} // namespace rollcall
