#pragma once

#include "table/sheet.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtDebug>

namespace rollcall::test {

/// A table of commas whose first line is the header, whatever it looks like.
inline std::shared_ptr<Sheet> sheetOf(const QString &text)
{
    TableChoice choice;
    choice.delimiter = ',';
    choice.headerLine = 1;
    const auto sheet = Sheet::fromText(text, choice);
    return sheet ? *sheet : nullptr;
}

/// Each row's cells with a bar between them.
inline QStringList rowsOf(const Sheet &sheet)
{
    QStringList rows;
    Sheet::Reader reader(sheet);
    RowView row;
    while (reader.next(row)) {
        QStringList cells;
        for (const std::string_view cell : row.cells)
            cells << QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
        rows << cells.join(QLatin1Char('|'));
    }
    return rows;
}

/// A folder in which a test writes its tables.
class TableFolder
{
public:
    QString path() const { return m_dir.path(); }
    QString filePath(const QString &name) const { return m_dir.filePath(name); }

    QString file(const QByteArray &content, const QString &name = QStringLiteral("table.csv")) const
    {
        const QString path = m_dir.filePath(name);
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly) || out.write(content) != content.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }

    std::shared_ptr<Sheet> opened(const QByteArray &content, const TableChoice &choice = {}) const
    {
        const auto sheet = Sheet::open(file(content), choice);
        if (!sheet)
            qWarning("%s", qPrintable(sheet.error().message));
        return sheet.value_or(nullptr);
    }

private:
    QTemporaryDir m_dir;
};

} // namespace rollcall::test
