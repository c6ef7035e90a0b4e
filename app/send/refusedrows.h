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

/// A file of those rows of the table: their original cells, then line, reason and hint, in UTF-8 (with a
/// byte order mark: that is how spreadsheets know) in the table's own delimiter. Cells that a spreadsheet
/// would take for a formula get an apostrophe in front. Input error when the
/// table's file changed underneath.
Result<QByteArray> refusedRowsText(const Sheet &sheet, const QList<RowReason> &reasons);

/// Where the refused rows are now; empty: nowhere.
struct RefusedFile
{
    QString path; ///< absolute
    Result<void> done;
};

/// Beside the journal in `folder`.
QString ownRefusedFile(const QString &folder, const QString &importId);

/// Writes them to `asked`; where there is none, or it cannot be, beside the journal in `folder`.
RefusedFile writeRefusedRows(const Sheet &sheet, const QList<RowReason> &reasons, const QString &asked,
                             const QString &folder, const QString &importId);

} // namespace rollcall
