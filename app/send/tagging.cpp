#include "send/tagging.h"

#include <utility>

namespace rollcall {

Tagging::Tagging(ActivitiesApi &activities, const Clock &clock, QStringList tagIds, QObject *parent)
    : QObject(parent)
    , m_activities(activities)
    , m_watch(activities, clock)
    , m_tagIds(std::move(tagIds))
{
    connect(&m_watch, &ActivityWatch::over, this, &Tagging::next);
    connect(&m_watch, &ActivityWatch::failed, this, [this](const Error &error) { end(error); });
}

void Tagging::start(const QString &listId)
{
    m_sources = {{{}, {listId}}};
    QMetaObject::invokeMethod(this, &Tagging::next, Qt::QueuedConnection);
}

void Tagging::start(const QStringList &contactIds)
{
    for (qsizetype from = 0; from < contactIds.size(); from += ActivitiesApi::mostContacts)
        m_sources.append({contactIds.mid(from, ActivitiesApi::mostContacts), {}});
    QMetaObject::invokeMethod(this, &Tagging::next, Qt::QueuedConnection);
}

void Tagging::next()
{
    if (m_sources.isEmpty())
        end({});
    else
        m_activities.addTags(m_sources.takeFirst(), m_tagIds, this,
                             [this](const Result<Activity> &activity) { m_watch.watch(activity); });
}

void Tagging::end(const std::optional<Error> &error)
{
    if (!std::exchange(m_ended, true))
        Q_EMIT finished(error);
}

} // namespace rollcall
