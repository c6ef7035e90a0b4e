#include "net/pacer.h"

#include "support/filelock.h"
#include "support/privatefile.h"
#include "support/span.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QQueue>
#include <QRandomGenerator>
#include <QTimeZone>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

constexpr qint64 gapMs = static_cast<qint64>(1000 / Pacer::callsASecond) + 1; // never more than that
constexpr auto lookEvery = std::chrono::minutes(1); // whether today's count is another
constexpr qint64 longestBehindMs = 30 * 60 * 1000; // so far the service's clock may be behind ours
constexpr qint64 pauseWhileBehindMs = 5 * 60 * 1000;
constexpr qint64 longestPauseMs = 300'000; // a later turn than this comes from a clock that was set back

/// What the processes tell each other.
struct Pace
{
    QString day; ///< UTC
    int calls = 0;
    bool usedUp = false;
    qint64 nextMs = 0; ///< when the next call may leave, on the clock
    qint64 usedUpUntilMs = 0; ///< on the clock; 0: until the day ends

    bool isUsedUp(qint64 nowMs) const
    {
        return calls >= Pacer::callsADay || (usedUp && (usedUpUntilMs == 0 || nowMs < usedUpUntilMs));
    }

    static Pace read(const QString &path, const QString &today)
    {
        const Result<QByteArray> content = readPrivateFile(path);
        const QJsonObject json = QJsonDocument::fromJson(content.value_or(QByteArray())).object();
        Pace pace{json.value(QLatin1String("day")).toString(), json.value(QLatin1String("calls")).toInt(),
                  json.value(QLatin1String("used_up")).toBool(),
                  static_cast<qint64>(json.value(QLatin1String("next")).toDouble()),
                  static_cast<qint64>(json.value(QLatin1String("used_up_until")).toDouble())};
        if (pace.day != today)
            pace = Pace{today, 0, false, pace.nextMs, 0};
        return pace;
    }

    Result<void> write(const QString &path) const
    {
        const QJsonObject json{{QStringLiteral("day"), day},
                               {QStringLiteral("calls"), calls},
                               {QStringLiteral("used_up"), usedUp},
                               {QStringLiteral("next"), static_cast<double>(nextMs)},
                               {QStringLiteral("used_up_until"), static_cast<double>(usedUpUntilMs)}};
        return writePrivateFileUnsynced(path, QJsonDocument(json).toJson(QJsonDocument::Compact));
    }
};

struct Waiting
{
    QPointer<QObject> context;
    Pacer::Handler handle;
};

} // namespace

struct Pacer::Private
{
    const Clock &clock;
    const QString folder;
    Pacer *const q;
    QQueue<Waiting> queue;
    QTimer timer; ///< for the next try
    QTimer look;  ///< other processes call, too, and a day ends without a call
    int told = -1; ///< of today's calls
    qint64 lastLeftMs = 0;

    QString paceFile() const { return folder + QLatin1String("/pace.json"); }
    QString today() const { return clock.now().date().toString(Qt::ISODate); }

    Private(const Clock &c, QString f, Pacer *pacer)
        : clock(c)
        , folder(std::move(f))
        , q(pacer)
    {
        timer.setSingleShot(true);
        timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer, &QTimer::timeout, q, [this] { step(); });
        QObject::connect(&look, &QTimer::timeout, q, [this] { tell(q->callsToday()); });
        look.start(clock.realTime(lookEvery));
    }

    void step();
    void tell(int calls);
    qint64 waitMs(const Pace &pace) const;
    void tryAgainIn(qint64 clockMs);
    void answerFirst(const Result<void> &result);
    Result<bool> change(const std::function<bool(Pace &)> &what);
    void changeSoon(const std::function<void(Pace &)> &what);
    Error usedUp() const;
};

/// Changes what the processes share, where `what` says so; false when it did not, or when another one is just
/// at it.
Result<bool> Pacer::Private::change(const std::function<bool(Pace &)> &what)
{
    if (const Result<void> made = ensurePrivateFolder(folder); !made)
        return tl::unexpected(made.error());
    const Result<std::optional<FileLock>> lock = FileLock::tryTake(folder + QLatin1String("/pace.lock"));
    if (!lock)
        return tl::unexpected(lock.error());
    if (!lock->has_value())
        return false;
    Pace pace = Pace::read(paceFile(), today());
    if (!what(pace))
        return false;
    if (const Result<void> written = pace.write(paceFile()); !written)
        return tl::unexpected(written.error());
    // Queued: a listener may do anything, also delete us.
    QMetaObject::invokeMethod(
        q, [this, calls = pace.calls] { tell(calls); }, Qt::QueuedConnection);
    return true;
}

void Pacer::Private::tell(int calls)
{
    if (std::exchange(told, calls) != calls)
        Q_EMIT q->callsTodayChanged(calls);
}

/// As change(), as soon as the others let us.
void Pacer::Private::changeSoon(const std::function<void(Pace &)> &what)
{
    const Result<bool> changed = change([&what](Pace &pace) {
        what(pace);
        return true;
    });
    if (changed && !*changed)
        QTimer::singleShot(5, q, [this, what] { changeSoon(what); });
}

qint64 Pacer::Private::waitMs(const Pace &pace) const
{
    const qint64 now = clock.nowMs();
    const qint64 next = std::max(pace.nextMs, lastLeftMs + gapMs);
    return next > now + longestPauseMs ? 0 : next - now;
}

void Pacer::Private::tryAgainIn(qint64 clockMs)
{
    // The processes that wait for the same moment must not all meet at the lock.
    const auto apart = std::chrono::milliseconds(QRandomGenerator::global()->bounded(6));
    timer.start(clock.realTime(std::chrono::milliseconds(clockMs)) + apart);
}

/// Lets the first of the queue go if its turn has come. The turn is taken when it comes, not in advance: so
/// the calls of all processes keep their distance also when one of them is late.
void Pacer::Private::step()
{
    while (!queue.isEmpty() && !queue.first().context)
        queue.removeFirst();
    if (queue.isEmpty())
        return;
    Pace pace = Pace::read(paceFile(), today());
    if (pace.isUsedUp(clock.nowMs()))
        return answerFirst(tl::unexpected(usedUp()));
    if (const qint64 wait = waitMs(pace); wait > 0)
        return tryAgainIn(wait);
    const Result<bool> left = change([this](Pace &now) {
        if (now.isUsedUp(clock.nowMs()) || waitMs(now) > 0)
            return false;
        now.nextMs = clock.nowMs() + gapMs;
        ++now.calls;
        return true;
    });
    if (left && !*left)
        return tryAgainIn(0);
    lastLeftMs = clock.nowMs();
    answerFirst(left.map([](bool) {}));
}

void Pacer::Private::answerFirst(const Result<void> &result)
{
    const Waiting first = queue.dequeue();
    if (!queue.isEmpty())
        timer.start(0);
    if (first.context)
        first.handle(result); // last: may delete us
}

Error Pacer::Private::usedUp() const
{
    const Pace pace = Pace::read(paceFile(), today());
    const bool isAskedAgain = pace.usedUpUntilMs > 0 && pace.calls < callsADay;
    const QDateTime then =
        isAskedAgain ? QDateTime::fromMSecsSinceEpoch(pace.usedUpUntilMs, QTimeZone::utc()) : q->dayEnds();
    return Error{Error::Kind::Quota, tr("Today's allowance of calls to Constant Contact is used up."),
                 tr("Nothing is lost: it can go on %1, when the next day of the service begins.")
                     .arg(momentText(clock.now(), then)),
                 tr("%n call(s) counted on this computer today", nullptr, pace.calls)};
}

Pacer::Pacer(const Clock &clock, QString folder, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(clock, std::move(folder), this))
{}

Pacer::~Pacer() = default;

void Pacer::take(QObject *context, Handler handle)
{
    d->queue.enqueue({context, std::move(handle)});
    if (!d->timer.isActive())
        d->timer.start(0);
}

void Pacer::pause(std::chrono::milliseconds pause)
{
    const qint64 until = d->clock.nowMs() + std::min<qint64>(pause.count(), longestPauseMs);
    d->changeSoon([until](Pace &pace) { pace.nextMs = std::max(pace.nextMs, until); });
}

void Pacer::setUsedUp()
{
    const QDateTime again = callsComeAgain(d->clock);
    const qint64 until = again < dayEnds() ? again.toMSecsSinceEpoch() : 0;
    d->changeSoon([day = d->today(), until](Pace &pace) {
        pace.usedUp = pace.day == day;
        pace.usedUpUntilMs = until;
    });
}

QDateTime Pacer::callsComeAgain(const Clock &clock)
{
    const QDateTime now = clock.now();
    const bool hasJustBegun = now.date().startOfDay(QTimeZone::utc()).msecsTo(now) < longestBehindMs;
    return hasJustBegun ? now.addMSecs(pauseWhileBehindMs) : dayEnds(clock);
}

int Pacer::callsToday() const
{
    return Pace::read(d->paceFile(), d->today()).calls;
}

int Pacer::daysFor(qint64 calls, qint64 callsLeft)
{
    const qint64 later = std::max<qint64>(0, calls - callsLeft);
    return static_cast<int>(1 + (later + callsADay - 1) / callsADay);
}

QDateTime Pacer::dayEnds() const
{
    return dayEnds(d->clock);
}

QDateTime Pacer::dayEnds(const Clock &clock)
{
    return clock.now().date().addDays(1).startOfDay(QTimeZone::utc());
}

} // namespace rollcall
