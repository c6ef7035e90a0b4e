#pragma once

#include <QByteArray>

#include <deque>
#include <map>
#include <string>

namespace rollcall::practice {

/// What was seen, for the report. Counted anew at every start.
struct Counters
{
    std::map<std::string, qint64> calls; ///< by "METHOD path" as the specification writes it
    qint64 mostInASecond = 0;
    qint64 throttled = 0, quotaExceeded = 0, tokenThrottled = 0, queueFull = 0;
    qint64 tokenCalls = 0; ///< those that a trouble struck, too
    qint64 unauthorized = 0, forbidden = 0;
    qint64 oversizedBodies = 0, largestBody = 0;
    qint64 rowsReceived = 0, rowsCut = 0, rowsLost = 0, phonesDropped = 0;
    qint64 refreshes = 0, refreshReuses = 0, codeReuses = 0, tokensIssued = 0;
    qint64 signUpForm = 0;

    /// One call to the API, with when it arrived and when its answer was ready, on the account's clock.
    struct Served
    {
        QByteArray call;
        qint64 arrivedMs = 0, answeredMs = 0;
    };
    std::deque<Served> lastServed; ///< no more than 500

    /// Of all calls to the API, whether let in or not.
    void arrived(qint64 ms);
    void served(Served call);

private:
    std::deque<qint64> m_lastSecond;
};

/// The service's limits for one API key.
class Allowance
{
public:
    enum class Verdict { Allowed, TooFast, UsedUp };

    Verdict ask(qint64 now);
    bool askForToken(qint64 now);
    qint64 callsToday(qint64 now) const;
    qint64 dayNumber() const { return m_day; }
    void restore(qint64 dayNumber, qint64 calls);

private:
    std::deque<qint64> m_lastSecond;
    std::deque<qint64> m_lastTokens;
    qint64 m_day = 0;
    qint64 m_calls = 0;
};

} // namespace rollcall::practice
