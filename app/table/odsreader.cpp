#include "table/odsreader.h"

#include "table/conversion.h"
#include "table/odssheet.h"
#include "table/officexml.h"
#include "table/rowwriter.h"
#include "table/spreadsheetreader.h"
#include "table/ziparchive.h"

namespace rollcall {
namespace {

constexpr qint64 manifestPart = qint64(4) << 20;
constexpr qint64 contentPart = qint64(3) << 30;

} // namespace

bool OdsReader::canRead(const ZipArchive &archive)
{
    return archive.find(QStringLiteral("META-INF/manifest.xml")) &&
           (archive.find(QStringLiteral("content.xml")) || archive.find(QStringLiteral("encrypted-package")));
}

Result<ConvertedTable> OdsReader::convert()
{
    if (isProtected())
        return tl::unexpected(protectedFile());
    for (const bool hiddenOnes : {false, true}) {
        RowWriter writer(m_conversion.limit);
        if (const Result<void> read = readContent(writer, hiddenOnes); !read)
            return tl::unexpected(read.error());
        if (!m_isSpreadsheet)
            return tl::unexpected(noTable());
        if (!writer.isEmpty())
            return writer.table(m_visible + m_hidden, m_taken);
        if (m_conversion.sheetName || m_hidden.isEmpty())
            break;
    }
    const QString name = m_conversion.sheetName.value_or(QString());
    const bool isThere = name.isEmpty() || m_visible.contains(name) || m_hidden.contains(name);
    return tl::unexpected(isThere ? emptySheet(name) : noSuchSheet(name));
}

bool OdsReader::isProtected()
{
    if (m_archive.find(QStringLiteral("encrypted-package")))
        return true;
    // Not with OfficeXml: old ones begin with a document type.
    const Result<std::unique_ptr<ZipPart>> manifest =
        m_archive.part(*m_archive.find(QStringLiteral("META-INF/manifest.xml")), manifestPart);
    return manifest && (*manifest)->readAll().contains("encryption-data");
}

Result<void> OdsReader::readContent(RowWriter &writer, bool hiddenOnes)
{
    m_visible.clear();
    m_hidden.clear();
    return OfficeXml::read(m_archive, QStringLiteral("content.xml"), contentPart, [&](OfficeXml &xml) {
        while (xml.nextChild()) {
            if (xml.is(QLatin1String("automatic-styles"))) {
                readHiddenStyles(xml);
            } else if (xml.is(QLatin1String("body"))) {
                while (xml.nextChild()) {
                    m_isSpreadsheet = m_isSpreadsheet || xml.is(QLatin1String("spreadsheet"));
                    readTables(xml, writer, hiddenOnes);
                }
            } else {
                xml.skip();
            }
        }
    });
}

void OdsReader::readHiddenStyles(OfficeXml &xml)
{
    while (xml.nextChild()) {
        const QString name = xml.attribute(QLatin1String("name")).toString();
        while (xml.nextChild()) {
            if (xml.is(QLatin1String("table-properties")) &&
                xml.attribute(QLatin1String("display")) == QLatin1String("false"))
                m_hiddenStyles.insert(name);
            xml.skip();
        }
    }
}

void OdsReader::readTables(OfficeXml &xml, RowWriter &writer, bool hiddenOnes)
{
    while (xml.nextChild()) {
        if (!xml.is(QLatin1String("table"))) {
            xml.skip();
            continue;
        }
        const QString name = xml.attribute(QLatin1String("name")).toString();
        const bool isHidden = m_hiddenStyles.contains(xml.attribute(QLatin1String("style-name")).toString());
        (isHidden ? m_hidden : m_visible).append(name);
        const bool isWanted =
            m_conversion.sheetName ? *m_conversion.sheetName == name : isHidden == hiddenOnes;
        if (isWanted && writer.isEmpty()) {
            m_taken = name;
            OdsSheet(writer).readRows(xml);
        } else {
            xml.skip();
        }
    }
}

} // namespace rollcall
