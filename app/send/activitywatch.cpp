#include "send/activitywatch.h"

#include "send/polling.h"

namespace rollcall {

ActivityWatch::ActivityWatch(ActivitiesApi &activities, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_activities(activities)
    , m_clock(clock)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ActivityWatch::tick);
}

void ActivityWatch::watch(const QString &activityId)
{
    m_waitedFor.insert(activityId);
    wait();
}

void ActivityWatch::watch(const Result<Activity> &started)
{
    if (started)
        watch(started->id);
    else
        Q_EMIT failed(started.error());
}

void ActivityWatch::wait()
{
    if (!m_polling && !m_timer.isActive() && !m_waitedFor.isEmpty())
        m_timer.start(m_clock.realTime(pauseBeforePoll(m_tick++)));
}

void ActivityWatch::tick()
{
    m_polling = true;
    m_activities.recent(this, [this](const Result<QList<Activity>> &recent) { polled(recent); });
}

void ActivityWatch::polled(const Result<QList<Activity>> &recent)
{
    m_polling = false;
    if (!recent && recent.error().kind != Error::Kind::Throttled) {
        m_waitedFor.clear();
        Q_EMIT failed(recent.error());
        return;
    }
    QList<Activity> ended;
    for (const Activity &activity : recent.value_or(QList<Activity>())) {
        if (activity.isOver() && m_waitedFor.remove(activity.id))
            ended.append(activity);
    }
    wait();
    // Queued: each may be the last thing a listener hears from us.
    for (const Activity &activity : std::as_const(ended))
        QMetaObject::invokeMethod(
            this, [this, activity] { Q_EMIT over(activity); }, Qt::QueuedConnection);
}

} // namespace rollcall
