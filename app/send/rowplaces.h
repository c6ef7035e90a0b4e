#pragma once

#include "storage/journal.h"
#include "support/result.h"
#include "table/sheet.h"

#include <atomic>

namespace rollcall {

/// Keeps where each row of a table stands, and whose it is. Input error when the file changed underneath;
/// Cancelled.
Result<void> keepPlaces(const Sheet &sheet, qsizetype emailColumn, Journal &journal, const QString &importId,
                        const std::atomic_bool &stop);

} // namespace rollcall
