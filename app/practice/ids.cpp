#include "practice/ids.h"

#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <charconv>

namespace rollcall::practice {
namespace {

constexpr quint32 spread = 2654435769u; // odd, so that it can be undone; ids of neighbours look unlike
constexpr auto tail = "-9c8a-fa163e";

constexpr quint32 inverseOf(quint32 odd)
{
    quint32 inverse = odd;
    for (int i = 0; i < 5; ++i)
        inverse *= 2u - odd * inverse;
    return inverse;
}

constexpr quint32 gather = inverseOf(spread);
static_assert(spread * gather == 1u);

} // namespace

std::string idOf(IdKind kind, quint32 number)
{
    const quint32 first = (number + 1) * spread;
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%08x-5ae6-%04x%s%06x", first, unsigned(kind), tail,
                  (first ^ unsigned(kind)) & 0xffffffu);
    return std::string(text.data(), 36);
}

std::optional<quint32> numberOf(IdKind kind, std::string_view id)
{
    quint32 first = 0;
    if (id.size() != 36 || std::from_chars(id.data(), id.data() + 8, first, 16).ptr != id.data() + 8)
        return std::nullopt;
    const quint32 number = first * gather - 1;
    if (idOf(kind, number) != id)
        return std::nullopt;
    return number;
}

bool isUuid(std::string_view text)
{
    if (text.size() != 36)
        return false;
    for (size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? text[i] != '-' : !std::isxdigit(static_cast<unsigned char>(text[i])))
            return false;
    }
    return true;
}

QByteArray randomWord(int bytes)
{
    QByteArray random(bytes, Qt::Uninitialized);
    for (char &byte : random)
        byte = char(QRandomGenerator::system()->bounded(256));
    return random.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace rollcall::practice
