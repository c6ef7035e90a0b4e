#pragma once

#include <QString>

#include <array>
#include <string_view>

namespace rollcall {

/// How 3/4/1985 is to be read.
enum class DateOrder : unsigned char { Auto, MonthFirst, DayFirst };

/// A date as people and spreadsheets write it. The service reads slashes in the American order only and wants
/// YYYY-MM-DD at best (constant-contact-v3.md 2.5), so that every date is understood here first.
struct DateText
{
    enum class Kind : unsigned char {
        Date,
        DayAndMonth, ///< without a year: "5-Mar", "--03-05", "3/5"
        Empty,       ///< what Outlook writes for none: "0/0/00"
        Unknown,     ///< not a date
        Impossible,  ///< looks like one, but there is no such day (in that order)
        Serial,      ///< the number a spreadsheet keeps a date as; the date is filled in
    };

    Kind kind = Kind::Unknown;
    unsigned char month = 0;
    unsigned char day = 0;
    bool bothWays = false;             ///< 3/4/1985: another order would give another date
    bool maybeYear = false;            ///< "Jan-05": what spreadsheets make of 1/5, or January 2005
    short year = 0;                    ///< 0 where there is none
    DateOrder shows = DateOrder::Auto; ///< the only order in which it is a date

    /// Reads trimmed UTF-8; month names in English, Spanish, French, German, Portuguese and Italian, years of
    /// two digits as spreadsheets take them (30 is 1930). `order` decides where both ways are possible; Auto
    /// is month first.
    static DateText parse(std::string_view text, DateOrder order = DateOrder::Auto);

    bool operator==(const DateText &) const = default;
};

/// "janv" → 1, in the same languages; 0: not the name of a month.
int monthNamed(std::string_view word);

/// "1985-03-14"; the view lies in `buffer`. Only for a date with a year.
std::string_view isoDate(const DateText &date, std::array<char, 10> &buffer);
QString isoDate(const DateText &date);

} // namespace rollcall
