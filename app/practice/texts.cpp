#include "practice/texts.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdio>

namespace rollcall::practice {
namespace {

bool isLetterOrDigit(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80;
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isLocalPart(std::string_view text)
{
    constexpr std::string_view others = "!#$%&'*+/=?^_`{|}~-.";
    if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.')
        return false;
    if (text.find("..") != std::string_view::npos)
        return false;
    return std::all_of(text.begin(), text.end(), [&](char c) {
        return isLetterOrDigit(c) || others.find(c) != std::string_view::npos;
    });
}

bool isLabel(std::string_view text)
{
    if (text.empty() || text.size() > 63 || text.front() == '-' || text.back() == '-')
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return isLetterOrDigit(c) || c == '-'; });
}

bool isDomain(std::string_view text)
{
    const size_t lastDot = text.rfind('.');
    if (lastDot == std::string_view::npos)
        return false;
    const std::string_view top = text.substr(lastDot + 1);
    if (top.size() < 2 ||
        !std::all_of(top.begin(), top.end(), [](char c) { return isLetterOrDigit(c) && !isDigit(c); }))
        return false;
    while (!text.empty()) {
        const size_t dot = text.find('.');
        if (!isLabel(text.substr(0, dot)))
            return false;
        text = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
    }
    return true;
}

struct Moment
{
    std::chrono::year_month_day date;
    std::chrono::hh_mm_ss<std::chrono::milliseconds> time;
};

/// Contacts have several times each, and QDateTime takes its own to write one.
Moment momentOf(qint64 ms)
{
    const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(ms)};
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    return {midnight, std::chrono::hh_mm_ss(time - midnight)};
}

template <typename... Values>
std::string formatted(const char *format, Values... values)
{
    std::array<char, 64> text{};
    const int size = std::snprintf(text.data(), text.size(), format, int(values)...);
    return std::string(text.data(), size_t(size));
}

std::string dateText(const Moment &moment)
{
    return formatted("%04d-%02d-%02d", int(moment.date.year()), unsigned(moment.date.month()),
                     unsigned(moment.date.day()));
}

std::string timeText(const Moment &moment)
{
    return formatted("T%02d:%02d:%02d", moment.time.hours().count(), moment.time.minutes().count(),
                     moment.time.seconds().count());
}

} // namespace

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &c : result) {
        if (c >= 'A' && c <= 'Z')
            c = char(c + ('a' - 'A'));
    }
    return result;
}

bool sameIgnoringCase(std::string_view a, std::string_view b)
{
    return QString::fromUtf8(a.data(), qsizetype(a.size()))
               .compare(QString::fromUtf8(b.data(), qsizetype(b.size())), Qt::CaseInsensitive) == 0;
}

qsizetype lengthOf(std::string_view utf8)
{
    return std::count_if(utf8.begin(), utf8.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool isEmailAddress(std::string_view text)
{
    const size_t at = text.find('@');
    return at != std::string_view::npos && isLocalPart(text.substr(0, at)) && isDomain(text.substr(at + 1));
}

std::optional<QDate> dateFrom(std::string_view text)
{
    std::array<int, 3> numbers{};
    std::array<size_t, 3> widths{};
    char separator = 0;
    size_t part = 0;
    for (const char c : text) {
        if (isDigit(c)) {
            numbers.at(part) = numbers.at(part) * 10 + (c - '0');
            if (++widths.at(part) > 4)
                return std::nullopt;
        } else if ((c == '/' || c == '-') && (separator == 0 || separator == c) && part < 2) {
            separator = c;
            ++part;
        } else {
            return std::nullopt;
        }
    }
    const bool yearFirst = widths[0] == 4;
    const bool narrow =
        yearFirst ? widths[1] <= 2 && widths[2] <= 2 : widths[0] <= 2 && widths[1] <= 2 && widths[2] == 4;
    if (part != 2 || !narrow || widths[0] == 0 || widths[1] == 0 || widths[2] == 0)
        return std::nullopt;
    const QDate date =
        yearFirst ? QDate(numbers[0], numbers[1], numbers[2]) : QDate(numbers[2], numbers[0], numbers[1]);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

bool isBirthday(int month, int day)
{
    return QDate(2000, month, day).isValid(); // a leap year: 29 February is one
}

bool isDomesticPhone(std::string_view text)
{
    const std::string_view number = trimmed(text);
    const size_t extension = std::min(number.find('x'), number.find("ext"));
    std::string digits;
    for (const char c : number.substr(0, extension)) {
        if (isDigit(c))
            digits += c;
    }
    if (!number.empty() && number.front() == '+')
        return digits.size() == 11 && digits.front() == '1';
    return digits.size() == 7 || digits.size() == 10 || (digits.size() == 11 && digits.front() == '1');
}

std::string isoTime(qint64 ms)
{
    const Moment moment = momentOf(ms);
    return dateText(moment) + timeText(moment) + formatted(".%03dZ", moment.time.subseconds().count());
}

std::string isoOffsetTime(qint64 ms)
{
    constexpr qint64 fiveHours = 5 * 3600 * 1000;
    const Moment moment = momentOf(ms - fiveHours);
    return dateText(moment) + timeText(moment) + "-05:00";
}

std::string isoDate(qint64 ms)
{
    return dateText(momentOf(ms));
}

std::optional<qint64> timeFrom(std::string_view text)
{
    const QString copy = QString::fromUtf8(text.data(), qsizetype(text.size()));
    const QDateTime time = QDateTime::fromString(copy, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    if (time.timeSpec() == Qt::LocalTime) // without a zone: the service's is not ours
        return QDateTime(time.date(), time.time(), QTimeZone::utc()).toMSecsSinceEpoch();
    return time.toMSecsSinceEpoch();
}

} // namespace rollcall::practice
