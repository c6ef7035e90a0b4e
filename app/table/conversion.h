#pragma once

#include "support/result.h"

#include <QString>

#include <atomic>
#include <limits>
#include <optional>

class QIODevice;

namespace rollcall {

struct ConvertedTable;

/// What is wanted of a file that has to be turned into rows.
struct Conversion
{
    std::optional<QString> sheetName; ///< none: the first that holds anything
    const std::atomic_bool *cancel = nullptr;
    qint64 limit = std::numeric_limits<qint64>::max(); ///< bytes of rows that are enough

    bool isCancelled() const { return cancel && cancel->load(std::memory_order_relaxed); }
};

// The sentences that the readers of all formats share. `detail` is for whoever looks into the file.
Error damagedFile(const QString &detail);
Error fileTooLarge(const QString &detail);
Error protectedFile();
Error noTable();
Error noSuchSheet(const QString &name);
Error emptySheet(const QString &name); ///< or, without a name, file
Error noRoomForRows(const QString &detail);
Error conversionCancelled();

enum class Nesting { Outside, InsideZip };

/// What convertToRows() does with a path, for a file that is open and can be sought in. A ZIP inside a ZIP is
/// not looked into.
Result<ConvertedTable> convertToRows(QIODevice &file, const Conversion &conversion, Nesting nesting);

} // namespace rollcall
