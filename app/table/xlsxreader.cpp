#include "table/xlsxreader.h"

#include "table/conversion.h"
#include "table/officexml.h"
#include "table/rowwriter.h"
#include "table/spreadsheetreader.h"
#include "table/ziparchive.h"

#include <QDir>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qint64 smallPart = qint64(64) << 20;
constexpr qint64 textsPart = qint64(1) << 30;
constexpr qint64 sheetPart = qint64(3) << 30;

/// A target as it is written in the relations of `part` → the name of the file in the archive.
QString resolved(const QString &part, QString target)
{
    target.replace(QLatin1Char('\\'), QLatin1Char('/'));
    if (!target.startsWith(QLatin1Char('/')))
        target.prepend(QLatin1Char('/') + part.section(QLatin1Char('/'), 0, -2) + QLatin1Char('/'));
    return QDir::cleanPath(target).sliced(1);
}

} // namespace

bool XlsxReader::canRead(const ZipArchive &archive)
{
    const QList<ZipArchive::Entry> &entries = archive.entries();
    return archive.find(QStringLiteral("[Content_Types].xml")) &&
           std::any_of(entries.begin(), entries.end(), [](const ZipArchive::Entry &entry) {
               return entry.name.endsWith(QLatin1String("workbook.xml"), Qt::CaseInsensitive);
           });
}

Result<ConvertedTable> XlsxReader::convert()
{
    if (const Result<void> read = readBook(); !read)
        return tl::unexpected(read.error());
    for (const Sheet &sheet : std::as_const(m_sheets)) {
        if (m_conversion.sheetName.value_or(sheet.name) != sheet.name)
            continue;
        RowWriter writer(m_conversion.limit);
        const Result<void> read = OfficeXml::read(
            m_archive, sheet.part, sheetPart, [&](OfficeXml &xml) { XlsxSheet(m_book, writer).read(xml); });
        if (!read)
            return tl::unexpected(read.error());
        if (!writer.isEmpty())
            return writer.table(sheetNames(), sheet.name);
        if (m_conversion.sheetName)
            return tl::unexpected(emptySheet(sheet.name));
    }
    return tl::unexpected(m_conversion.sheetName ? noSuchSheet(*m_conversion.sheetName) : emptySheet({}));
}

QStringList XlsxReader::sheetNames() const
{
    QStringList names;
    for (const Sheet &sheet : m_sheets)
        names += sheet.name;
    return names;
}

Result<void> XlsxReader::readBook()
{
    const Result<Relations> top = relations({});
    if (!top)
        return tl::unexpected(top.error());
    QString workbook = QStringLiteral("xl/workbook.xml");
    for (const Relation &relation : *top) {
        if (relation.kind == QLatin1String("officeDocument"))
            workbook = relation.part;
    }
    const Result<Relations> parts = relations(workbook);
    if (!parts)
        return tl::unexpected(parts.error());
    Result<void> read =
        OfficeXml::read(m_archive, workbook, smallPart, [&](OfficeXml &xml) { readWorkbook(xml, *parts); });
    for (const Relation &relation : *parts) {
        if (!read)
            return read;
        if (relation.kind == QLatin1String("styles"))
            read = OfficeXml::read(m_archive, relation.part, smallPart,
                                   [this](OfficeXml &xml) { readStyles(xml); });
        else if (relation.kind == QLatin1String("sharedStrings") && m_archive.find(relation.part))
            read = OfficeXml::read(m_archive, relation.part, textsPart,
                                   [this](OfficeXml &xml) { m_book.strings.read(xml); });
    }
    return read;
}

Result<XlsxReader::Relations> XlsxReader::relations(const QString &part)
{
    const QString folder = part.section(QLatin1Char('/'), 0, -2);
    const QString name = (folder.isEmpty() ? folder : folder + QLatin1Char('/')) + QLatin1String("_rels/") +
                         part.section(QLatin1Char('/'), -1) + QLatin1String(".rels");
    Relations found;
    const Result<void> read = OfficeXml::read(m_archive, name, smallPart, [&](OfficeXml &xml) {
        while (xml.nextChild()) {
            const QString kind =
                xml.attribute(QLatin1String("Type")).toString().section(QLatin1Char('/'), -1);
            const QString target = xml.attribute(QLatin1String("Target")).toString();
            found.insert(xml.attribute(QLatin1String("Id")).toString(), {kind, resolved(part, target)});
            xml.skip();
        }
    });
    if (!read)
        return tl::unexpected(read.error());
    return found;
}

void XlsxReader::readWorkbook(OfficeXml &xml, const Relations &relations)
{
    QList<Sheet> hidden;
    while (xml.nextChild()) {
        if (xml.is(QLatin1String("workbookPr")) && OfficeXml::isYes(xml.attribute(QLatin1String("date1904"))))
            m_book.epoch = NumberFormat::Epoch::Year1904;
        if (!xml.is(QLatin1String("sheets"))) {
            xml.skip();
            continue;
        }
        while (xml.nextChild()) {
            const Relation relation = relations.value(xml.attribute(QLatin1String("id")).toString());
            const bool isVisible = !xml.attribute(QLatin1String("state")).contains(QLatin1String("idden"));
            if (relation.kind == QLatin1String("worksheet")) // not a chart
                (isVisible ? m_sheets : hidden)
                    .append({xml.attribute(QLatin1String("name")).toString(), relation.part});
            xml.skip();
        }
    }
    m_sheets += hidden;
}

void XlsxReader::readStyles(OfficeXml &xml)
{
    QHash<int, NumberFormat> own;
    while (xml.nextChild()) {
        const bool isFormats = xml.is(QLatin1String("numFmts"));
        if (!isFormats && !xml.is(QLatin1String("cellXfs"))) {
            xml.skip();
            continue;
        }
        while (xml.nextChild()) {
            const int id = xml.attribute(QLatin1String("numFmtId")).toInt();
            if (isFormats)
                own.insert(id, NumberFormat::parse(xml.attribute(QLatin1String("formatCode")).toString()));
            else
                m_book.formats.append(own.contains(id) ? own.value(id) : NumberFormat::builtIn(id));
            xml.skip();
        }
    }
}

} // namespace rollcall
