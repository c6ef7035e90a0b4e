#pragma once

#include "storage/journal.h"
#include "support/result.h"
#include "table/sheet.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace rollcall {

/// Headers of the columns that a file of refused rows has behind the original ones. Not translated: they are
/// recognised and ignored when the mended file is dropped again.
QStringList refusedRowsHeaders();

/// Writes those rows of the table with their original cells, then line, reason and hint, as UTF-8 (with a
/// byte order mark: that is how spreadsheets know) in the table's own delimiter. Cells that a spreadsheet
/// would take for a formula get an apostrophe in front. Whole or not at all; Storage error, or Input error
/// when the file changed underneath.
Result<void> writeRefusedRows(const QString &path, const Sheet &sheet, const QList<RowReason> &reasons);

} // namespace rollcall
