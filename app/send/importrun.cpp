#include "send/importrun.h"

#include "send/accountfeed.h"
#include "send/history.h"
#include "send/importwork.h"
#include "send/readback.h"
#include "send/tagging.h"
#include "send/temporarylist.h"
#include "send/uploads.h"
#include "send/worker.h"
#include "service/activitiesapi.h"
#include "service/contactsapi.h"
#include "service/serviceclient.h"

#include <QLocale>
#include <QPointer>

#include <algorithm>

namespace rollcall {
namespace {

using State = ImportSummary::State;

/// Sent, read back, and the same again for what got lost: after so many rounds the import stops for now.
constexpr int mostRounds = 5;

QString number(qint64 value)
{
    return QLocale().toString(value);
}

/// Time or a person makes these good again: the import can be gone on with.
bool mayPass(const Error &error)
{
    return passesByItself(error) || error.kind == Error::Kind::SignedOut ||
           error.kind == Error::Kind::Storage; // a disk that is full
}

} // namespace

struct ImportRun::Private
{
    /// `what`: a plan, or the id of an import to go on with.
    template <typename What>
    Private(ImportRun *run, const Needs &itsNeeds, What what)
        : q(run)
        , needs(itsNeeds)
        , work(std::move(what), itsNeeds.journal.folder(), itsNeeds.clock)
        , ownList(worker, itsNeeds.lists, [this](ImportRecord::OwnList state, const QString &listId) {
            return work.setOwnList(state, listId);
        })
    {}

    void connectList();

    // The steps, in order; each ends by asking for something whose answer is the next one.
    void begun(const Result<ImportWork::Begun> &result);
    void tidyUp();
    void readAccount(const QStringList &addresses);
    void accountProgressed(qint64 read, qint64 total);
    void stopReading();
    void accountRead(const std::optional<Error> &error);
    void readingEnded(const Result<qint64> &rowsToSend);
    void askForOwnList();
    void ownListMade(const std::optional<Error> &error);
    void sendBodies();
    void watchEarlier();
    void uploadsProgressed(qint64 sent, qint64 over);
    void uploadsOver(const std::optional<Error> &error);
    void readBack();
    void readBackEnded(const Result<qint64> &rowsToSend);
    void end(State state, const std::optional<Error> &error = {});
    void endFor(const Error &error);
    void tag(const Result<QStringList> &contactIds);
    void tagged(const std::optional<Error> &error);
    void tidyList();
    void finish();
    void finished(const ImportEnd &end);

    bool wasStopped();
    void enter(State state);
    std::pair<int, double> spent() const; ///< calls and seconds of this run
    void say(const QString &sentence);

    ImportRun *const q;
    const Needs needs;
    ImportWork work;
    Worker worker; ///< after what it works on: it ends first
    TemporaryList ownList;
    QPointer<AccountFeed> feed;
    QPointer<Uploads> uploads;
    QPointer<ReadBack> readBackWork;
    QPointer<Tagging> tagging;
    ImportProgress progress;
    ImportWork::Begun before; ///< where it stood when this run began
    qint64 startedMs = 0;
    int callsBefore = 0;
    bool started = false;
    bool cancelled = false;
    bool ending = false;
    bool paused = false;
    qint64 toSend = 0;
    int rounds = 0;
    QHash<int, Activity> activities;
    std::optional<Error> problem; ///< ends the import as soon as what was sent has its answers
    State endState = State::Done;
    std::optional<Error> endError;
};

ImportRun::ImportRun(Needs needs, ImportPlan plan, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, needs, std::move(plan)))
{
    d->connectList();
}

ImportRun::ImportRun(Needs needs, const QString &importId, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, needs, importId))
{
    d->connectList();
}

ImportRun::~ImportRun()
{
    d->work.stop();
}

QString ImportRun::id() const
{
    return d->before.record.id;
}

void ImportRun::start()
{
    if (std::exchange(d->started, true))
        return;
    d->startedMs = d->needs.clock.nowMs();
    d->callsBefore = d->needs.client.callsMade();
    d->worker.run([work = &d->work] { return work->begin(); }, this,
                  [this](const Result<ImportWork::Begun> &begun) { d->begun(begun); });
}

void ImportRun::cancel()
{
    if (std::exchange(d->cancelled, true))
        return;
    if (d->uploads)
        d->uploads->stop();
    d->say(tr("Stopping. What was sent already gets its answers."));
    QMetaObject::invokeMethod(
        this, [this] { d->stopReading(); }, Qt::QueuedConnection);
}

void ImportRun::pause()
{
    if (std::exchange(d->paused, true))
        return;
    if (d->uploads)
        d->uploads->pause();
    d->say(tr("Pausing."));
    QMetaObject::invokeMethod(
        this, [this] { d->stopReading(); }, Qt::QueuedConnection);
}

void ImportRun::Private::connectList()
{
    QObject::connect(&ownList, &TemporaryList::made, q,
                     [this](const std::optional<Error> &error) { ownListMade(error); });
    QObject::connect(&ownList, &TemporaryList::removed, q, [this] { finish(); });
}

void ImportRun::Private::begun(const Result<ImportWork::Begun> &result)
{
    if (!result) {
        end(State::Failed, result.error());
        return;
    }
    before = *result;
    const ImportRecord &record = before.record;
    const State state = static_cast<State>(record.state);
    ownList.takeUp(record.ownList, record.ownListId);
    progress.rowsTotal = record.rows;
    progress.rowsDone = record.rows - before.toSend;
    if (isOver(state))
        tidyUp();
    else if (wasStopped())
        return;
    else if (before.toSend == 0 && before.out.isEmpty())
        end(State::Done);
    else if (before.noFile && before.out.isEmpty())
        end(State::Failed, before.noFile);
    else if (before.toSend > 0 && !before.noFile)
        readAccount(before.addresses); // also when going on: people may have unsubscribed since
    else
        sendBodies();
}

/// What was left of an import that is over: its list, where deleting it did not work at the time.
void ImportRun::Private::tidyUp()
{
    if (ownList.mayBeThere())
        ownList.make();
    else
        end(static_cast<State>(before.record.state), before.record.error);
}

void ImportRun::Private::readAccount(const QStringList &addresses)
{
    say(tr("Reading the account."));
    feed = new AccountFeed(
        {worker, needs.contacts, needs.activities, needs.clock, needs.journal.folder()},
        {addresses, before.record.listIds, before.customFields, before.mayExport},
        [this](const QList<KnownContact> &contacts) { return work.compare(contacts).map([](qint64) {}); }, q);
    QObject::connect(feed, &AccountFeed::progressed, q,
                     [this](qint64 read, qint64 total) { accountProgressed(read, total); });
    QObject::connect(feed, &AccountFeed::finished, q,
                     [this](const std::optional<Error> &error) { accountRead(error); });
    feed->start();
}

void ImportRun::Private::accountProgressed(qint64 read, qint64 total)
{
    say(tr("Reading the account: %1 of %2 contacts.").arg(number(read), number(total)));
}

/// While the account is read nothing has been sent by this run: nothing is waited for, not even a page that
/// may never come.
void ImportRun::Private::stopReading()
{
    if (!feed)
        return;
    feed->disconnect(q);
    feed->deleteLater();
    feed.clear();
    wasStopped();
}

void ImportRun::Private::accountRead(const std::optional<Error> &error)
{
    feed->deleteLater();
    feed.clear();
    if (error) {
        endFor(*error);
        return;
    }
    worker.run([work = &work] { return work->endReading(); }, q,
               [this](const Result<qint64> &rowsToSend) { readingEnded(rowsToSend); });
}

void ImportRun::Private::readingEnded(const Result<qint64> &rowsToSend)
{
    if (!rowsToSend) {
        endFor(rowsToSend.error());
        return;
    }
    toSend = *rowsToSend;
    progress.rowsDone = progress.rowsTotal - toSend;
    if (wasStopped())
        return;
    if (toSend == 0)
        end(State::Done);
    else
        askForOwnList();
}

void ImportRun::Private::askForOwnList()
{
    if (ownList.isSettled())
        sendBodies();
    else
        ownList.make();
}

void ImportRun::Private::ownListMade(const std::optional<Error> &error)
{
    if (isOver(static_cast<State>(before.record.state))) // only tidying up
        end(static_cast<State>(before.record.state), before.record.error);
    else if (error)
        endFor(*error);
    else if (!wasStopped())
        sendBodies();
}

void ImportRun::Private::sendBodies()
{
    ++rounds;
    activities.clear();
    enter(State::Sending);
    say(ownList.id().isEmpty()
            ? tr("Sending. The account takes no further list, so the target lists are read back instead.")
            : tr("Sending."));
    uploads = new Uploads({worker, work, needs.activities, needs.contacts, needs.clock,
                           before.record.express ? Permission::Explicit : Permission::Implicit},
                          q);
    QObject::connect(uploads, &Uploads::progressed, q,
                     [this](qint64 sent, qint64 over) { uploadsProgressed(sent, over); });
    QObject::connect(uploads, &Uploads::finished, q,
                     [this](const std::optional<Error> &error) { uploadsOver(error); });
    if (rounds == 1)
        watchEarlier();
    problem.reset();
    if (cancelled || before.noFile)
        uploads->stop();
    uploads->start();
}

void ImportRun::Private::watchEarlier()
{
    for (const BodyRecord &body : std::as_const(before.out)) {
        if (body.activityId == BodyQueue::singleActivity())
            continue; // over when it was answered
        if (body.state == BodyRecord::State::Sent)
            uploads->watch(body.number, body.activityId, std::ssize(body.rows));
        else
            uploads->watchLost();
    }
}

void ImportRun::Private::uploadsProgressed(qint64 sent, qint64 over)
{
    if (uploads->allSent())
        enter(State::Processing);
    const double seconds = static_cast<double>(std::max<qint64>(1, needs.clock.nowMs() - startedMs)) / 1000;
    progress.rowsDone = progress.rowsTotal - toSend + over;
    progress.rowsASecond = static_cast<double>(sent) / seconds;
    progress.secondsLeft =
        sent > 0 ? static_cast<int>(static_cast<double>(toSend - over) / progress.rowsASecond) : -1;
    say(uploads->allSent()
            ? tr("The service is working on %Ln row(s).", nullptr, static_cast<int>(sent - over))
            : tr("Sending: %1 of %2 rows.").arg(number(sent), number(toSend)));
}

void ImportRun::Private::uploadsOver(const std::optional<Error> &error)
{
    activities = uploads->activities();
    uploads->deleteLater();
    if (paused || (error && mayPass(*error))) { // not asked what arrived, or the service cannot be
        end(State::Paused, error);
        return;
    }
    problem = error ? error : problem;
    readBack();
}

void ImportRun::Private::readBack()
{
    enter(State::ReadingBack);
    say(tr("Reading back what has arrived."));
    progress.secondsLeft = -1;
    // Without a list of its own, what arrived is on the first of the target lists, among all the others.
    const QString list = ownList.id().isEmpty() ? before.record.listIds.first() : ownList.id();
    readBackWork =
        new ReadBack({worker, work, needs.contacts, needs.activities, needs.clock}, list, activities, q);
    QObject::connect(readBackWork, &ReadBack::progressed, q, [this](qint64 read, qint64 total) {
        say(tr("Reading back: %1 of %2 contacts.").arg(number(read), number(total)));
    });
    QObject::connect(readBackWork, &ReadBack::finished, q,
                     [this](const Result<qint64> &rowsToSend) { readBackEnded(rowsToSend); });
    readBackWork->start(!ownList.id().isEmpty());
}

void ImportRun::Private::readBackEnded(const Result<qint64> &rowsToSend)
{
    readBackWork->deleteLater();
    if (!rowsToSend) {
        endFor(rowsToSend.error());
        return;
    }
    toSend = *rowsToSend;
    progress.rowsDone = progress.rowsTotal - toSend;
    if (problem)
        endFor(*problem);
    else if (toSend == 0)
        end(State::Done);
    else if (before.noFile)
        end(State::Failed, before.noFile);
    else if (wasStopped())
        return;
    else if (rounds < mostRounds)
        sendBodies();
    else
        endFor({Error::Kind::Offline,
                tr("What is sent keeps getting lost on its way to the service."),
                tr("Rows without an answer are not in the account. Go on later."),
                {}});
}

bool ImportRun::Private::wasStopped()
{
    if (!cancelled && !paused)
        return false;
    if (cancelled && rounds == 0 && !before.out.isEmpty())
        sendBodies(); // nothing but what an earlier run sent: it gets its answers
    else
        end(cancelled ? State::Cancelled : State::Paused);
    return true;
}

void ImportRun::Private::endFor(const Error &error)
{
    end(mayPass(error) ? State::Paused : State::Failed, error);
}

void ImportRun::Private::end(State state, const std::optional<Error> &error)
{
    if (std::exchange(ending, true))
        return;
    endState = state;
    endError = error;
    const ImportRecord &record = before.record;
    if (state == State::Paused)
        finish(); // going on needs the list; and where the service does not answer, it cannot be deleted
    else if (record.tagIds.isEmpty() || record.tagged || isOver(static_cast<State>(record.state)))
        tidyList();
    else
        worker.run([this] { return work.toTag(); }, q,
                   [this](const Result<QStringList> &contactIds) { tag(contactIds); });
}

void ImportRun::Private::tag(const Result<QStringList> &contactIds)
{
    if (!contactIds || contactIds->isEmpty()) {
        tidyList();
        return;
    }
    say(tr("Tagging."));
    tagging = new Tagging(needs.activities, needs.clock, before.record.tagIds, q);
    QObject::connect(tagging, &Tagging::finished, q,
                     [this](const std::optional<Error> &error) { tagged(error); });
    if (ownList.id().isEmpty())
        tagging->start(*contactIds);
    else
        tagging->start(ownList.id());
}

void ImportRun::Private::tagged(const std::optional<Error> &error)
{
    tagging->deleteLater();
    if (error && mayPass(*error)) { // tagging twice is tagging once
        endState = State::Paused;
        endError = error;
        finish();
        return;
    }
    endError = endError ? endError : error;
    worker.run([this] { return work.setTagged(); }, q, [this](const Result<void> &) { tidyList(); });
}

void ImportRun::Private::tidyList()
{
    if (ownList.id().isEmpty()) {
        finish();
        return;
    }
    say(tr("Tidying up."));
    ownList.remove(); // where that fails, the journal knows it is there: the next start deletes it
}

void ImportRun::Private::finish()
{
    const auto [calls, seconds] = spent();
    worker.run([work = &work, state = endState, error = endError, calls,
                seconds] { return work->finish(state, error, calls, seconds); },
               q, [this](const ImportEnd &end) { finished(end); });
}

std::pair<int, double> ImportRun::Private::spent() const
{
    return {needs.client.callsMade() - callsBefore,
            static_cast<double>(needs.clock.nowMs() - startedMs) / 1000};
}

void ImportRun::Private::finished(const ImportEnd &end)
{
    Q_EMIT q->finished(end.summary, end.error);
}

void ImportRun::Private::enter(State state)
{
    if (std::exchange(progress.state, state) == state)
        return;
    const auto [calls, seconds] = spent();
    // A failure shows at the next step that matters: a body that cannot be kept is not sent.
    worker.post([work = &work, state, calls = calls, seconds = seconds] {
        (void)work->setState(state, calls, seconds);
    });
}

void ImportRun::Private::say(const QString &sentence)
{
    progress.sentence = sentence;
    // Queued: a listener may delete us, and this is not the last thing a step does.
    QMetaObject::invokeMethod(
        q, [this] { Q_EMIT q->progressed(progress); }, Qt::QueuedConnection);
}

} // namespace rollcall
