#include "send/tagging.h"

#include <utility>

namespace rollcall {
namespace {

/// The service takes many at a time; more would only make a long list to poll.
constexpr int mostUnderWay = 20;

} // namespace

Tagging::Tagging(ActivitiesApi &activities, const Clock &clock, QList<TagJob> jobs, QObject *parent)
    : QObject(parent)
    , m_activities(activities)
    , m_watch(activities, clock)
    , m_jobs(std::move(jobs))
{
    connect(&m_watch, &ActivityWatch::over, this, &Tagging::ended);
    connect(&m_watch, &ActivityWatch::failed, this, [this](const Error &error) { end(error); });
}

void Tagging::start()
{
    QMetaObject::invokeMethod(this, &Tagging::next, Qt::QueuedConnection);
}

void Tagging::next()
{
    if (m_ended)
        return;
    if (m_jobs.isEmpty() && m_underWay == 0) {
        end(m_anyFailed
                ? std::optional(Error{Error::Kind::Refused,
                                      tr("The service did not tag everybody."),
                                      tr("The rows have their answers. Import the file again to have the "
                                         "tags set that are missing."),
                                      {}})
                : std::nullopt);
        return;
    }
    if (m_jobs.isEmpty() || m_underWay >= mostUnderWay)
        return;
    ++m_underWay;
    const TagJob job = m_jobs.takeFirst();
    m_activities.addTags(job.source, job.tagIds, this,
                         [this](const Result<Activity> &activity) { begun(activity); });
}

void Tagging::begun(const Result<Activity> &activity)
{
    m_watch.watch(activity);
    if (activity)
        next();
}

void Tagging::ended(const Activity &activity)
{
    --m_underWay;
    m_anyFailed = m_anyFailed || activity.state != Activity::State::Completed;
    next();
}

void Tagging::end(const std::optional<Error> &error)
{
    if (!std::exchange(m_ended, true))
        Q_EMIT finished(error);
}

} // namespace rollcall
