#pragma once

#include "support/result.h"

#include <QString>

namespace rollcall {

class Journal;

/// Writes what became of an import as a page for people: totals, the consent record, and each row that is not
/// simply done, with its reason. One file, without anything from elsewhere, to be printed or kept.
///
/// Blocking. Usage error: there is no such import; Storage error: it cannot be written, and then there is no
/// half of it.
Result<void> writeImportReport(Journal &journal, const QString &importId, const QString &path);

} // namespace rollcall
