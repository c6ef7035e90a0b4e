#pragma once

#include "support/result.h"

#include <QByteArray>

namespace rollcall {

/// Input error for a file that by its first bytes is something else than a table, whatever its name says:
/// what it is, and what to do.
Result<void> mayBeTable(QByteArrayView beginning);

/// Input error for bytes that are no text in any encoding of 8-bit units: too many control characters.
Result<void> looksLikeText(QByteArrayView text);

} // namespace rollcall
