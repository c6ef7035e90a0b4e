#pragma once

#include "support/result.h"

#include <QString>
#include <QStringList>
#include <QTemporaryFile>

#include <atomic>
#include <limits>
#include <memory>
#include <optional>

namespace rollcall {

/// A workbook, a file of vCards or the table inside a ZIP, as delimited text in a private temporary file.
struct ConvertedTable
{
    std::unique_ptr<QTemporaryFile> rows;

    /// UTF-8 without BOM, comma, `"` doubled, LF, one record for each row of the sheet. Rows that are empty
    /// or missing there are blank lines here: counting records, blank lines included, gives the number that
    /// the spreadsheet program shows. False for delimited text that was inside a ZIP: its bytes are as they
    /// were, and encoding and dialect are still to be found.
    bool isPlain = true;

    bool isWhole = true;    ///< false: it ends after `limit`, and there is more
    QStringList sheetNames; ///< of a workbook, visible ones first, or the tables in a ZIP; else empty
    QString sheetName;      ///< which of them this is
    qint64 hiddenRows = 0;  ///< with text, that are hidden there
};

/// Whether a file that begins so is for convertToRows(): ZIP (with XLSX and ODS), vCard, and the container of
/// old and of password-protected office files, for which it has the fitting error.
bool needsConversion(QByteArrayView beginning);

/// Turns the file into rows, in memory that does not grow with the number of rows. Takes the chosen sheet, or
/// else the first visible one that holds anything. Stops after about `limit` bytes of rows.
///
/// Input error: not readable, broken, protected with a password, unpacks to more than a table can be, holds
/// no table, no such sheet. Storage error: no room for the rows. Cancelled: `cancel` was set.
Result<ConvertedTable> convertToRows(const QString &path, const std::optional<QString> &sheetName = {},
                                     const std::atomic_bool *cancel = nullptr,
                                     qint64 limit = std::numeric_limits<qint64>::max());

} // namespace rollcall
