#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QString>

#include <functional>

namespace rollcall {

class Journal;

/// Hands the addresses of an import's `rows` rows to `take`, in their order and as they are in the file, until that
/// says false. Reads block by block: an import may have millions of rows.
Result<void> eachAddress(Journal &journal, const QString &importId, qint64 rows,
                         const std::function<bool(quint32 row, const QByteArray &email)> &take);

} // namespace rollcall
