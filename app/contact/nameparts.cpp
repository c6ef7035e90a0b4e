#include "contact/nameparts.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

namespace rollcall {
namespace {

// Words that belong to the last name behind them.
constexpr std::string_view particles[] = {"al",  "ap",    "ben", "bin", "da",  "das", "de",  "degli", "dei",
                                          "del", "della", "den", "der", "di",  "do",  "dos", "du",    "el",
                                          "la",  "las",   "le",  "los", "mac", "mc",  "san", "saint", "st",
                                          "ten", "ter",   "van", "vom", "von", "y",   "zu",  "zum",   "zur"};
constexpr std::string_view suffixes[] = {"jr", "sr", "ii", "iii", "iv", "md", "phd", "esq", "dds", "cpa"};
constexpr std::string_view titles[] = {"mr",  "mrs",  "ms",   "miss", "dr", "prof",
                                       "rev", "herr", "frau", "mme",  "m",  "sra"};

bool isOneOf(std::string_view word, std::span<const std::string_view> words)
{
    std::array<char, 8> plain;
    size_t size = 0;
    for (const char c : word) {
        if (c == '.' || c == ',')
            continue;
        if (size == plain.size())
            return false;
        plain[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
    return std::find(words.begin(), words.end(), std::string_view(plain.data(), size)) != words.end();
}

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view noBreakSpace = "\xC2\xA0"; // between names that were copied from a web page

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view aside = " \t\r\n,";
    for (;;) {
        const size_t from = text.find_first_not_of(aside);
        if (from == std::string_view::npos)
            return {};
        text = text.substr(from, text.find_last_not_of(aside) - from + 1);
        if (text.starts_with(noBreakSpace))
            text.remove_prefix(noBreakSpace.size());
        else if (text.ends_with(noBreakSpace))
            text.remove_suffix(noBreakSpace.size());
        else
            return text;
    }
}

std::string_view firstWord(std::string_view text)
{
    return text.substr(0, std::min(text.find_first_of(blanks), text.find(noBreakSpace)));
}

/// Where the last word begins.
size_t lastWordAt(std::string_view text)
{
    const size_t blank = text.find_last_of(blanks) + 1; // none: 0
    const size_t wide = text.rfind(noBreakSpace);
    return wide == std::string_view::npos ? blank : std::max(blank, wide + noBreakSpace.size());
}

std::string_view withoutTitle(std::string_view text)
{
    // "M Jones" may be Michael: an initial is taken for a title only with more than one word behind it.
    const std::string_view word = firstWord(text);
    const std::string_view rest = trimmed(text.substr(word.size()));
    return !rest.empty() && isOneOf(word, titles) && (word.size() > 1 || lastWordAt(rest) > 0) ? rest : text;
}

} // namespace

NameParts NameParts::of(std::string_view text)
{
    text = trimmed(text);
    if (const size_t comma = text.find(','); comma != std::string_view::npos) {
        const std::string_view before = trimmed(text.substr(0, comma));
        const std::string_view after = trimmed(text.substr(comma + 1));
        if (!isOneOf(after, suffixes))
            return {withoutTitle(after), before};
    }
    const std::string_view untitled = withoutTitle(text);
    if (untitled.size() < text.size() && lastWordAt(untitled) == 0)
        return {{}, untitled}; // nobody is called "Mr. Jane"
    text = untitled;
    size_t last = lastWordAt(text);
    if (last > 0 && isOneOf(text.substr(last), suffixes))
        last = lastWordAt(trimmed(text.substr(0, last)));
    while (last > 0) {
        const size_t before = lastWordAt(trimmed(text.substr(0, last)));
        if (before == 0 || !isOneOf(firstWord(text.substr(before)), particles))
            break;
        last = before;
    }
    return last == 0 ? NameParts{text, {}}
                     : NameParts{trimmed(text.substr(0, last)), trimmed(text.substr(last))};
}

} // namespace rollcall
