#pragma once

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <utility>

namespace rollcall {

/// Somebody who waits for an answer, and is told nothing once `context` is gone.
template <typename Answer>
struct Waiter
{
    QPointer<QObject> context;
    std::function<void(const Answer &)> handle;

    void tell(const Answer &answer) const
    {
        if (context)
            handle(answer);
    }
};

/// Those who wait for the same answer.
template <typename Answer>
class Waiters
{
public:
    void add(Waiter<Answer> waiter) { m_all.append(std::move(waiter)); }
    bool isEmpty() const { return m_all.isEmpty(); }

    /// Each once. Who comes meanwhile waits for the next answer; the last one told may delete us.
    void tell(const Answer &answer)
    {
        const auto now = std::exchange(m_all, {});
        for (const auto &each : now)
            each.tell(answer);
    }

private:
    QList<Waiter<Answer>> m_all;
};

} // namespace rollcall
