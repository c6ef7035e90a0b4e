#pragma once

#include "send/activitywatch.h"
#include "send/tagjobs.h"
#include "service/activitiesapi.h"

#include <QObject>

#include <optional>

namespace rollcall {

/// Tags people who arrived with an import, a few calls at a time.
class Tagging : public QObject
{
    Q_OBJECT

public:
    Tagging(ActivitiesApi &activities, const Clock &clock, QList<TagJob> jobs, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// Once, last, when the service is through with all of it.
    void finished(const std::optional<rollcall::Error> &error);

private:
    void next();
    void begun(const Result<Activity> &activity);
    void ended(const Activity &activity);
    void end(const std::optional<Error> &error);

    ActivitiesApi &m_activities;
    ActivityWatch m_watch;
    QList<TagJob> m_jobs;
    int m_underWay = 0;
    bool m_anyFailed = false;
    bool m_ended = false;
};

} // namespace rollcall
