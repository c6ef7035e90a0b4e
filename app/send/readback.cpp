#include "send/readback.h"

#include "send/exports.h"
#include "send/importwork.h"
#include "send/polling.h"
#include "send/worker.h"
#include "service/contactsapi.h"

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// Of people who may have unsubscribed meanwhile so many are looked up, or found in the account's pages where
/// those are fewer calls. More would cost a fifth of a day's calls, to tell them from others who were not
/// taken.
constexpr qsizetype mostMissingLookedUp = 2000;

} // namespace

ReadBack::ReadBack(const Needs &needs, QString listId, QHash<int, Activity> activities, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
    , m_listId(std::move(listId))
    , m_activities(std::move(activities))
{}

void ReadBack::start(bool mayExport)
{
    if (m_listId.isEmpty())
        lookUpMissing(true);
    else if (mayExport)
        m_needs.contacts.page({}, m_listId, this,
                              [this](const Result<ContactsPage> &page) { sampleRead(page); });
    else
        readPages();
}

void ReadBack::sampleRead(const Result<ContactsPage> &page)
{
    if (!page)
        listRead(page.error());
    else
        takeSample(*page);
}

void ReadBack::takeSample(const ContactsPage &page)
{
    m_next = page.next;
    m_sampled = page.contacts.size();
    m_isShort = page.total >= 0 && AccountReader::pagesFor(page.total - m_sampled) <= callsForExports(1);
    m_needs.worker.run([work = &m_needs.work, contacts = page.contacts] { return work->sample(contacts); },
                       this, [this](bool complete) { sampleTaken(complete); });
}

/// Where the service changed the values of one it may have changed those of others: then all are compared.
void ReadBack::sampleTaken(bool complete)
{
    if (m_next.isEmpty()) {
        listRead({});
    } else if (!complete || m_isShort) {
        readPages();
    } else {
        // Nothing but addresses: the file of a million people stays small.
        const ExportWish wish{{m_listId}, QStringLiteral("all"), {QStringLiteral("email_address")}};
        m_export = new Exports(m_needs.activities, m_needs.clock, {{wish, m_needs.work.exportPath()}}, this);
        connect(m_export, &Exports::finished, this, &ReadBack::exported);
        m_export->start();
    }
}

void ReadBack::exported(const std::optional<Error> &error)
{
    m_export->deleteLater();
    if (error) {
        readPages();
        return;
    }
    m_needs.worker.run([work = &m_needs.work] { return work->arrivedByExport(); }, this,
                       [this](const Result<bool> &understood) {
                           if (!understood || *understood)
                               listRead(understood ? std::nullopt : std::optional(understood.error()));
                           else
                               readPages();
                       });
}

void ReadBack::readPages()
{
    feed(
        new AccountReader(m_needs.contacts, m_listId),
        [work = &m_needs.work](const QList<KnownContact> &contacts) { return work->arrived(contacts); },
        &ReadBack::listRead);
}

/// `take` runs on the worker's thread.
void ReadBack::feed(AccountReader *reader, PageFeed::Take take,
                    void (ReadBack::*over)(const std::optional<Error> &))
{
    m_feed = new PageFeed(reader, m_needs.worker, std::move(take), this);
    connect(m_feed, &PageFeed::progressed, this, &ReadBack::progressed);
    connect(m_feed, &PageFeed::finished, this, [this, over](const std::optional<Error> &error) {
        m_feed->deleteLater();
        (this->*over)(error);
    });
    if (over == &ReadBack::listRead && !m_next.isEmpty())
        m_feed->startFrom(m_next, m_sampled);
    else
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
    if (someRefused) // probably they have unsubscribed since the account was read
        lookUpMissing(false);
    else
        judge({});
}

/// `arrived`: they may be there as they were sent.
void ReadBack::lookUpMissing(bool arrived)
{
    m_needs.worker.run([work = &m_needs.work] { return work->missingAddresses(mostMissingLookedUp); }, this,
                       [this, arrived](const Result<QStringList> &addresses) {
                           if (addresses)
                               lookUp(*addresses, arrived);
                           else
                               judge(addresses.error());
                       });
}

void ReadBack::lookUp(const QStringList &addresses, bool arrived)
{
    if (addresses.isEmpty())
        judge({});
    else
        feed(
            new AccountReader(m_needs.contacts, addresses),
            [work = &m_needs.work, arrived](const QList<KnownContact> &contacts) {
                return arrived ? work->arrived(contacts) : work->lookedUp(contacts);
            },
            &ReadBack::judge);
}

void ReadBack::judge(const std::optional<Error> &error)
{
    if (error) {
        Q_EMIT finished(tl::unexpected(*error));
        return;
    }
    m_needs.worker.run([work = &m_needs.work, over = m_activities] { return work->endReadBack(over); }, this,
                       [this](const Result<qint64> &rowsToSend) { Q_EMIT finished(rowsToSend); });
}

} // namespace rollcall
