#pragma once

#include "account/tokens.h"
#include "support/clock.h"

#include <QDateTime>
#include <QTimer>

#include <chrono>
#include <functional>

namespace rollcall {

/// Says when the next renewal is due: at four fifths of a token's life, or at its end where it cannot or
/// should not be renewed before; after a passing failure again, with growing pauses.
class RenewalTimer
{
public:
    RenewalTimer(const Clock &clock, std::function<void()> due);

    void setFor(const Tokens &tokens, bool isToItsEnd);
    /// Not before a pause is over.
    void tryAgainLater();
    /// The next pause is a short one again.
    void forgetFailures() { m_pause = firstPause; }

private:
    static constexpr std::chrono::milliseconds firstPause = std::chrono::seconds(5);

    void arm();
    void wake();

    const Clock &m_clock;
    const std::function<void()> m_due;
    QDateTime m_at; ///< on the clock; invalid: never
    std::chrono::milliseconds m_pause = firstPause;
    QTimer m_timer;
};

} // namespace rollcall
