#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QTemporaryFile>

#include <memory>
#include <span>
#include <vector>

namespace rollcall {

struct ConvertedTable;

/// Writes the rows of a sheet as delimited text into a private temporary file, each where its number says.
class RowWriter
{
public:
    /// No spreadsheet has more, except by an error or with bad intent.
    static constexpr int mostColumns = 16384;
    static constexpr qint64 mostRows = qint64(1) << 20;
    static constexpr qsizetype longestRow = qsizetype(4) << 20;
    static constexpr qint64 mostBytes = qint64(2) << 30;

    explicit RowWriter(qint64 limit);

    /// The row of that number, from 1; rows left out become blank lines, and so do rows without text. Cells
    /// are UTF-8. Numbers have to ascend: one that does not is taken for the next.
    Result<void> write(qint64 number, std::span<const QByteArray> cells);

    /// So many of the rows are hidden in the sheet.
    void countHidden(qint64 rows) { m_hidden += rows; }

    bool isEmpty() const { return m_lastNumber == 0; } ///< no row with text so far
    bool isFull() const { return m_written >= m_limit; }

    /// The file, at its beginning, its first rows filled up with empty cells to the width of the widest row:
    /// so every column can be seen from the header's row on.
    Result<std::unique_ptr<QTemporaryFile>> finish();

    /// The same with its names.
    Result<ConvertedTable> table(const QStringList &sheetNames = {}, const QString &sheetName = {});

private:
    struct Head
    {
        qint64 end; ///< where its text is over, in the file
        int width;
    };

    void append(QByteArrayView cell);
    Result<void> flush();
    Result<std::unique_ptr<QTemporaryFile>> filledUp(std::unique_ptr<QTemporaryFile> narrow);

    qint64 m_limit;
    std::unique_ptr<QTemporaryFile> m_file;
    QByteArray m_buffer;
    std::vector<Head> m_head;
    qint64 m_written = 0; ///< with what is still in the buffer
    qint64 m_lastNumber = 0;
    qint64 m_hidden = 0;
    int m_width = 0;
};

} // namespace rollcall
