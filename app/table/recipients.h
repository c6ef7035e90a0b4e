#pragma once

#include "table/spreadsheetreader.h"

#include <optional>
#include <string_view>

namespace rollcall {

/// A list of people as mail programs write it, "Ann Lee <ann@example.org>; bo@example.org", as a table of a
/// row for each. Nothing where the text, UTF-8, is anything else, also a plain column of addresses: each of
/// its parts has to be an address, with or without a name.
std::optional<Result<ConvertedTable>> recipientRows(std::string_view text);

} // namespace rollcall
