#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall {

/// A telephone number of a contact. Kinds: "home", "work", "mobile", "other" (constant-contact-v3.md 3.1).
struct Phone
{
    QString kind = QStringLiteral("other");
    QString number; ///< at most 25 characters

    bool operator==(const Phone &) const = default;
};

/// A street address of a contact. Kinds: "home", "work", "other".
struct StreetAddress
{
    QString kind = QStringLiteral("home");
    QString street; ///< at most 255 characters
    QString city;
    QString state;
    QString postalCode;
    QString country;

    bool operator==(const StreetAddress &) const = default;
};

/// The value of one of the account's own fields.
struct CustomValue
{
    QString fieldId;       ///< the service's id
    QString value;         ///< at most 255 characters; empty where choices are used
    QStringList choiceIds; ///< for single_select and multi_select; sorted, because their order means nothing

    bool operator==(const CustomValue &) const = default;
};

/// A note that somebody wrote about a contact.
struct ContactNote
{
    QString id;        ///< the service's; empty: it is to be written
    QString createdAt; ///< as the service wrote it
    QString content;   ///< at most 2,000 characters

    bool operator==(const ContactNote &) const = default;
};

/// A person, as the form and the service's contact object know them.
struct Contact
{
    QString email;
    QString firstName;
    QString lastName;
    QString jobTitle;
    QString companyName;
    int birthdayMonth = 0; ///< 1 to 12, or 0: not known; day and month go together
    int birthdayDay = 0;   ///< 1 to 31
    QString anniversary;   ///< YYYY-MM-DD
    QList<Phone> phones;             ///< at most 3
    QList<StreetAddress> addresses;  ///< at most 3
    QList<CustomValue> customValues; ///< at most 25
    QStringList listIds;             ///< at most 50
    QStringList tagIds;              ///< at most 50
    std::optional<QList<ContactNote>> notes; ///< at most 150, as they are to be; none: left as they are

    bool operator==(const Contact &) const = default;
};

/// First and last name as one; empty where neither is known.
inline QString fullName(const Contact &contact)
{
    return QStringList{contact.firstName, contact.lastName}.join(QLatin1Char(' ')).trimmed();
}

/// How a person agreed to get mail; as the service names it (constant-contact-v3.md 3.6).
enum class Permission { Implicit, Explicit, NotSet, PendingConfirmation, TempHold, Unsubscribed };

/// A contact as it is in the account.
struct KnownContact
{
    QString id;
    Contact contact;
    Permission permission = Permission::NotSet;
    bool deleted = false;
    QString optOutSource; ///< "Contact" or "Account"; empty when not unsubscribed
    QString optOutDate;   ///< as the service wrote it
    QString updatedAt;    ///< as the service wrote it
    QList<ContactNote> notes;

    bool operator==(const KnownContact &) const = default;
};

} // namespace rollcall
