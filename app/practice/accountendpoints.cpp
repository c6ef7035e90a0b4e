#include "practice/endpoints.h"

#include "practice/jsontext.h"
#include "practice/users.h"

namespace rollcall::practice {

Answer getSummary(Visit &visit)
{
    Faults faults;
    allowOnly(visit.call.query, {"extra_fields"}, faults);
    const QByteArray extra = visit.call.query.value("extra_fields");
    for (const QByteArray &name : extra.isEmpty() ? QList<QByteArray>() : extra.split(',')) {
        if (name != "physical_address" && name != "company_logo")
            faults.invalid(QStringLiteral("extra_fields"));
    }
    if (faults.any())
        return faults.answer();
    JsonText json;
    json.beginObject().member("contact_email", owner().email).member("contact_phone", "5085550142");
    json.member("country_code", "US")
        .member("encoded_account_id", accountId)
        .member("first_name", owner().firstName);
    json.member("last_name", owner().lastName).member("organization_name", organization);
    json.member("organization_phone", "508-555-0142").member("state_code", "MA");
    json.member("time_zone_id", "US/Eastern").member("website", "https://hillside-library.example.org");
    if (extra.contains("physical_address")) {
        json.key("physical_address")
            .beginObject()
            .member("address_line1", "12 Chapel Lane")
            .member("city", "Hillside");
        json.member("state_code", "MA")
            .member("postal_code", "01000")
            .member("country_code", "US")
            .endObject();
    }
    json.endObject();
    return Answer::json(200, json.take());
}

Answer getPrivileges(Visit &visit)
{
    JsonText json;
    json.beginArray();
    for (const Privilege &privilege : visit.user.privileges)
        json.beginObject()
            .member("privilege_id", privilege.id)
            .member("privilege_name", privilege.name)
            .endObject();
    json.endArray();
    return Answer::json(200, json.take());
}

Answer getEmails(Visit &visit)
{
    Faults faults;
    allowOnly(visit.call.query, {"confirm_status", "role_code", "email_address"}, faults);
    if (visit.call.query.pairs().size() > 1)
        faults.add(QStringLiteral("only one query parameter can be used at a time"));
    const QByteArray status = visit.call.query.value("confirm_status");
    if (!status.isEmpty() && status != "CONFIRMED" && status != "C" && status != "UNCONFIRMED" &&
        status != "U")
        faults.invalid(QStringLiteral("confirm_status"));
    if (faults.any())
        return faults.answer();
    const QByteArray email = visit.call.query.value("email_address");
    JsonText json;
    json.beginArray();
    if (!status.startsWith('U') && (email.isEmpty() || email.toLower() == owner().email.data())) {
        json.beginObject().member("email_address", owner().email).member("email_id", 1);
        json.member("confirm_status", "CONFIRMED").member("confirm_time", "2019-02-11T15:04:05.000Z");
        json.member("confirm_source_type", "SITE_OWNER")
            .key("roles")
            .beginArray()
            .text("CONTACT")
            .text("BILLING");
        json.endArray().endObject();
    }
    json.endArray();
    return Answer::json(200, json.take());
}

} // namespace rollcall::practice
