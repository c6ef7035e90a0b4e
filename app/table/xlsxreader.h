#pragma once

#include "support/result.h"
#include "table/xlsxsheet.h"

#include <QHash>
#include <QString>

namespace rollcall {

struct ConvertedTable;
struct Conversion;
class OfficeXml;
class ZipArchive;

/// Reads one sheet of an .xlsx (or .xlsm, .xltx): the values that its cells had when it was saved.
class XlsxReader
{
public:
    XlsxReader(ZipArchive &archive, const Conversion &conversion)
        : m_archive(archive)
        , m_conversion(conversion)
    {}

    static bool canRead(const ZipArchive &archive);

    Result<ConvertedTable> convert();

private:
    struct Relation
    {
        QString kind; ///< "worksheet", "styles", …
        QString part;
    };
    using Relations = QHash<QString, Relation>;
    struct Sheet
    {
        QString name;
        QString part;
        bool isHidden = false;
    };

    Result<void> readBook();
    Result<Relations> relations(const QString &part);
    void readWorkbook(OfficeXml &xml, const Relations &relations);
    void readStyles(OfficeXml &xml);
    QStringList sheetNames() const;

    ZipArchive &m_archive;
    const Conversion &m_conversion;
    XlsxBook m_book;
    QList<Sheet> m_sheets; ///< visible ones first
};

} // namespace rollcall
