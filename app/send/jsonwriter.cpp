#include "send/jsonwriter.h"

#include <array>
#include <cstdint>
#include <cstring>

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

/// Whether one of these bytes has to be escaped; rarely also where none has, but never the other way round.
template <typename Word>
bool mayNeedEscape(Word word)
{
    constexpr Word each = static_cast<Word>(0x0101010101010101);
    const auto below = [](Word value, Word limit) { return (value - each * limit) & ~value; };
    return (below(word, 0x20) | below(word ^ each * '"', 1) | below(word ^ each * '\\', 1)) & each * 0x80;
}

/// Copies what needs no escape, several bytes at a time; how many.
template <typename Word>
size_t copyPlain(const char *from, size_t size, char *to)
{
    size_t i = 0;
    for (; i + sizeof(Word) <= size; i += sizeof(Word)) {
        Word word;
        std::memcpy(&word, from + i, sizeof word);
        if (mayNeedEscape(word))
            break;
        std::memcpy(to + i, &word, sizeof word);
    }
    return i;
}

/// The same, up to the first byte that has to be escaped.
size_t copyToEscape(std::string_view text, char *to)
{
    size_t i = copyPlain<std::uint64_t>(text.data(), text.size(), to);
    i += copyPlain<std::uint32_t>(text.data() + i, text.size() - i, to + i);
    for (; i < text.size() && escapes[static_cast<unsigned char>(text[i])] == 0; ++i)
        to[i] = text[i];
    return i;
}

void appendEscaped(std::string &json, char c)
{
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    json.push_back('\\');
    json.push_back(escapes[byte]);
    if (escapes[byte] == 'u')
        json.append("00").append({digits[byte >> 4], digits[byte & 15]});
}

} // namespace

void appendJsonString(std::string &json, std::string_view text)
{
    json.push_back('"');
    while (true) {
        const size_t size = json.size();
        json.resize(size + text.size() + 1);
        const size_t plain = copyToEscape(text, json.data() + size);
        if (plain == text.size())
            break;
        json.resize(size + plain);
        appendEscaped(json, text[plain]);
        text.remove_prefix(plain + 1);
    }
    json.back() = '"';
}

} // namespace rollcall
