#pragma once

#include <string_view>

namespace rollcall {

/// An address written in one cell, taken apart as far as it is clear. Views of the text, but for the
/// separators that are taken off the ends of the parts.
struct AddressParts
{
    std::string_view street;
    std::string_view city;
    std::string_view state;
    std::string_view zip;
    std::string_view country;

    /// Parts lie between two blanks (Mailchimp), line ends, or commas. What is not understood stays in the
    /// street.
    static AddressParts of(std::string_view text);

    bool operator==(const AddressParts &) const = default;
};

} // namespace rollcall
