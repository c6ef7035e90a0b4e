#include "send/bulkrow.h"

#include "contact/emailaddress.h"

#include <algorithm>

namespace rollcall {
namespace {

void put(QJsonObject &row, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        row.insert(key, value);
}

/// Home addresses and other phones go under the keys without a prefix: that is how they are filed.
QString prefixOf(const QString &kind, const char *plain)
{
    return kind == QLatin1String(plain) ? QString() : kind + QLatin1Char('_');
}

const CustomField *fieldOf(const CustomValue &value, const QList<CustomField> &fields)
{
    const auto found = std::find_if(fields.cbegin(), fields.cend(),
                                    [&value](const CustomField &field) { return field.id == value.fieldId; });
    return found == fields.cend() ? nullptr : &*found;
}

} // namespace

QJsonObject bulkRow(const Contact &contact, const QList<CustomField> &fields)
{
    QJsonObject row{{QStringLiteral("email"), contact.email}};
    put(row, QStringLiteral("first_name"), contact.firstName);
    put(row, QStringLiteral("last_name"), contact.lastName);
    put(row, QStringLiteral("job_title"), contact.jobTitle);
    put(row, QStringLiteral("company_name"), contact.companyName);
    put(row, QStringLiteral("anniversary"), contact.anniversary);
    if (contact.birthdayMonth != 0) {
        row.insert(QStringLiteral("birthday_month"), contact.birthdayMonth);
        row.insert(QStringLiteral("birthday_day"), contact.birthdayDay);
    }
    for (const Phone &phone : contact.phones)
        put(row, prefixOf(phone.kind, "other") + QStringLiteral("phone"), phone.number);
    for (const StreetAddress &address : contact.addresses) {
        const QString prefix = prefixOf(address.kind, "home");
        put(row, prefix + QStringLiteral("street"), address.street);
        put(row, prefix + QStringLiteral("city"), address.city);
        put(row, prefix + QStringLiteral("state"), address.state);
        put(row, prefix + QStringLiteral("zip"), address.postalCode);
        put(row, prefix + QStringLiteral("country"), address.country);
    }
    for (const CustomValue &value : contact.customValues) {
        if (const CustomField *field = fieldOf(value, fields))
            put(row, QLatin1String("cf:") + field->name, value.value);
    }
    return row;
}

bool isBulkable(const Contact &contact, const QList<CustomField> &fields)
{
    return contact.email.size() <= maxBulkEmailLength &&
           std::all_of(contact.customValues.cbegin(), contact.customValues.cend(),
                       [&fields](const CustomValue &value) {
                           return value.choiceIds.isEmpty() && fieldOf(value, fields);
                       });
}

} // namespace rollcall
