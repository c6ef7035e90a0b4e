#include "practice/busytime.h"

namespace rollcall::practice {

std::chrono::milliseconds BusyTime::total() const
{
    const std::lock_guard lock(m_mutex);
    const auto running = m_calls > 0 ? Clock::now() - m_since : Clock::duration();
    return std::chrono::duration_cast<std::chrono::milliseconds>(m_total + running);
}

void BusyTime::begin()
{
    const std::lock_guard lock(m_mutex);
    if (m_calls++ == 0)
        m_since = Clock::now();
}

void BusyTime::end()
{
    const std::lock_guard lock(m_mutex);
    if (--m_calls == 0)
        m_total += Clock::now() - m_since;
}

} // namespace rollcall::practice
