#pragma once

#include <QDate>

#include <optional>
#include <string>
#include <string_view>

namespace rollcall::practice {

std::string lowered(std::string_view text); ///< ASCII letters only
bool sameIgnoringCase(std::string_view a, std::string_view b);
/// In characters, not in bytes.
qsizetype lengthOf(std::string_view utf8);
std::string_view trimmed(std::string_view text);

bool isEmailAddress(std::string_view text);

/// In one of the forms that the service takes (constant-contact-v3.md 2.5): never day before month.
std::optional<QDate> dateFrom(std::string_view text);
bool isBirthday(int month, int day);
/// Seven or ten digits, or eleven with a leading 1: what the service takes for a number of its own country.
bool isDomesticPhone(std::string_view text);

std::string isoTime(qint64 ms);       ///< "2016-01-23T13:48:44.108Z"
std::string isoOffsetTime(qint64 ms); ///< "2016-03-03T10:53:04-05:00": the service writes some times so
std::string isoDate(qint64 ms);
/// ISO 8601 with a zone; empty when it is not.
std::optional<qint64> timeFrom(std::string_view text);

} // namespace rollcall::practice
