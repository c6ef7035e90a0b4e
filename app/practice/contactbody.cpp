#include "practice/contactbody.h"

#include "practice/fieldvalue.h"
#include "practice/ids.h"
#include "practice/rules.h"
#include "practice/texts.h"
#include "practice/visit.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

QString at(const char *array, qsizetype index)
{
    return QStringLiteral("%1[%2].").arg(QLatin1String(array)).arg(index);
}

std::optional<ContactBody::Email> readEmail(Fields &contact, ContactBody::For purpose, Faults &faults)
{
    const auto object = contact.object("email_address");
    if (!object)
        return std::nullopt;
    Fields fields(*object, faults, QStringLiteral("email_address."));
    if (purpose == ContactBody::For::Create)
        fields.allowOnly({"address", "permission_to_send"});
    else
        fields.allowOnly({"address", "permission_to_send", "created_at", "updated_at", "opt_in_date",
                          "opt_out_source", "opt_out_date", "opt_out_reason", "confirm_status"});
    ContactBody::Email email;
    email.address = lowered(fields.text("address", rules::emailLength).value_or(std::string()));
    email.optOutReason = fields.text("opt_out_reason", rules::valueLength).value_or(std::string());
    if (!fields.has("address"))
        faults.missing(fields.pathOf("address"));
    else if (!isEmailAddress(email.address))
        faults.invalid(fields.pathOf("address"));
    if (fields.has("permission_to_send")) {
        email.permission =
            permissionNamed(fields.text("permission_to_send", rules::nameLength).value_or(std::string()));
        if (!email.permission)
            faults.invalid(fields.pathOf("permission_to_send"));
    }
    return email;
}

void readSource(Fields &fields, const char *name, Source &source, Faults &faults)
{
    if (!fields.has(name))
        faults.missing(QLatin1String(name));
    const auto named = sourceNamed(fields.text(name, rules::nameLength).value_or(std::string()));
    if (named)
        source = *named;
    else
        faults.invalid(QLatin1String(name));
}

std::optional<std::vector<Phone>> readPhones(Fields &contact, Faults &faults)
{
    const auto array = contact.array("phone_numbers", rules::maxPhones);
    if (!array)
        return std::nullopt;
    std::vector<Phone> phones;
    for (const QJsonValue &value : *array) {
        const QJsonObject object = value.toObject();
        Fields fields(object, faults, at("phone_numbers", qsizetype(phones.size())));
        fields.allowOnly({"phone_number", "kind"});
        Phone phone;
        phone.text = fields.text("phone_number", rules::phoneLength).value_or(std::string());
        phone.kind = fields.text("kind", rules::nameLength).value_or("other");
        if (phone.text.empty())
            faults.missing(fields.pathOf("phone_number"));
        if (phone.kind != "home" && phone.kind != "work" && phone.kind != "mobile" && phone.kind != "other")
            faults.invalid(fields.pathOf("kind"));
        phones.push_back(phone);
    }
    return phones;
}

std::optional<std::vector<Street>> readStreets(Fields &contact, Faults &faults)
{
    const auto array = contact.array("street_addresses", rules::maxStreets);
    if (!array)
        return std::nullopt;
    std::vector<Street> streets;
    for (const QJsonValue &value : *array) {
        if (const auto street =
                readStreet(value.toObject(), at("street_addresses", qsizetype(streets.size())), faults))
            streets.push_back(*street);
    }
    return streets;
}

std::vector<int> readChoices(const QJsonArray &array, Faults &faults)
{
    std::vector<int> choices;
    for (const QJsonValue &value : array) {
        bool good = value.isString();
        choices.push_back(value.toString().toInt(&good));
        if (!good)
            faults.invalid(QStringLiteral("choice_ids"));
    }
    return choices;
}

std::optional<std::vector<FieldValue>> readCustomFields(Fields &contact, const State &state, Faults &faults)
{
    const auto array = contact.array("custom_fields", rules::maxFields);
    if (!array)
        return std::nullopt;
    std::vector<FieldValue> values;
    for (const QJsonValue &entry : *array) {
        const QJsonObject object = entry.toObject();
        Fields fields(object, faults, at("custom_fields", qsizetype(values.size())));
        fields.allowOnly({"custom_field_id", "value", "choice_ids"});
        const auto number =
            numberOf(IdKind::Field, fields.text("custom_field_id", rules::nameLength).value_or(""));
        if (!number || !state.hasField(*number)) {
            faults.invalid(fields.pathOf("custom_field_id"));
            continue;
        }
        const std::string text = fields.text("value", rules::valueLength).value_or(std::string());
        const auto choices = fields.array("choice_ids", 100);
        const auto value = fieldValue(state.fields[*number], *number, text,
                                      choices ? readChoices(*choices, faults) : std::vector<int>());
        if (value)
            values.push_back(*value);
        else
            faults.invalid(fields.pathOf("value"));
    }
    return values;
}

std::optional<std::vector<Note>> readNotes(Fields &contact, Faults &faults)
{
    const auto array = contact.array("notes", rules::maxNotes);
    if (!array)
        return std::nullopt;
    std::vector<Note> notes;
    for (const QJsonValue &value : *array) {
        const QJsonObject object = value.toObject();
        Fields fields(object, faults, at("notes", qsizetype(notes.size())));
        fields.allowOnly({"note_id", "created_at", "content"});
        Note note;
        note.content = fields.text("content", rules::noteLength).value_or(std::string());
        note.createdAt =
            timeFrom(fields.text("created_at", rules::nameLength).value_or(std::string())).value_or(0);
        if (note.content.empty())
            faults.missing(fields.pathOf("content"));
        notes.push_back(note);
    }
    return notes;
}

std::optional<std::vector<quint32>> readIds(Fields &contact, IdKind kind, const char *name, int most,
                                            const State &state, Faults &faults)
{
    const auto ids = contact.texts(name, most);
    return ids ? std::optional(existing(kind, *ids, state, QLatin1String(name), faults)) : std::nullopt;
}

/// Who keeps an entry as it was keeps its id and its date, too.
template <typename T, typename SameEntry>
void keepIds(std::vector<T> &fresh, const std::vector<T> &old, State &state, qint64 now, SameEntry same)
{
    for (T &entry : fresh) {
        const auto before =
            std::find_if(old.begin(), old.end(), [&](const T &was) { return same(was, entry); });
        entry.number = before != old.end() ? before->number : state.nextPart++;
        if (before != old.end())
            entry.createdAt = before->createdAt;
        else if (entry.createdAt == 0)
            entry.createdAt = now;
    }
}

} // namespace

void readBirthday(Fields &fields, int &month, int &day, Faults &faults)
{
    const auto givenMonth = fields.number("birthday_month", 1, 12);
    const auto givenDay = fields.number("birthday_day", 1, 31);
    if (givenMonth.has_value() != givenDay.has_value())
        faults.add(QStringLiteral("birthday_month and birthday_day must be used together"));
    else if (givenMonth && !isBirthday(*givenMonth, *givenDay))
        faults.invalid(QStringLiteral("birthday_day"));
    month = givenMonth.value_or(0);
    day = givenDay.value_or(0);
}

std::string readAnniversary(Fields &fields, Faults &faults)
{
    const std::string text = fields.text("anniversary", rules::anniversaryLength).value_or(std::string());
    if (text.empty())
        return {};
    const auto date = dateFrom(text);
    if (!date)
        faults.invalid(QStringLiteral("anniversary"));
    return date ? date->toString(Qt::ISODate).toStdString() : std::string();
}

std::optional<Street> readStreet(const QJsonObject &object, const QString &path, Faults &faults)
{
    Fields fields(object, faults, path);
    fields.allowOnly({"kind", "street", "city", "state", "postal_code", "country"});
    Street street;
    street.kind = fields.text("kind", rules::nameLength).value_or(std::string());
    street.street = fields.text("street", rules::streetLength).value_or(std::string());
    street.city = fields.text("city", rules::placeLength).value_or(std::string());
    street.state = fields.text("state", rules::placeLength).value_or(std::string());
    street.postalCode = fields.text("postal_code", rules::placeLength).value_or(std::string());
    street.country = fields.text("country", rules::placeLength).value_or(std::string());
    if (!fields.has("kind"))
        faults.missing(fields.pathOf("kind"));
    else if (street.kind != "home" && street.kind != "work" && street.kind != "other")
        faults.invalid(fields.pathOf("kind"));
    return street;
}

ContactBody ContactBody::read(const QJsonObject &object, For purpose, const State &state, Faults &faults)
{
    const bool create = purpose == For::Create;
    Fields fields(object, faults);
    fields.allowOnly({"email_address", "first_name", "last_name", "job_title", "company_name",
                      "birthday_month", "birthday_day", "anniversary", "custom_fields", "phone_numbers",
                      "street_addresses", "list_memberships", "taggings", "notes",
                      create ? "create_source" : "update_source"});
    ContactBody body;
    readSource(fields, create ? "create_source" : "update_source", body.source, faults);
    body.email = readEmail(fields, purpose, faults);
    body.firstName = fields.text("first_name", rules::nameLength).value_or(std::string());
    body.lastName = fields.text("last_name", rules::nameLength).value_or(std::string());
    body.jobTitle = fields.text("job_title", rules::nameLength).value_or(std::string());
    body.companyName = fields.text("company_name", rules::nameLength).value_or(std::string());
    body.anniversary = readAnniversary(fields, faults);
    readBirthday(fields, body.birthdayMonth, body.birthdayDay, faults);
    body.phones = readPhones(fields, faults);
    body.streets = readStreets(fields, faults);
    body.fields = readCustomFields(fields, state, faults);
    body.notes = readNotes(fields, faults);
    body.lists = readIds(fields, IdKind::List, "list_memberships", rules::maxLists, state, faults);
    body.tags = readIds(fields, IdKind::Tag, "taggings", rules::maxTags, state, faults);
    return body;
}

void ContactBody::writeTo(Person &person, State &state, qint64 now) const
{
    person.firstName = firstName;
    person.lastName = lastName;
    person.jobTitle = jobTitle;
    person.companyName = companyName;
    person.updatedAt = now;
    Details details = person.what();
    details.anniversary = anniversary;
    details.birthdayMonth = birthdayMonth;
    details.birthdayDay = birthdayDay;
    if (phones) {
        std::vector<Phone> fresh = *phones;
        keepIds(fresh, details.phones, state, now,
                [](const Phone &a, const Phone &b) { return a.kind == b.kind && a.text == b.text; });
        details.phones = fresh;
    }
    if (streets) {
        std::vector<Street> fresh = *streets;
        keepIds(fresh, details.streets, state, now,
                [](const Street &a, const Street &b) { return a.kind == b.kind && a.street == b.street; });
        details.streets = fresh;
    }
    if (notes) {
        std::vector<Note> fresh = *notes;
        keepIds(fresh, details.notes, state, now,
                [](const Note &a, const Note &b) { return a.content == b.content; });
        details.notes = fresh;
    }
    if (fields)
        details.fields = *fields;
    if (tags)
        details.tags = *tags;
    person.more() = std::move(details);
}

} // namespace rollcall::practice
