#pragma once

#include "account/serviceprofile.h"
#include "account/tokenstore.h"
#include "support/clock.h"
#include "support/fakenetwork.h"

#include <QTest>

#include <optional>

namespace rollcall::test {

/// Keeps the one answer of an asynchronous call: `api.all(context, answer.handler())`.
template <typename T>
class Answer
{
public:
    auto handler()
    {
        return [this](const T &result) {
            ++m_count;
            m_result = result;
        };
    }

    /// Waits for it; fails the test when it comes twice.
    const T &wait()
    {
        [this] { QTRY_COMPARE_WITH_TIMEOUT(m_count, 1, 20'000); }();
        return *m_result;
    }

    bool isThere() const { return m_count > 0; }

private:
    int m_count = 0;
    std::optional<T> m_result;
};

/// A service that is nowhere: for FakeNetwork.
ServiceProfile profileFor(const QString &dataDir, const QString &tokenStore);

/// A hundred times as fast as the system's, from now.
Clock fastClock(int scale = 100);

/// A clock that shows a moment of the day now, and runs faster from there on.
Clock clockAt(const QTime &utc, double speed);

Tokens tokensUntil(const Clock &clock, int secondsLeft, const QString &number = QStringLiteral("1"));

Exchange granted(const QString &number, int expiresIn = 86400, bool withRefreshToken = true);
Exchange tokenRefused(int status, const QByteArray &error);

} // namespace rollcall::test
