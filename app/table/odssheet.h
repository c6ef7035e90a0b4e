#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace rollcall {

class OfficeXml;
class RowWriter;

/// Goes through a sheet of an OpenDocument spreadsheet once and writes its rows.
class OdsSheet
{
public:
    explicit OdsSheet(RowWriter &writer)
        : m_writer(writer)
    {}

    /// The rows inside the element that is open: a table, or a group of rows in it.
    void readRows(OfficeXml &xml);

private:
    struct Value
    {
        QString type;
        QString value; ///< in the file's own notation
    };

    void readRow(OfficeXml &xml);
    void readCell(OfficeXml &xml);
    static Value valueOf(const OfficeXml &xml);
    static QString paragraphs(OfficeXml &xml);
    static void readParagraph(OfficeXml &xml, QString &text);
    static QByteArray cellText(const Value &value, const QString &shown);

    RowWriter &m_writer;
    std::vector<QByteArray> m_cells;
    qint64 m_number = 0; ///< of the row before
    qint64 m_column = 0;
    qsizetype m_rowBytes = 0;
    qint64 m_repeatedBytes = 0; ///< of all rows: what is written more often than it stands in the file
};

} // namespace rollcall
