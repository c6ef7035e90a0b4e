#include "send/jsonwriter.h"

#include <array>
#include <cstdint>
#include <cstring>

namespace rollcall {
namespace {

constexpr size_t longestEscape = 6; // "\u0000"

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

/// Copies the whole text, several bytes at a time, the last of them once more where it ends within; whether
/// one of them may have to be escaped.
template <typename Word>
bool copyWords(std::string_view text, char *to)
{
    bool mayNeed = false;
    const auto copy = [&](size_t i) {
        Word word;
        std::memcpy(&word, text.data() + i, sizeof word);
        std::memcpy(to + i, &word, sizeof word);
        mayNeed |= mayNeedEscape(word);
    };
    for (size_t i = 0; i + sizeof(Word) < text.size(); i += sizeof(Word))
        copy(i);
    copy(text.size() - sizeof(Word));
    return mayNeed;
}

bool copyPlain(std::string_view text, char *to)
{
    if (text.size() >= sizeof(std::uint64_t))
        return copyWords<std::uint64_t>(text, to);
    if (text.size() >= sizeof(std::uint32_t))
        return copyWords<std::uint32_t>(text, to);
    bool needs = false;
    for (const char c : text) {
        *to++ = c;
        needs |= escapes[static_cast<unsigned char>(c)] != 0;
    }
    return needs;
}

/// Where it ends.
char *writeEscaped(std::string_view text, char *to)
{
    constexpr std::string_view digits = "0123456789abcdef";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (escapes[byte] == 0) {
            *to++ = c;
            continue;
        }
        *to++ = '\\';
        *to++ = escapes[byte];
        if (escapes[byte] == 'u') {
            for (const char digit : {'0', '0', digits[byte >> 4], digits[byte & 15]})
                *to++ = digit;
        }
    }
    return to;
}

} // namespace

void JsonWriter::appendString(std::string_view text)
{
    char *const begin = room(longestEscape * text.size() + 2);
    char *to = begin;
    *to++ = '"';
    to = copyPlain(text, to) ? writeEscaped(text, to) : to + text.size();
    *to++ = '"';
    m_size += static_cast<size_t>(to - begin);
}

} // namespace rollcall
