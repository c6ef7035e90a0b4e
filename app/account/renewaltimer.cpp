#include "account/renewaltimer.h"

#include <algorithm>

namespace rollcall {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longestPause = std::chrono::minutes(10);
constexpr milliseconds longestTimer = std::chrono::hours(12);

} // namespace

RenewalTimer::RenewalTimer(const Clock &clock, std::function<void()> due)
    : m_clock(clock)
    , m_due(std::move(due))
{
    m_timer.setSingleShot(true);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { wake(); });
}

void RenewalTimer::setFor(const Tokens &tokens, bool isToItsEnd)
{
    m_at = {};
    if (!tokens.accessToken.isEmpty()) {
        const qint64 life = tokens.issuedAt.msecsTo(tokens.expiresAt);
        m_at = tokens.expiresAt.addMSecs(isToItsEnd ? 0 : -life / 5);
    }
    arm();
}

void RenewalTimer::tryAgainLater()
{
    const QDateTime after = m_clock.now().addMSecs(m_pause.count());
    m_at = m_at.isValid() ? std::max(m_at, after) : after;
    m_pause = std::min(2 * m_pause, longestPause);
    arm();
}

void RenewalTimer::arm()
{
    m_timer.stop();
    if (!m_at.isValid())
        return;
    const milliseconds left(std::max<qint64>(m_clock.now().msecsTo(m_at), 1));
    m_timer.start(std::min(m_clock.realTime(left), longestTimer));
}

/// Perhaps early, because no timer runs longer than half a day.
void RenewalTimer::wake()
{
    if (m_clock.now() < m_at)
        return arm();
    m_due(); // last: the listener may delete us
}

} // namespace rollcall
