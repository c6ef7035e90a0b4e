#pragma once

#include "check/columnmapping.h"
#include "support/result.h"

#include <QString>

#include <atomic>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace rollcall {

class Sheet;

/// What the check says of a row.
enum class RowState : quint8 {
    Ready,
    ToFix,     ///< has an error: stays behind unless mended
    Duplicate, ///< same address as an earlier row that is ready; merged into it
    LeftOut,   ///< the file's own choice (do_not_mail), also by another row with the same address
};

/// Kinds of problem; their script names are promised (problemKindName): "email_missing", "too_long", …
enum class ProblemKind : quint8 {
    EmailMissing,
    EmailSyntax,
    EmailDomainTypo,
    EmailRole,
    TooLong,
    DateUnknown,
    DateAmbiguous,
    DateImpossible,
    NumberDamaged,
    ZerosLost,
    CellError,
    Mojibake,
    ChoiceUnknown,
    CountryUnknown,
    PhoneInternational,
    TwoAddresses,
    RowLong,
    QuoteUnclosed,
    EmailLong,
    NotText,
    StateUnknown,
    NumberInvalid,
    PhonesTooMany,
    EmailRepeated,
    TextMark,
    QuoteInside,
    CellHoldsRows,
    Count
};

enum class ProblemLevel : quint8 { Error, Warning };

/// One finding, small: its words are made from the cell when someone looks (problemMessage).
struct Problem
{
    quint32 row = 0;
    qint16 column = -1; ///< -1: the row as a whole
    ProblemKind kind = ProblemKind::EmailMissing;
    ProblemLevel level = ProblemLevel::Error;

    bool operator==(const Problem &) const = default;
};

struct CheckCounts
{
    qint64 rows = 0, ready = 0, toFix = 0, toLookAt = 0, duplicates = 0, leftOut = 0;

    bool operator==(const CheckCounts &) const = default;
};

/// The answer for every row of a table.
struct CheckReport
{
    std::vector<RowState> states;                        ///< one a row
    std::vector<Problem> problems;                       ///< by row
    std::vector<std::pair<quint32, quint32>> mergedInto; ///< duplicate row → the row that is sent, by duplicate row
    std::vector<DateOrder> dateOrders; ///< one a column: how its dates are read, decided from all its values
    CheckCounts counts;
};

/// Checks all rows against the limits of the service, on all cores. Blocking; run it off the window's thread.
/// `progress` is called now and then with the rows done, on the calling thread. Problems of rows that are left out are
/// not told. Input error when the mapping has a problem() or the file changed underneath; Cancelled.
Result<CheckReport> checkRows(const Sheet &sheet, const ColumnMapping &mapping,
                              const QList<CustomField> &customFields = {}, const std::atomic_bool *cancel = nullptr,
                              const std::function<void(qint64)> &progress = {});

QString problemKindName(ProblemKind kind);  ///< "email_missing"
QString problemKindLabel(ProblemKind kind); ///< "No address", translated, for a filter chip
QString problemMessage(const Problem &problem, const Sheet &sheet, const ColumnMapping &mapping);
/// What the cell should probably be; empty where nothing is known. Choices need the account's fields.
QString problemSuggestion(const Problem &problem, const Sheet &sheet, const ColumnMapping &mapping,
                          const QList<CustomField> &customFields = {});
/// What mends the problem: the suggestion, or an empty cell in place of what is no value at all.
std::optional<QString> problemRepair(const Problem &problem, const Sheet &sheet, const ColumnMapping &mapping,
                                     const QList<CustomField> &customFields = {});

} // namespace rollcall
