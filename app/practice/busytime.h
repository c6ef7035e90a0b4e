#pragma once

#include <chrono>
#include <mutex>

namespace rollcall::practice {

/// How long at least one call was under way, from its head to the end of its answer: what a client cannot be
/// blamed for. Real time, whatever the account's clock. May be called from any thread.
class BusyTime
{
public:
    /// Lives as long as a call.
    class Call
    {
    public:
        explicit Call(BusyTime &busy)
            : m_busy(busy)
        {
            m_busy.begin();
        }
        ~Call() { m_busy.end(); }
        Call(const Call &) = delete;
        Call &operator=(const Call &) = delete;

    private:
        BusyTime &m_busy;
    };

    std::chrono::milliseconds total() const;

private:
    using Clock = std::chrono::steady_clock;

    void begin();
    void end();

    mutable std::mutex m_mutex;
    int m_calls = 0;
    Clock::time_point m_since;
    Clock::duration m_total{};
};

} // namespace rollcall::practice
