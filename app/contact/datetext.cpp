#include "contact/datetext.h"

#include <QDate>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>

namespace rollcall {
namespace {

struct MonthName
{
    std::string_view name;
    unsigned char month;
};

constexpr MonthName monthNames[] = {
    {"jan", 1},        {"january", 1},   {"janvier", 1},    {"janv", 1},      {"januar", 1},
    {"jänner", 1},     {"enero", 1},     {"ene", 1},        {"gennaio", 1},   {"gen", 1},
    {"janeiro", 1},    {"feb", 2},       {"february", 2},   {"février", 2},   {"fevrier", 2},
    {"févr", 2},       {"fév", 2},       {"fev", 2},        {"februar", 2},   {"febrero", 2},
    {"febbraio", 2},   {"fevereiro", 2}, {"mar", 3},        {"march", 3},     {"mars", 3},
    {"märz", 3},       {"maerz", 3},     {"mrz", 3},        {"mär", 3},       {"marzo", 3},
    {"março", 3},      {"marco", 3},     {"apr", 4},        {"april", 4},     {"avril", 4},
    {"avr", 4},        {"abril", 4},     {"abr", 4},        {"aprile", 4},    {"may", 5},
    {"mai", 5},        {"mayo", 5},      {"maggio", 5},     {"mag", 5},       {"maio", 5},
    {"jun", 6},        {"june", 6},      {"juin", 6},       {"juni", 6},      {"junio", 6},
    {"giugno", 6},     {"giu", 6},       {"junho", 6},      {"jul", 7},       {"july", 7},
    {"juillet", 7},    {"juil", 7},      {"juli", 7},       {"julio", 7},     {"luglio", 7},
    {"lug", 7},        {"julho", 7},     {"aug", 8},        {"august", 8},    {"août", 8},
    {"aout", 8},       {"agosto", 8},    {"ago", 8},        {"sep", 9},       {"sept", 9},
    {"september", 9},  {"septembre", 9}, {"septiembre", 9}, {"setiembre", 9}, {"settembre", 9},
    {"set", 9},        {"setembro", 9},  {"oct", 10},       {"october", 10},  {"octobre", 10},
    {"oktober", 10},   {"okt", 10},      {"octubre", 10},   {"ottobre", 10},  {"ott", 10},
    {"outubro", 10},   {"out", 10},      {"nov", 11},       {"november", 11}, {"novembre", 11},
    {"noviembre", 11}, {"novembro", 11}, {"dec", 12},       {"december", 12}, {"décembre", 12},
    {"decembre", 12},  {"déc", 12},      {"dezember", 12},  {"dez", 12},      {"diciembre", 12},
    {"dic", 12},       {"dicembre", 12}, {"dezembro", 12},
};

constexpr int firstYear = 1850;
constexpr int lastYear = 2200;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

/// A number or the name of a month.
struct Part
{
    int value = 0;
    int digits = 0;  ///< 0: a month's name
    char before = 0; ///< the separator in front of it
};

struct Parts
{
    std::array<Part, 3> parts;
    size_t count = 0;
};

using Word = std::array<char, 16>;

/// Empty where it is longer than any word that is known here.
std::string_view lowered(std::string_view word, Word &buffer)
{
    if (word.size() > buffer.size())
        return {};
    for (size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        const bool isAccented = i > 0 && word[i - 1] == '\xC3' && byte >= 0x80 && byte < 0x9F; // À to Þ
        buffer[i] = isAccented || (byte >= 'A' && byte <= 'Z') ? static_cast<char>(byte + 32) : word[i];
    }
    return {buffer.data(), word.size()};
}

/// "of" between the parts, "th" behind a number and "Thursday, " in front say nothing.
bool isFiller(std::string_view word)
{
    constexpr std::string_view fillers[] = {
        "of",       "de",      "del",       "di",      "do",        "st",        "nd",       "rd",
        "th",       "er",      "º",         "ª",       "°",         "monday",    "tuesday",  "wednesday",
        "thursday", "friday",  "saturday",  "sunday",  "montag",    "dienstag",  "mittwoch", "donnerstag",
        "freitag",  "samstag", "sonnabend", "sonntag", "lundi",     "mardi",     "mercredi", "jeudi",
        "vendredi", "samedi",  "dimanche",  "lunes",   "martes",    "miércoles", "jueves",   "viernes",
        "sábado",   "domingo", "lunedì",    "martedì", "mercoledì", "giovedì",   "venerdì",  "sabato",
        "domenica", "segunda", "terça",     "quarta",  "quinta",    "sexta",     "feira"};
    Word lower;
    return std::find(std::begin(fillers), std::end(fillers), lowered(word, lower)) != std::end(fillers);
}

bool isTime(std::string_view rest)
{
    while (!rest.empty() && (rest.front() == 'T' || rest.front() == ' ' || rest.front() == ','))
        rest.remove_prefix(1);
    if (rest.empty())
        return true;
    const size_t colon = rest.find(':');
    return (colon == 1 || colon == 2) &&
           std::all_of(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(colon), isDigit) &&
           rest.size() > colon + 2 && isDigit(rest[colon + 1]);
}

std::optional<Parts> split(std::string_view text)
{
    Parts found;
    char separator = 0;
    for (size_t i = 0; i < text.size();) {
        if (found.count > 1 && (text[i] == ' ' || text[i] == 'T' || text[i] == ',') && isTime(text.substr(i)))
            break;
        if (found.count == 3)
            return {};
        size_t end = i;
        if (isDigit(text[i])) {
            while (end < text.size() && isDigit(text[end]))
                ++end;
            Part &part = found.parts[found.count++];
            part.digits = static_cast<int>(end - i);
            part.before = separator;
            if (part.digits > 8)
                return {};
            std::from_chars(text.data() + i, text.data() + end, part.value);
        } else if (isLetter(text[i])) {
            while (end < text.size() && isLetter(text[end]))
                ++end;
            const std::string_view word = text.substr(i, end - i);
            if (const int month = monthNamed(word))
                found.parts[found.count++] = {month, 0, separator};
            else if (!isFiller(word))
                return {};
        } else {
            if (std::string_view("-/., ").find(text[i]) == std::string_view::npos)
                return {};
            separator = text[i];
            end = i + 1;
        }
        i = end;
    }
    return found;
}

int fullYear(const Part &part)
{
    if (part.digits > 2)
        return part.value;
    return part.value < 30 ? 2000 + part.value : 1900 + part.value;
}

/// `year` 0: none, so that 29 February is a day.
bool exists(int year, int month, int day)
{
    if (month < 1 || month > 12 || day < 1 || day > 31 || (year != 0 && (year < firstYear || year > lastYear)))
        return false;
    const std::chrono::year_month_day date(std::chrono::year(year == 0 ? 2000 : year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    return date.ok();
}

DateText made(int year, int month, int day)
{
    constexpr int unknownYear = 1604; // Apple's, for a birthday without one
    DateText date;
    if (year == unknownYear)
        year = 0;
    date.kind = !exists(year, month, day) ? DateText::Kind::Impossible
                : year == 0               ? DateText::Kind::DayAndMonth
                                          : DateText::Kind::Date;
    if (date.kind != DateText::Kind::Impossible) {
        date.year = static_cast<short>(year);
        date.month = static_cast<unsigned char>(month);
        date.day = static_cast<unsigned char>(day);
    }
    return date;
}

/// "1985-03-14", which most programs write.
std::optional<DateText> fromIso(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return {};
    const auto number = [text](size_t from, size_t size) {
        int value = 0;
        for (const char c : text.substr(from, size))
            value = isDigit(c) && value >= 0 ? value * 10 + (c - '0') : -1;
        return value;
    };
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    return year < 1 || month < 0 || day < 0 ? std::nullopt : std::optional(made(year, month, day));
}

/// Two numbers that are day and month in one order or the other.
DateText inOrder(int year, const Part &a, const Part &b, DateOrder order)
{
    // Dots are the way of countries that put the day first.
    if (order == DateOrder::Auto)
        order = b.before == '.' ? DateOrder::DayFirst : DateOrder::MonthFirst;
    const bool monthFirst = exists(year, a.value, b.value);
    const bool dayFirst = exists(year, b.value, a.value);
    DateText date =
        order == DateOrder::MonthFirst ? made(year, a.value, b.value) : made(year, b.value, a.value);
    date.bothWays = monthFirst && dayFirst && a.value != b.value && b.before != '.';
    if (monthFirst != dayFirst)
        date.shows = monthFirst ? DateOrder::MonthFirst : DateOrder::DayFirst;
    return date;
}

DateText fromNumber(const Part &number)
{
    if (number.digits == 8)
        return made(number.value / 10000, number.value / 100 % 100, number.value % 100);
    // The 0th day of spreadsheets is 30 December 1899. Fewer digits are as likely a year.
    if (number.digits == 5 && number.value >= 10000 && number.value < 80000) {
        const QDate day = QDate(1899, 12, 30).addDays(number.value);
        DateText date = made(day.year(), day.month(), day.day());
        date.kind = DateText::Kind::Serial;
        return date;
    }
    return {};
}

/// "--03-14" or "--0314": a birthday without its year. It is read so in every column, and says nothing of its
/// order.
DateText fromAddressBook(std::string_view text)
{
    const std::optional<Parts> found = split(text);
    if (!found)
        return {};
    const auto &[a, b, c] = found->parts;
    if (found->count == 1 && a.digits == 4)
        return made(0, a.value / 100, a.value % 100);
    return found->count == 2 && a.digits < 3 && b.digits > 0 && b.digits < 3 ? made(0, a.value, b.value)
                                                                             : DateText();
}

DateText fromTwo(const Part &a, const Part &b, DateOrder order)
{
    if (a.digits > 2 || b.digits > 2 || (a.digits == 0 && b.digits == 0))
        return {};
    if (a.digits == 0) {
        DateText date = b.value > 31 ? DateText() : made(0, a.value, b.value);
        date.maybeYear = date.kind == DateText::Kind::DayAndMonth && b.before == '-' && b.digits == 2;
        return date;
    }
    return b.digits == 0 ? made(0, b.value, a.value) : inOrder(0, a, b, order);
}

DateText fromThree(const Part &a, const Part &b, const Part &c, DateOrder order)
{
    const int names = (a.digits == 0) + (b.digits == 0) + (c.digits == 0);
    if (names > 1 || c.digits == 0)
        return {};
    if (a.digits == 4 || (a.digits == 2 && a.value > 31 && names == 0))
        return c.digits > 2 ? DateText() : made(fullYear(a), b.value, c.value);
    if ((c.digits != 4 && c.digits != 2) || a.digits > 2 || b.digits > 2)
        return {};
    if (a.digits == 0)
        return made(fullYear(c), a.value, b.value);
    return b.digits == 0 ? made(fullYear(c), b.value, a.value) : inOrder(fullYear(c), a, b, order);
}

} // namespace

int monthNamed(std::string_view word)
{
    Word lower;
    const std::string_view name = lowered(word, lower);
    if (name.empty())
        return 0;
    for (const MonthName &month : monthNames) {
        if (month.name == name)
            return month.month;
    }
    return 0;
}

DateText DateText::parse(std::string_view text, DateOrder order)
{
    DateText date;
    if (text.empty() || text == "0/0/00" || text == "0.0.00" || text == "0-0-00") { // Outlook's, by country
        date.kind = Kind::Empty;
        return date;
    }
    if (const auto iso = fromIso(text))
        return *iso;
    if (text.starts_with("--"))
        return fromAddressBook(text.substr(2));
    const std::optional<Parts> found = split(text);
    if (!found)
        return date;
    const auto &[a, b, c] = found->parts;
    switch (found->count) {
    case 1:
        return a.digits == 0 ? date : fromNumber(a);
    case 2:
        return fromTwo(a, b, order);
    case 3:
        return fromThree(a, b, c, order);
    default:
        return date;
    }
}

std::string_view isoDate(const DateText &date, std::array<char, 10> &buffer)
{
    const auto digits = [&buffer](size_t from, int count, int value) {
        for (int i = count - 1; i >= 0; --i, value /= 10)
            buffer[from + static_cast<size_t>(i)] = static_cast<char>('0' + value % 10);
    };
    digits(0, 4, date.year);
    buffer[4] = '-';
    digits(5, 2, date.month);
    buffer[7] = '-';
    digits(8, 2, date.day);
    return {buffer.data(), buffer.size()};
}

QString isoDate(const DateText &date)
{
    std::array<char, 10> buffer;
    const std::string_view text = isoDate(date, buffer);
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace rollcall
