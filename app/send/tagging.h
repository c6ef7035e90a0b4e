#pragma once

#include "send/activitywatch.h"
#include "service/activitiesapi.h"

#include <QObject>
#include <QStringList>

#include <optional>

namespace rollcall {

/// Tags everybody who arrived with an import: over the import's own list with one call, or else by their ids.
class Tagging : public QObject
{
    Q_OBJECT

public:
    Tagging(ActivitiesApi &activities, const Clock &clock, QStringList tagIds, QObject *parent = nullptr);

    void start(const QString &listId);
    void start(const QStringList &contactIds);

Q_SIGNALS:
    /// Once, last, when the service is through with it.
    void finished(const std::optional<rollcall::Error> &error);

private:
    void next();
    void end(const std::optional<Error> &error);

    ActivitiesApi &m_activities;
    ActivityWatch m_watch;
    const QStringList m_tagIds;
    QList<ActivitySource> m_sources;
    bool m_ended = false;
};

} // namespace rollcall
