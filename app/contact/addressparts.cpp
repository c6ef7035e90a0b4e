#include "contact/addressparts.h"

#include <algorithm>
#include <vector>

namespace rollcall {
namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n,";
    const size_t from = text.find_first_not_of(blanks);
    return from == std::string_view::npos ? std::string_view()
                                          : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::vector<std::string_view> split(std::string_view text, std::string_view separator)
{
    std::vector<std::string_view> parts;
    for (size_t from = 0; from <= text.size();) {
        const size_t to = std::min(text.find(separator, from), text.size());
        if (const std::string_view part = trimmed(text.substr(from, to - from)); !part.empty())
            parts.push_back(part);
        from = to + separator.size();
    }
    return parts;
}

/// "62701", "62701-1234", "H2Y 1C6", "SW1A 1AA", "80331": digits, and letters only in capitals.
bool isZip(std::string_view text)
{
    return text.size() >= 4 && text.size() <= 10 && std::any_of(text.begin(), text.end(), isDigit) &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return isDigit(c) || isUpper(c) || c == '-' || c == ' '; });
}

bool isStateCode(std::string_view text)
{
    return (text.size() == 2 || text.size() == 3) && std::all_of(text.begin(), text.end(), isUpper);
}

/// "IL 62701" → state and zip; "62701" or "IL" alone as well.
bool takeStateAndZip(std::string_view text, AddressParts &parts)
{
    if (isZip(text) && isDigit(text.front())) {
        parts.zip = text;
        return true;
    }
    const size_t blank = text.find(' ');
    const std::string_view state = text.substr(0, blank);
    if (!isStateCode(state))
        return isZip(text) ? (parts.zip = text, true) : false;
    const std::string_view zip =
        blank == std::string_view::npos ? std::string_view() : trimmed(text.substr(blank));
    if (!zip.empty() && !isZip(zip))
        return false;
    parts.state = state;
    parts.zip = zip;
    return true;
}

/// Mailchimp: street, perhaps a second line, city, state, zip, country, always in this order.
AddressParts fromTwoBlanks(const std::vector<std::string_view> &list, std::string_view text)
{
    AddressParts parts;
    size_t end = list.size();
    if (end > 3 && !isZip(list[end - 1]))
        parts.country = list[--end];
    if (end < 4 || !isZip(list[end - 1]))
        return {text, {}, {}, {}, {}};
    parts.zip = list[--end];
    parts.state = list[--end];
    parts.city = list[--end];
    parts.street = trimmed(text.substr(0, static_cast<size_t>(parts.city.data() - text.data())));
    return parts;
}

/// "80331 München" → zip and city, as most of Europe writes it.
bool takeZipAndCity(std::string_view text, AddressParts &parts)
{
    const size_t blank = text.find(' ');
    const std::string_view zip = text.substr(0, blank);
    if (blank == std::string_view::npos || zip.size() < 4 || zip.size() > 5 ||
        !std::all_of(zip.begin(), zip.end(), isDigit) || isDigit(text.back()))
        return false;
    parts.zip = zip;
    parts.city = trimmed(text.substr(blank));
    return true;
}

/// The last lines of an address, from behind: perhaps a country, then what holds the postal code, perhaps a
/// city of its own; the rest is the street.
AddressParts fromList(const std::vector<std::string_view> &list, std::string_view text)
{
    for (const size_t countries : {size_t(1), size_t(0)}) {
        if (list.size() < 2 + countries)
            continue;
        size_t end = list.size() - countries;
        AddressParts parts;
        if (countries == 1)
            parts.country = list.back();
        const std::string_view last = list[--end];
        if (!takeZipAndCity(last, parts)) {
            if (!takeStateAndZip(last, parts) || (countries == 1 && parts.zip.empty()))
                continue;
            if (end > 1 && parts.state.empty() && isStateCode(list[end - 1]))
                parts.state = list[--end];
            if (end < 2)
                continue;
            parts.city = list[--end];
        }
        parts.street = trimmed(text.substr(
            0, static_cast<size_t>((parts.zip.data() < parts.city.data() ? parts.zip : parts.city).data() -
                                   text.data())));
        return parts;
    }
    return {text, {}, {}, {}, {}};
}

} // namespace

AddressParts AddressParts::of(std::string_view text)
{
    text = trimmed(text);
    if (const auto list = split(text, "  "); list.size() > 2)
        return fromTwoBlanks(list, text);
    std::vector<std::string_view> list;
    for (const std::string_view line : split(text, "\n")) {
        for (const std::string_view part : split(line, ","))
            list.push_back(part);
    }
    return fromList(list, text);
}

} // namespace rollcall
