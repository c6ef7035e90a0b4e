#pragma once

#include <QString>

#include <string_view>

namespace rollcall {

/// Whether a cell, valid UTF-8, holds nothing but plain ASCII text; almost all do, and need no closer look.
bool isPlainText(std::string_view cell);

/// Characters that are no text: control characters other than tab and line ends.
bool hasControlCharacters(std::string_view cell);

/// What a spreadsheet writes instead of a value: "#N/A", "#REF!", "########".
bool isCellError(std::string_view cell);

/// What a spreadsheet makes of a long number: "4.47E+11". The digits are lost.
bool isDamagedNumber(std::string_view cell);

/// What a spreadsheet makes of "1/5" or "1-5": "5-Jan", "Jan-05", "05. Jan", "05-janv".
bool isMadeDate(std::string_view cell);

/// The same as it is read from the spreadsheet itself: "2024-01-05".
bool isWholeDate(std::string_view cell);

/// Whether a line of the cell, other than its first, has an address between delimiters: a row that a quote
/// has swallowed.
bool holdsRows(std::string_view cell, char delimiter);

/// A spreadsheet's way to say that a number is text, left in the cell: ="02139" or '02139.
bool hasTextMark(std::string_view cell);

/// The text without it.
QString withoutTextMark(const QString &cell);

/// UTF-8 that was once read as Windows-1252 ("JosÃ©"), or a place where a character was lost already
/// ("Jos�").
bool isMojibake(std::string_view cell);

/// The text as it was ("José"); empty where it cannot be brought back.
QString withoutMojibake(const QString &text);

} // namespace rollcall
