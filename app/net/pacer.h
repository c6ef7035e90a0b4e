#pragma once

#include "support/clock.h"
#include "support/result.h"

#include <QObject>

#include <functional>

namespace rollcall {

/// Keeps the service's allowance (constant-contact-v3.md 2.1: 4 calls a second, 10,000 a UTC day per API key)
/// for all Rollcall processes on this computer: at most 3.5 calls a second, so that jitter never makes five
/// arrivals in one second, and a count of today's calls that survives restarts.
class Pacer : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const Result<void> &)>;

    static constexpr int callsADay = 10'000;
    static constexpr double callsASecond = 3.5;

    /// `folder` is shared by all processes that use the same API key.
    Pacer(const Clock &clock, QString folder, QObject *parent = nullptr);
    ~Pacer() override;

    /// Calls `handle` when it is this call's turn, in order of asking; Quota error when today's allowance is
    /// used up.
    void take(QObject *context, Handler handle);

    /// The service said "throttled": nobody here calls for `pause` (on the clock).
    void pause(std::chrono::milliseconds pause);
    /// The service said "quota_exceeded": today is over, whatever was counted here.
    void setUsedUp();

    int callsToday() const;
    int callsLeft() const { return callsToday() < callsADay ? callsADay - callsToday() : 0; } ///< today
    /// On how many days so many calls are made, with so many left on the first of them.
    static int daysFor(qint64 calls, qint64 callsLeft);
    QDateTime dayEnds() const; ///< next 00:00 UTC
    static QDateTime dayEnds(const Clock &clock);
    /// When calls are there again, once the service has said that today's are used up: when the day ends.
    /// Where it says so just after that, its clock is behind ours, and it is asked again in minutes.
    static QDateTime callsComeAgain(const Clock &clock);

Q_SIGNALS:
    /// Also when another process made them, or another day begins; within a minute then.
    void callsTodayChanged(int calls);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
