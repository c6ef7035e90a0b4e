#include "practice/endpoints.h"

#include "practice/activities.h"
#include "practice/jsontext.h"
#include "practice/rules.h"
#include "practice/texts.h"

namespace rollcall::practice {
namespace {

enum class Members { None, All, Active };

Members readMembers(const Parameters &query, Faults &faults)
{
    if (!query.has("include_membership_count"))
        return Members::None;
    const QByteArray value = query.value("include_membership_count");
    if (value != "all" && value != "active")
        faults.invalid(QStringLiteral("include_membership_count"));
    return value == "active" ? Members::Active : Members::All;
}

std::vector<qint64> countMembers(const State &state, Members members)
{
    std::vector<qint64> counts(state.lists.size());
    for (quint32 number = 0; number < state.people.size() && members != Members::None; ++number) {
        const Person &person = state.people[number];
        if (person.isDeleted() || (members == Members::Active && !person.isMailable()))
            continue;
        for (const quint32 list : person.lists)
            ++counts[list];
    }
    return counts;
}

void writeList(JsonText &json, const MailingList &list, quint32 number, std::optional<qint64> members)
{
    json.beginObject().member("list_id", idOf(IdKind::List, number)).member("name", list.name);
    json.unlessEmpty("description", list.description).member("favorite", list.favorite);
    json.member("created_at", isoTime(list.createdAt)).member("updated_at", isoTime(list.updatedAt));
    if (list.deletedAt != 0)
        json.member("deleted_at", isoTime(list.deletedAt));
    if (members)
        json.member("membership_count", *members);
    json.endObject();
}

Answer listAnswer(int status, const State &state, quint32 number)
{
    JsonText json;
    writeList(json, state.lists[number], number, std::nullopt);
    return Answer::json(status, json.take());
}

std::optional<Answer> listNumber(const Visit &visit, quint32 &number)
{
    if (!isUuid(visit.id))
        return refusal(400, "contacts.api.validation.error", "list_id is in an invalid format.");
    const auto found = numberOf(IdKind::List, visit.id);
    if (!found || !visit.state.hasList(*found))
        return notFound("list_id");
    number = *found;
    return std::nullopt;
}

std::optional<Answer> readList(Visit &visit, MailingList &list, std::optional<quint32> itself)
{
    QJsonObject object;
    if (auto bad = readObject(visit.call, object))
        return bad;
    Faults faults;
    Fields fields(object, faults);
    fields.allowOnly({"name", "description", "favorite"});
    list.name = fields.text("name", rules::listNameLength).value_or(std::string());
    list.description = fields.text("description", rules::noteLength).value_or(std::string());
    list.favorite = fields.boolean("favorite").value_or(false);
    if (trimmed(list.name).empty())
        faults.missing(QStringLiteral("name"));
    if (faults.any())
        return faults.answer();
    const auto other = visit.state.listByName(list.name);
    if (other && other != itself)
        return conflict("Validation failed: Name is not unique");
    return std::nullopt;
}

struct ListFilter
{
    std::optional<std::string> name;
    bool active = true, deleted = false;

    bool matches(const MailingList &list) const
    {
        return (list.deletedAt == 0 ? active : deleted) && (!name || sameIgnoringCase(*name, list.name));
    }
};

ListFilter readFilter(const Parameters &query, Faults &faults)
{
    ListFilter filter;
    if (query.has("name"))
        filter.name = query.value("name").toStdString();
    if (query.has("status")) {
        filter.active = false;
        for (const QByteArray &status : query.value("status").split(',')) {
            filter.active |= status == "active" || status == "all";
            filter.deleted |= status == "deleted" || status == "all";
            if (status != "active" && status != "deleted" && status != "all")
                faults.invalid(QStringLiteral("status"));
        }
    }
    // No list here is one of text messages: the specification's other channel.
    if (query.has("channel_type") && query.value("channel_type") != "email") {
        filter.active = filter.deleted = false;
        if (query.value("channel_type") != "sms")
            faults.invalid(QStringLiteral("channel_type"));
    }
    return filter;
}

} // namespace

Answer getLists(Visit &visit)
{
    Faults faults;
    const auto page = pageOf(visit.call, faults);
    if (!page)
        return faults.answer();
    const auto &[query, from] = *page;
    allowOnly(query, {"limit", "include_count", "include_membership_count", "name", "status", "channel_type"},
              faults);
    const Members members = readMembers(query, faults);
    const ListFilter filter = readFilter(query, faults);
    const bool count = flagOf(query, "include_count", faults).value_or(false);
    const int limit = limitOf(query, 1000, faults);
    if (faults.any())
        return faults.answer();

    const std::vector<qint64> counts = countMembers(visit.state, members);
    std::optional<size_t> next;
    int written = 0;
    qint64 total = 0;
    JsonText json;
    json.beginObject().key("lists").beginArray();
    for (size_t i = 0; i < visit.state.lists.size(); ++i) {
        if (!filter.matches(visit.state.lists[i]))
            continue;
        ++total;
        if (qint64(i) < from || next)
            continue;
        if (written == limit) {
            next = i;
        } else {
            writeList(json, visit.state.lists[i], quint32(i),
                      members == Members::None ? std::nullopt : std::optional(counts[i]));
            ++written;
        }
    }
    json.endArray();
    if (count)
        json.member("lists_count", total);
    if (next)
        linkNext(json, "contact_lists", query, qint64(*next));
    json.endObject();
    return Answer::json(200, json.take());
}

Answer getList(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = listNumber(visit, number))
        return *bad;
    Faults faults;
    allowOnly(visit.call.query, {"include_membership_count"}, faults);
    const Members members = readMembers(visit.call.query, faults);
    if (faults.any())
        return faults.answer();
    JsonText json;
    writeList(json, visit.state.lists[number], number,
              members == Members::None ? std::nullopt
                                       : std::optional(countMembers(visit.state, members)[number]));
    return Answer::json(200, json.take());
}

Answer createList(Visit &visit)
{
    MailingList list;
    if (const auto bad = readList(visit, list, std::nullopt))
        return *bad;
    list.createdAt = list.updatedAt = visit.now;
    visit.state.lists.push_back(list);
    visit.changed();
    return listAnswer(201, visit.state, quint32(visit.state.lists.size() - 1));
}

Answer updateList(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = listNumber(visit, number))
        return *bad;
    MailingList list;
    if (const auto bad = readList(visit, list, number))
        return *bad;
    list.createdAt = visit.state.lists[number].createdAt;
    list.updatedAt = visit.now;
    visit.state.lists[number] = list;
    visit.changed();
    return listAnswer(200, visit.state, number);
}

Answer deleteList(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = listNumber(visit, number))
        return *bad;
    Activity activity;
    activity.kind = Activity::Kind::ListDelete;
    activity.targets = {number};
    return queueActivity(visit, std::move(activity), 202);
}

} // namespace rollcall::practice
