#pragma once

#include "send/importplan.h"
#include "support/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <atomic>

namespace rollcall {

/// Copies the file as it was corrected, so that an import can be gone on with whatever becomes of the
/// original. Input error: the original changed underneath, or a correction holds the delimiter of a file
/// without quotes.
Result<void> keepFile(const Sheet &sheet, const QString &copy);

/// How a plan reads the copy of its file, as text for the journal. Lists, source and the like have their own
/// place there.
QByteArray toKept(const ImportPlan &plan);

/// What columns become, by the names that are promised to scripts.
QJsonObject toKept(const ColumnMapping &mapping);
ColumnMapping mappingFrom(const QJsonObject &kept);

/// The account's own fields as they were.
QList<CustomField> keptFields(const QByteArray &kept);

/// Reads and checks the copy again, exactly as before. Blocking. Storage error when the copy is gone or is
/// not what was kept; Cancelled.
Result<ImportPlan> fromKept(const QByteArray &kept, const QString &copy, const std::atomic_bool *cancel);

} // namespace rollcall
