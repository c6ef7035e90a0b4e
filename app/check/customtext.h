#pragma once

#include "check/columnmapping.h"
#include "contact/contact.h"
#include "contact/datetext.h"
#include "support/result.h"

#include <QStringList>

#include <optional>
#include <string>
#include <string_view>

namespace rollcall {

/// How the text of a custom field is to be understood; unknown types of the service are text.
enum class CustomType : quint8 { Text, Date, Number, Boolean, Choice, Choices };

CustomType customTypeOf(const CustomField *field);

/// "$1,234.50" → "1234.50"; empty when it is no number, as for "12,50": two readings of a comma are one too
/// many.
std::string plainNumber(std::string_view text);

std::optional<bool> booleanOf(std::string_view text); ///< "yes", "1", "true", …

/// The choices that a cell names by their labels, whatever the case; several between semicolons, bars or
/// commas where the field takes more than one. Nothing when a label is unknown.
std::optional<QList<CustomField::Choice>> chosenIn(const CustomField &field, const QString &text);

/// What a person typed for a field of the account's own, as the service wants it: a date as YYYY-MM-DD, a plain
/// number, "true" or "false", choices by their ids. Usage error: it cannot be that.
Result<CustomValue> customValueOf(const CustomField &field, const QString &text);

/// From two cells: the month as a number or a name.
DateText birthdayOf(std::string_view month, std::string_view day);

} // namespace rollcall
