#include "practice/endpoints.h"

#include "practice/contactbody.h"
#include "practice/contactjson.h"
#include "practice/rules.h"

namespace rollcall::practice {
namespace {

constexpr auto notUnique = "Validation failed: EmailAddress is not unique";

Answer contactAnswer(int status, const State &state, quint32 number, const Includes &includes)
{
    JsonText json;
    writeContact(json, state, number, includes);
    return Answer::json(status, json.take());
}

/// What is wrong with moving this person's permission and lists as asked.
void checkChange(const Person &person, const ContactBody &body, Faults &faults)
{
    const bool asked = body.email && body.email->permission;
    const Permission to = asked ? *body.email->permission : person.permission;
    if (person.isUnsubscribed() && to != Permission::Unsubscribed && person.optOutSource == Source::Contact &&
        body.source == Source::Account)
        faults.add(QStringLiteral(
            "permission_to_send cannot be changed by the account: the contact has unsubscribed"));
    if (to == Permission::Unsubscribed && body.lists && !body.lists->empty())
        faults.add(QStringLiteral("list_memberships: an unsubscribed contact cannot be added to lists"));
    if (person.isDeleted() && body.source != Source::Account)
        faults.add(QStringLiteral("update_source must be Account to restore a deleted contact"));
    if (person.isDeleted() && (!body.lists || body.lists->empty()))
        faults.add(
            QStringLiteral("list_memberships must have at least one list to restore a deleted contact"));
}

void change(Visit &visit, quint32 number, const ContactBody &body)
{
    Person &person = visit.state.people[number];
    body.writeTo(person, visit.state, visit.now);
    person.deletedAt = 0;
    person.updateSource = body.source;
    if (body.lists)
        person.lists = *body.lists;
    if (!body.email)
        return;
    if (body.email->address != person.email) {
        visit.state.people.changeEmail(number, body.email->address);
        person.emailUpdatedAt = visit.now;
    }
    if (body.email->permission && *body.email->permission != person.permission)
        person.permit(*body.email->permission, body.source, visit.now);
    if (person.isUnsubscribed() && !body.email->optOutReason.empty())
        person.more().optOutReason = body.email->optOutReason;
}

} // namespace

std::optional<Answer> contactNumber(const Visit &visit, quint32 &number)
{
    if (!isUuid(visit.id))
        return refusal(400, "contacts.api.validation.error", "contact_id is in an invalid format.");
    const auto found = numberOf(IdKind::Contact, visit.id);
    if (!found || *found >= visit.state.people.size())
        return notFound("contact_id");
    number = *found;
    return std::nullopt;
}

Answer createContact(Visit &visit)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    Faults faults;
    const ContactBody body = ContactBody::read(object, ContactBody::For::Create, visit.state, faults);
    if (!body.email && body.firstName.empty() && body.lastName.empty())
        faults.add(QStringLiteral("one of email_address, first_name, last_name or sms_channel is required"));
    const auto usual = body.source == Source::Contact ? Permission::Explicit : Permission::Implicit;
    const Permission permission = body.email ? body.email->permission.value_or(usual) : Permission::NotSet;
    if (permission == Permission::Unsubscribed && body.lists && !body.lists->empty())
        faults.add(QStringLiteral("list_memberships: an unsubscribed contact cannot be added to lists"));
    if (faults.any())
        return faults.answer();
    if (body.email &&
        visit.state.people.byEmail(body.email->address)) // a deleted one counts: it keeps its address
        return conflict(notUnique);

    Person person;
    person.createdAt = visit.now;
    person.emailUpdatedAt = visit.now;
    person.createSource = body.source;
    person.updateSource = body.source;
    body.writeTo(person, visit.state, visit.now);
    person.permit(permission, body.source, visit.now);
    if (body.email)
        person.email = body.email->address;
    if (body.lists)
        person.lists = *body.lists;
    const quint32 number = visit.state.people.add(std::move(person));
    visit.changed();
    return contactAnswer(201, visit.state, number, Includes::all());
}

Answer updateContact(Visit &visit)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    quint32 number = 0;
    if (const auto bad = contactNumber(visit, number))
        return *bad;
    Faults faults;
    const ContactBody body = ContactBody::read(object, ContactBody::For::Update, visit.state, faults);
    checkChange(visit.state.people[number], body, faults);
    if (faults.any())
        return faults.answer();
    if (body.email) {
        const auto other = visit.state.people.byEmail(body.email->address);
        if (other && *other != number)
            return conflict(notUnique);
    }
    change(visit, number, body);
    visit.changed();
    return contactAnswer(200, visit.state, number, Includes::all());
}

Answer getContact(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = contactNumber(visit, number))
        return *bad;
    Faults faults;
    allowOnly(visit.call.query, {"include"}, faults);
    const Includes includes = Includes::read(visit.call.query, faults);
    if (faults.any())
        return faults.answer();
    return contactAnswer(200, visit.state, number, includes);
}

Answer deleteContact(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = contactNumber(visit, number))
        return *bad;
    Person &person = visit.state.people[number];
    if (person.isDeleted())
        return notFound("contact_id");
    removePerson(person, visit.now);
    visit.changed();
    return Answer{204, {}, {}, {}};
}

void removePerson(Person &person, qint64 now)
{
    person.lists.clear();
    person.deletedAt = now;
    person.updatedAt = now;
}

Answer resubscribeContact(Visit &visit)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    quint32 number = 0;
    if (const auto bad = contactNumber(visit, number))
        return *bad;
    Faults faults;
    Fields fields(object, faults);
    fields.allowOnly({"list_ids"});
    const auto ids = fields.texts("list_ids", rules::maxLists);
    if (!ids || ids->empty())
        faults.missing(QStringLiteral("list_ids"));
    else
        existing(IdKind::List, *ids, visit.state, QStringLiteral("list_ids"), faults);
    Person &person = visit.state.people[number];
    if (!person.isUnsubscribed() || person.isDeleted())
        faults.add(QStringLiteral("the contact is not unsubscribed"));
    if (faults.any())
        return faults.answer();
    if (person.resubscribeSent)
        return conflict("A resubscribe email was already sent to this contact.");
    person.resubscribeSent = true; // nothing more before the person confirms, and here nobody does
    visit.changed();
    return Answer{200, {}, {}, {}};
}

} // namespace rollcall::practice
