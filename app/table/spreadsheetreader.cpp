#include "table/spreadsheetreader.h"

#include "support/text.h"
#include "table/conversion.h"
#include "table/odsreader.h"
#include "table/vcardreader.h"
#include "table/xlsxreader.h"
#include "table/ziparchive.h"
#include "table/zippedtable.h"

#include <QFile>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qint64 beginningSize = 4096;

bool isZip(QByteArrayView beginning)
{
    return beginning.startsWith("PK\x03\x04") || beginning.startsWith("PK\x05\x06") ||
           beginning.startsWith("PK\x07\x08");
}

/// The container that Office used before 2007, and still puts around files with a password.
bool isOldContainer(QByteArrayView beginning)
{
    return beginning.startsWith(QByteArrayView("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8));
}

Error inside(const QString &message)
{
    return {Error::Kind::Input,
            message,
            Text::tr("Open it in the program it comes from and save or export the table as XLSX or CSV."),
            {}};
}

/// Whether the container has a part of that name; names stand in it in UTF-16.
bool hasPart(QIODevice &file, const QString &name)
{
    constexpr qint64 pieceSize = 1 << 20;
    const QByteArray wanted(reinterpret_cast<const char *>(name.utf16()), name.size() * 2);
    QByteArray piece;
    file.seek(0);
    while (!file.atEnd()) {
        piece = piece.last(qMin(piece.size(), wanted.size())) + file.read(pieceSize);
        if (piece.contains(wanted))
            return true;
    }
    return false;
}

Error oldContainerError(QIODevice &file)
{
    if (hasPart(file, QStringLiteral("EncryptedPackage")))
        return protectedFile();
    if (hasPart(file, QStringLiteral("WordDocument")) || hasPart(file, QStringLiteral("PowerPoint Document")))
        return inside(Text::tr("This is a text document or a presentation, not a table."));
    return {Error::Kind::Input,
            Text::tr("This is a workbook in an old Excel format, or one that is protected with a password."),
            Text::tr("Open it in a spreadsheet program and save it without a password as XLSX or CSV."),
            {}};
}

Result<ConvertedTable> convertArchive(QIODevice &file, const Conversion &conversion, Nesting nesting)
{
    ZipArchive archive(file, conversion);
    if (const Result<void> opened = archive.open(); !opened)
        return tl::unexpected(opened.error());
    const auto &entries = archive.entries();
    const auto has = [&entries](const char *beginning) {
        return std::any_of(entries.begin(), entries.end(), [beginning](const ZipArchive::Entry &entry) {
            return entry.name.startsWith(QLatin1String(beginning), Qt::CaseInsensitive);
        });
    };
    if (XlsxReader::canRead(archive))
        return XlsxReader(archive, conversion).convert();
    if (OdsReader::canRead(archive))
        return OdsReader(archive, conversion).convert();
    if (has("xl/workbook.bin"))
        return tl::unexpected(inside(Text::tr("This is a binary Excel workbook (XLSB).")));
    if (has("Index/Document.iwa") || has("index.apxl") || has("Index.zip"))
        return tl::unexpected(inside(Text::tr("This is a document of Apple's Numbers, Pages or Keynote.")));
    if (has("word/document.xml") || has("ppt/presentation.xml"))
        return tl::unexpected(inside(Text::tr("This is a text document or a presentation, not a table.")));
    return nesting == Nesting::Outside ? ZippedTable(archive, conversion).convert()
                                       : tl::unexpected(noTable());
}

} // namespace

bool needsConversion(QByteArrayView beginning)
{
    return isZip(beginning) || isOldContainer(beginning) || VCardReader::canRead(beginning);
}

Result<ConvertedTable> convertToRows(QIODevice &file, const Conversion &conversion, Nesting nesting)
{
    const QByteArray beginning = file.peek(beginningSize);
    if (beginning.startsWith("PK\x05\x06"))
        return tl::unexpected(noTable()); // an archive of nothing
    if (isZip(beginning))
        return convertArchive(file, conversion, nesting);
    if (isOldContainer(beginning))
        return tl::unexpected(oldContainerError(file));
    if (VCardReader::canRead(beginning))
        return VCardReader(file, conversion).convert();
    return tl::unexpected(noTable());
}

Result<ConvertedTable> convertToRows(const QString &path, const std::optional<QString> &sheetName,
                                     const std::atomic_bool *cancel, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error::Kind::Input, Text::tr("The file cannot be read."),
                       Text::tr("Check that you may open it, and that no other program keeps it for itself."),
                       file.errorString());
    }
    return convertToRows(file, Conversion{sheetName, cancel, limit}, Nesting::Outside);
}

} // namespace rollcall
