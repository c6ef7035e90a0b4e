#include "practice/endpoints.h"

#include "practice/contactbody.h"
#include "practice/fieldvalue.h"
#include "practice/jsontext.h"
#include "practice/rules.h"
#include "practice/texts.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

struct Form
{
    std::string email;
    std::optional<std::string> firstName, lastName, jobTitle, companyName, phone;
    std::string anniversary;
    int month = 0, day = 0;
    std::optional<Street> street;
    std::vector<quint32> lists;
    std::vector<FieldValue> fields;
};

void readCustomFields(Fields &fields, const State &state, Form &form, Faults &faults)
{
    for (const QJsonValue &entry : fields.array("custom_fields", 50).value_or(QJsonArray())) {
        const QJsonObject object = entry.toObject();
        Fields own(object, faults, QStringLiteral("custom_fields."));
        own.allowOnly({"custom_field_id", "value"});
        const auto number =
            numberOf(IdKind::Field, own.text("custom_field_id", rules::nameLength).value_or(""));
        const std::string text = own.text("value", rules::valueLength).value_or(std::string());
        const auto value = number && state.hasField(*number)
                               ? fieldValue(state.fields[*number], *number, text, {})
                               : std::nullopt;
        if (value)
            form.fields.push_back(*value);
        else
            faults.invalid(QStringLiteral("custom_fields"));
    }
}

Form readForm(const QJsonObject &object, const State &state, Faults &faults)
{
    Fields fields(object, faults);
    fields.allowOnly({"email_address", "first_name", "last_name", "job_title", "company_name", "phone_number",
                      "list_memberships", "custom_fields", "anniversary", "birthday_month", "birthday_day",
                      "street_address"});
    Form form;
    form.email = lowered(fields.text("email_address", rules::bulkEmailLength).value_or(std::string()));
    form.firstName = fields.text("first_name", rules::nameLength);
    form.lastName = fields.text("last_name", rules::nameLength);
    form.jobTitle = fields.text("job_title", rules::nameLength);
    form.companyName = fields.text("company_name", rules::nameLength);
    form.phone = fields.text("phone_number", rules::phoneLength);
    form.anniversary = readAnniversary(fields, faults);
    readBirthday(fields, form.month, form.day, faults);
    if (const auto street = fields.object("street_address"))
        form.street = readStreet(*street, QStringLiteral("street_address."), faults);
    const auto lists = fields.texts("list_memberships", rules::maxLists);
    if (!lists || lists->empty())
        faults.missing(QStringLiteral("list_memberships"));
    else
        form.lists = existing(IdKind::List, *lists, state, QStringLiteral("list_memberships"), faults);
    readCustomFields(fields, state, form, faults);
    if (!isEmailAddress(form.email))
        faults.invalid(QStringLiteral("email_address"));
    return form;
}

void writeForm(const Form &form, Person &person, State &state, qint64 now)
{
    const auto write = [](const std::optional<std::string> &from, std::string &to) {
        to = from.value_or(to);
    };
    write(form.firstName, person.firstName);
    write(form.lastName, person.lastName);
    write(form.jobTitle, person.jobTitle);
    write(form.companyName, person.companyName);
    Details &details = person.more();
    if (!form.anniversary.empty())
        details.anniversary = form.anniversary;
    if (form.month != 0) {
        details.birthdayMonth = form.month;
        details.birthdayDay = form.day;
    }
    if (form.phone && details.phones.size() < size_t(rules::maxPhones))
        details.phones.push_back({state.nextPart++, "other", *form.phone, now, now});
    if (form.street && details.streets.size() < size_t(rules::maxStreets)) {
        details.streets.push_back(*form.street);
        details.streets.back().number = state.nextPart++;
        details.streets.back().createdAt = now;
    }
    for (const FieldValue &value : form.fields) {
        std::erase_if(details.fields, [&](const FieldValue &old) { return old.field == value.field; });
        details.fields.push_back(value);
    }
    for (const quint32 list : form.lists) {
        if (!person.isOn(list) && person.lists.size() < size_t(rules::maxLists))
            person.lists.push_back(list);
    }
    person.updatedAt = now;
    person.updateSource = Source::Contact;
}

} // namespace

/// With all that makes it dangerous: whoever is there already becomes explicit, unsubscribed or not, deleted
/// or not.
Answer signUpForm(Visit &visit)
{
    ++visit.counters.signUpForm;
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    Faults faults;
    const Form form = readForm(object, visit.state, faults);
    if (faults.any())
        return faults.answer();
    const auto known = visit.state.people.byEmail(form.email);
    quint32 number = known.value_or(0);
    if (!known) {
        Person person;
        person.email = form.email;
        person.createdAt = visit.now;
        person.createSource = Source::Contact;
        number = visit.state.people.add(std::move(person));
    }
    Person &person = visit.state.people[number];
    person.deletedAt = 0;
    person.permit(Permission::Explicit, Source::Contact, visit.now);
    writeForm(form, person, visit.state, visit.now);
    visit.changed();
    JsonText json;
    json.beginObject().member("contact_id", idOf(IdKind::Contact, number));
    json.member("action", known ? "updated" : "created").endObject();
    return Answer::json(known ? 200 : 201, json.take());
}

} // namespace rollcall::practice
