#include "send/importrounds.h"

#include "send/importending.h"
#include "send/readback.h"
#include "send/uploads.h"

namespace rollcall {
namespace {

/// After so many the import stops for now.
constexpr int mostRounds = 5;

} // namespace

ImportRounds::ImportRounds(const ImportParts &parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
{}

ImportRounds::~ImportRounds() = default;

void ImportRounds::start(qint64 rowsToSend, bool mayWrite)
{
    m_parts.teller.setToSend(rowsToSend);
    m_mayWrite = mayWrite;
    send();
}

void ImportRounds::pause()
{
    m_isPaused = true;
    if (m_uploads) {
        m_uploads->pause();
    } else if (m_readBack) { // it is read back again when it is gone on with
        m_readBack.reset();
        Q_EMIT finished(State::Paused, {});
    }
}

void ImportRounds::cancel()
{
    m_isCancelled = true;
    if (m_uploads)
        m_uploads->stop();
}

void ImportRounds::send()
{
    ++m_rounds;
    m_activities.clear();
    enter(State::Sending);
    m_parts.teller.say(
        m_parts.ownList.isImpossible()
            ? tr("Sending. The account takes no further list, so the target lists are read back instead.")
            : tr("Sending."));
    const ImportRun::Needs &needs = m_parts.needs;
    m_uploads =
        std::make_unique<Uploads>(Uploads::Needs{m_parts.worker, m_parts.work, needs.client, needs.activities,
                                                 needs.contacts, needs.clock, terms()},
                                  this);
    connect(m_uploads.get(), &Uploads::progressed, this, &ImportRounds::uploadsProgressed);
    connect(m_uploads.get(), &Uploads::finished, this, &ImportRounds::uploadsOver);
    if (m_rounds == 1)
        watchEarlier();
    m_problem.reset();
    if (m_isCancelled || !m_mayWrite)
        m_uploads->stop();
    m_uploads->start();
}

/// For people who go singly.
AddTerms ImportRounds::terms() const
{
    const ImportWork::Begun &before = m_parts.before;
    return {before.record.express ? Permission::Explicit : Permission::Implicit,
            before.plan.whom != Whom::OnlyKnown, before.plan.whom != Whom::OnlyNew, before.record.revive, false};
}

void ImportRounds::watchEarlier()
{
    for (const BodyRecord &body : m_parts.before.out) {
        if (body.activityId == BodyQueue::singleActivity())
            continue; // over when it was answered
        if (body.state == BodyRecord::State::Sent)
            m_uploads->watch(body.number, body.activityId, std::ssize(body.rows));
        else
            m_uploads->watchLost();
    }
}

void ImportRounds::uploadsProgressed(qint64 sent, qint64 over)
{
    if (m_uploads->allSent())
        enter(State::Processing);
    m_parts.teller.saySent(sent, over, m_uploads->allSent());
}

void ImportRounds::uploadsOver(const std::optional<Error> &error)
{
    m_activities = m_uploads->activities();
    m_uploads.release()->deleteLater();             // it is telling us
    if (m_isPaused || (error && mayPass(*error))) { // not asked what arrived, or the service cannot be
        Q_EMIT finished(State::Paused, error);
        return;
    }
    m_problem = error ? error : m_problem;
    readBack();
}

void ImportRounds::readBack()
{
    enter(State::ReadingBack);
    m_parts.teller.say(tr("Reading back what has arrived."));
    // Where no list of its own could be made, what arrived is on the first of the target lists, among all the
    // others.
    const QString own = m_parts.ownList.id();
    const ImportRun::Needs &needs = m_parts.needs;
    const ImportWork::Begun &before = m_parts.before;
    m_readBack = std::make_unique<ReadBack>(
        ReadBack::Needs{m_parts.worker, m_parts.work, needs.contacts, needs.activities, needs.clock,
                        needs.journalFolder},
        m_parts.ownList.isImpossible() ? before.record.listIds.first() : own,
        AccountFeed::Wish{{}, before.record.listIds, before.plan.customFields, before.plan.maySeeByExport()},
        m_activities, this);
    connect(m_readBack.get(), &ReadBack::progressed, &m_parts.teller, &ImportTeller::sayReadingBack);
    connect(m_readBack.get(), &ReadBack::finished, this, &ImportRounds::readBackEnded);
    m_readBack->start(!own.isEmpty() && !before.mayNameTags);
}

void ImportRounds::readBackEnded(const Result<qint64> &rowsToSend)
{
    m_readBack.release()->deleteLater(); // it is telling us
    if (!rowsToSend) {
        finishFor(rowsToSend.error());
        return;
    }
    m_parts.teller.setToSend(*rowsToSend);
    if (m_problem)
        finishFor(*m_problem);
    else if (*rowsToSend == 0)
        Q_EMIT finished(State::Done, {});
    else if (m_isCancelled)
        Q_EMIT finished(State::Cancelled, {});
    else if (m_parts.before.noFile)
        Q_EMIT finished(State::Failed, m_parts.before.noFile);
    else if (m_rounds < mostRounds)
        Q_EMIT lookWanted();
    else
        finishFor({Error::Kind::Offline,
                   tr("What is sent keeps getting lost on its way to the service."),
                   tr("Rows without an answer are not in the account. Go on later."),
                   {}});
}

void ImportRounds::finishFor(const Error &error)
{
    Q_EMIT finished(mayPass(error) ? State::Paused : State::Failed, error);
}

void ImportRounds::enter(State state)
{
    if (!m_parts.teller.enter(state))
        return;
    // A failure shows at the next step that matters: a body that cannot be kept is not sent.
    m_parts.worker.post(
        [work = &m_parts.work, state, calls = m_parts.teller.calls(), seconds = m_parts.teller.seconds()] {
            (void)work->setState(state, calls, seconds);
        });
}

} // namespace rollcall
