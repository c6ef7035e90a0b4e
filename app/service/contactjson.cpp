#include "service/contactjson.h"

#include <QJsonArray>

#include <array>
#include <utility>

namespace rollcall {
namespace {

constexpr std::array permissions{
    std::pair{Permission::Implicit, "implicit"},
    std::pair{Permission::Explicit, "explicit"},
    std::pair{Permission::NotSet, "not_set"},
    std::pair{Permission::PendingConfirmation, "pending_confirmation"},
    std::pair{Permission::TempHold, "temp_hold"},
    std::pair{Permission::Unsubscribed, "unsubscribed"},
};

QString text(const QJsonObject &json, const char *key)
{
    return json.value(QLatin1String(key)).toString();
}

/// Ids are texts on contacts and numbers on custom fields.
QString idText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(static_cast<qint64>(value.toDouble())) : value.toString();
}

template <typename Each>
void forEach(const QJsonObject &json, const char *key, Each each)
{
    const QJsonArray array = json.value(QLatin1String(key)).toArray();
    for (const QJsonValue &value : array)
        each(value);
}

void readParts(const QJsonObject &json, Contact &contact)
{
    forEach(json, "phone_numbers", [&contact](const QJsonValue &each) {
        contact.phones.append({text(each.toObject(), "kind"), text(each.toObject(), "phone_number")});
    });
    forEach(json, "street_addresses", [&contact](const QJsonValue &each) {
        const QJsonObject one = each.toObject();
        contact.addresses.append({text(one, "kind"), text(one, "street"), text(one, "city"),
                                  text(one, "state"), text(one, "postal_code"), text(one, "country")});
    });
    forEach(json, "custom_fields", [&contact](const QJsonValue &each) {
        CustomValue value{text(each.toObject(), "custom_field_id"), text(each.toObject(), "value"), {}};
        forEach(each.toObject(), "choice_ids",
                [&value](const QJsonValue &id) { value.choiceIds << idText(id); });
        value.choiceIds.sort();
        contact.customValues.append(value);
    });
    forEach(json, "list_memberships", [&contact](const QJsonValue &id) { contact.listIds << id.toString(); });
    forEach(json, "taggings", [&contact](const QJsonValue &id) { contact.tagIds << id.toString(); });
}

void put(QJsonObject &json, const char *key, const QString &value)
{
    if (!value.isEmpty())
        json.insert(QLatin1String(key), value);
}

QJsonArray phonesOf(const Contact &contact)
{
    QJsonArray array;
    for (const Phone &phone : contact.phones)
        array.append(QJsonObject{{QStringLiteral("kind"), phone.kind},
                                 {QStringLiteral("phone_number"), phone.number}});
    return array;
}

QJsonArray addressesOf(const Contact &contact)
{
    QJsonArray array;
    for (const StreetAddress &address : contact.addresses) {
        QJsonObject one{{QStringLiteral("kind"), address.kind}};
        put(one, "street", address.street);
        put(one, "city", address.city);
        put(one, "state", address.state);
        put(one, "postal_code", address.postalCode);
        put(one, "country", address.country);
        array.append(one);
    }
    return array;
}

QJsonArray customValuesOf(const Contact &contact)
{
    QJsonArray array;
    for (const CustomValue &value : contact.customValues) {
        QJsonObject one{{QStringLiteral("custom_field_id"), value.fieldId}};
        if (value.choiceIds.isEmpty())
            one.insert(QStringLiteral("value"), value.value);
        else
            one.insert(QStringLiteral("choice_ids"), QJsonArray::fromStringList(value.choiceIds));
        array.append(one);
    }
    return array;
}

QJsonArray notesOf(const QList<ContactNote> &notes)
{
    QJsonArray array;
    for (const ContactNote &note : notes) {
        QJsonObject one{{QStringLiteral("content"), note.content}};
        put(one, "note_id", note.id);
        put(one, "created_at", note.createdAt);
        array.append(one);
    }
    return array;
}

} // namespace

Permission permissionFromName(const QString &name)
{
    for (const auto &[permission, known] : permissions) {
        if (name == QLatin1String(known))
            return permission;
    }
    return Permission::NotSet;
}

QString permissionName(Permission permission)
{
    for (const auto &[known, name] : permissions) {
        if (permission == known)
            return QString::fromLatin1(name);
    }
    Q_UNREACHABLE();
}

KnownContact contactFromJson(const QJsonObject &json)
{
    const QJsonObject email = json.value(QLatin1String("email_address")).toObject();
    KnownContact known;
    known.id = text(json, "contact_id");
    known.permission = permissionFromName(text(email, "permission_to_send"));
    known.deleted = !text(json, "deleted_at").isEmpty();
    known.optOutSource = text(email, "opt_out_source");
    known.optOutDate = text(email, "opt_out_date");
    known.updatedAt = text(json, "updated_at");
    Contact &contact = known.contact;
    contact.email = text(email, "address");
    contact.firstName = text(json, "first_name");
    contact.lastName = text(json, "last_name");
    contact.jobTitle = text(json, "job_title");
    contact.companyName = text(json, "company_name");
    contact.birthdayMonth = json.value(QLatin1String("birthday_month")).toInt();
    contact.birthdayDay = json.value(QLatin1String("birthday_day")).toInt();
    contact.anniversary = text(json, "anniversary");
    readParts(json, contact);
    forEach(json, "notes", [&known](const QJsonValue &each) {
        const QJsonObject one = each.toObject();
        known.notes.append({text(one, "note_id"), text(one, "created_at"), text(one, "content")});
    });
    return known;
}

QJsonObject contactToJson(const Contact &contact, std::optional<Permission> permission)
{
    QJsonObject email{{QStringLiteral("address"), contact.email}};
    if (permission)
        email.insert(QStringLiteral("permission_to_send"), permissionName(*permission));
    QJsonObject json;
    if (!contact.email.isEmpty())
        json.insert(QStringLiteral("email_address"), email);
    put(json, "first_name", contact.firstName);
    put(json, "last_name", contact.lastName);
    put(json, "job_title", contact.jobTitle);
    put(json, "company_name", contact.companyName);
    put(json, "anniversary", contact.anniversary);
    if (contact.birthdayMonth != 0 && contact.birthdayDay != 0) { // both or neither
        json.insert(QStringLiteral("birthday_month"), contact.birthdayMonth);
        json.insert(QStringLiteral("birthday_day"), contact.birthdayDay);
    }
    json.insert(QStringLiteral("phone_numbers"), phonesOf(contact));
    json.insert(QStringLiteral("street_addresses"), addressesOf(contact));
    json.insert(QStringLiteral("custom_fields"), customValuesOf(contact));
    json.insert(QStringLiteral("list_memberships"), QJsonArray::fromStringList(contact.listIds));
    json.insert(QStringLiteral("taggings"), QJsonArray::fromStringList(contact.tagIds));
    if (contact.notes)
        json.insert(QStringLiteral("notes"), notesOf(*contact.notes));
    return json;
}

} // namespace rollcall
