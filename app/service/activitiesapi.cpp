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

} // namespace

void ActivitiesApi::importJson(const QByteArray &body, QObject *context, Handler handle)
{
    ServiceRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("activities/contacts_json_import");
    request.body = body;
    request.repeatable = false;
    m_client.call(request, context, [handle = std::move(handle)](const Result<ServiceAnswer> &answer) {
        handle(activityOf(answer));
    });
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
