#include "practice/contactjson.h"

#include "practice/ids.h"
#include "practice/texts.h"

namespace rollcall::practice {
namespace {

void writeEmail(JsonText &json, const Person &person)
{
    json.key("email_address").beginObject();
    json.member("address", person.email).member("permission_to_send", nameOf(person.permission));
    json.member("created_at", isoOffsetTime(person.createdAt));
    json.member("updated_at", isoOffsetTime(person.emailUpdatedAt));
    if (person.optInAt != 0)
        json.member("opt_in_source", nameOf(person.optInSource))
            .member("opt_in_date", isoTime(person.optInAt));
    if (person.isUnsubscribed()) {
        json.member("opt_out_source", nameOf(person.optOutSource))
            .member("opt_out_date", isoTime(person.optOutAt));
        json.unlessEmpty("opt_out_reason", person.what().optOutReason);
    }
    json.member("confirm_status", person.permission == Permission::PendingConfirmation ? "pending" : "off");
    json.endObject();
}

void writePhones(JsonText &json, const Person &person)
{
    json.key("phone_numbers").beginArray();
    for (const Phone &phone : person.what().phones) {
        json.beginObject().member("phone_number_id", idOf(IdKind::Phone, phone.number));
        json.member("phone_number", phone.text).member("kind", phone.kind);
        json.member("created_at", isoOffsetTime(phone.createdAt))
            .member("updated_at", isoOffsetTime(person.updatedAt));
        json.member("create_source", nameOf(person.createSource))
            .member("update_source", nameOf(person.updateSource));
        json.endObject();
    }
    json.endArray();
}

void writeStreets(JsonText &json, const Person &person)
{
    json.key("street_addresses").beginArray();
    for (const Street &street : person.what().streets) {
        json.beginObject()
            .member("street_address_id", idOf(IdKind::Street, street.number))
            .member("kind", street.kind);
        json.unlessEmpty("street", street.street)
            .unlessEmpty("city", street.city)
            .unlessEmpty("state", street.state);
        json.unlessEmpty("postal_code", street.postalCode).unlessEmpty("country", street.country);
        json.member("created_at", isoOffsetTime(street.createdAt))
            .member("updated_at", isoOffsetTime(person.updatedAt));
        json.endObject();
    }
    json.endArray();
}

void writeFields(JsonText &json, const State &state, const Person &person)
{
    json.key("custom_fields").beginArray();
    for (const FieldValue &value : person.what().fields) {
        if (!state.hasField(value.field))
            continue;
        json.beginObject()
            .member("custom_field_id", idOf(IdKind::Field, value.field))
            .unlessEmpty("value", value.value);
        if (!value.choices.empty()) {
            json.key("choice_ids").beginArray();
            for (const int choice : value.choices)
                json.text(std::to_string(choice));
            json.endArray();
        }
        json.endObject();
    }
    json.endArray();
}

void writeNotes(JsonText &json, const Person &person)
{
    json.key("notes").beginArray();
    for (const Note &note : person.what().notes) {
        json.beginObject().member("note_id", idOf(IdKind::Note, note.number));
        json.member("created_at", isoTime(note.createdAt)).member("content", note.content).endObject();
    }
    json.endArray();
}

void writeIds(JsonText &json, const char *name, IdKind kind, const std::vector<quint32> &numbers)
{
    json.key(name).beginArray();
    for (const quint32 number : numbers)
        json.text(idOf(kind, number));
    json.endArray();
}

} // namespace

Includes Includes::read(const Parameters &query, Faults &faults)
{
    Includes includes;
    if (!query.has("include"))
        return includes;
    for (const QByteArray &name : query.value("include").split(',')) {
        bool *flag = name == "custom_fields"      ? &includes.fields
                     : name == "list_memberships" ? &includes.lists
                     : name == "taggings"         ? &includes.tags
                     : name == "notes"            ? &includes.notes
                     : name == "phone_numbers"    ? &includes.phones
                     : name == "street_addresses" ? &includes.streets
                                                  : nullptr;
        if (flag)
            *flag = true;
        else
            faults.invalid(QStringLiteral("include"));
    }
    return includes;
}

void writeContact(JsonText &json, const State &state, quint32 number, const Includes &includes)
{
    const Person &person = state.people[number];
    const Details &details = person.what();
    json.beginObject().member("contact_id", idOf(IdKind::Contact, number));
    if (!person.email.empty())
        writeEmail(json, person);
    json.unlessEmpty("first_name", person.firstName).unlessEmpty("last_name", person.lastName);
    json.unlessEmpty("job_title", person.jobTitle).unlessEmpty("company_name", person.companyName);
    if (details.birthdayMonth != 0)
        json.member("birthday_month", details.birthdayMonth).member("birthday_day", details.birthdayDay);
    json.unlessEmpty("anniversary", details.anniversary);
    json.member("create_source", nameOf(person.createSource))
        .member("update_source", nameOf(person.updateSource));
    json.member("created_at", isoTime(person.createdAt)).member("updated_at", isoTime(person.updatedAt));
    if (person.isDeleted())
        json.member("deleted_at", isoDate(person.deletedAt));
    if (includes.fields)
        writeFields(json, state, person);
    if (includes.phones)
        writePhones(json, person);
    if (includes.streets)
        writeStreets(json, person);
    if (includes.lists)
        writeIds(json, "list_memberships", IdKind::List, person.lists);
    if (includes.tags)
        writeIds(json, "taggings", IdKind::Tag, details.tags);
    if (includes.notes)
        writeNotes(json, person);
    json.endObject();
}

} // namespace rollcall::practice
