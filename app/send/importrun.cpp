#include "send/importrun.h"

#include "send/history.h"
#include "send/importending.h"
#include "send/importpreparation.h"
#include "send/importrounds.h"
#include "send/planparts.h"

#include <utility>

namespace rollcall {

using State = ImportSummary::State;

/// Its steps are four objects: what comes before the first body, the rounds of sending and reading back, and
/// the end; their work on file and journal is ImportWork's, on a thread of its own.
struct ImportRun::Private
{
    /// `what`: a plan, or the id of an import to go on with.
    template <typename What>
    Private(ImportRun *run, const Needs &itsNeeds, What what)
        : q(run)
        , needs(itsNeeds)
        , work(std::move(what), itsNeeds.journalFolder, itsNeeds.clock)
        , ownList(worker, itsNeeds.lists,
                  [this](ImportRecord::OwnList state, const QString &listId) {
                      return work.setOwnList(state, listId);
                  })
        , teller(itsNeeds.client, itsNeeds.clock)
        , preparation({needs, work, worker, ownList, teller, before})
        , rounds({needs, work, worker, ownList, teller, before})
        , ending({worker, work, itsNeeds.activities, itsNeeds.clock, ownList})
    {}

    void connectAll();

    // In this order; each leads to the next, or to the end.
    void begun(const Result<ImportWork::Begun> &result);
    void makeParts();
    void partsMade(const Result<ImportPlan> &plan);
    void prepared(const Result<qint64> &rowsToSend);
    void end(State state, const std::optional<Error> &error = {});
    void startEnding();
    void finish(State state, const std::optional<Error> &error);

    void tidyUp();
    void listMade();
    void pause(const std::optional<Error> &why);
    void stopPreparing();
    void stopTidyingUp();
    bool wasStopped();

    ImportRun *const q;
    const Needs needs;
    ImportWork work;
    TemporaryList ownList;
    ImportTeller teller;
    ImportWork::Begun before;
    std::unique_ptr<QObject> making; ///< context while new lists, tags and fields are made
    ImportPreparation preparation;
    ImportRounds rounds;
    ImportEnding ending;
    bool started = false;
    bool cancelled = false;
    bool paused = false;
    std::optional<Error> pausedBy; ///< none: a person, who wants it to rest
    bool ended = false;
    State endState = State::Done;
    std::optional<Error> endError;
    Worker worker; ///< after all that it works for: it ends first
};

ImportRun::ImportRun(Needs needs, ImportPlan plan, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, needs, std::move(plan)))
{
    d->connectAll();
}

ImportRun::ImportRun(Needs needs, const QString &importId, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, needs, importId))
{
    d->connectAll();
}

ImportRun::~ImportRun()
{
    d->work.stop();
    if (d->cancelled) // who stops it and closes the program at once means it, too
        d->worker.endWith([work = &d->work] { (void)work->setCancelled(); });
}

QString ImportRun::id() const
{
    return d->before.record.id;
}

void ImportRun::start()
{
    if (std::exchange(d->started, true))
        return;
    d->teller.start();
    d->worker.run([work = &d->work] { return work->begin(); }, this,
                  [this](const Result<ImportWork::Begun> &begun) { d->begun(begun); });
}

void ImportRun::cancel()
{
    if (std::exchange(d->cancelled, true))
        return;
    d->rounds.cancel();
    // A failure shows at the next step that matters: how the import ends is kept with it.
    d->worker.post([work = &d->work] { (void)work->setCancelled(); });
    d->teller.say(tr("Stopping. What was sent already gets its answers."));
    QMetaObject::invokeMethod(
        this, [this] { d->stopPreparing(); }, Qt::QueuedConnection);
}

void ImportRun::pause()
{
    d->pause({});
}

void ImportRun::interrupt()
{
    d->pause(interruption());
}

Error ImportRun::interruption()
{
    return {Error::Kind::Cancelled,
            tr("Interrupted."),
            tr("Nothing is lost: the next start goes on, and so does “rollcall-cli resume”."),
            {}};
}

void ImportRun::Private::pause(const std::optional<Error> &why)
{
    if (std::exchange(paused, true))
        return;
    pausedBy = why;
    teller.say(tr("Pausing."));
    // Queued: whoever asks may be told of a step by it, and the step is dropped.
    QMetaObject::invokeMethod(
        q,
        [this] {
            stopPreparing();
            rounds.pause();
            ending.pause();
            stopTidyingUp();
        },
        Qt::QueuedConnection);
}

void ImportRun::Private::connectAll()
{
    const auto endAs = [this](State state, const std::optional<Error> &error) { end(state, error); };
    QObject::connect(&teller, &ImportTeller::progressed, q, &ImportRun::progressed);
    QObject::connect(&preparation, &ImportPreparation::finished, q,
                     [this](const Result<qint64> &rowsToSend) { prepared(rowsToSend); });
    QObject::connect(&preparation, &ImportPreparation::listMade, q, [this] { listMade(); });
    QObject::connect(&rounds, &ImportRounds::finished, q, endAs);
    QObject::connect(&rounds, &ImportRounds::lookWanted, q, [this] { preparation.start(); });
    QObject::connect(&ending, &ImportEnding::said, &teller, &ImportTeller::say);
    QObject::connect(&ending, &ImportEnding::finished, q,
                     [this](State state, const std::optional<Error> &error) { finish(state, error); });
}

void ImportRun::Private::begun(const Result<ImportWork::Begun> &result)
{
    if (!result) {
        end(State::Failed, result.error());
        return;
    }
    before = *result;
    const ImportRecord &record = before.record;
    ownList.takeUp(record.ownList, record.ownListId);
    teller.setRows(record.rows);
    teller.setToSend(before.toSend);
    if (record.cancelled) { // in an earlier run
        cancelled = true;
        rounds.cancel();
    }
    if (isOver(static_cast<State>(record.state)))
        tidyUp();
    else if (!paused && before.toSend == 0 && before.out.isEmpty())
        end(State::Done);
    else if (wasStopped())
        return;
    else if (!PlanParts::areThere(before.plan))
        makeParts();
    else if (before.noFile && before.out.isEmpty())
        end(State::Failed, before.noFile);
    else if (before.toSend == 0 || before.noFile)
        rounds.start(before.toSend, !before.noFile);
    else
        preparation.start(); // also when going on: people may have unsubscribed since
}

/// Their names are in the journal: whatever is made now is found again after a kill.
void ImportRun::Private::makeParts()
{
    teller.say(tr("Making the lists, tags and fields that are new."));
    making = std::make_unique<QObject>();
    PlanParts(needs.lists, needs.tags, needs.fields)
        .make(before.plan, making.get(), [this](const Result<ImportPlan> &plan) { partsMade(plan); });
}

void ImportRun::Private::partsMade(const Result<ImportPlan> &plan)
{
    making.release()->deleteLater(); // it is telling us
    if (!plan && wasStopped())
        return;
    if (!plan)
        end(mayPass(plan.error()) ? State::Paused : State::Failed, plan.error());
    else
        worker.run([work = &work, made = *plan] { return work->setParts(made); }, q,
                   [this](const Result<ImportWork::Begun> &result) { begun(result); });
}

void ImportRun::Private::prepared(const Result<qint64> &rowsToSend)
{
    if (wasStopped())
        return;
    if (!rowsToSend)
        end(mayPass(rowsToSend.error()) ? State::Paused : State::Failed, rowsToSend.error());
    else if (*rowsToSend == 0 && (before.out.isEmpty() || rounds.areBegun()))
        end(State::Done);
    else
        rounds.start(*rowsToSend, true);
}

bool ImportRun::Private::wasStopped()
{
    if (!cancelled && !paused)
        return false;
    if (cancelled && !rounds.areBegun() && !before.out.isEmpty())
        rounds.start(before.toSend, false); // nothing but what an earlier run sent: it gets its answers
    else
        end(cancelled ? State::Cancelled : State::Paused);
    return true;
}

void ImportRun::Private::stopPreparing()
{
    if (std::exchange(making, nullptr) || preparation.stop())
        wasStopped();
}

/// What there is to be done is over, only a list that is just being made, or looked for, was to be deleted:
/// the next start does that.
void ImportRun::Private::stopTidyingUp()
{
    const bool isTidyingUp = isOver(static_cast<State>(before.record.state));
    if (!preparation.isMakingList() || !(ended || isTidyingUp))
        return;
    preparation.letListGo();
    if (ended)
        startEnding();
    else
        end(static_cast<State>(before.record.state), before.record.error);
}

/// What was left of an import that is over: its list, where deleting it did not work at the time.
void ImportRun::Private::tidyUp()
{
    if (paused)
        finish(static_cast<State>(before.record.state), before.record.error);
    else if (ownList.mayBeThere())
        preparation.makeList();
    else
        end(static_cast<State>(before.record.state), before.record.error);
}

void ImportRun::Private::listMade()
{
    if (ended)
        startEnding();                                        // it was only waited for
    else if (isOver(static_cast<State>(before.record.state))) // only tidying up
        end(static_cast<State>(before.record.state), before.record.error);
}

void ImportRun::Private::end(State state, const std::optional<Error> &error)
{
    if (std::exchange(ended, true))
        return;
    endState = state;
    endError = error;
    if (preparation.isMakingList() && state != State::Paused)
        return; // it has to be deleted
    preparation.letListGo();
    startEnding();
}

void ImportRun::Private::startEnding()
{
    const ImportRecord &record = before.record;
    // Where nothing asked for the own list, all went singly, with their tags.
    const bool mayTag = ownList.isSettled() && (!record.tagIds.isEmpty() || before.mayNameTags) && !record.tagged &&
                        !isOver(static_cast<State>(record.state));
    ending.start(endState, endError, mayTag);
}

void ImportRun::Private::finish(State state, const std::optional<Error> &error)
{
    // Whatever went wrong on the way to a pause, it is the pause that it ends with.
    const std::optional<Error> &why = paused && state == State::Paused ? pausedBy : error;
    const auto keep = [work = &work, state, error = why, calls = teller.calls(), seconds = teller.seconds()] {
        return work->finish(state, error, calls, seconds);
    };
    worker.run(keep, q, [this](const ImportEnd &end) { Q_EMIT q->finished(end.summary, end.error); });
}

} // namespace rollcall
