#pragma once

#include <QString>

namespace rollcall {

/// "12.5 %", "less than 0.1 %": a part of a whole that is not nothing.
QString shareText(qint64 part, qint64 whole);

} // namespace rollcall
