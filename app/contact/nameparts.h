#pragma once

#include <string_view>

namespace rollcall {

/// A name written in one cell, taken apart. Views of the text.
struct NameParts
{
    std::string_view first;
    std::string_view last;

    /// "Jane van der Berg" → Jane | van der Berg; "Doe, Jane" → Jane | Doe; "Dr. Jane Doe Jr." → Jane | Doe
    /// Jr.; a single word is a first name.
    static NameParts of(std::string_view text);

    bool operator==(const NameParts &) const = default;
};

} // namespace rollcall
