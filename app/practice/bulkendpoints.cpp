#include "practice/endpoints.h"

#include "practice/activities.h"
#include "practice/rules.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

using Kind = Activity::Kind;

constexpr int mostContacts = 500;
constexpr int mostLists = 50;
constexpr int mostTags = 50;

struct SourceName
{
    const char *name;
    IdKind kind;
    Selection::Source source;
    int most;
};

constexpr std::array<SourceName, 3> sources{{
    {"contact_ids", IdKind::Contact, Selection::Source::Contacts, mostContacts},
    {"list_ids", IdKind::List, Selection::Source::Lists, mostLists},
    {"tag_ids", IdKind::Tag, Selection::Source::Tags, mostTags},
}};

/// The sources exclude each other; returns how many were given.
int readSources(Fields &fields, const State &state, Selection &selection, Faults &faults)
{
    int given = 0;
    for (const SourceName &own : sources) {
        const auto ids = fields.texts(own.name, own.most);
        if (!ids)
            continue;
        ++given;
        selection.source = own.source;
        selection.numbers = existing(own.kind, *ids, state, fields.pathOf(own.name), faults);
        if (ids->empty())
            faults.invalid(fields.pathOf(own.name));
    }
    if (fields.boolean("all_active_contacts").value_or(false)) {
        ++given;
        selection.source = Selection::Source::ActiveContacts;
    }
    if (fields.boolean("new_subscriber").value_or(false)) {
        ++given;
        selection.source = Selection::Source::NewSubscribers;
    }
    if (given > 1)
        faults.add(fields.pathOf("") +
                   QStringLiteral(" contact_ids, list_ids, tag_ids and the like exclude each other"));
    return given;
}

void readExcluded(Fields &fields, const State &state, Selection &selection, Faults &faults)
{
    const auto exclude = fields.object("exclude");
    if (!exclude)
        return;
    Fields own(*exclude, faults, QStringLiteral("exclude."));
    own.allowOnly({"contact_ids"});
    const auto ids = own.texts("contact_ids", mostContacts);
    for (const quint32 number : existing(IdKind::Contact, ids.value_or(std::vector<std::string>()), state,
                                         own.pathOf("contact_ids"), faults))
        selection.excluded.insert(number);
    if (selection.source != Selection::Source::Lists &&
        selection.source != Selection::Source::ActiveContacts &&
        selection.source != Selection::Source::NewSubscribers)
        faults.add(QStringLiteral("exclude goes with all_active_contacts or list_ids only"));
}

qint64 countSelected(const Selection &selection, const State &state, qint64 now)
{
    qint64 count = 0;
    for (quint32 number = 0; number < state.people.size(); ++number)
        count += isSelected(selection, state, number, now);
    return count;
}

/// "source", "exclude" and the target's ids: what list and tag activities ask for.
Answer changeMany(Visit &visit, Kind kind, const char *targetName, IdKind targetKind, int mostTargets)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    Faults faults;
    Fields fields(object, faults);
    fields.allowOnly({"source", "exclude", targetName});
    Activity activity;
    activity.kind = kind;
    const auto source = fields.object("source");
    if (source) {
        Fields own(*source, faults, QStringLiteral("source."));
        own.allowOnly({"contact_ids", "list_ids", "tag_ids", "all_active_contacts", "new_subscriber"});
        if (readSources(own, visit.state, activity.selection, faults) == 0)
            faults.add(QStringLiteral("source has no valid property"));
    } else {
        faults.missing(QStringLiteral("source"));
    }
    readExcluded(fields, visit.state, activity.selection, faults);
    const auto targets = fields.texts(targetName, mostTargets);
    if (!targets || targets->empty())
        faults.missing(QLatin1String(targetName));
    else
        activity.targets = existing(targetKind, *targets, visit.state, QLatin1String(targetName), faults);
    if (faults.any())
        return faults.answer();
    activity.total = countSelected(activity.selection, visit.state, visit.now);
    return queueActivity(visit, std::move(activity));
}

Answer deleteMany(Visit &visit, Kind kind, const char *name, IdKind target, int most)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    Faults faults;
    Fields fields(object, faults);
    fields.allowOnly({name});
    Activity activity;
    activity.kind = kind;
    const auto ids = fields.texts(name, most);
    if (!ids || ids->empty())
        faults.missing(QLatin1String(name));
    else
        activity.targets = existing(target, *ids, visit.state, QLatin1String(name), faults);
    if (faults.any())
        return faults.answer();
    activity.total = qint64(activity.targets.size());
    return queueActivity(visit, std::move(activity));
}

} // namespace

Answer deleteContacts(Visit &visit)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    Faults faults;
    Fields fields(object, faults);
    fields.allowOnly({"contact_ids", "list_ids"});
    Activity activity;
    activity.kind = Kind::ContactDelete;
    if (readSources(fields, visit.state, activity.selection, faults) == 0)
        faults.add(QStringLiteral("contact_ids or list_ids is missing"));
    if (faults.any())
        return faults.answer();
    activity.total = countSelected(activity.selection, visit.state, visit.now);
    return queueActivity(visit, std::move(activity));
}

Answer addToLists(Visit &visit)
{
    return changeMany(visit, Kind::AddToLists, "list_ids", IdKind::List, mostLists);
}

Answer removeFromLists(Visit &visit)
{
    return changeMany(visit, Kind::RemoveFromLists, "list_ids", IdKind::List, mostLists);
}

Answer addTags(Visit &visit)
{
    return changeMany(visit, Kind::TagsAdd, "tag_ids", IdKind::Tag, mostTags);
}

Answer removeTags(Visit &visit)
{
    return changeMany(visit, Kind::TagsRemove, "tag_ids", IdKind::Tag, mostTags);
}

Answer deleteLists(Visit &visit)
{
    return deleteMany(visit, Kind::ListDelete, "list_ids", IdKind::List, 100);
}

Answer deleteTags(Visit &visit)
{
    return deleteMany(visit, Kind::TagDelete, "tag_ids", IdKind::Tag, 500);
}

Answer exportContacts(Visit &visit)
{
    QJsonObject object;
    if (const auto bad = readObject(visit.call, object))
        return *bad;
    Faults faults;
    Fields fields(object, faults);
    fields.allowOnly({"contact_ids", "list_ids", "tag_ids", "new_subscriber", "fields", "status", "exclude"});
    Activity activity;
    activity.kind = Kind::Export;
    readSources(fields, visit.state, activity.selection, faults);
    readExcluded(fields, visit.state, activity.selection, faults);
    activity.selection.status = fields.text("status", rules::nameLength).value_or(std::string());
    const std::string &status = activity.selection.status;
    if (fields.has("status") && status != "all" && status != "active" && status != "deleted" &&
        (!permissionNamed(status) || status == "explicit" || status == "implicit"))
        faults.invalid(QStringLiteral("status"));
    activity.columns = exportColumns(fields.texts("fields", 100), faults);
    if (faults.any())
        return faults.answer();
    activity.total = countSelected(activity.selection, visit.state, visit.now);
    return queueActivity(visit, std::move(activity));
}

Answer getExport(Visit &visit)
{
    const auto number = numberOf(IdKind::Activity, visit.id);
    if (!number || *number >= visit.state.activities.size())
        return notFound("file_export_id");
    const Activity &activity = visit.state.activities[*number];
    const bool kept = activity.endsAt > visit.now - rules::activityKept;
    if (activity.kind != Kind::Export || !activity.over || !kept)
        return notFound("file_export_id");
    Answer answer{200, exportFile(activity, visit.state), "text/csv", {}};
    answer.with("Content-Disposition", "attachment; filename=contact_export.csv");
    return answer;
}

} // namespace rollcall::practice
