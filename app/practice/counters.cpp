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

/// Calls are told of in the order they are served: two that arrived together may be the wrong way round.
void addInOrder(std::deque<qint64> &times, qint64 ms)
{
    times.insert(std::upper_bound(times.begin(), times.end(), ms), ms);
}

bool letIn(std::deque<qint64> &lastSecond, qint64 ms, int most)
{
    const qint64 latest = lastSecond.empty() ? ms : std::max(ms, lastSecond.back());
    forgetOlder(lastSecond, latest);
    if (lastSecond.size() >= size_t(most) && ms > latest - rules::second)
        return false;
    addInOrder(lastSecond, ms);
    return true;
}

} // namespace

void Counters::arrived(qint64 ms)
{
    addInOrder(m_lastSecond, ms);
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
    return letIn(m_lastSecond, now, rules::callsASecond) ? Verdict::Allowed : Verdict::TooFast;
}

bool Allowance::askForToken(qint64 now)
{
    return letIn(m_lastTokens, now, rules::tokenCallsASecond);
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
