#pragma once

#include <string_view>

namespace rollcall {

/// What a cell looks like, roughly: enough to tell a header from a row and one delimiter from another.
enum class CellKind { Empty, Address, Number, Text };

/// Number is anything of digits and the signs around them: also a date, a phone number, an amount.
CellKind cellKind(std::string_view cell);

} // namespace rollcall
