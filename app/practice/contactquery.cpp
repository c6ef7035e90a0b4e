#include "practice/endpoints.h"

#include "practice/contactjson.h"
#include "practice/rules.h"
#include "practice/texts.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

/// What GET /contacts asks for.
struct Filter
{
    struct Span
    {
        std::optional<qint64> after, before;
        bool holds(qint64 time) const { return (!after || time > *after) && (!before || time < *before); }
        bool isSet() const { return after || before; }
    };

    bool all = false, anyStatus = true, active = false, deleted = false;
    std::vector<Permission> permissions;
    std::optional<std::string> email;
    std::optional<std::vector<quint32>> lists, tags;
    Span updated, created, optedOut;

    static Filter read(const Parameters &query, const State &state, Faults &faults);
    bool matches(const Person &person) const;
    bool hasStatus(const Person &person) const;
};

void readStatus(const QByteArray &text, Filter &filter, Faults &faults)
{
    filter.anyStatus = false;
    for (const QByteArray &status : text.split(',')) {
        const auto permission = permissionNamed(status.toStdString());
        if (status == "all")
            filter.all = true;
        else if (status == "active")
            filter.active = true;
        else if (status == "deleted")
            filter.deleted = true;
        else if (permission && *permission != Permission::Explicit && *permission != Permission::Implicit)
            filter.permissions.push_back(*permission);
        else
            faults.invalid(QStringLiteral("status"));
    }
}

std::optional<qint64> readTime(const Parameters &query, const char *name, Faults &faults)
{
    if (!query.has(name))
        return std::nullopt;
    const auto time = timeFrom(query.value(name).toStdString());
    if (!time)
        faults.invalid(QLatin1String(name));
    return time;
}

std::optional<std::vector<quint32>> readIds(const Parameters &query, const char *name, IdKind kind, int most,
                                            const State &state, Faults &faults)
{
    if (!query.has(name))
        return std::nullopt;
    std::vector<std::string> ids;
    for (const QByteArray &id : query.value(name).split(','))
        ids.push_back(id.toStdString());
    if (ids.size() > size_t(most))
        faults.add(
            QStringLiteral("%1 has too many elements (maximum is %2)").arg(QLatin1String(name)).arg(most));
    return existing(kind, ids, state, QLatin1String(name), faults);
}

Filter Filter::read(const Parameters &query, const State &state, Faults &faults)
{
    Filter filter;
    if (query.has("status"))
        readStatus(query.value("status"), filter, faults);
    if (query.has("email"))
        filter.email = lowered(query.value("email").toStdString());
    filter.lists = readIds(query, "lists", IdKind::List, 25, state, faults);
    filter.tags = readIds(query, "tags", IdKind::Tag, 50, state, faults);
    filter.updated = {readTime(query, "updated_after", faults), readTime(query, "updated_before", faults)};
    filter.created = {readTime(query, "created_after", faults), readTime(query, "created_before", faults)};
    filter.optedOut = {readTime(query, "optout_after", faults), readTime(query, "optout_before", faults)};
    return filter;
}

bool Filter::hasStatus(const Person &person) const
{
    if (all)
        return true;
    if (person.isDeleted())
        return deleted;
    if (anyStatus || (active && person.isMailable()))
        return true;
    return std::find(permissions.begin(), permissions.end(), person.permission) != permissions.end();
}

bool Filter::matches(const Person &person) const
{
    const auto isOnOne = [&](quint32 list) { return person.isOn(list); };
    const auto hasOne = [&](quint32 tag) { return person.hasTag(tag); };
    return hasStatus(person) && (!email || person.email == *email) &&
           (!lists || std::any_of(lists->begin(), lists->end(), isOnOne)) &&
           (!tags || std::any_of(tags->begin(), tags->end(), hasOne)) && updated.holds(person.updatedAt) &&
           created.holds(person.createdAt) &&
           (!optedOut.isSet() || (person.isUnsubscribed() && optedOut.holds(person.optOutAt)));
}

/// The numbers to look at: one where an address is asked for, all otherwise.
std::pair<quint32, quint32> rangeOf(const Filter &filter, const State &state, qint64 from)
{
    if (!filter.email)
        return {quint32(std::min<qint64>(from, state.people.size())), state.people.size()};
    const auto number = state.people.byEmail(*filter.email);
    return number && *number >= from ? std::pair(*number, *number + 1) : std::pair(0u, 0u);
}

} // namespace

Answer getContacts(Visit &visit)
{
    Faults faults;
    const auto page = pageOf(visit.call, faults);
    if (!page)
        return faults.answer();
    const auto &[query, from] = *page;
    allowOnly(query,
              {"status", "email", "lists", "tags", "updated_after", "updated_before", "created_after",
               "created_before", "optout_after", "optout_before", "include", "include_count", "limit"},
              faults);
    const Filter filter = Filter::read(query, visit.state, faults);
    const Includes includes = Includes::read(query, faults);
    const bool count = flagOf(query, "include_count", faults).value_or(false);
    const int limit = limitOf(query, 500, faults);
    if (faults.any())
        return faults.answer();

    const auto [begin, end] = rangeOf(filter, visit.state, from);
    std::optional<quint32> next;
    int written = 0;
    JsonText json;
    json.beginObject().key("contacts").beginArray();
    for (quint32 number = begin; number < end && !next; ++number) {
        if (!filter.matches(visit.state.people[number]))
            continue;
        if (written == limit) {
            next = number;
        } else {
            writeContact(json, visit.state, number, includes);
            ++written;
        }
    }
    json.endArray();
    if (count) {
        qint64 total = 0;
        const auto [first, last] = rangeOf(filter, visit.state, 0);
        for (quint32 number = first; number < last; ++number)
            total += filter.matches(visit.state.people[number]);
        json.member("contacts_count", total);
    }
    if (next)
        linkNext(json, "contacts", query, *next);
    json.endObject();
    return Answer::json(200, json.take());
}

Answer countContacts(Visit &visit)
{
    Faults faults;
    allowOnly(visit.call.query, {"include"}, faults);
    if (visit.call.query.has("include") && visit.call.query.value("include") != "new_subscriber")
        faults.invalid(QStringLiteral("include"));
    if (faults.any())
        return faults.answer();
    qint64 total = 0, fresh = 0;
    std::array<qint64, 6> by{};
    for (quint32 number = 0; number < visit.state.people.size(); ++number) {
        const Person &person = visit.state.people[number];
        if (person.isDeleted())
            continue;
        ++total;
        ++by.at(size_t(person.permission));
        fresh += person.isMailable() && person.optInAt > visit.now - 30 * rules::day;
    }
    JsonText json;
    json.beginObject().member("total", total).member("explicit", by[size_t(Permission::Explicit)]);
    json.member("implicit", by[size_t(Permission::Implicit)]);
    json.member("pending", by[size_t(Permission::PendingConfirmation)]);
    json.member("unsubscribed", by[size_t(Permission::Unsubscribed)]);
    if (visit.call.query.has("include"))
        json.member("new_subscriber", fresh);
    json.endObject();
    return Answer::json(200, json.take());
}

} // namespace rollcall::practice
