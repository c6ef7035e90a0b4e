#include "practice/counters.h"

#include "practice/rules.h"

#include <algorithm>
#include <utility>

namespace rollcall::practice {
namespace {

void forgetOlder(std::deque<qint64> &times, qint64 now)
{
    while (!times.empty() && times.front() <= now - rules::second)
        times.pop_front();
}

} // namespace

void Counters::arrived(qint64 ms)
{
    // Calls are counted in the order they were served: two that arrived together may be the wrong way round.
    m_lastSecond.insert(std::upper_bound(m_lastSecond.begin(), m_lastSecond.end(), ms), ms);
    forgetOlder(m_lastSecond, m_lastSecond.back());
    mostInASecond = std::max(mostInASecond, qint64(m_lastSecond.size()));
}

void Counters::served(Served call)
{
    constexpr size_t most = 500;
    lastServed.push_back(std::move(call));
    if (lastServed.size() > most)
        lastServed.pop_front();
}

Allowance::Verdict Allowance::ask(qint64 now)
{
    const qint64 today = now / rules::day;
    if (today != m_day) {
        m_day = today;
        m_calls = 0;
    }
    ++m_calls;
    if (m_calls > rules::callsADay)
        return Verdict::UsedUp;
    forgetOlder(m_lastSecond, now);
    if (m_lastSecond.size() >= size_t(rules::callsASecond))
        return Verdict::TooFast;
    m_lastSecond.push_back(now);
    return Verdict::Allowed;
}

bool Allowance::askForToken(qint64 now)
{
    forgetOlder(m_lastTokens, now);
    if (m_lastTokens.size() >= size_t(rules::tokenCallsASecond))
        return false;
    m_lastTokens.push_back(now);
    return true;
}

qint64 Allowance::callsToday(qint64 now) const
{
    return now / rules::day == m_day ? m_calls : 0;
}

void Allowance::restore(qint64 dayNumber, qint64 calls)
{
    m_day = dayNumber;
    m_calls = calls;
}

} // namespace rollcall::practice
