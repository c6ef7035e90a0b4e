#include "send/readback.h"

#include "send/accountreader.h"
#include "send/exports.h"
#include "send/importwork.h"
#include "send/polling.h"
#include "send/worker.h"
#include "service/contactsapi.h"

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// Up to so many may be cheaper to look up one by one than the account is to read.
constexpr qsizetype mostLookedUp = 2000;

} // namespace

ReadBack::ReadBack(const Needs &needs, QString listId, AccountFeed::Wish account,
                   QHash<int, Activity> activities, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
    , m_listId(std::move(listId))
    , m_account(std::move(account))
    , m_activities(std::move(activities))
{}

void ReadBack::start(bool mayExport)
{
    if (m_listId.isEmpty())
        findMissing(true);
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
    m_isShort = page.total >= 0 && AccountReader::pagesFor(page.total) <= callsForSampleAndExport();
    m_needs.worker.run([work = &m_needs.work, contacts = page.contacts] { return work->sample(contacts); },
                       this, [this](bool complete) { sampleTaken(complete); });
}

/// Where the service changed the values of one it may have changed those of others: then all are compared.
void ReadBack::sampleTaken(bool complete)
{
    if (m_next.isEmpty())
        listRead({});
    else if (!complete || m_isShort)
        readPages();
    else
        m_needs.worker.run([work = &m_needs.work] { return work->fromAllOver(mostLookedAtApart); }, this,
                           [this](const Result<QStringList> &addresses) { lookApart(addresses); });
}

void ReadBack::lookApart(const Result<QStringList> &addresses)
{
    m_apart = addresses.value_or(QStringList()); // without its file there is nothing to compare with
    lookAtNext();
}

void ReadBack::lookAtNext()
{
    if (m_apart.isEmpty())
        askForExport();
    else
        m_needs.contacts.find(m_apart.takeFirst(), this,
                              [this](const Result<std::optional<KnownContact>> &known) { lookedAt(known); });
}

void ReadBack::lookedAt(const Result<std::optional<KnownContact>> &known)
{
    if (!known) {
        listRead(known.error());
        return;
    }
    if (!*known || !(*known)->contact.listIds.contains(m_listId)) { // the export says who did not arrive
        lookAtNext();
        return;
    }
    m_needs.worker.run([work = &m_needs.work, contact = **known] { return work->sample({contact}); }, this,
                       [this](bool complete) {
                           if (complete)
                               lookAtNext();
                           else
                               readPages();
                       });
}

void ReadBack::askForExport()
{
    // Nothing but addresses: the file of a million people stays small.
    const ExportWish wish{{m_listId}, QStringLiteral("all"), {QStringLiteral("email_address")}};
    m_export = new Exports(m_needs.activities, m_needs.clock, {{wish, m_needs.work.exportPath()}}, this);
    connect(m_export, &Exports::finished, this, &ReadBack::exported);
    m_export->start();
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
    m_feed = new PageFeed(
        new AccountReader(m_needs.contacts, m_listId), m_needs.worker,
        [work = &m_needs.work](const QList<KnownContact> &contacts) { return work->arrived(contacts); },
        this);
    connect(m_feed, &PageFeed::progressed, this, &ReadBack::progressed);
    connect(m_feed, &PageFeed::finished, this, [this](const std::optional<Error> &error) {
        m_feed->deleteLater();
        listRead(error);
    });
    if (m_next.isEmpty())
        m_feed->start();
    else
        m_feed->startFrom(m_next, m_sampled);
}

void ReadBack::listRead(const std::optional<Error> &error)
{
    if (error) {
        Q_EMIT finished(tl::unexpected(*error));
        return;
    }
    // Those probably have unsubscribed since the account was read.
    findMissing(std::any_of(m_activities.cbegin(), m_activities.cend(),
                            [](const Activity &activity) { return activity.cannotAddToListCount > 0; }));
}

void ReadBack::findMissing(bool all)
{
    m_needs.worker.run([work = &m_needs.work, all] { return work->missing(all, mostLookedUp); }, this,
                       [this](const Result<MissingPeople> &missing) { lookUp(missing); });
}

/// By the cheapest way: more than a few are found by reading all of the account.
void ReadBack::lookUp(const Result<MissingPeople> &missing)
{
    if (!missing || !missing->isAny) {
        judge(missing ? std::nullopt : std::optional(missing.error()));
        return;
    }
    m_account.addresses = missing->addresses;
    m_lookUps = new AccountFeed(
        {m_needs.worker, m_needs.contacts, m_needs.activities, m_needs.clock, m_needs.folder}, m_account,
        [work = &m_needs.work, wentSingly = m_listId.isEmpty()](const QList<KnownContact> &contacts) {
            return wentSingly ? work->arrived(contacts) : work->lookedUp(contacts);
        },
        this);
    connect(m_lookUps, &AccountFeed::progressed, this, &ReadBack::progressed);
    connect(m_lookUps, &AccountFeed::finished, this, &ReadBack::accountRead);
    m_lookUps->start();
}

void ReadBack::accountRead(const std::optional<Error> &error)
{
    m_lookUps->deleteLater();
    judge(error);
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
