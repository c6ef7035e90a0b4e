#pragma once

#include <string>
#include <string_view>

namespace rollcall {

/// Appends `text`, valid UTF-8, as a JSON string with its quotation marks.
void appendJsonString(std::string &json, std::string_view text);

} // namespace rollcall
