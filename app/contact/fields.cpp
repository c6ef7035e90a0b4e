#include "contact/fields.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace rollcall {
namespace {

// A phone number may have 50 characters in bulk but only 25 in a contact; nobody's number has more than 25.
//
// Home addresses go under the unprefixed keys, which are filed as "home": the specification spells one of the
// prefixed ones "home country". Second street lines are sent behind the street: "street2" alone is said to be
// filed under "other".
constexpr std::array<FieldInfo, static_cast<size_t>(Field::Count)> table{{
    {Field::Ignore, "ignore", "", 0, FieldKind::None},
    {Field::Email, "email", "email", 80, FieldKind::Email},
    {Field::FirstName, "first_name", "first_name", 50, FieldKind::Text},
    {Field::LastName, "last_name", "last_name", 50, FieldKind::Text},
    {Field::FullName, "full_name", "", 0, FieldKind::FullName},
    {Field::JobTitle, "job_title", "job_title", 50, FieldKind::Text},
    {Field::CompanyName, "company_name", "company_name", 50, FieldKind::Text},
    {Field::Birthday, "birthday", "", 0, FieldKind::Birthday},
    {Field::BirthdayMonth, "birthday_month", "birthday_month", 0, FieldKind::Month},
    {Field::BirthdayDay, "birthday_day", "birthday_day", 0, FieldKind::Day},
    {Field::Anniversary, "anniversary", "anniversary", 0, FieldKind::Date},
    {Field::Phone, "phone", "phone", 25, FieldKind::Phone},
    {Field::HomePhone, "home_phone", "home_phone", 25, FieldKind::Phone},
    {Field::WorkPhone, "work_phone", "work_phone", 25, FieldKind::Phone},
    {Field::MobilePhone, "mobile_phone", "mobile_phone", 25, FieldKind::Phone},
    {Field::OtherPhone, "other_phone", "phone", 25, FieldKind::Phone},
    {Field::Street, "street", "street", 255, FieldKind::Text},
    {Field::Street2, "street2", "", 255, FieldKind::Text},
    {Field::City, "city", "city", 50, FieldKind::Text},
    {Field::State, "state", "state", 50, FieldKind::State},
    {Field::Zip, "zip", "zip", 50, FieldKind::Zip},
    {Field::Country, "country", "country", 50, FieldKind::Country},
    {Field::FullAddress, "full_address", "", 0, FieldKind::FullAddress},
    {Field::HomeStreet, "home_street", "street", 255, FieldKind::Text},
    {Field::HomeStreet2, "home_street2", "", 255, FieldKind::Text},
    {Field::HomeCity, "home_city", "city", 50, FieldKind::Text},
    {Field::HomeState, "home_state", "state", 50, FieldKind::State},
    {Field::HomeZip, "home_zip", "zip", 50, FieldKind::Zip},
    {Field::HomeCountry, "home_country", "country", 50, FieldKind::Country},
    {Field::WorkStreet, "work_street", "work_street", 255, FieldKind::Text},
    {Field::WorkStreet2, "work_street2", "", 255, FieldKind::Text},
    {Field::WorkCity, "work_city", "work_city", 50, FieldKind::Text},
    {Field::WorkState, "work_state", "work_state", 50, FieldKind::State},
    {Field::WorkZip, "work_zip", "work_zip", 50, FieldKind::Zip},
    {Field::WorkCountry, "work_country", "work_country", 50, FieldKind::Country},
    {Field::OtherStreet, "other_street", "other_street", 255, FieldKind::Text},
    {Field::OtherStreet2, "other_street2", "", 255, FieldKind::Text},
    {Field::OtherCity, "other_city", "other_city", 50, FieldKind::Text},
    {Field::OtherState, "other_state", "other_state", 50, FieldKind::State},
    {Field::OtherZip, "other_zip", "other_zip", 50, FieldKind::Zip},
    {Field::OtherCountry, "other_country", "other_country", 50, FieldKind::Country},
    {Field::Custom, "cf", "cf:", 255, FieldKind::Custom},
    {Field::Tag, "tag", "", 255, FieldKind::Tag},
    {Field::Note, "note", "", 2000, FieldKind::Note},
    {Field::DoNotMail, "do_not_mail", "", 0, FieldKind::OptOut},
    {Field::ConsentDate, "consent_date", "", 0, FieldKind::None},
    {Field::ConsentSource, "consent_source", "", 0, FieldKind::None},
}};

constexpr bool isInOrder()
{
    for (size_t i = 0; i < table.size(); ++i) {
        if (table[i].field != static_cast<Field>(i))
            return false;
    }
    return true;
}
static_assert(isInOrder(), "the table is looked up by the field's number");

constexpr std::array<const char *, static_cast<size_t>(Field::Count)> labels{
    QT_TRANSLATE_NOOP("Field", "Leave out"),
    QT_TRANSLATE_NOOP("Field", "E-mail address"),
    QT_TRANSLATE_NOOP("Field", "First name"),
    QT_TRANSLATE_NOOP("Field", "Last name"),
    QT_TRANSLATE_NOOP("Field", "Full name"),
    QT_TRANSLATE_NOOP("Field", "Job title"),
    QT_TRANSLATE_NOOP("Field", "Company"),
    QT_TRANSLATE_NOOP("Field", "Birthday"),
    QT_TRANSLATE_NOOP("Field", "Birthday: month"),
    QT_TRANSLATE_NOOP("Field", "Birthday: day"),
    QT_TRANSLATE_NOOP("Field", "Anniversary"),
    QT_TRANSLATE_NOOP("Field", "Phone"),
    QT_TRANSLATE_NOOP("Field", "Home phone"),
    QT_TRANSLATE_NOOP("Field", "Work phone"),
    QT_TRANSLATE_NOOP("Field", "Mobile phone"),
    QT_TRANSLATE_NOOP("Field", "Other phone"),
    QT_TRANSLATE_NOOP("Field", "Street"),
    QT_TRANSLATE_NOOP("Field", "Street, second line"),
    QT_TRANSLATE_NOOP("Field", "City"),
    QT_TRANSLATE_NOOP("Field", "State or province"),
    QT_TRANSLATE_NOOP("Field", "Postal code"),
    QT_TRANSLATE_NOOP("Field", "Country"),
    QT_TRANSLATE_NOOP("Field", "Whole address"),
    QT_TRANSLATE_NOOP("Field", "Home street"),
    QT_TRANSLATE_NOOP("Field", "Home street, second line"),
    QT_TRANSLATE_NOOP("Field", "Home city"),
    QT_TRANSLATE_NOOP("Field", "Home state or province"),
    QT_TRANSLATE_NOOP("Field", "Home postal code"),
    QT_TRANSLATE_NOOP("Field", "Home country"),
    QT_TRANSLATE_NOOP("Field", "Work street"),
    QT_TRANSLATE_NOOP("Field", "Work street, second line"),
    QT_TRANSLATE_NOOP("Field", "Work city"),
    QT_TRANSLATE_NOOP("Field", "Work state or province"),
    QT_TRANSLATE_NOOP("Field", "Work postal code"),
    QT_TRANSLATE_NOOP("Field", "Work country"),
    QT_TRANSLATE_NOOP("Field", "Other street"),
    QT_TRANSLATE_NOOP("Field", "Other street, second line"),
    QT_TRANSLATE_NOOP("Field", "Other city"),
    QT_TRANSLATE_NOOP("Field", "Other state or province"),
    QT_TRANSLATE_NOOP("Field", "Other postal code"),
    QT_TRANSLATE_NOOP("Field", "Other country"),
    QT_TRANSLATE_NOOP("Field", "Custom field"),
    QT_TRANSLATE_NOOP("Field", "Tag"),
    QT_TRANSLATE_NOOP("Field", "Note"),
    QT_TRANSLATE_NOOP("Field", "Opt-out"),
    QT_TRANSLATE_NOOP("Field", "Date of consent"),
    QT_TRANSLATE_NOOP("Field", "Source of consent"),
};

} // namespace

std::span<const FieldInfo> fieldTable()
{
    return table;
}

const FieldInfo &fieldInfo(Field field)
{
    Q_ASSERT(field < Field::Count);
    return table[static_cast<size_t>(field)];
}

Field fieldNamed(const QString &name)
{
    if (name.startsWith(QLatin1String("cf:")))
        return name.size() > 3 ? Field::Custom : Field::Count;
    const auto found = std::find_if(table.begin(), table.end(), [&name](const FieldInfo &info) {
        return info.field != Field::Custom && name == QLatin1String(info.name);
    });
    return found == table.end() ? Field::Count : found->field;
}

QString fieldLabel(Field field)
{
    Q_ASSERT(field < Field::Count);
    return QCoreApplication::translate("Field", labels[static_cast<size_t>(field)]);
}

Field canonicalField(Field field)
{
    if (field >= Field::HomeStreet && field <= Field::HomeStreet2)
        return static_cast<Field>(static_cast<int>(field) - static_cast<int>(Field::HomeStreet) +
                                  static_cast<int>(Field::Street));
    if (field >= Field::HomeCity && field <= Field::HomeCountry)
        return static_cast<Field>(static_cast<int>(field) - static_cast<int>(Field::HomeCity) +
                                  static_cast<int>(Field::City));
    return field == Field::OtherPhone ? Field::Phone : field;
}

qsizetype textLength(std::string_view utf8)
{
    qsizetype length = 0;
    for (const char c : utf8) {
        const auto byte = static_cast<unsigned char>(c);
        length += (byte & 0xC0) != 0x80; // not a continuation
        length += byte >= 0xF0;          // a surrogate pair where text is UTF-16
    }
    return length;
}

} // namespace rollcall
