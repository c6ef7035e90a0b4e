#pragma once

#include <QByteArray>
#include <QString>

#include <span>

namespace rollcall {

/// What a column or a form field can become. One table of them serves form, check, bodies and help.
enum class Field : quint8 {
    Ignore,
    Email, FirstName, LastName, FullName, JobTitle, CompanyName,
    Birthday, BirthdayMonth, BirthdayDay, Anniversary,
    Phone, HomePhone, WorkPhone, MobilePhone, OtherPhone,
    Street, Street2, City, State, Zip, Country, FullAddress,
    HomeStreet, HomeStreet2, HomeCity, HomeState, HomeZip, HomeCountry,
    WorkStreet, WorkStreet2, WorkCity, WorkState, WorkZip, WorkCountry,
    OtherStreet, OtherStreet2, OtherCity, OtherState, OtherZip, OtherCountry,
    Custom, Tag, Note, DoNotMail, ConsentDate, ConsentSource,
    Count
};

/// A row of the table of fields.
struct FieldInfo
{
    Field field;
    const char *name;    ///< as scripts write it, promised: "first_name", "do_not_mail"
    const char *bulkKey; ///< key in a bulk import body; empty where bulk cannot take it (constant-contact-v3.md 5.2)
    int maxLength;       ///< characters the bulk import takes; 0: not limited by length (5.1, specification)
};

std::span<const FieldInfo> fieldTable();
const FieldInfo &fieldInfo(Field field);

/// The field of that script name ("first_name"); Field::Count when there is none. "cf:NAME" is Field::Custom.
Field fieldNamed(const QString &name);

/// "First name", translated, in sentence case.
QString fieldLabel(Field field);

} // namespace rollcall
