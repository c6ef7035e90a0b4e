#pragma once

#include "contact/fields.h"

#include <QString>

namespace rollcall {

/// What becomes of a cell that is taken apart, for people: "Jane | van der Berg"; empty for a field that is not, or
/// where nothing is to be taken apart.
QString splitPreview(Field field, const QString &cell);

} // namespace rollcall
