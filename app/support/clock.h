#pragma once

#include "support/result.h"

#include <QDateTime>

#include <chrono>

namespace rollcall {

/// What time it is, for everything that counts tokens' lives, pauses and the day's allowance.
///
/// Runs with the system's clock unless a test scales it: "100@1700000000000" runs a hundred times as fast,
/// counted from that moment (milliseconds since 1970, UTC), so that processes given the same text agree.
class Clock
{
public:
    Clock() = default;

    /// "SCALE@MILLISECONDS"; an empty text is the system's clock.
    static Result<Clock> parse(const QString &text);

    QDateTime now() const; ///< UTC
    qint64 nowMs() const;  ///< Milliseconds since 1970, UTC.

    /// How long to really wait so that `duration` passes on this clock; at least 1 ms when duration > 0.
    std::chrono::milliseconds realTime(std::chrono::milliseconds duration) const;

    double scale() const { return m_scale; }
    QString toText() const; ///< What parse() takes; empty for the system's clock.

private:
    Clock(double scale, qint64 anchorMs) : m_scale(scale), m_anchorMs(anchorMs) {}

    double m_scale = 1;
    qint64 m_anchorMs = 0;
};

} // namespace rollcall
