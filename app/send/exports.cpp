#include "send/exports.h"

#include <utility>

namespace rollcall {

Exports::Exports(ActivitiesApi &activities, const Clock &clock, QList<One> exports, QObject *parent)
    : QObject(parent)
    , m_activities(activities)
    , m_watch(activities, clock)
    , m_exports(std::move(exports))
{
    connect(&m_watch, &ActivityWatch::over, this, &Exports::over);
    connect(&m_watch, &ActivityWatch::failed, this, [this](const Error &error) { end(error); });
}

void Exports::start()
{
    for (const One &one : m_exports)
        m_activities.exportContacts(
            one.wish, this,
            [this, path = one.path](const Result<Activity> &activity) { begun(path, activity); });
}

void Exports::begun(const QString &path, const Result<Activity> &activity)
{
    if (activity)
        m_paths.insert(activity->id, path);
    m_watch.watch(activity);
}

void Exports::over(const Activity &activity)
{
    if (activity.state != Activity::State::Completed || activity.results.isEmpty())
        end(Error{Error::Kind::BadReply, tr("The service did not export the contacts."), {}, activity.id});
    else
        m_activities.results(activity.results, m_paths.value(activity.id), this,
                             [this](const Result<void> &written) { answered(written); });
}

void Exports::answered(const Result<void> &written)
{
    if (!written)
        end(written.error());
    else if (++m_written == m_exports.size())
        end(std::nullopt);
}

void Exports::end(const std::optional<Error> &error)
{
    if (!std::exchange(m_ended, true))
        Q_EMIT finished(error);
}

} // namespace rollcall
