#include "send/undo.h"

#include "send/accountreader.h"
#include "send/activitywatch.h"
#include "send/pagefeed.h"
#include "send/temporarylist.h"
#include "send/undowork.h"
#include "send/worker.h"
#include "service/contactsapi.h"
#include "service/serviceclient.h"

#include <QLocale>
#include <QPointer>

namespace rollcall {
namespace {

/// The service takes many at a time; more would only make a long list to poll.
constexpr int mostUnderWay = 20;

} // namespace

struct Undo::Private
{
    Private(Undo *undo, const ImportRun::Needs &itsNeeds, const QString &importId)
        : q(undo)
        , needs(itsNeeds)
        , work(importId, itsNeeds.journalFolder, itsNeeds.clock)
        , ownList(worker, itsNeeds.lists,
                  [this](ImportRecord::OwnList state, const QString &listId) {
                      return work.setOwnList(state, listId);
                  })
        , watch(itsNeeds.activities, itsNeeds.clock)
    {}

    void begin(bool really);
    void begun(const Result<QStringList> &result);
    void read(void (Private::*over)(const std::optional<Error> &));
    void looked(const std::optional<Error> &error);
    void told(const Result<UndoReceipt> &receipt);
    void commit();
    void committed(const Result<bool> &needsList);
    void ownListMade(const std::optional<Error> &error);
    void nextBatch();
    void send(const Result<std::optional<UndoBatch>> &batch);
    void sent(const Result<Activity> &activity);
    void batchesOver();
    void nextSingle();
    void lookAtSingle(const Result<std::optional<UndoSingle>> &single);
    void foundSingle(quint32 row, const Result<std::optional<KnownContact>> &now);
    void replaceSingle(const Result<std::optional<KnownContact>> &target);
    void verify();
    void verified(const std::optional<Error> &error);
    void roundEnded(const Result<std::optional<UndoReceipt>> &receipt);
    void stopFor(const Error &error);
    int calls() const { return needs.client.callsMade() - callsBefore; }

    Undo *const q;
    const ImportRun::Needs needs;
    UndoWork work;
    Worker worker; ///< after what it works on: it ends first
    TemporaryList ownList;
    ActivityWatch watch;
    QPointer<PageFeed> feed;
    QStringList addresses;
    int callsBefore = 0;
    int onTheWay = 0; ///< batches, answered or not, that are not over
    bool really = false;
    bool allSent = false;
    bool singlesBegun = false;
    bool verifying = false;
    bool ended = false;
};

Undo::Undo(const ImportRun::Needs &needs, const QString &importId, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, needs, importId))
{
    connect(&d->ownList, &TemporaryList::made, this,
            [this](const std::optional<Error> &error) { d->ownListMade(error); });
    connect(&d->ownList, &TemporaryList::removed, this, [this] { d->verify(); });
    connect(&d->watch, &ActivityWatch::over, this, [this] {
        --d->onTheWay;
        d->nextBatch();
    });
    connect(&d->watch, &ActivityWatch::failed, this, [this](const Error &error) { d->stopFor(error); });
}

Undo::~Undo() = default;

void Undo::look()
{
    d->begin(false);
}

void Undo::start()
{
    d->begin(true);
}

void Undo::rest()
{
    d->ended = true;
    d->worker.endWith([work = &d->work] { work->rest(); });
}

void Undo::Private::begin(bool itIsMeant)
{
    really = itIsMeant;
    callsBefore = needs.client.callsMade();
    worker.run([this] { return work.begin(really); }, q,
               [this](const Result<QStringList> &result) { begun(result); });
}

void Undo::Private::begun(const Result<QStringList> &result)
{
    if (!result) {
        stopFor(result.error());
        return;
    }
    addresses = *result;
    ownList.takeUp(work.ownList(), work.ownListId()); // the worker has nothing to do meanwhile
    if (work.touched() == 0)
        looked(std::nullopt);
    else
        read(&Private::looked);
}

void Undo::Private::read(void (Private::*over)(const std::optional<Error> &))
{
    worker.post([this] { work.beginLook(); });
    auto *reader = new AccountReader(needs.contacts, addresses);
    feed = new PageFeed(
        reader, worker, [this](const QList<KnownContact> &contacts) { return work.look(contacts); }, q);
    QObject::connect(feed, &PageFeed::progressed, q, [this](qint64 count, qint64 total) {
        const QLocale locale;
        Q_EMIT q->progressed((verifying ? tr("Reading back: %1 of %2 contacts.")
                                        : tr("Reading the account: %1 of %2 contacts."))
                                 .arg(locale.toString(count), locale.toString(total)));
    });
    QObject::connect(feed, &PageFeed::finished, q, [this, over](const std::optional<Error> &error) {
        feed->deleteLater();
        (this->*over)(error);
    });
    feed->start();
}

void Undo::Private::looked(const std::optional<Error> &error)
{
    if (error)
        stopFor(*error);
    else
        worker.run([this] { return work.endLook(); }, q,
                   [this](const Result<UndoReceipt> &receipt) { told(receipt); });
}

void Undo::Private::told(const Result<UndoReceipt> &receipt)
{
    if (!receipt)
        stopFor(receipt.error());
    else if (really)
        commit();
    else
        worker.run(
            [this, told = *receipt] {
                work.letGo();
                return told;
            },
            q, [this](const UndoReceipt &looked) { Q_EMIT q->finished(looked, std::nullopt); });
}

void Undo::Private::commit()
{
    worker.run([this] { return work.commit(); }, q,
               [this](const Result<bool> &needsList) { committed(needsList); });
}

void Undo::Private::committed(const Result<bool> &needsList)
{
    if (!needsList)
        stopFor(needsList.error());
    else if (*needsList && ownList.id().isEmpty())
        ownList.make();
    else
        nextBatch();
}

void Undo::Private::ownListMade(const std::optional<Error> &error)
{
    if (error)
        stopFor(*error);
    else if (ownList.id().isEmpty())
        stopFor({Error::Kind::Refused,
                 tr("The account takes no further list, and bringing old values back needs one."),
                 tr("Delete a list that is no longer used, then take the import back again."),
                 {}});
    else
        nextBatch();
}

void Undo::Private::nextBatch()
{
    if (ended)
        return;
    if (allSent && onTheWay == 0)
        batchesOver();
    else if (!allSent && onTheWay < mostUnderWay)
        worker.run([this] { return work.nextBatch(); }, q,
                   [this](const Result<std::optional<UndoBatch>> &batch) { send(batch); });
}

void Undo::Private::send(const Result<std::optional<UndoBatch>> &batch)
{
    if (ended)
        return;
    if (!batch) {
        stopFor(batch.error());
        return;
    }
    if (!*batch) {
        allSent = true;
        nextBatch();
        return;
    }
    ++onTheWay;
    Q_EMIT q->progressed(tr("Taking the import back."));
    const auto handle = [this](const Result<Activity> &activity) { sent(activity); };
    switch ((*batch)->kind) {
    case UndoBatch::Kind::Delete:
        if ((*batch)->contactIds.size() == 1) // a call that is done when it is answered
            needs.contacts.remove((*batch)->contactIds.first(), q, [handle](const Result<void> &gone) {
                handle(gone.map([] { return Activity(); }));
            });
        else
            needs.activities.deleteContacts((*batch)->contactIds, q, handle);
        break;
    case UndoBatch::Kind::Leave:
        needs.activities.removeFromLists({(*batch)->contactIds, {}}, (*batch)->targets, q, handle);
        break;
    case UndoBatch::Kind::Untag:
        needs.activities.removeTags({(*batch)->contactIds, {}}, (*batch)->targets, q, handle);
        break;
    case UndoBatch::Kind::Values:
        needs.activities.importJson((*batch)->json, q, handle);
        break;
    }
}

void Undo::Private::sent(const Result<Activity> &activity)
{
    if (ended)
        return;
    const bool lost = !activity && (activity.error().kind == Error::Kind::Offline ||
                                    activity.error().kind == Error::Kind::BadReply);
    if (!activity && !lost && activity.error().kind != Error::Kind::Refused) {
        stopFor(activity.error());
        return;
    }
    if (activity && !activity->id.isEmpty())
        watch.watch(activity->id);
    else
        --onTheWay; // done, or lost: reading again at the end tells whether it was done
    nextBatch();
}

void Undo::Private::batchesOver()
{
    if (!std::exchange(singlesBegun, true))
        nextSingle();
}

void Undo::Private::nextSingle()
{
    worker.run([this] { return work.nextSingle(); }, q,
               [this](const Result<std::optional<UndoSingle>> &single) { lookAtSingle(single); });
}

void Undo::Private::lookAtSingle(const Result<std::optional<UndoSingle>> &single)
{
    if (!single) {
        stopFor(single.error());
    } else if (!*single) {
        ownList.remove();
    } else {
        needs.contacts.find((*single)->email, q,
                            [this, row = (*single)->row](const Result<std::optional<KnownContact>> &now) {
                                foundSingle(row, now);
                            });
    }
}

void Undo::Private::foundSingle(quint32 row, const Result<std::optional<KnownContact>> &now)
{
    if (!now)
        stopFor(now.error());
    else
        worker.run([this, row, known = *now] { return work.restored(row, known); }, q,
                   [this](const Result<std::optional<KnownContact>> &target) { replaceSingle(target); });
}

void Undo::Private::replaceSingle(const Result<std::optional<KnownContact>> &target)
{
    if (!target) {
        stopFor(target.error());
    } else if (!*target) {
        nextSingle();
    } else {
        needs.contacts.replace(**target, std::nullopt, q, [this](const Result<KnownContact> &contact) {
            if (!contact && contact.error().kind != Error::Kind::Refused)
                stopFor(contact.error());
            else
                nextSingle(); // refused: reading again at the end says so
        });
    }
}

/// What got lost on its way is done again, what was done is told.
void Undo::Private::verify()
{
    verifying = true;
    if (work.touched() == 0)
        verified(std::nullopt);
    else
        read(&Private::verified);
}

void Undo::Private::verified(const std::optional<Error> &error)
{
    if (error)
        stopFor(*error);
    else
        worker.run([this, made = calls()] { return work.endRound(made); }, q,
                   [this](const Result<std::optional<UndoReceipt>> &receipt) { roundEnded(receipt); });
}

void Undo::Private::roundEnded(const Result<std::optional<UndoReceipt>> &receipt)
{
    if (!receipt) {
        stopFor(receipt.error());
    } else if (*receipt) {
        Q_EMIT q->finished(**receipt, std::nullopt);
    } else {
        allSent = false;
        singlesBegun = false;
        commit();
    }
}

void Undo::Private::stopFor(const Error &error)
{
    if (std::exchange(ended, true))
        return;
    worker.run([this, made = calls()] { return work.interrupt(made); }, q,
               [this, error](const UndoReceipt &receipt) { Q_EMIT q->finished(receipt, error); });
}

} // namespace rollcall
