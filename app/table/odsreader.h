#pragma once

#include "support/result.h"

#include <QSet>
#include <QString>
#include <QStringList>

namespace rollcall {

struct ConvertedTable;
struct Conversion;
class OfficeXml;
class RowWriter;
class ZipArchive;

/// Reads one sheet of an OpenDocument spreadsheet.
class OdsReader
{
public:
    OdsReader(ZipArchive &archive, const Conversion &conversion)
        : m_archive(archive)
        , m_conversion(conversion)
    {}

    static bool canRead(const ZipArchive &archive);

    Result<ConvertedTable> convert();

private:
    bool isProtected();
    /// All sheets are in one file: it is gone through to its end, for the names of those that come later.
    Result<void> readContent(RowWriter &writer, bool hiddenOnes);
    void readHiddenStyles(OfficeXml &xml);
    void readTables(OfficeXml &xml, RowWriter &writer, bool hiddenOnes);

    ZipArchive &m_archive;
    const Conversion &m_conversion;
    QSet<QString> m_hiddenStyles;
    QStringList m_visible;
    QStringList m_hidden;
    bool m_isSpreadsheet = false;
    QString m_taken; ///< the sheet that was read
};

} // namespace rollcall
