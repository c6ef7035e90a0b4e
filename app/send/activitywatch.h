#pragma once

#include "service/activitiesapi.h"
#include "support/clock.h"
#include "support/result.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace rollcall {

/// Waits until activities of the service are over: one call a tick for all of them.
class ActivityWatch : public QObject
{
    Q_OBJECT

public:
    ActivityWatch(ActivitiesApi &activities, const Clock &clock, QObject *parent = nullptr);

    void watch(const QString &activityId);
    /// What the service answered when it was asked to begin one; an error has failed().
    void watch(const Result<Activity> &started);
    bool isIdle() const { return m_waitedFor.isEmpty(); }

Q_SIGNALS:
    void over(const rollcall::Activity &activity);
    /// It was not begun, or the service cannot be asked, and nothing is waited for any more.
    void failed(const rollcall::Error &error);

private:
    void wait();
    void tick();
    void polled(const Result<QList<Activity>> &recent);

    ActivitiesApi &m_activities;
    const Clock &m_clock;
    QTimer m_timer;
    size_t m_tick = 0;
    bool m_polling = false;
    QSet<QString> m_waitedFor;
};

} // namespace rollcall
