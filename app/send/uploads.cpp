#include "send/uploads.h"

#include "send/importwork.h"
#include "send/polling.h"
#include "send/worker.h"
#include "service/serviceclient.h"

#include <QCoreApplication>

#include <utility>

namespace rollcall {
namespace {

/// After so long without any news the import stops for now; it can be gone on with.
constexpr qint64 patienceMs = 2 * 60 * 60 * 1000;
constexpr qint64 settlingMs = 2000;

} // namespace

Uploads::Uploads(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_worker(needs.worker)
    , m_work(needs.work)
    , m_client(needs.client)
    , m_activities(needs.activities)
    , m_clock(needs.clock)
    , m_contactAdd(needs.contacts)
    , m_terms(needs.terms)
    , m_lastNews(needs.clock.nowMs())
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Uploads::tick);
}

void Uploads::start()
{
    goOn();
}

void Uploads::stop()
{
    m_allSent = true;
    m_client.stopRepeating(m_sends.get());
    QMetaObject::invokeMethod(this, &Uploads::goOn, Qt::QueuedConnection);
}

void Uploads::pause()
{
    m_sends.reset();
    m_asks.reset();
    m_inFlight = 0;
    m_polls = 0;
    m_allSent = true;
    m_broken = true;
    m_timer.stop();
    goOn(); // what is on its way to the journal is not dropped
}

void Uploads::watch(int body, const QString &activityId, qint64 rows)
{
    m_underWay.insert(body, {activityId, rows});
    m_rowsSent += rows;
}

/// The next step, whatever has just happened.
void Uploads::goOn()
{
    if (m_finished)
        return;
    if (isOver()) {
        finish();
        return;
    }
    if (!m_allSent && !m_held && !m_preparing && m_inFlight < atOnce)
        prepareNext();
    const bool somethingToWaitFor = !m_underWay.isEmpty() || (m_anyLost && !m_quiet) || m_held;
    if (somethingToWaitFor && !m_broken && m_polls == 0 && !m_timer.isActive())
        m_timer.start(m_clock.realTime(pauseBeforePoll(m_tick++)));
    if (std::exchange(m_news, false))
        Q_EMIT progressed(m_rowsSent, m_rowsOver); // last: a listener may delete us
}

bool Uploads::isOver() const
{
    if (m_preparing || m_polls > 0 || m_inFlight > 0 || m_toKeep > 0)
        return false;
    return m_broken || (m_allSent && m_underWay.isEmpty() && (!m_anyLost || m_quiet));
}

void Uploads::finish()
{
    m_finished = true;
    m_timer.stop();
    Q_EMIT finished(m_error);
}

void Uploads::prepareNext()
{
    m_preparing = true;
    m_worker.run([work = &m_work] { return work->nextBody(); }, this,
                 [this](const Result<std::optional<ReadyBody>> &body) { prepared(body); });
}

void Uploads::prepared(const Result<std::optional<ReadyBody>> &body)
{
    m_preparing = false;
    if (!body) {
        fail(body.error());
    } else if (!*body) {
        m_allSent = true;
        m_news = true;
        goOn();
    } else if (m_allSent || m_held) { // stopped, or in doubt, since it was asked for
        notTaken((*body)->number);
    } else {
        send(**body);
    }
}

void Uploads::send(const ReadyBody &body)
{
    ++m_inFlight;
    AddTerms terms = m_terms;
    terms.isNew = body.isNew;
    if (body.single)
        m_contactAdd.add(*body.single, terms, m_sends.get(),
                         [this, number = body.number](const Result<AddAnswer> &answer) {
                             answeredSingle(number, answer);
                         });
    else
        m_activities.importJson(body.json, m_sends.get(),
                                [this, number = body.number, rows = body.rows](
                                    const Result<Activity> &activity) { answered(number, rows, activity); });
    goOn();
}

void Uploads::answered(int body, qint64 rows, const Result<Activity> &activity)
{
    --m_inFlight;
    m_lastNews = m_clock.nowMs();
    if (activity)
        sent(body, rows, activity->id);
    else
        failed(body, activity.error());
}

void Uploads::answeredSingle(int body, const Result<AddAnswer> &answer)
{
    --m_inFlight;
    m_lastNews = m_clock.nowMs();
    if (!answer) {
        failed(body, answer.error());
        return;
    }
    if (answer->kind != AddAnswer::Kind::Added && answer->kind != AddAnswer::Kind::Updated) {
        leftAlone(body, *answer);
        return;
    }
    Activity over;
    over.state = Activity::State::Completed;
    m_over.insert(body, over);
    ++m_rowsSent;
    ++m_rowsOver;
    m_news = true;
    keep([work = &m_work, body, contact = answer->contact] { return work->singleArrived(body, contact); });
}

/// The account has changed since it was read.
void Uploads::leftAlone(int body, const AddAnswer &answer)
{
    RowAnswer row;
    row.outcome = Outcome::LeftOut;
    if (answer.kind == AddAnswer::Kind::Unsubscribed) {
        row.outcome = Outcome::Unsubscribed;
        row.reason = tr("This person unsubscribed while the import was under way.");
        row.hint = tr("Left so. Only the person can subscribe again.");
    } else if (answer.kind == AddAnswer::Kind::Unchanged) {
        row.outcome = Outcome::Unchanged;
    } else if (answer.kind == AddAnswer::Kind::Exists) {
        row.reason =
            tr("Came into the account while the import was under way, and only new people were wanted.");
    } else {
        row.reason = tr("This person was deleted from the account while the import was under way.");
    }
    ++m_rowsSent;
    ++m_rowsOver;
    m_news = true;
    const bool isAsWanted = answer.differences.isEmpty() && (answer.kind == AddAnswer::Kind::Unchanged ||
                                                             answer.kind == AddAnswer::Kind::Exists);
    keep([work = &m_work, body, row, asWanted = isAsWanted ? std::optional(answer.contact) : std::nullopt] {
        return work->leaveAlone(body, row, asWanted);
    });
}

void Uploads::failed(int body, const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Offline:
    case Error::Kind::BadReply:
        lost(body);
        return;
    case Error::Kind::Refused:
        keep([work = &m_work, body, error] { return work->split(body, error); });
        return;
    case Error::Kind::Throttled: // its queue is full: passes
        m_held = true;
        notTaken(body);
        return;
    default:
        notTaken(body);
        fail(error);
    }
}

void Uploads::sent(int body, qint64 rows, const QString &activityId)
{
    m_underWay.insert(body, {activityId, rows});
    m_rowsSent += rows;
    m_news = true;
    keep([work = &m_work, body, activityId] { return work->setSent(body, activityId); });
}

/// Nobody knows whether it arrived.
void Uploads::lost(int body)
{
    m_anyLost = true;
    m_quiet = false;
    m_held = true;
    m_lostAt = m_clock.nowMs();
    keep([work = &m_work, body] { return work->setLost(body); });
}

void Uploads::notTaken(int body)
{
    keep([work = &m_work, body] { return work->takeBack(body); });
}

/// In the journal, by `work`.
void Uploads::keep(std::function<Result<void>()> work)
{
    ++m_toKeep;
    m_worker.run(std::move(work), this, [this](const Result<void> &done) { kept(done); });
}

void Uploads::kept(const Result<void> &done)
{
    --m_toKeep;
    if (!done)
        fail(done.error());
    else
        goOn();
}

/// Nothing more leaves. What is under way is waited for as long as the service can be asked.
void Uploads::fail(const Error &error)
{
    if (!m_error)
        m_error = error;
    m_allSent = true;
    m_broken = m_broken || (error.kind != Error::Kind::Input && error.kind != Error::Kind::Storage);
    if (m_broken)
        m_timer.stop();
    goOn();
}

void Uploads::tick()
{
    ++m_polls;
    m_polledAt = m_clock.nowMs();
    m_activities.recent(m_asks.get(), [this](const Result<QList<Activity>> &recent) { polled(recent); });
}

void Uploads::polled(const Result<QList<Activity>> &recent)
{
    --m_polls;
    if (!recent && recent.error().kind != Error::Kind::Throttled) {
        fail(recent.error());
        return;
    }
    if (recent)
        settle(*recent);
    if (m_clock.nowMs() - m_lastNews > patienceMs) {
        fail({Error::Kind::Throttled,
              tr("The service has been working on this import for hours without an end in sight."),
              tr("Nothing is lost. Go on later: Rollcall looks then what has arrived."),
              {}});
    } else {
        goOn();
    }
}

void Uploads::settle(const QList<Activity> &recent)
{
    m_held = false;
    QHash<QString, Activity> byId;
    bool anyUnderWay = false;
    for (const Activity &activity : recent) {
        byId.insert(activity.id, activity);
        anyUnderWay = anyUnderWay || !activity.isOver();
    }
    // An activity holds no key of ours: with a body lost, all that is under way may be it. And it may still
    // be on its way inside the service, so that a poll right after the loss does not count.
    m_quiet = !anyUnderWay && m_polledAt - m_lostAt >= settlingMs;
    const QList<int> bodies = m_underWay.keys();
    for (const int body : bodies) {
        const auto found = byId.constFind(m_underWay.value(body).activityId);
        if (found != byId.cend())
            took(body, *found);
        else
            askFor(body);
    }
}

/// Not among the most recent ones.
void Uploads::askFor(int body)
{
    ++m_polls;
    m_activities.one(m_underWay.value(body).activityId, m_asks.get(),
                     [this, body](const Result<Activity> &activity) { answeredFor(body, activity); });
}

void Uploads::answeredFor(int body, const Result<Activity> &activity)
{
    --m_polls;
    if (activity) {
        took(body, *activity);
    } else if (activity.error().kind == Error::Kind::Refused) { // the service forgets them after ten days
        Activity forgotten;
        forgotten.state = Activity::State::TimedOut;
        took(body, forgotten);
    } else if (activity.error().kind != Error::Kind::Throttled) {
        fail(activity.error());
        return;
    }
    goOn();
}

void Uploads::took(int body, const Activity &activity)
{
    if (!activity.isOver() || !m_underWay.contains(body))
        return;
    m_rowsOver += m_underWay.take(body).rows;
    m_over.insert(body, activity);
    m_lastNews = m_clock.nowMs();
    m_news = true;
}

} // namespace rollcall
