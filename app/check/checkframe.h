#pragma once

#include "check/columnmapping.h"
#include "check/places.h"

#include <optional>
#include <vector>

namespace rollcall {

class Sheet;

/// What the check needs to know of one column.
struct CheckedColumn
{
    size_t column = 0;
    Field field = Field::Ignore;
    FieldKind kind = FieldKind::None;
    int maxLength = 0;
    DateOrder order = DateOrder::Auto;
    OptOutRule optOut = OptOutRule::Flag;
    const CustomField *custom = nullptr; ///< where the account's field is known
    std::optional<size_t> state;         ///< of the same address, for Zip
    std::optional<size_t> country;       ///< of the same address, for Zip and State
    bool hasFiveDigits = false;          ///< in its first rows, at least half of the time: US postal codes
    bool beginsWithZero = false;         ///< more of its first phone numbers than not
    std::optional<size_t> street;        ///< of the same address, for a second line: sent behind it
};

/// What the dates of one column say about their order.
struct DateTally
{
    qint64 monthFirst = 0;
    qint64 dotsMonthFirst = 0; ///< of them, those with dots
    qint64 dayFirst = 0;
    qint64 bothWays = 0;
    quint32 firstBothWays = 0;

    void add(const DateTally &later);
    /// Auto where nothing speaks for an order, or only for "3/14/1985": dots still mean day first.
    DateOrder order() const;
};

/// Everything that stays the same from row to row; shared by the threads.
struct CheckFrame
{
    static constexpr int maxPhones = 3; ///< a contact holds no more (constant-contact-v3.md 3.1)

    CheckFrame(const Sheet &sheet, const ColumnMapping &mapping, const QList<CustomField> &customFields);

    std::vector<CheckedColumn> columns;
    std::optional<size_t> email; ///< index into columns
    std::optional<size_t> birthdayMonth;
    std::optional<size_t> birthdayDay;
    bool optOutFile = false;
    char delimiter = 0;      ///< between cells; 0: rows of a spreadsheet, where a cell can hold no other rows
    bool manyPhones = false; ///< more columns of phone numbers than a contact holds
    const Places &places = Places::known();
};

} // namespace rollcall
