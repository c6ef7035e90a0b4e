#pragma once

#include "cli/tablejob.h"

#include <QJsonObject>

namespace rollcall::cli {

/// As scripts read it, with at most `maximumProblems` of the problems.
QJsonObject checkObject(const CheckedTable &table, qint64 maximumProblems);
/// The same for people.
QString checkText(const CheckedTable &table, qint64 maximumProblems);

/// Columns that are only guessed, and how a guess is made sure or denied. None of it is sent.
QStringList guessLines(const CheckedTable &table);

/// "row 14 (line 17)"; the line only where it is another number.
QString placeText(qint64 number, qint64 line);

} // namespace rollcall::cli
