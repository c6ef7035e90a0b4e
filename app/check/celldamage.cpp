#include "check/celldamage.h"

#include "contact/datetext.h"
#include "table/cellkind.h"
#include "table/recordparser.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace rollcall {
namespace {

constexpr std::string_view replacementCharacter = "\xEF\xBF\xBD";

// Windows-1252 from 0x80 to 0x9F; the five holes are read as the control characters themselves.
constexpr std::array<char16_t, 32> windows1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// The byte that Windows-1252 shows as this character; -1: none.
int byteShownAs(char16_t character)
{
    if (character < 0x80 || (character >= 0xA0 && character <= 0xFF))
        return character;
    const auto found = std::find(windows1252.begin(), windows1252.end(), character);
    return found == windows1252.end() ? -1 : 0x80 + static_cast<int>(found - windows1252.begin());
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

} // namespace

bool isPlainText(std::string_view cell)
{
    // Eight bytes at a time: the high bit is set where a byte is below 0x20 or above 0x7F.
    constexpr std::uint64_t high = 0x8080808080808080;
    constexpr std::uint64_t blanks = 0x2020202020202020;
    const auto isPlain = [&](size_t at) {
        std::uint64_t word;
        std::memcpy(&word, cell.data() + at, 8);
        return !((word | (word - blanks)) & high);
    };
    if (cell.size() < 8)
        return std::all_of(cell.begin(), cell.end(),
                           [](char c) { return static_cast<unsigned char>(c - 0x20) < 0x60; });
    for (size_t at = 0; at + 8 < cell.size(); at += 8) {
        if (!isPlain(at))
            return false;
    }
    return isPlain(cell.size() - 8); // some of them once more
}

bool hasControlCharacters(std::string_view cell)
{
    return std::any_of(cell.begin(), cell.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
    });
}

bool isCellError(std::string_view cell)
{
    constexpr std::string_view errors[] = {
        "#N/A",     "#REF!",   "#VALUE!", "#DIV/0!",  "#NAME?",  "#NULL!",  "#NUM!",    "#SPILL!",
        "#CALC!",   "#ERROR!", "#NV",     "#BEZUG!",  "#WERT!",  "#ZAHL!",  "#VALEUR!", "#NOMBRE!",
        "#NOMBRE?", "#NOM?",   "#¡REF!",  "#¡VALOR!", "#VALOR!", "#N/D",    "#RIF!",    "#VALORE!",
        "#NOME?",   "Err:502", "Err:504", "Err:508",  "Err:509", "Err:511", "Err:522"};
    if (cell.empty() || (cell[0] != '#' && cell[0] != 'E'))
        return false;
    if (cell.size() > 2 && cell.find_first_not_of('#') == std::string_view::npos)
        return true; // the column was too narrow
    return std::find(std::begin(errors), std::end(errors), cell) != std::end(errors);
}

bool isDamagedNumber(std::string_view cell)
{
    const size_t size = cell.size();
    if (size < 4 ||
        (cell[size - 2] != '+' && cell[size - 3] != '+' && cell[size - 4] != '+')) // "1E+5", "1E+100"
        return false;
    size_t i = cell.starts_with('-') ? 1 : 0;
    const auto digits = [&cell, &i] {
        const size_t from = i;
        while (i < cell.size() && cell[i] >= '0' && cell[i] <= '9')
            ++i;
        return i - from;
    };
    if (digits() == 0)
        return false;
    if (i < cell.size() && (cell[i] == '.' || cell[i] == ',')) {
        ++i;
        if (digits() == 0)
            return false;
    }
    if (cell.substr(std::min(i, cell.size()), 2) != "E+" && cell.substr(std::min(i, cell.size()), 2) != "e+")
        return false;
    i += 2;
    return digits() > 0 && i == cell.size();
}

bool isMadeDate(std::string_view cell)
{
    constexpr size_t shortest = 5; // "1-mai"
    constexpr size_t longest = 10; // "05-sept."
    if (cell.size() < shortest || cell.size() > longest || isDigit(cell.front()) == isDigit(cell.back()))
        return false;
    if (cell.back() == '.')
        cell.remove_suffix(1);
    const size_t sign = cell.find_first_of("-./");
    if (sign == std::string_view::npos)
        return false;
    const std::string_view before = cell.substr(0, sign);
    const std::string_view after = trimmed(cell.substr(sign + 1));
    const auto isNumber = [](std::string_view text) {
        return !text.empty() && text.size() < 3 && std::all_of(text.begin(), text.end(), isDigit);
    };
    return (isNumber(before) && monthNamed(after) > 0) || (isNumber(after) && monthNamed(before) > 0);
}

bool isWholeDate(std::string_view cell)
{
    return cell.size() == 10 && cell[4] == '-' && cell[7] == '-' &&
           DateText::parse(cell).kind == DateText::Kind::Date;
}

bool holdsRows(std::string_view cell, char delimiter)
{
    if (cell.find('@') == std::string_view::npos || cell.find(delimiter) == std::string_view::npos)
        return false; // nearly all, and that is found fast
    const auto isRow = [delimiter](std::string_view line) {
        for (size_t at = line.find(delimiter); at != std::string_view::npos; at = line.find(delimiter)) {
            if (cellKind(trimmed(line.substr(0, at))) == CellKind::Address)
                return true;
            line.remove_prefix(at + 1);
            if (cellKind(trimmed(line.substr(0, line.find(delimiter)))) == CellKind::Address)
                return true;
        }
        return false;
    };
    for (size_t end = cell.find_first_of("\r\n"); end != std::string_view::npos;
         end = cell.find_first_of("\r\n")) {
        cell.remove_prefix(end + 1);
        if (isRow(cell.substr(0, cell.find_first_of("\r\n"))))
            return true;
    }
    return false;
}

bool hasTextMark(std::string_view cell)
{
    if (cell.starts_with("=\""))
        return cell.size() > 3 && cell.find('"', 2) == cell.size() - 1;
    return cell.size() > 1 && cell[0] == '\'' &&
           cell.find_first_not_of("0123456789 +-.()", 1) == std::string_view::npos;
}

QString withoutTextMark(const QString &cell)
{
    return cell.startsWith(QLatin1Char('=')) ? cell.mid(2).chopped(1) : cell.mid(1);
}

bool isMojibake(std::string_view cell)
{
    if (cell.find(replacementCharacter) != std::string_view::npos)
        return true;
    // The first byte of a sequence of two or more reads as Â…ß, à…ï or ð…ô: C3 82 to C3 B4 in UTF-8. What
    // follows it must be a character again that is not ASCII, or this is just somebody's à or Ã.
    for (size_t at = cell.find('\xC3'); at != std::string_view::npos; at = cell.find('\xC3', at + 1)) {
        if (at + 2 < cell.size() && static_cast<unsigned char>(cell[at + 1]) >= 0x82 &&
            static_cast<unsigned char>(cell[at + 2]) >= 0x80)
            return !withoutMojibake(QString::fromUtf8(cell)).isEmpty();
    }
    return false;
}

QString withoutMojibake(const QString &text)
{
    QByteArray bytes;
    for (const QChar character : text) {
        const int byte = byteShownAs(character.unicode());
        if (byte < 0)
            return {};
        bytes.append(static_cast<char>(byte));
    }
    QStringDecoder decode(QStringDecoder::Utf8);
    const QString mended = decode(bytes);
    return decode.hasError() || mended == text ? QString() : mended;
}

} // namespace rollcall
