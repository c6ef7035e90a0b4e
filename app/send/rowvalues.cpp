#include "send/rowvalues.h"

#include "check/customtext.h"
#include "contact/addressparts.h"
#include "contact/nameparts.h"

#include <algorithm>
#include <charconv>

namespace rollcall {
namespace {

constexpr int maxPhones = 3; // a contact holds no more (constant-contact-v3.md 3.1)

/// The street that a second line belongs to; Ignore for other fields.
Field streetOf(Field field)
{
    switch (field) {
    case Field::Street2:
        return Field::Street;
    case Field::WorkStreet2:
        return Field::WorkStreet;
    case Field::OtherStreet2:
        return Field::OtherStreet;
    default:
        return Field::Ignore;
    }
}

/// The street of the address that a field is a part of; Ignore for other fields. Of each address the fields
/// stand in one row.
Field addressOf(Field field)
{
    if (field >= Field::Street && field <= Field::FullAddress)
        return Field::Street;
    if (field >= Field::WorkStreet && field <= Field::WorkCountry)
        return Field::WorkStreet;
    return field >= Field::OtherStreet && field <= Field::OtherCountry ? Field::OtherStreet : Field::Ignore;
}

/// Parts that only fill what nothing else says, and second lines behind their street, come last.
int turnOf(Field field)
{
    if (streetOf(field) != Field::Ignore)
        return 1;
    return field == Field::FullName || field == Field::FullAddress ? 2 : 0;
}

} // namespace

RowValues::RowValues(const ImportPlan &plan)
    : m_plan(plan)
{
    for (qsizetype column = 0; column < plan.mapping.size(); ++column) {
        const ColumnTarget &target = plan.mapping.at(column);
        const FieldInfo &info = fieldInfo(target.field);
        if (info.kind == FieldKind::None || info.kind == FieldKind::OptOut)
            continue;
        const auto index = static_cast<size_t>(column);
        if (target.field == Field::Email) {
            m_emailColumn = index;
            continue;
        }
        const CustomField *custom =
            info.kind == FieldKind::Custom ? findCustomField(plan.customFields, target.customName) : nullptr;
        const DateOrder order =
            index < plan.check->dateOrders.size() ? plan.check->dateOrders[index] : target.dateOrder;
        m_slots.push_back({index, canonicalField(target.field), info.kind, order, custom, &target});
    }
    std::stable_sort(m_slots.begin(), m_slots.end(),
                     [](const Slot &a, const Slot &b) { return turnOf(a.field) < turnOf(b.field); });
    m_filled.resize(m_slots.size());
    m_doubles.reserve(plan.check->mergedInto.size());
    for (const auto &[duplicate, sent] : plan.check->mergedInto)
        m_doubles.emplace_back(sent, duplicate);
    std::sort(m_doubles.begin(), m_doubles.end());
}

Result<void> RowValues::read(const RowView &row)
{
    m_values.clear();
    m_phones = 0;
    if (const Result<void> filled = fillFromDoubles(row); !filled)
        return filled;
    size_t bytes = 0;
    for (size_t i = 0; i < m_slots.size(); ++i)
        bytes += row.cells[m_slots[i].column].size() + m_filled[i].size() + 16;
    m_scratch.clear();
    m_scratch.reserve(2 * bytes);
    m_email = normalisedEmail(row.cells[m_emailColumn], m_emailBuffer);
    for (const Slot &slot : m_slots) {
        if (const std::string_view cell = cellOf(slot, row); !cell.empty())
            addText(slot, cell);
    }
    if (m_plan.kept->isNoted(static_cast<quint32>(row.row)))
        leaveOutKept(static_cast<quint32>(row.row));
    return {};
}

void RowValues::leaveOutKept(quint32 row)
{
    std::erase_if(m_values, [this, row](const Value &value) {
        return m_plan.kept->isKept(row, canonicalField(value.field),
                                   value.target ? value.target->customName : QString());
    });
}

Result<void> RowValues::fillFromDoubles(const RowView &row)
{
    if (std::exchange(m_isFilled, false)) {
        for (std::string &text : m_filled)
            text.clear();
    }
    const auto number = static_cast<quint32>(row.row);
    const auto isEmpty = [&row](const Slot &slot) { return row.cells[slot.column].empty(); };
    auto pair = std::lower_bound(m_doubles.begin(), m_doubles.end(), std::pair(number, quint32(0)));
    for (; pair != m_doubles.end() && pair->first == number; ++pair) {
        if (std::none_of(m_slots.begin(), m_slots.end(), isEmpty))
            break;
        Sheet::Reader reader(*m_plan.sheet, pair->second, pair->second + 1);
        RowView other;
        if (!reader.next(other))
            return reader.status();
        // Of an address all or nothing: parts of two are none.
        const auto isOtherPlace = [&](Field address) {
            return address != Field::Ignore &&
                   std::any_of(m_slots.begin(), m_slots.end(), [&](const Slot &slot) {
                       const std::string_view cell = cellOf(slot, row);
                       return addressOf(slot.field) == address && !cell.empty() &&
                              cell != other.cells[slot.column];
                   });
        };
        for (size_t i = 0; i < m_slots.size(); ++i) {
            if (cellOf(m_slots[i], row).empty() && !other.cells[m_slots[i].column].empty() &&
                !isOtherPlace(addressOf(m_slots[i].field)))
                m_filled[i] = other.cells[m_slots[i].column];
        }
        m_isFilled = true;
    }
    return {};
}

std::string_view RowValues::cellOf(const Slot &slot, const RowView &row) const
{
    const std::string_view cell = row.cells[slot.column];
    return cell.empty() ? std::string_view(m_filled[static_cast<size_t>(&slot - m_slots.data())]) : cell;
}

bool RowValues::has(Field field) const
{
    return std::any_of(m_values.begin(), m_values.end(),
                       [field](const Value &value) { return value.field == field; });
}

bool RowValues::needOwnCall() const
{
    return std::any_of(m_values.begin(), m_values.end(),
                       [](const Value &value) { return value.isChoice || value.field == Field::Note; });
}

QStringList RowValues::tagIds() const
{
    QStringList ids;
    for (const Value &value : m_values) {
        if (value.field == Field::Tag)
            ids += m_plan.tags->idsOf(value.text);
    }
    ids.removeDuplicates();
    return ids;
}

std::string_view RowValues::kept(std::string_view text)
{
    Q_ASSERT(m_scratch.size() + text.size() <= m_scratch.capacity());
    const size_t from = m_scratch.size();
    m_scratch.append(text);
    return std::string_view(m_scratch).substr(from);
}

void RowValues::add(Field field, std::string_view text)
{
    if (!text.empty())
        m_values.push_back({field, nullptr, nullptr, text, 0, false});
}

void RowValues::addNumber(Field field, int number)
{
    m_values.push_back({field, nullptr, nullptr, {}, number, false});
}

void RowValues::addDate(Value value, const DateText &date)
{
    if (date.kind != DateText::Kind::Date)
        return; // "0/0/00"
    std::array<char, 10> buffer;
    value.text = kept(isoDate(date, buffer));
    m_values.push_back(value);
}

void RowValues::addText(const Slot &slot, std::string_view cell)
{
    switch (slot.kind) {
    case FieldKind::FullName:
        return addName(cell);
    case FieldKind::FullAddress:
        return addAddress(cell);
    case FieldKind::Custom:
        return addCustom(slot, cell);
    case FieldKind::Date:
        return addDate({slot.field, nullptr, nullptr, {}, 0, false}, DateText::parse(cell, slot.order));
    case FieldKind::Birthday:
        if (const DateText date = DateText::parse(cell, slot.order);
            date.day > 0 && !has(Field::BirthdayDay)) {
            addNumber(Field::BirthdayMonth, date.month);
            addNumber(Field::BirthdayDay, date.day);
        }
        return;
    case FieldKind::Month:
        return addNumber(slot.field, birthdayOf(cell, "1").month);
    case FieldKind::Day: {
        int day = 0;
        std::from_chars(cell.data(), cell.data() + cell.size(), day);
        return addNumber(slot.field, day);
    }
    case FieldKind::Phone:
        if (m_phones++ < maxPhones)
            add(slot.field, cell);
        return;
    default:
        if (const Field street = streetOf(slot.field); street != Field::Ignore)
            return joinStreet(street, cell);
        return add(slot.field, cell);
    }
}

void RowValues::addCustom(const Slot &slot, std::string_view cell)
{
    Value value{Field::Custom, slot.custom, slot.target, cell, 0, false};
    switch (customTypeOf(slot.custom)) {
    case CustomType::Text:
        break;
    case CustomType::Date:
        return addDate(value, DateText::parse(cell, slot.order));
    case CustomType::Number:
        value.text = kept(plainNumber(cell));
        break;
    case CustomType::Boolean:
        value.text = booleanOf(cell).value_or(false) ? "true" : "false";
        break;
    case CustomType::Choice:
    case CustomType::Choices: {
        QStringList labels;
        const QString text = QString::fromUtf8(cell);
        for (const CustomField::Choice &choice :
             chosenIn(*slot.custom, text).value_or(QList<CustomField::Choice>()))
            labels.append(choice.label);
        value.text = kept(labels.join(QLatin1Char(',')).toStdString());
        value.isChoice = true;
        break;
    }
    }
    if (!value.text.empty())
        m_values.push_back(value);
}

void RowValues::addName(std::string_view cell)
{
    if (has(Field::FirstName) || has(Field::LastName))
        return;
    const NameParts name = NameParts::of(cell);
    add(Field::FirstName, name.first);
    add(Field::LastName, name.last);
}

void RowValues::addAddress(std::string_view cell)
{
    if (has(Field::Street) || has(Field::City) || has(Field::Zip))
        return;
    const AddressParts address = AddressParts::of(cell);
    add(Field::Street, address.street);
    add(Field::City, address.city);
    if (!has(Field::State))
        add(Field::State, address.state);
    add(Field::Zip, address.zip);
    if (!has(Field::Country))
        add(Field::Country, address.country);
}

void RowValues::joinStreet(Field street, std::string_view second)
{
    const auto first = std::find_if(m_values.begin(), m_values.end(),
                                    [street](const Value &value) { return value.field == street; });
    if (first == m_values.end())
        return add(street, second);
    const size_t from = m_scratch.size();
    kept(first->text);
    kept(", ");
    kept(second);
    first->text = std::string_view(m_scratch).substr(from);
}

} // namespace rollcall
