#include "send/listexport.h"

#include "support/privatefile.h"

#include <utility>

namespace rollcall {

ListExport::ListExport(ActivitiesApi &activities, const Clock &clock, QString path, QObject *parent)
    : QObject(parent)
    , m_activities(activities)
    , m_watch(activities, clock)
    , m_path(std::move(path))
{
    connect(&m_watch, &ActivityWatch::over, this, &ListExport::over);
    connect(&m_watch, &ActivityWatch::failed, this, [this](const Error &error) { end(error); });
}

void ListExport::start(const QString &listId)
{
    // Nothing but addresses: the answer of a million people stays small.
    m_activities.exportContacts({{listId}, QStringLiteral("all"), {QStringLiteral("email_address")}}, this,
                                [this](const Result<Activity> &activity) { m_watch.watch(activity); });
}

void ListExport::over(const Activity &activity)
{
    if (activity.state != Activity::State::Completed || activity.results.isEmpty())
        end(Error{Error::Kind::BadReply, tr("The service did not export the list."), {}, activity.id});
    else
        m_activities.results(activity.results, this,
                             [this](const Result<QByteArray> &csv) { answered(csv); });
}

void ListExport::answered(const Result<QByteArray> &csv)
{
    if (!csv) {
        end(csv.error());
        return;
    }
    const Result<void> written = writePrivateFile(m_path, *csv);
    end(written ? std::nullopt : std::optional(written.error()));
}

void ListExport::end(const std::optional<Error> &error)
{
    if (!std::exchange(m_ended, true))
        Q_EMIT finished(error);
}

} // namespace rollcall
