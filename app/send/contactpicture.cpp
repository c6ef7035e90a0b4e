#include "send/contactpicture.h"

#include "storage/journal.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QCryptographicHash>
#include <QUuid>

#include <algorithm>
#include <array>
#include <utility>

namespace rollcall {
namespace {

// Keys are numbers, never to be used for something else: pictures outlive versions of the program.
enum Key {
    Id,
    Email,
    FirstName,
    LastName,
    JobTitle,
    CompanyName,
    BirthdayMonth,
    BirthdayDay,
    Anniversary,
    Phones,
    Addresses,
    CustomValues,
    Lists,
    Tags,
    PermissionKey,
    Deleted,
    OptOutSource,
    OptOutDate,
    UpdatedAt,
    AddedTags,
    AddedNote,
    Notes
};

constexpr qsizetype uuidSize = 16; // bytes

struct TextKey
{
    Key key;
    QString Contact::*text;
};

constexpr std::array<TextKey, 6> contactTexts{{{Email, &Contact::email},
                                               {FirstName, &Contact::firstName},
                                               {LastName, &Contact::lastName},
                                               {JobTitle, &Contact::jobTitle},
                                               {CompanyName, &Contact::companyName},
                                               {Anniversary, &Contact::anniversary}}};

void put(QCborMap &map, Key key, const QString &text)
{
    if (!text.isEmpty())
        map.insert(key, text);
}

void put(QCborMap &map, Key key, const QCborArray &array)
{
    if (!array.isEmpty())
        map.insert(key, array);
}

QStringList texts(const QCborValue &value)
{
    QStringList list;
    for (const QCborValue &text : value.toArray())
        list.append(text.toString());
    return list;
}

} // namespace

QByteArray toPicture(const KnownContact &known, const Additions &additions)
{
    const Contact &contact = known.contact;
    QCborMap map;
    put(map, Id, known.id);
    for (const TextKey &one : contactTexts)
        put(map, one.key, contact.*one.text);
    if (contact.birthdayMonth != 0) {
        map.insert(BirthdayMonth, contact.birthdayMonth);
        map.insert(BirthdayDay, contact.birthdayDay);
    }
    QCborArray phones;
    for (const Phone &phone : contact.phones)
        phones.append(QCborArray{phone.kind, phone.number});
    put(map, Phones, phones);
    QCborArray addresses;
    for (const StreetAddress &one : contact.addresses)
        addresses.append(QCborArray{one.kind, one.street, one.city, one.state, one.postalCode, one.country});
    put(map, Addresses, addresses);
    QCborArray values;
    for (const CustomValue &one : contact.customValues)
        values.append(QCborArray{one.fieldId, one.value, QCborArray::fromStringList(one.choiceIds)});
    put(map, CustomValues, values);
    put(map, Lists, QCborArray::fromStringList(contact.listIds));
    put(map, Tags, QCborArray::fromStringList(contact.tagIds));
    map.insert(PermissionKey, static_cast<int>(known.permission));
    if (known.deleted)
        map.insert(Deleted, true);
    put(map, OptOutSource, known.optOutSource);
    put(map, OptOutDate, known.optOutDate);
    put(map, UpdatedAt, known.updatedAt);
    QCborArray notes;
    // Of somebody deleted those that are there, too: who is brought back may have been given others since.
    for (const ContactNote &one : contact.notes.value_or(known.deleted ? known.notes : QList<ContactNote>()))
        notes.append(QCborArray{one.id, one.createdAt, one.content});
    put(map, Notes, notes);
    put(map, AddedTags, QCborArray::fromStringList(additions.tagIds));
    put(map, AddedNote, additions.note);
    return map.toCborValue().toCbor();
}

KnownContact fromPicture(const QByteArray &picture)
{
    const QCborMap map = QCborValue::fromCbor(picture).toMap();
    KnownContact known;
    Contact &contact = known.contact;
    known.id = map.value(Id).toString();
    for (const TextKey &one : contactTexts)
        contact.*one.text = map.value(one.key).toString();
    contact.birthdayMonth = static_cast<int>(map.value(BirthdayMonth).toInteger());
    contact.birthdayDay = static_cast<int>(map.value(BirthdayDay).toInteger());
    for (const QCborValue &value : map.value(Phones).toArray()) {
        const QStringList parts = texts(value);
        contact.phones.append({parts.value(0), parts.value(1)});
    }
    for (const QCborValue &value : map.value(Addresses).toArray()) {
        const QStringList parts = texts(value);
        contact.addresses.append(
            {parts.value(0), parts.value(1), parts.value(2), parts.value(3), parts.value(4), parts.value(5)});
    }
    for (const QCborValue &value : map.value(CustomValues).toArray()) {
        const QCborArray parts = value.toArray();
        contact.customValues.append({parts.at(0).toString(), parts.at(1).toString(), texts(parts.at(2))});
        contact.customValues.last().choiceIds.sort();
    }
    for (const QCborValue &value : map.value(Notes).toArray()) {
        const QStringList parts = texts(value);
        if (!contact.notes)
            contact.notes.emplace();
        contact.notes->append({parts.value(0), parts.value(1), parts.value(2)});
    }
    contact.listIds = texts(map.value(Lists));
    contact.tagIds = texts(map.value(Tags));
    known.permission = static_cast<Permission>(map.value(PermissionKey).toInteger());
    known.deleted = map.value(Deleted).toBool();
    known.optOutSource = map.value(OptOutSource).toString();
    known.optOutDate = map.value(OptOutDate).toString();
    known.updatedAt = map.value(UpdatedAt).toString();
    if (known.deleted)
        known.notes = std::exchange(contact.notes, std::nullopt).value_or(QList<ContactNote>());
    return known;
}

Additions additionsIn(const QByteArray &picture)
{
    const QCborMap map = QCborValue::fromCbor(picture).toMap();
    return {texts(map.value(AddedTags)), map.value(AddedNote).toString()};
}

QByteArray fingerprint(const Contact &contact)
{
    KnownContact plain;
    plain.contact = contact;
    plain.contact.email = plain.contact.email.toLower();
    plain.contact.listIds.clear();
    plain.contact.tagIds.clear();
    plain.contact.notes.reset();
    // The service may hand them out in any order.
    const auto byKind = [](const auto &one, const auto &other) { return one.kind < other.kind; };
    std::stable_sort(plain.contact.phones.begin(), plain.contact.phones.end(), byKind);
    std::stable_sort(plain.contact.addresses.begin(), plain.contact.addresses.end(), byKind);
    std::sort(plain.contact.customValues.begin(), plain.contact.customValues.end(),
              [](const CustomValue &one, const CustomValue &other) { return one.fieldId < other.fieldId; });
    for (CustomValue &value : plain.contact.customValues)
        value.choiceIds.sort();
    return QCryptographicHash::hash(toPicture(plain), QCryptographicHash::Sha256).first(8);
}

QByteArray toTouched(const QString &id, const Contact &contact)
{
    return QUuid::fromString(id).toRfc4122() + fingerprint(contact);
}

QString touchedId(const QByteArray &touched, quint32 row)
{
    const QUuid id = QUuid::fromRfc4122(touched.mid(qsizetype(row) * Journal::touchedSize, uuidSize));
    return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces);
}

} // namespace rollcall
