#include "send/keptfields.h"

#include "contact/contactparts.h"

#include <algorithm>

namespace rollcall {
namespace {

constexpr qsizetype mostOfAKind = 3; // numbers, and addresses, of a contact (constant-contact-v3.md 3.1)

bool hasPhone(const Contact &contact, const QString &kind)
{
    return std::any_of(contact.phones.cbegin(), contact.phones.cend(),
                       [&kind](const Phone &phone) { return phone.kind == kind; });
}

bool hasAddressPart(const Contact &contact, const AddressPlace &place)
{
    return std::any_of(contact.addresses.cbegin(), contact.addresses.cend(),
                       [&place](const StreetAddress &address) {
                           return address.kind == place.kind && !(address.*place.part).isEmpty();
                       });
}

/// Of `wanted`, those that would be more than a contact has.
template <typename T>
QStringList kindsWithoutRoom(const QList<T> &known, const QList<T> &wanted)
{
    QStringList kinds;
    qsizetype room = mostOfAKind - known.size();
    for (const T &one : wanted) {
        const bool isThere = std::any_of(known.cbegin(), known.cend(),
                                         [&one](const T &other) { return other.kind == one.kind; });
        if (!isThere && --room < 0)
            kinds.append(one.kind);
    }
    return kinds;
}

bool hasValue(const Contact &contact, Field field)
{
    switch (field) {
    case Field::FirstName:
        return !contact.firstName.isEmpty();
    case Field::LastName:
        return !contact.lastName.isEmpty();
    case Field::JobTitle:
        return !contact.jobTitle.isEmpty();
    case Field::CompanyName:
        return !contact.companyName.isEmpty();
    case Field::Anniversary:
        return !contact.anniversary.isEmpty();
    case Field::BirthdayMonth:
    case Field::BirthdayDay:
        return contact.birthdayMonth != 0;
    default:
        if (const QString kind = phoneKind(field); !kind.isEmpty())
            return hasPhone(contact, kind);
        const AddressPlace place = addressPlace(field);
        return !place.kind.isEmpty() && hasAddressPart(contact, place);
    }
}

bool hasCustom(const Contact &contact, const QString &name, const QList<CustomField> &fields)
{
    const CustomField *field = findCustomField(fields, name);
    return field && std::any_of(contact.customValues.cbegin(), contact.customValues.cend(),
                                [field](const CustomValue &value) {
                                    return value.fieldId == field->id &&
                                           (!value.value.isEmpty() || !value.choiceIds.isEmpty());
                                });
}

} // namespace

KeptFields::KeptFields(const ColumnMapping &mapping, const QList<qsizetype> &columns)
{
    for (const qsizetype column : columns)
        addFilling(mapping.at(column));
    m_mayFill = !m_keys.empty();
    for (qsizetype column = 0; column < mapping.size(); ++column) {
        const Field field = canonicalField(mapping.at(column).field);
        if (!phoneKind(field).isEmpty() || !addressPlace(field).kind.isEmpty())
            add(field, false);
    }
}

void KeptFields::addFilling(const ColumnTarget &target)
{
    switch (target.field) {
    case Field::FullName:
        add(Field::FirstName, true);
        add(Field::LastName, true);
        break;
    case Field::FullAddress:
        for (const Field part : {Field::Street, Field::City, Field::State, Field::Zip, Field::Country})
            add(part, true);
        break;
    case Field::Birthday:
        add(Field::BirthdayMonth, true);
        add(Field::BirthdayDay, true);
        break;
    case Field::Street2:
        add(Field::Street, true);
        break;
    case Field::WorkStreet2:
        add(Field::WorkStreet, true);
        break;
    case Field::OtherStreet2:
        add(Field::OtherStreet, true);
        break;
    case Field::Ignore:
    case Field::Email:
    case Field::Tag: // one more overwrites nothing
    case Field::Note:
        break;
    default:
        add(canonicalField(target.field), true, target.customName);
    }
}

void KeptFields::add(Field field, bool onlyFills, const QString &customName)
{
    const bool isThere = std::any_of(m_keys.cbegin(), m_keys.cend(), [&](const Key &key) {
        return key.field == field && key.customName == customName;
    });
    if (!isThere && m_keys.size() < 64)
        m_keys.push_back({field, customName, onlyFills});
}

QList<Field> KeptFields::note(quint32 row, const Contact &known, const Contact &wanted,
                              const QList<CustomField> &fields)
{
    const QStringList phones = kindsWithoutRoom(known.phones, wanted.phones);
    const QStringList addresses = kindsWithoutRoom(known.addresses, wanted.addresses);
    if (phones.isEmpty() && addresses.isEmpty() && !m_mayFill)
        return {};
    QList<Field> withoutRoom;
    quint64 kept = 0;
    for (size_t i = 0; i < m_keys.size(); ++i) {
        const Key &key = m_keys[i];
        const bool lacksRoom =
            phones.contains(phoneKind(key.field)) || addresses.contains(addressPlace(key.field).kind);
        const bool has =
            key.onlyFills && (key.field == Field::Custom ? hasCustom(known, key.customName, fields)
                                                         : hasValue(known, key.field));
        if (lacksRoom)
            withoutRoom.append(key.field);
        if (lacksRoom || has)
            kept |= quint64(1) << i;
    }
    if (kept != 0 || m_mayFill)
        m_kept[row] = kept;
    return withoutRoom;
}

bool KeptFields::isKept(quint32 row, Field field, const QString &customName) const
{
    const auto kept = m_kept.find(row);
    if (kept == m_kept.end() || kept->second == 0)
        return false;
    for (size_t i = 0; i < m_keys.size(); ++i) {
        if (m_keys[i].field == field && m_keys[i].customName == customName)
            return (kept->second >> i & 1) != 0;
    }
    return false;
}

} // namespace rollcall
