#pragma once

#include "send/activitywatch.h"
#include "service/activitiesapi.h"
#include "support/result.h"

#include <QObject>
#include <QString>

namespace rollcall {

/// The addresses on a list by one export activity: a handful of calls, where pages of 500 would be hundreds.
class ListExport : public QObject
{
    Q_OBJECT

public:
    /// The answer is written to `path`, a private file; whoever hears of it deletes it.
    ListExport(ActivitiesApi &activities, const Clock &clock, QString path, QObject *parent = nullptr);

    void start(const QString &listId);

Q_SIGNALS:
    /// Once, last. An error: the pages are the way then.
    void finished(const std::optional<rollcall::Error> &error);

private:
    void over(const Activity &activity);
    void answered(const Result<QByteArray> &csv);
    void end(const std::optional<Error> &error);

    ActivitiesApi &m_activities;
    ActivityWatch m_watch;
    const QString m_path;
    bool m_ended = false;
};

} // namespace rollcall
