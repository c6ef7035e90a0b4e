#pragma once

#include "support/result.h"

#include <QByteArray>

namespace rollcall {

/// What a file is by its first bytes, whatever its name says.
enum class FileKind { Text, Zip, VCard, Unreadable };

struct KindFinding
{
    FileKind kind = FileKind::Text;
    Error why; ///< where it is Unreadable: what it is instead of a table, and what to do
};

KindFinding findKind(QByteArrayView beginning);

/// Input error for bytes that are no text in any encoding of 8-bit units: too many control characters.
Result<void> looksLikeText(QByteArrayView text);

} // namespace rollcall
