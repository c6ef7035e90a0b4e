#pragma once

#include <QByteArray>
#include <QString>

#include <span>
#include <string_view>

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

/// How a field's text is to be understood.
enum class FieldKind : quint8 {
    None, Email, Text, FullName, FullAddress, Date, Birthday, Month, Day, Phone, State, Zip, Country, Custom,
    Tag, Note, OptOut
};

/// A row of the table of fields.
struct FieldInfo
{
    Field field;
    const char *name;    ///< as scripts write it, promised: "first_name", "do_not_mail"
    const char *bulkKey; ///< key in a bulk import body (constant-contact-v3.md 5.2); empty: not sent under its own
    int maxLength;       ///< characters the service takes (3.1, 5.1); 0: not limited by length
    FieldKind kind;
};

std::span<const FieldInfo> fieldTable();
const FieldInfo &fieldInfo(Field field);

/// The field of that script name ("first_name"); Field::Count when there is none. "cf:NAME" is Field::Custom.
Field fieldNamed(const QString &name);

/// "First name", translated, in sentence case.
QString fieldLabel(Field field);

/// The field that this one is only another name of: the service files unprefixed addresses under "home" and an
/// unprefixed phone under "other". Otherwise the field itself.
Field canonicalField(Field field);

/// Length as the service counts it; on the careful side for characters outside the basic plane (two each).
qsizetype textLength(std::string_view utf8);

} // namespace rollcall
