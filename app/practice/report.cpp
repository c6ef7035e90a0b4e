#include "practice/report.h"

#include "practice/fieldvalue.h"
#include "practice/ids.h"
#include "practice/jsontext.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

void writeNames(JsonText &json, const char *key, const std::vector<quint32> &numbers, const auto &all)
{
    json.key(key).beginArray();
    for (const quint32 number : numbers)
        json.text(all[number].name);
    json.endArray();
}

void writeDetails(JsonText &json, const State &state, const Details &details)
{
    json.unlessEmpty("anniversary", details.anniversary);
    if (details.birthdayMonth != 0)
        json.member("birthday_month", details.birthdayMonth).member("birthday_day", details.birthdayDay);
    json.key("phones").beginObject();
    for (const Phone &phone : details.phones)
        json.member(phone.kind, phone.text);
    json.endObject().key("streets").beginObject();
    for (const Street &street : details.streets) {
        json.key(street.kind)
            .beginObject()
            .unlessEmpty("street", street.street)
            .unlessEmpty("city", street.city);
        json.unlessEmpty("state", street.state).unlessEmpty("zip", street.postalCode);
        json.unlessEmpty("country", street.country).endObject();
    }
    json.endObject().key("custom_fields").beginObject();
    for (const FieldValue &value : details.fields)
        json.member(state.fields[value.field].label, shown(value, state.fields[value.field]));
    json.endObject().key("notes").beginArray();
    for (const Note &note : details.notes)
        json.text(note.content);
    json.endArray();
}

void writePerson(JsonText &json, const State &state, quint32 number)
{
    const Person &person = state.people[number];
    json.beginObject().member("id", idOf(IdKind::Contact, number)).member("email", person.email);
    json.member("permission", nameOf(person.permission)).member("deleted", person.isDeleted());
    if (person.isUnsubscribed())
        json.member("opt_out_source", nameOf(person.optOutSource));
    json.member("create_source", nameOf(person.createSource));
    json.unlessEmpty("first_name", person.firstName).unlessEmpty("last_name", person.lastName);
    json.unlessEmpty("job_title", person.jobTitle).unlessEmpty("company_name", person.companyName);
    writeNames(json, "lists", person.lists, state.lists);
    writeNames(json, "tags", person.what().tags, state.tags);
    writeDetails(json, state, person.what());
    json.endObject();
}

void writeLists(JsonText &json, const State &state)
{
    std::vector<qint64> members(state.lists.size());
    for (quint32 number = 0; number < state.people.size(); ++number) {
        for (const quint32 list : state.people[number].lists)
            ++members[list];
    }
    json.key("lists").beginArray();
    for (quint32 number = 0; number < state.lists.size(); ++number) {
        if (state.hasList(number)) {
            json.beginObject()
                .member("id", idOf(IdKind::List, number))
                .member("name", state.lists[number].name);
            json.member("contacts", members[number]).endObject();
        }
    }
    json.endArray().key("tags").beginArray();
    for (const Tag &tag : state.tags) {
        if (tag.deletedAt == 0)
            json.text(tag.name);
    }
    json.endArray();
}

void writeCounters(JsonText &json, const Counters &counters)
{
    qint64 total = 0;
    json.key("calls").beginObject();
    for (const auto &[name, count] : counters.calls) {
        json.member(name, count);
        total += count;
    }
    json.endObject().member("calls_total", total).member("most_in_a_second", counters.mostInASecond);
    json.member("throttled", counters.throttled).member("quota_exceeded", counters.quotaExceeded);
    json.member("token_calls", counters.tokenCalls).member("token_throttled", counters.tokenThrottled);
    json.member("queue_full", counters.queueFull);
    json.member("unauthorized", counters.unauthorized).member("forbidden", counters.forbidden);
    json.member("oversized_bodies", counters.oversizedBodies).member("largest_body", counters.largestBody);
    json.member("rows_received", counters.rowsReceived).member("rows_cut", counters.rowsCut);
    json.member("rows_lost", counters.rowsLost).member("phones_dropped", counters.phonesDropped);
    json.member("tokens_issued", counters.tokensIssued).member("refreshes", counters.refreshes);
    json.member("refresh_reuses", counters.refreshReuses).member("code_reuses", counters.codeReuses);
    json.member("sign_up_form_calls", counters.signUpForm).key("last_calls").beginArray();
    for (const Counters::Served &one : counters.lastServed) {
        json.beginObject().member("call", one.call.toStdString()).member("arrived", one.arrivedMs);
        json.member("answered", one.answeredMs).endObject();
    }
    json.endArray();
}

} // namespace

QByteArray writeReport(const State &state, const Counters &counters,
                       const std::map<QByteArray, Allowance> &allowances, const Grants &grants,
                       std::chrono::milliseconds busy, qint64 now, bool withContacts)
{
    JsonText json;
    json.beginObject().member("contacts_total", state.people.size());
    writeLists(json, state);
    writeCounters(json, counters);
    json.member("busy_ms", qint64(busy.count()));
    qint64 today = 0;
    for (const auto &[key, allowance] : allowances)
        today += allowance.callsToday(now);
    json.member("calls_today", today).member("refresh_tokens_alive", grants.liveRefreshTokens());
    json.member("activities_total", state.activities.size());
    json.member("activities_waiting", std::count_if(state.activities.begin(), state.activities.end(),
                                                    [](const Activity &activity) { return !activity.over; }));
    if (withContacts) {
        json.key("contacts").beginArray();
        for (quint32 number = 0; number < state.people.size(); ++number)
            writePerson(json, state, number);
        json.endArray();
    }
    json.endObject();
    return json.take();
}

} // namespace rollcall::practice
