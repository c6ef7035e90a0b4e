#include "send/importpreparation.h"

#include "send/accountfeed.h"
#include "send/missingparts.h"
#include "send/polling.h"

#include <utility>

namespace rollcall {

ImportPreparation::ImportPreparation(const ImportParts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{
    connect(&parts.ownList, &TemporaryList::made, this, &ImportPreparation::listIsMade);
}

/// The tags before the account is read: who has which of them is to be compared.
void ImportPreparation::start()
{
    m_isRunning = true;
    if (m_knowsTags || m_parts.before.tagNames.isEmpty()) {
        readAccount();
        return;
    }
    m_asking = std::make_unique<QObject>();
    MissingParts<ContactTag>::make(tagKind(m_parts.needs.tags), m_parts.before.tagNames, m_asking.get(),
                                   [this](const Result<QList<ContactTag>> &tags) { tagsFound(tags); });
}

bool ImportPreparation::stop()
{
    m_waitsForList = false;
    m_asking.reset();
    if (m_feed) {
        m_feed->disconnect(this);
        m_feed->deleteLater();
    }
    return std::exchange(m_isRunning, false);
}

void ImportPreparation::tagsFound(const Result<QList<ContactTag>> &tags)
{
    if (!tags) {
        finish(tl::unexpected(tags.error()));
        return;
    }
    m_knowsTags = true;
    m_parts.worker.post([work = &m_parts.work, all = *tags] { work->know(all); });
    readAccount();
}

void ImportPreparation::readAccount()
{
    m_parts.teller.say(tr("Reading the account."));
    m_parts.worker.run([work = &m_parts.work] { return work->beginReading(); }, this,
                       [this](const Result<QStringList> &addresses) { feed(addresses); });
}

void ImportPreparation::feed(const Result<QStringList> &addresses)
{
    if (!m_isRunning)
        return;
    if (!addresses) {
        finish(tl::unexpected(addresses.error()));
        return;
    }
    const auto take = [this](const QList<KnownContact> &contacts) {
        return m_parts.work.compare(contacts).map([this](qint64 rowsToUpdate) {
            if (2 * rowsToUpdate >= callsForBulk()) // on the worker's thread
                QMetaObject::invokeMethod(this, &ImportPreparation::makeListSoon, Qt::QueuedConnection);
        });
    };
    const ImportRun::Needs &needs = m_parts.needs;
    const ImportWork::Begun &before = m_parts.before;
    m_feed = new AccountFeed(
        {m_parts.worker, needs.contacts, needs.activities, needs.clock, needs.journalFolder},
        {*addresses, before.record.listIds, before.plan.customFields, before.plan.maySeeByExport()}, take, this);
    connect(m_feed, &AccountFeed::progressed, this, &ImportPreparation::accountProgressed);
    connect(m_feed, &AccountFeed::finished, this, &ImportPreparation::accountRead);
    m_feed->start();
}

void ImportPreparation::accountProgressed(qint64 read, qint64 total)
{
    m_parts.teller.sayReading(read, total);
    if (m_parts.before.toSend - total >= callsForBulk() && m_parts.before.plan.whom != Whom::OnlyKnown) // some are new for sure
        makeListSoon();
}

void ImportPreparation::accountRead(const std::optional<Error> &error)
{
    m_feed->deleteLater();
    if (error) {
        finish(tl::unexpected(*error));
        return;
    }
    const auto endReading = [work = &m_parts.work] {
        return work->endReading().map([work](qint64 rows) { return std::pair(rows, work->needsOwnList()); });
    };
    m_parts.worker.run(endReading, this,
                       [this](const Result<std::pair<qint64, bool>> &end) { readingEnded(end); });
}

void ImportPreparation::readingEnded(const Result<std::pair<qint64, bool>> &end)
{
    if (!m_isRunning)
        return;
    m_rowsToSend = end ? end->first : 0;
    m_waitsForList = m_rowsToSend > 0 && end->second && !m_parts.ownList.isSettled();
    if (m_waitsForList)
        makeList();
    else
        finish(end.map([this](const auto &) { return m_rowsToSend; }));
}

/// While the account is still being read, as soon as it is known that so many are to be sent that they need it:
/// the first body does not wait for it then.
void ImportPreparation::makeListSoon()
{
    if (m_isRunning && !m_parts.ownList.isSettled())
        makeList();
}

void ImportPreparation::makeList()
{
    if (!std::exchange(m_isMakingList, true))
        m_parts.ownList.make();
}

void ImportPreparation::letListGo()
{
    if (std::exchange(m_isMakingList, false))
        m_parts.ownList.letGo();
}

void ImportPreparation::listIsMade(const std::optional<Error> &error)
{
    m_isMakingList = false;
    if (m_waitsForList)
        finish(error ? Result<qint64>(tl::unexpected(*error)) : Result<qint64>(m_rowsToSend));
    else
        Q_EMIT listMade(); // where it could not be while the account is read, it is tried again afterwards
}

void ImportPreparation::finish(const Result<qint64> &rowsToSend)
{
    if (std::exchange(m_isRunning, false))
        Q_EMIT finished(rowsToSend);
}

} // namespace rollcall
