#include "practice/endpoints.h"

#include "practice/activities.h"
#include "practice/jsontext.h"
#include "practice/rules.h"
#include "practice/texts.h"

namespace rollcall::practice {
namespace {

qint64 countTagged(const State &state, quint32 tag)
{
    qint64 count = 0;
    for (quint32 number = 0; number < state.people.size(); ++number)
        count += !state.people[number].isDeleted() && state.people[number].hasTag(tag);
    return count;
}

void writeTag(JsonText &json, const State &state, quint32 number, bool count)
{
    const Tag &tag = state.tags[number];
    json.beginObject().member("tag_id", idOf(IdKind::Tag, number)).member("name", tag.name);
    if (count)
        json.member("contacts_count", countTagged(state, number));
    json.member("created_at", isoTime(tag.createdAt)).member("updated_at", isoTime(tag.updatedAt));
    json.unlessEmpty("tag_source", tag.source).endObject();
}

Answer tagAnswer(int status, const State &state, quint32 number, bool count)
{
    JsonText json;
    writeTag(json, state, number, count);
    return Answer::json(status, json.take());
}

std::optional<Answer> tagNumber(const Visit &visit, quint32 &number)
{
    if (!isUuid(visit.id))
        return badRequest("tag_id is in an invalid format.");
    const auto found = numberOf(IdKind::Tag, visit.id);
    if (!found || !visit.state.hasTag(*found))
        return notFound("tag_id");
    number = *found;
    return std::nullopt;
}

std::optional<Answer> readTag(Visit &visit, Tag &tag, bool withSource, std::optional<quint32> itself)
{
    QJsonObject object;
    if (auto bad = readObject(visit.call, object))
        return bad;
    Faults faults;
    Fields fields(object, faults);
    if (withSource)
        fields.allowOnly({"name", "tag_source"});
    else
        fields.allowOnly({"name"});
    tag.name = fields.text("name", rules::tagNameLength).value_or(std::string());
    tag.source = fields.text("tag_source", rules::tagNameLength).value_or(std::string());
    if (trimmed(tag.name).empty())
        faults.missing(QStringLiteral("name"));
    if (faults.any())
        return faults.answer();
    const auto other = visit.state.tagByName(tag.name);
    if (other && other != itself)
        return conflict("Validation failed: Name is not unique");
    return std::nullopt;
}

} // namespace

Answer getTags(Visit &visit)
{
    Faults faults;
    const auto page = pageOf(visit.call, faults);
    if (!page)
        return faults.answer();
    const auto &[query, from] = *page;
    allowOnly(query, {"limit", "include_count"}, faults);
    const bool count = flagOf(query, "include_count", faults).value_or(false);
    const int limit = limitOf(query, 500, faults);
    if (faults.any())
        return faults.answer();
    std::optional<quint32> next;
    int written = 0;
    JsonText json;
    json.beginObject().key("tags").beginArray();
    for (quint32 i = quint32(from); i < visit.state.tags.size() && !next; ++i) {
        if (!visit.state.hasTag(i))
            continue;
        if (written == limit) {
            next = i;
        } else {
            writeTag(json, visit.state, i, count);
            ++written;
        }
    }
    json.endArray();
    if (next)
        linkNext(json, "contact_tags", query, *next);
    json.endObject();
    return Answer::json(200, json.take());
}

Answer getTag(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = tagNumber(visit, number))
        return *bad;
    Faults faults;
    allowOnly(visit.call.query, {"include_count"}, faults);
    const bool count = flagOf(visit.call.query, "include_count", faults).value_or(false);
    return faults.any() ? faults.answer() : tagAnswer(200, visit.state, number, count);
}

Answer createTag(Visit &visit)
{
    Tag tag;
    if (const auto bad = readTag(visit, tag, true, std::nullopt))
        return *bad;
    tag.createdAt = tag.updatedAt = visit.now;
    visit.state.tags.push_back(tag);
    visit.changed();
    return tagAnswer(201, visit.state, quint32(visit.state.tags.size() - 1), false);
}

Answer updateTag(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = tagNumber(visit, number))
        return *bad;
    Tag tag;
    if (const auto bad = readTag(visit, tag, false, number))
        return *bad;
    visit.state.tags[number].name = tag.name;
    visit.state.tags[number].updatedAt = visit.now;
    visit.changed();
    return tagAnswer(200, visit.state, number, false);
}

Answer deleteTag(Visit &visit)
{
    quint32 number = 0;
    if (const auto bad = tagNumber(visit, number))
        return *bad;
    Activity activity;
    activity.kind = Activity::Kind::TagDelete;
    activity.targets = {number};
    activity.total = 1;
    return queueActivity(visit, std::move(activity), 202);
}

} // namespace rollcall::practice
