#pragma once

#include <QString>

namespace rollcall {

/// Letters to change, put in, leave out or swap with their neighbour to make one text of the other.
qsizetype editDistance(const QString &a, const QString &b);

} // namespace rollcall
