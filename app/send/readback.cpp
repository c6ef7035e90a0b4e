#include "send/readback.h"

#include "send/importwork.h"
#include "send/worker.h"
#include "service/contactsapi.h"

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// People who may have unsubscribed meanwhile are looked up one by one, but not by the thousand.
constexpr qsizetype mostMissingLookedUp = 40;

} // namespace

ReadBack::ReadBack(Worker &worker, ImportWork &work, ContactsApi &contacts, QString listId,
                   QHash<int, Activity> activities, QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_work(work)
    , m_contacts(contacts)
    , m_listId(std::move(listId))
    , m_activities(std::move(activities))
{}

void ReadBack::start()
{
    feed(
        new AccountReader(m_contacts, m_listId),
        [work = &m_work](const QList<KnownContact> &contacts) { return work->arrived(contacts); },
        &ReadBack::listRead);
}

/// `take` runs on the worker's thread.
void ReadBack::feed(AccountReader *reader, PageFeed::Take take,
                    void (ReadBack::*over)(const std::optional<Error> &))
{
    m_feed = new PageFeed(reader, m_worker, std::move(take), this);
    connect(m_feed, &PageFeed::progressed, this, &ReadBack::progressed);
    connect(m_feed, &PageFeed::finished, this, [this, over](const std::optional<Error> &error) {
        m_feed->deleteLater();
        (this->*over)(error);
    });
    m_feed->start();
}

void ReadBack::listRead(const std::optional<Error> &error)
{
    if (error) {
        Q_EMIT finished(tl::unexpected(*error));
        return;
    }
    const bool someRefused =
        std::any_of(m_activities.cbegin(), m_activities.cend(),
                    [](const Activity &activity) { return activity.cannotAddToListCount > 0; });
    if (!someRefused) {
        judge({});
        return;
    }
    m_worker.run([work = &m_work] { return work->missingAddresses(mostMissingLookedUp); }, this,
                 [this](const QStringList &addresses) { lookUp(addresses); });
}

/// Some cannot be added to a list: probably they have unsubscribed since the account was read.
void ReadBack::lookUp(const QStringList &addresses)
{
    if (addresses.isEmpty())
        judge({});
    else
        feed(
            new AccountReader(m_contacts, addresses),
            [work = &m_work](const QList<KnownContact> &contacts) { return work->lookedUp(contacts); },
            &ReadBack::judge);
}

void ReadBack::judge(const std::optional<Error> &error)
{
    if (error) {
        Q_EMIT finished(tl::unexpected(*error));
        return;
    }
    m_worker.run([work = &m_work, over = m_activities] { return work->endReadBack(over); }, this,
                 [this](const Result<qint64> &rowsToSend) { Q_EMIT finished(rowsToSend); });
}

} // namespace rollcall
