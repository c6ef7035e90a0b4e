#include "practice/activities.h"

#include "practice/endpoints.h"
#include "practice/jsontext.h"
#include "practice/rules.h"
#include "practice/texts.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

using Kind = Activity::Kind;

constexpr qint64 rowsASecond = 4000;
constexpr qint64 waitsFor = rules::second; // before it is begun
constexpr qint64 takesAtLeast = rules::second;

bool isImport(const Activity &activity)
{
    return activity.kind == Kind::JsonImport || activity.kind == Kind::FileImport;
}

std::string_view stateOf(const Activity &activity, qint64 now)
{
    return activity.over ? "completed" : now >= activity.startsAt ? "processing" : "initialized";
}

int percentOf(const Activity &activity, qint64 now)
{
    if (activity.over || now <= activity.startsAt)
        return activity.over ? 100 : 0;
    return int(std::min<qint64>(99, (now - activity.startsAt) * 100 / (activity.endsAt - activity.startsAt)));
}

void writeErrors(JsonText &json, const Activity &activity)
{
    json.key("activity_errors").beginArray();
    if (activity.over && activity.errors > 0)
        json.text("Some contacts could not be imported because their data is not valid.");
    if (activity.over && activity.correctable > 0)
        json.text("Some contacts have errors that can be corrected.");
    json.endArray();
}

void writeStatus(JsonText &json, const Activity &activity)
{
    json.key("status").beginObject().member("items_total_count", activity.total);
    if (activity.kind == Kind::AddToLists || activity.kind == Kind::RemoveFromLists ||
        activity.kind == Kind::ListDelete)
        json.member("list_count", activity.targets.size());
    if (isImport(activity)) {
        json.member("person_count", activity.persons).member("error_count", activity.errors);
        json.member("correctable_count", activity.correctable)
            .member("cannot_add_to_list_count", activity.notAdded);
    }
    json.member("items_completed_count", activity.done).endObject();
}

void writeActivity(JsonText &json, const Activity &activity, quint32 number, qint64 now)
{
    const std::string id = idOf(IdKind::Activity, number);
    json.beginObject().member("activity_id", id).member("state", stateOf(activity, now));
    if (now >= activity.startsAt)
        json.member("started_at", isoTime(activity.startsAt));
    if (activity.over)
        json.member("completed_at", isoTime(activity.endsAt));
    json.member("created_at", isoTime(activity.createdAt));
    json.member("updated_at", isoTime(activity.over ? activity.endsAt : now));
    json.unlessEmpty("source_file_name", activity.fileName).member("percent_done", percentOf(activity, now));
    writeErrors(json, activity);
    writeStatus(json, activity);
    json.key("_links")
        .beginObject()
        .key("self")
        .beginObject()
        .member("href", "/v3/activities/" + id)
        .endObject();
    if (activity.kind == Kind::Export && activity.over)
        json.key("results").beginObject().member("href", "/v3/contact_exports/" + id).endObject();
    json.endObject().endObject();
}

bool isKept(const Activity &activity, qint64 now)
{
    return !activity.over || activity.endsAt > now - rules::activityKept;
}

template <typename Do>
void forSelected(Activity &activity, State &state, qint64 now, Do what)
{
    for (quint32 number = 0; number < state.people.size(); ++number) {
        if (isSelected(activity.selection, state, number, now)) {
            what(state.people[number]);
            ++activity.done;
        }
    }
}

void addTo(Person &person, const Activity &activity)
{
    for (const quint32 list : activity.targets) {
        if (!person.isUnsubscribed() && !person.isOn(list) && person.lists.size() < size_t(rules::maxLists))
            person.lists.push_back(list);
    }
}

void tag(Person &person, const Activity &activity)
{
    for (const quint32 number : activity.targets) {
        if (!person.hasTag(number) && person.what().tags.size() < size_t(rules::maxTags))
            person.more().tags.push_back(number);
    }
}

void deleteTargets(Activity &activity, State &state, qint64 now)
{
    for (const quint32 target : activity.targets) {
        if (activity.kind == Kind::ListDelete)
            state.lists[target].deletedAt = now;
        else
            state.tags[target].deletedAt = now;
        ++activity.done;
        for (quint32 number = 0; number < state.people.size(); ++number) {
            if (activity.kind == Kind::ListDelete)
                state.people[number].leave(target);
            else
                state.people[number].removeTag(target);
        }
    }
}

/// All that an activity other than an import does, at once.
void carryOut(Activity &activity, State &state, qint64 now)
{
    switch (activity.kind) {
    case Kind::JsonImport:
    case Kind::FileImport:
        break;
    case Kind::Export:
        activity.done = activity.total;
        break;
    case Kind::ContactDelete:
        forSelected(activity, state, now, [now](Person &person) { removePerson(person, now); });
        break;
    case Kind::AddToLists:
        forSelected(activity, state, now, [&](Person &person) { addTo(person, activity); });
        break;
    case Kind::RemoveFromLists:
        forSelected(activity, state, now, [&](Person &person) {
            for (const quint32 list : activity.targets)
                person.leave(list);
        });
        break;
    case Kind::TagsAdd:
        forSelected(activity, state, now, [&](Person &person) { tag(person, activity); });
        break;
    case Kind::TagsRemove:
        forSelected(activity, state, now, [&](Person &person) {
            for (const quint32 number : activity.targets)
                person.removeTag(number);
        });
        break;
    case Kind::ListDelete:
    case Kind::TagDelete:
        deleteTargets(activity, state, now);
        break;
    }
}

} // namespace

Answer queueActivity(Visit &visit, Activity activity, int status)
{
    const auto waiting = std::count_if(visit.state.activities.begin(), visit.state.activities.end(),
                                       [](const Activity &other) { return !other.over; });
    if (waiting >= rules::maxQueued) {
        ++visit.counters.queueFull;
        return refusal(429, "activities.api.too_many_requests",
                       "You exceeded 1,000 queued activities for this account.");
    }
    activity.createdAt = visit.now;
    activity.startsAt = visit.now + (visit.hurried ? rules::second / 20 : waitsFor);
    activity.endsAt =
        activity.startsAt +
        (visit.hurried ? rules::second / 5 : takesAtLeast + activity.total * rules::second / rowsASecond);
    visit.state.activities.push_back(std::move(activity));
    visit.changed();
    const quint32 number = quint32(visit.state.activities.size() - 1);
    JsonText json;
    writeActivity(json, visit.state.activities[number], number, visit.now);
    Answer answer = Answer::json(status, json.take());
    if (status == 202)
        answer.with("Location",
                    "/v3/activities/" + QByteArray::fromStdString(idOf(IdKind::Activity, number)));
    return answer;
}

void carryOn(State &state, Counters &counters, Troubles &troubles, qint64 now)
{
    for (Activity &activity : state.activities) {
        if (activity.over || now < activity.startsAt)
            continue;
        const bool ends = now >= activity.endsAt;
        const qint64 rows = qint64(activity.rows.size());
        if (isImport(activity)) {
            const qint64 span = activity.endsAt - activity.startsAt;
            importRows(activity, ends ? rows : rows * (now - activity.startsAt) / span, state, counters,
                       troubles, now);
        }
        if (!ends)
            continue;
        carryOut(activity, state, activity.endsAt);
        if (isImport(activity))
            activity.done = activity.total; // the header line of a file, too
        activity.over = true;
        activity.rows = {};
        ++state.changes;
    }
}

bool isSelected(const Selection &selection, const State &state, quint32 number, qint64 now)
{
    const Person &person = state.people[number];
    const auto &numbers = selection.numbers;
    const auto among = [&](auto &&holds) { return std::any_of(numbers.begin(), numbers.end(), holds); };
    const bool withDeleted = selection.status == "all" || selection.status == "deleted";
    if ((person.isDeleted() && !withDeleted) || selection.excluded.count(number) > 0)
        return false;
    switch (selection.source) {
    case Selection::Source::All:
        return true;
    case Selection::Source::Contacts:
        return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
    case Selection::Source::Lists:
        return among([&](quint32 list) { return person.isOn(list); });
    case Selection::Source::Tags:
        return among([&](quint32 tag) { return person.hasTag(tag); });
    case Selection::Source::ActiveContacts:
        return person.isMailable();
    case Selection::Source::NewSubscribers:
        return person.isMailable() && person.optInAt > now - 30 * rules::day;
    }
    return false;
}

Answer getActivities(Visit &visit)
{
    Faults faults;
    const auto page = pageOf(visit.call, faults);
    if (!page)
        return faults.answer();
    const auto &[query, from] = *page;
    allowOnly(query, {"limit", "state"}, faults);
    const int limit = limitOf(query, 500, faults);
    const std::string wanted = query.value("state").toStdString();
    if (query.has("state") && wanted != "processing" && wanted != "completed" && wanted != "cancelled" &&
        wanted != "failed" && wanted != "timed_out")
        faults.invalid(QStringLiteral("state")); // also "initialized": the service does not filter by it
    if (faults.any())
        return faults.answer();
    const qint64 size = qint64(visit.state.activities.size());
    std::optional<qint64> next; // counted from the oldest, so that new ones do not move a page
    int written = 0;
    JsonText json;
    json.beginObject().key("activities").beginArray();
    for (qint64 i = (from > 0 ? std::min(from, size) : size) - 1; i >= 0 && !next; --i) {
        const Activity &activity = visit.state.activities[size_t(i)];
        if (!isKept(activity, visit.now) || (!wanted.empty() && stateOf(activity, visit.now) != wanted))
            continue;
        if (written == limit) {
            next = i + 1;
        } else {
            writeActivity(json, activity, quint32(i), visit.now);
            ++written;
        }
    }
    json.endArray();
    if (next)
        linkNext(json, "activities", query, *next);
    json.endObject();
    return Answer::json(200, json.take());
}

Answer getActivity(Visit &visit)
{
    const auto number = numberOf(IdKind::Activity, visit.id);
    if (!number || *number >= visit.state.activities.size() ||
        !isKept(visit.state.activities[*number], visit.now))
        return notFound("activity_id");
    JsonText json;
    writeActivity(json, visit.state.activities[*number], *number, visit.now);
    return Answer::json(200, json.take());
}

} // namespace rollcall::practice
