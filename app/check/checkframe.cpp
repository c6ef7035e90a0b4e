#include "check/checkframe.h"

#include "table/sheet.h"

#include <algorithm>

namespace rollcall {
namespace {

std::optional<size_t> columnOf(const ColumnMapping &mapping, Field field)
{
    for (qsizetype column = 0; column < mapping.size(); ++column) {
        if (canonicalField(mapping.at(column).field) == canonicalField(field))
            return static_cast<size_t>(column);
    }
    return {};
}

/// Finds the columns of the address (home, work or other) that this column belongs to.
void addColumnsBeside(CheckedColumn &column, const ColumnMapping &mapping)
{
    for (const Field street : {Field::Street, Field::WorkStreet, Field::OtherStreet}) {
        // The fields of an address stand in one order in each group: street, street2, city, state, zip,
        // country.
        const auto part = [street](Field ofHome) {
            return static_cast<Field>(static_cast<int>(street) + static_cast<int>(ofHome) -
                                      static_cast<int>(Field::Street));
        };
        const Field field = canonicalField(column.field);
        if (field == part(Field::Street2))
            column.street = columnOf(mapping, street);
        if (field == part(Field::State) || field == part(Field::Zip)) {
            column.state = columnOf(mapping, part(Field::State));
            column.country = columnOf(mapping, part(Field::Country));
        }
    }
}

} // namespace

void DateTally::add(const DateTally &later)
{
    if (bothWays == 0)
        firstBothWays = later.firstBothWays;
    monthFirst += later.monthFirst;
    dotsMonthFirst += later.dotsMonthFirst;
    dayFirst += later.dayFirst;
    bothWays += later.bothWays;
}

DateOrder DateTally::order() const
{
    if (dayFirst > monthFirst)
        return DateOrder::DayFirst;
    return monthFirst > dayFirst && dotsMonthFirst > 0 ? DateOrder::MonthFirst : DateOrder::Auto;
}

CheckFrame::CheckFrame(const Sheet &sheet, const ColumnMapping &mapping,
                       const QList<CustomField> &customFields)
    : optOutFile(mapping.isOptOutFile())
    , delimiter(sheet.isMade() ? '\0' : sheet.format().delimiter)
{
    int phones = 0;
    const auto count = static_cast<size_t>(std::min<qsizetype>(mapping.size(), sheet.columnCount()));
    for (size_t i = 0; i < count; ++i) {
        const ColumnTarget &target = mapping.at(static_cast<qsizetype>(i));
        const FieldInfo &info = fieldInfo(target.field);
        if (info.kind == FieldKind::None)
            continue;
        CheckedColumn column{
            i,     target.field, info.kind, info.maxLength, target.dateOrder, target.optOut, nullptr, {}, {},
            false, false,        {}};
        if (info.kind == FieldKind::Custom)
            column.custom = findCustomField(customFields, target.customName);
        addColumnsBeside(column, mapping);
        phones += info.kind == FieldKind::Phone;
        if (target.field == Field::Email)
            email = columns.size();
        if (target.field == Field::BirthdayMonth)
            birthdayMonth = columns.size();
        if (target.field == Field::BirthdayDay)
            birthdayDay = columns.size();
        columns.push_back(column);
    }
    manyPhones = phones > maxPhones;
}

} // namespace rollcall
