#pragma once

#include "table/numberformat.h"
#include "table/sharedstrings.h"

#include <QList>

#include <vector>

namespace rollcall {

class OfficeXml;
class RowWriter;

/// What the cells of every sheet of an .xlsx refer to.
struct XlsxBook
{
    SharedStrings strings;
    QList<NumberFormat> formats; ///< by the number of the cell's style
    NumberFormat::Epoch epoch = NumberFormat::Epoch::Year1900;
};

/// Goes through a sheet of an .xlsx once and writes its rows.
class XlsxSheet
{
public:
    XlsxSheet(const XlsxBook &book, RowWriter &writer)
        : m_book(book)
        , m_writer(writer)
    {}

    void read(OfficeXml &xml);

    /// "C7" → 2; -1 when it does not begin with letters.
    static int columnOf(QStringView reference);

private:
    void readRow(OfficeXml &xml);
    void readCell(OfficeXml &xml);
    QByteArray cellText(OfficeXml &xml, QStringView type, int style) const;

    const XlsxBook &m_book;
    RowWriter &m_writer;
    std::vector<QByteArray> m_cells;
    qsizetype m_rowBytes = 0;
    int m_column = 0;
    qint64 m_number = 0;
};

} // namespace rollcall
