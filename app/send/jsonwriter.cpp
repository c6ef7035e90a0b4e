#include "send/jsonwriter.h"

#include <array>

namespace rollcall {
namespace {

/// 0: as it is; 'u': by its number; otherwise the letter behind the backslash.
constexpr std::array<char, 256> makeEscapes()
{
    std::array<char, 256> escapes{};
    for (size_t c = 0; c < 0x20; ++c)
        escapes[c] = 'u';
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
}
constexpr auto escapes = makeEscapes();

} // namespace

void appendJsonString(std::string &json, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    json.push_back('"');
    size_t from = 0;
    for (size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const char escape = escapes[byte];
        if (escape == 0)
            continue;
        json.append(text, from, i - from);
        json.push_back('\\');
        json.push_back(escape);
        if (escape == 'u')
            json.append("00").append({digits[byte >> 4], digits[byte & 15]});
        from = i + 1;
    }
    json.append(text, from, text.size() - from);
    json.push_back('"');
}

} // namespace rollcall
