#pragma once

#include "send/activitywatch.h"
#include "service/activitiesapi.h"
#include "support/result.h"

#include <QHash>
#include <QList>
#include <QObject>
#include <QString>

#include <optional>

namespace rollcall {

/// Lists, or the whole account, as the service writes them to files: a handful of calls, where pages of 500
/// would be hundreds. Several are watched together, at one call a tick.
class Exports : public QObject
{
    Q_OBJECT

public:
    struct One
    {
        ExportWish wish;
        QString path; ///< of a private file; whoever hears of the end deletes it
    };

    Exports(ActivitiesApi &activities, const Clock &clock, QList<One> exports, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    /// Once, last. An error: not all could be had, and the pages are the way.
    void finished(const std::optional<rollcall::Error> &error);

private:
    void begun(const QString &path, const Result<Activity> &activity);
    void over(const Activity &activity);
    void answered(const Result<void> &written);
    void end(const std::optional<Error> &error);

    ActivitiesApi &m_activities;
    ActivityWatch m_watch;
    const QList<One> m_exports;
    QHash<QString, QString> m_paths; ///< by activity
    qsizetype m_written = 0;
    bool m_ended = false;
};

} // namespace rollcall
