#include "service/activitiesapi.h"

#include "service/pages.h"
#include "service/serviceclient.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace rollcall {
namespace {

Activity::State stateOf(const QString &name)
{
    if (name == QLatin1String("processing"))
        return Activity::State::Processing;
    if (name == QLatin1String("completed"))
        return Activity::State::Completed;
    if (name == QLatin1String("cancelled"))
        return Activity::State::Cancelled;
    if (name == QLatin1String("failed"))
        return Activity::State::Failed;
    if (name == QLatin1String("timed_out") || name == QLatin1String("time_out")) // the description has both
        return Activity::State::TimedOut;
    return Activity::State::Initialized;
}

/// Texts for most activities, objects with a message for some (constant-contact-v3.md 5.5).
QStringList errorsOf(const QJsonArray &array)
{
    QStringList errors;
    for (const QJsonValue &error : array)
        errors << (error.isString() ? error.toString() : error[QLatin1String("message")].toString());
    return errors;
}

Activity activityFromJson(const QJsonObject &json)
{
    const QJsonObject status = json.value(QLatin1String("status")).toObject();
    const auto count = [&status](const char *key) { return status.value(QLatin1String(key)).toInteger(); };
    Activity activity;
    activity.id = json.value(QLatin1String("activity_id")).toString();
    activity.state = stateOf(json.value(QLatin1String("state")).toString());
    activity.percentDone = json.value(QLatin1String("percent_done")).toInt();
    activity.itemsTotal = count("items_total_count");
    activity.itemsCompleted = std::max(count("items_completed_count"), count("person_count"));
    activity.errorCount = count("error_count");
    activity.correctableCount = count("correctable_count");
    activity.cannotAddToListCount = count("cannot_add_to_list_count");
    activity.errors = errorsOf(json.value(QLatin1String("activity_errors")).toArray());
    activity.createdAt = json.value(QLatin1String("created_at")).toString();
    activity.results =
        json.value(QLatin1String("_links"))[QLatin1String("results")][QLatin1String("href")].toString();
    return activity;
}

Result<Activity> activityOf(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const Activity activity = activityFromJson(answer->json.object());
    if (activity.id.isEmpty())
        return tl::unexpected(notUnderstoodError(QStringLiteral("activities")));
    return activity;
}

Result<QList<Activity>> activitiesOf(const Result<ServiceAnswer> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    const QJsonValue array = answer->json.object().value(QLatin1String("activities"));
    if (!array.isArray())
        return tl::unexpected(notUnderstoodError(QStringLiteral("GET activities")));
    QList<Activity> activities;
    const QJsonArray items = array.toArray();
    for (const QJsonValue &item : items)
        activities.append(activityFromJson(item.toObject()));
    return activities;
}

QJsonArray arrayOf(const QStringList &ids)
{
    return QJsonArray::fromStringList(ids);
}

QByteArray bodyOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

/// {"source":{…},"list_ids":[…]} and the like.
QByteArray bodyOf(const ActivitySource &source, const char *targetKey, const QStringList &targets)
{
    Q_ASSERT(source.contactIds.isEmpty() != source.listIds.isEmpty());
    Q_ASSERT(source.contactIds.size() <= ActivitiesApi::mostContacts);
    const bool isLists = source.contactIds.isEmpty();
    const QJsonObject whom{{isLists ? QStringLiteral("list_ids") : QStringLiteral("contact_ids"),
                            arrayOf(isLists ? source.listIds : source.contactIds)}};
    return bodyOf({{QStringLiteral("source"), whom}, {QLatin1String(targetKey), arrayOf(targets)}});
}

} // namespace

void ActivitiesApi::start(const char *activity, const QByteArray &body, bool repeatable, QObject *context,
                          Handler handle)
{
    ServiceRequest request;
    request.verb = "POST";
    request.path = QLatin1String("activities/") + QLatin1String(activity);
    request.body = body;
    request.repeatable = repeatable;
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(activityOf(answer));
    });
}

void ActivitiesApi::importJson(const QByteArray &body, QObject *context, Handler handle)
{
    start("contacts_json_import", body, false, context, std::move(handle));
}

void ActivitiesApi::exportContacts(const ExportWish &wish, QObject *context, Handler handle)
{
    QJsonObject json;
    if (!wish.listIds.isEmpty())
        json.insert(QStringLiteral("list_ids"), arrayOf(wish.listIds));
    if (!wish.status.isEmpty())
        json.insert(QStringLiteral("status"), wish.status);
    if (!wish.fields.isEmpty())
        json.insert(QStringLiteral("fields"), arrayOf(wish.fields));
    start("contact_exports", bodyOf(json), true, context, std::move(handle));
}

void ActivitiesApi::results(const QString &href, const QString &path, QObject *context, ResultsHandler handle)
{
    ServiceRequest request;
    request.path = href;
    request.file = path;
    request.accept = "text/csv, */*";
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(answer.map([](const ServiceAnswer &) {}));
    });
}

void ActivitiesApi::deleteContacts(const QStringList &contactIds, QObject *context, Handler handle)
{
    Q_ASSERT(contactIds.size() <= mostContacts);
    start("contact_delete", bodyOf({{QStringLiteral("contact_ids"), arrayOf(contactIds)}}), true, context,
          std::move(handle));
}

void ActivitiesApi::addToLists(const ActivitySource &source, const QStringList &listIds, QObject *context,
                               Handler handle)
{
    start("add_list_memberships", bodyOf(source, "list_ids", listIds), true, context, std::move(handle));
}

void ActivitiesApi::removeFromLists(const ActivitySource &source, const QStringList &listIds,
                                    QObject *context, Handler handle)
{
    start("remove_list_memberships", bodyOf(source, "list_ids", listIds), true, context, std::move(handle));
}

void ActivitiesApi::addTags(const ActivitySource &source, const QStringList &tagIds, QObject *context,
                            Handler handle)
{
    start("contacts_taggings_add", bodyOf(source, "tag_ids", tagIds), true, context, std::move(handle));
}

void ActivitiesApi::removeTags(const ActivitySource &source, const QStringList &tagIds, QObject *context,
                               Handler handle)
{
    start("contacts_taggings_remove", bodyOf(source, "tag_ids", tagIds), true, context, std::move(handle));
}

void ActivitiesApi::recent(QObject *context, ListHandler handle)
{
    ServiceRequest request;
    request.path = QStringLiteral("activities");
    request.add("limit", QStringLiteral("500"));
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(activitiesOf(answer));
    });
}

void ActivitiesApi::one(const QString &id, QObject *context, Handler handle)
{
    ServiceRequest request;
    request.path = QLatin1String("activities/") + id;
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(activityOf(answer));
    });
}

} // namespace rollcall
