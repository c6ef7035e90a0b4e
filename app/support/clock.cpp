#include "support/clock.h"

#include "support/text.h"

#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace rollcall {

Result<Clock> Clock::parse(const QString &text)
{
    if (text.isEmpty())
        return Clock();
    const QStringList parts = text.split(QLatin1Char('@'));
    bool scaleOk = false;
    bool anchorOk = false;
    const double scale = parts.value(0).toDouble(&scaleOk);
    const qint64 anchor = parts.value(1).toLongLong(&anchorOk);
    if (parts.size() != 2 || !scaleOk || !anchorOk || !(scale > 0) || !std::isfinite(scale)) {
        return failure(Error::Kind::Usage,
                       Text::tr("“%1” is not a clock of the form SCALE@MILLISECONDS.").arg(text));
    }
    return Clock(scale, anchor);
}

qint64 Clock::nowMs() const
{
    const qint64 real = QDateTime::currentMSecsSinceEpoch();
    if (m_scale == 1)
        return real;
    return m_anchorMs + std::llround(static_cast<double>(real - m_anchorMs) * m_scale);
}

QDateTime Clock::now() const
{
    return QDateTime::fromMSecsSinceEpoch(nowMs(), QTimeZone::utc());
}

std::chrono::milliseconds Clock::realTime(std::chrono::milliseconds duration) const
{
    if (duration.count() <= 0)
        return std::chrono::milliseconds(0);
    const double real = std::ceil(static_cast<double>(duration.count()) / m_scale);
    return std::chrono::milliseconds(std::max<long long>(1, std::llround(real)));
}

QString Clock::toText() const
{
    if (m_scale == 1)
        return {};
    return QStringLiteral("%1@%2").arg(m_scale).arg(m_anchorMs);
}

} // namespace rollcall
