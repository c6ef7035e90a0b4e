#include "send/keptfields.h"

#include <algorithm>

namespace rollcall {
namespace {

bool hasPhone(const Contact &contact, const char *kind)
{
    return std::any_of(contact.phones.cbegin(), contact.phones.cend(),
                       [kind](const Phone &phone) { return phone.kind == QLatin1String(kind); });
}

bool hasPart(const Contact &contact, const char *kind, QString StreetAddress::*part)
{
    return std::any_of(contact.addresses.cbegin(), contact.addresses.cend(),
                       [&](const StreetAddress &address) {
                           return address.kind == QLatin1String(kind) && !(address.*part).isEmpty();
                       });
}

bool hasAddressPart(const Contact &contact, Field field)
{
    static constexpr QString StreetAddress::*parts[] = {&StreetAddress::street,     &StreetAddress::street,
                                                        &StreetAddress::city,       &StreetAddress::state,
                                                        &StreetAddress::postalCode, &StreetAddress::country};
    constexpr std::pair<Field, const char *> groups[] = {{Field::Street, "home"},
                                                         {Field::HomeStreet, "home"},
                                                         {Field::WorkStreet, "work"},
                                                         {Field::OtherStreet, "other"}};
    for (const auto &[first, kind] : groups) {
        const int part = static_cast<int>(field) - static_cast<int>(first);
        if (part >= 0 && part < static_cast<int>(std::size(parts)))
            return hasPart(contact, kind, parts[part]);
    }
    return false;
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
    case Field::Phone:
    case Field::OtherPhone:
        return hasPhone(contact, "other");
    case Field::HomePhone:
        return hasPhone(contact, "home");
    case Field::WorkPhone:
        return hasPhone(contact, "work");
    case Field::MobilePhone:
        return hasPhone(contact, "mobile");
    default:
        return hasAddressPart(contact, field);
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
    for (const qsizetype column : columns) {
        const ColumnTarget &target = mapping.at(column);
        switch (target.field) {
        case Field::FullName:
            add(Field::FirstName);
            add(Field::LastName);
            break;
        case Field::FullAddress:
            for (const Field part : {Field::Street, Field::City, Field::State, Field::Zip, Field::Country})
                add(part);
            break;
        case Field::Birthday:
            add(Field::BirthdayMonth);
            add(Field::BirthdayDay);
            break;
        case Field::Street2:
            add(Field::Street);
            break;
        case Field::WorkStreet2:
            add(Field::WorkStreet);
            break;
        case Field::OtherStreet2:
            add(Field::OtherStreet);
            break;
        case Field::Ignore:
        case Field::Email:
            break;
        default:
            add(canonicalField(target.field), target.customName);
        }
    }
}

void KeptFields::add(Field field, const QString &customName)
{
    const bool isThere = std::any_of(m_keys.cbegin(), m_keys.cend(), [&](const Key &key) {
        return key.field == field && key.customName == customName;
    });
    if (!isThere && m_keys.size() < 64)
        m_keys.push_back({field, customName});
}

void KeptFields::note(quint32 row, const Contact &known, const QList<CustomField> &fields)
{
    quint64 kept = 0;
    for (size_t i = 0; i < m_keys.size(); ++i) {
        const Key &key = m_keys[i];
        const bool has = key.field == Field::Custom ? hasCustom(known, key.customName, fields)
                                                    : hasValue(known, key.field);
        if (has)
            kept |= quint64(1) << i;
    }
    m_kept[row] = kept;
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
