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

/// Writes a picture, which is a CBOR map (RFC 8949), as it goes: of a million rows a QCborMap for each takes
/// longer than all the rest, and a QCborStreamWriter little less.
class PictureWriter
{
public:
    void put(Key key, const QString &text)
    {
        if (text.isEmpty())
            return;
        begin(key);
        append(text);
    }
    void put(Key key, int number)
    {
        begin(key);
        appendHead(Number, quint32(number));
    }
    void put(Key key, const QStringList &list)
    {
        if (list.isEmpty())
            return;
        begin(key);
        append(list);
    }
    /// `write`: appends one of them, as one item.
    template <typename T, typename Write>
    void put(Key key, const QList<T> &list, Write write)
    {
        if (list.isEmpty())
            return;
        begin(key);
        appendHead(Array, quint32(list.size()));
        for (const T &one : list)
            write(one);
    }
    void putTrue(Key key)
    {
        begin(key);
        m_members.append(char(0xf5));
    }

    void append(const QString &text)
    {
        const QByteArray utf8 = text.toUtf8();
        appendHead(Text, quint32(utf8.size()));
        m_members.append(utf8);
    }
    void append(const QStringList &list)
    {
        appendHead(Array, quint32(list.size()));
        for (const QString &text : list)
            append(text);
    }
    void beginArray(quint32 size) { appendHead(Array, size); }

    /// Once, at the end.
    QByteArray take()
    {
        m_members[0] = char(Map | m_count); // fewer than 24
        return std::exchange(m_members, {});
    }

private:
    enum Kind : quint8 { Number = 0x00, Text = 0x60, Array = 0x80, Map = 0xa0 };

    void begin(Key key)
    {
        ++m_count;
        appendHead(Number, key);
    }
    void appendHead(Kind kind, quint32 value)
    {
        if (value < 24) {
            m_members.append(char(kind | value));
            return;
        }
        const int bytes = value < 0x100 ? 1 : value < 0x10000 ? 2 : 4;
        m_members.append(char(kind | (bytes == 4 ? 26 : 23 + bytes)));
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
            m_members.append(char(value >> shift));
    }

    QByteArray m_members = QByteArray(1, '\0');
    quint8 m_count = 0;
};

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
    PictureWriter picture;
    picture.put(Id, known.id);
    for (const TextKey &one : contactTexts)
        picture.put(one.key, contact.*one.text);
    if (contact.birthdayMonth != 0) {
        picture.put(BirthdayMonth, contact.birthdayMonth);
        picture.put(BirthdayDay, contact.birthdayDay);
    }
    picture.put(Phones, contact.phones, [&](const Phone &one) {
        picture.append(QStringList{one.kind, one.number});
    });
    picture.put(Addresses, contact.addresses, [&](const StreetAddress &one) {
        picture.append(QStringList{one.kind, one.street, one.city, one.state, one.postalCode, one.country});
    });
    picture.put(CustomValues, contact.customValues, [&](const CustomValue &one) {
        picture.beginArray(3);
        picture.append(one.fieldId);
        picture.append(one.value);
        picture.append(one.choiceIds);
    });
    picture.put(Lists, contact.listIds);
    picture.put(Tags, contact.tagIds);
    picture.put(PermissionKey, static_cast<int>(known.permission));
    if (known.deleted)
        picture.putTrue(Deleted);
    picture.put(OptOutSource, known.optOutSource);
    picture.put(OptOutDate, known.optOutDate);
    picture.put(UpdatedAt, known.updatedAt);
    // Of somebody deleted those that are there, too: who is brought back may have been given others since.
    picture.put(Notes, contact.notes.value_or(known.deleted ? known.notes : QList<ContactNote>()),
                [&](const ContactNote &one) {
                    picture.append(QStringList{one.id, one.createdAt, one.content});
                });
    picture.put(AddedTags, additions.tagIds);
    picture.put(AddedNote, additions.note);
    return picture.take();
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
