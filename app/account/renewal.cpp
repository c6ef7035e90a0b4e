#include "account/renewal.h"

#include "account/sessionerrors.h"

#include <QTimer>

#include <algorithm>

namespace rollcall {

using Kind = RenewalOutcome::Kind;

namespace {

constexpr int mostPosts = 3;
constexpr std::chrono::milliseconds throttledPause(1200);

} // namespace

Renewal::Renewal(LockedStore &store, TokenEndpoint &endpoint, const Clock &clock, QString oldAccessToken,
                 bool refused, bool forced, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_endpoint(endpoint)
    , m_clock(clock)
    , m_oldAccessToken(std::move(oldAccessToken))
    , m_refused(refused)
    , m_forced(forced)
{}

void Renewal::start()
{
    m_store.lock(this, [this](const Result<LockedStore::Lock> &lock) { readAgain(lock); });
}

void Renewal::readAgain(const Result<LockedStore::Lock> &lock)
{
    if (!lock)
        return end(Kind::NotNow, lock.error());
    m_lock = *lock;
    m_store.store().read(this, [this](const Result<StoredConnection> &connection) { decide(connection); });
}

void Renewal::decide(const Result<StoredConnection> &connection)
{
    if (!connection)
        return end(Kind::NotNow, connection.error());
    m_outcome.connection = *connection;
    const Tokens &tokens = connection->tokens;
    const bool isAlive = m_clock.now() < tokens.expiresAt;
    if (connection->isEmpty())
        return end(Kind::Gone);
    if (tokens.accessToken != m_oldAccessToken && isAlive)
        return end(Kind::Renewed);
    if (tokens.refreshToken.isEmpty())
        return end(Kind::Ended, session::hasEnded());
    if (connection->refreshStarted && isAlive && !m_refused && !m_forced)
        return end(Kind::LeftAlone);
    m_outcome.connection.refreshStarted = true;
    m_store.store().write(m_outcome.connection, this,
                          [this](const Result<void> &written) { marked(written); });
}

void Renewal::marked(const Result<void> &written)
{
    if (!written)
        return end(Kind::NotNow, written.error());
    post();
}

void Renewal::post()
{
    ++m_posts;
    m_endpoint.refresh(m_outcome.connection.tokens, this,
                       [this](const TokensResult &tokens) { settle(tokens); });
}

void Renewal::settle(const TokensResult &tokens)
{
    if (tokens) {
        m_outcome.kind = Kind::Renewed;
        m_outcome.connection.tokens = *tokens;
        m_outcome.connection.refreshStarted = false;
        return write();
    }
    m_outcome.error = tokens.error().error;
    if (m_outcome.error.kind == Error::Kind::Throttled && m_posts < mostPosts) {
        // One request a second is allowed, and a sign-in or another process has just used it.
        QTimer::singleShot(m_clock.realTime(throttledPause), this, &Renewal::post);
        return;
    }
    switch (tokens.error().meaning) {
    case TokenFault::Meaning::Unknown: // "refresh started" stays: nobody knows what the server did
        return end(Kind::NotNow, m_outcome.error);
    case TokenFault::Meaning::NotDone:
        m_outcome.kind = Kind::NotNow;
        break;
    case TokenFault::Meaning::Refused:
        m_outcome.kind = Kind::Refused;
        break;
    case TokenFault::Meaning::Ended:
        m_outcome.kind = Kind::Ended;
        m_outcome.connection.tokens = {};
        m_outcome.connection.ended = true;
        break;
    }
    m_outcome.connection.refreshStarted = false;
    write();
}

void Renewal::write()
{
    m_store.store().write(m_outcome.connection, this,
                          [this](const Result<void> &written) { wrote(written); });
}

void Renewal::wrote(const Result<void> &written)
{
    if (written || m_outcome.kind != Kind::Renewed)
        return end(m_outcome.kind, m_outcome.error);
    const auto pause = std::chrono::seconds(std::min(30, 1 << std::min(m_writes++, 5)));
    QTimer::singleShot(m_clock.realTime(pause), this, &Renewal::write);
    Q_EMIT notStored(written.error());
}

void Renewal::end(Kind kind, const Error &error)
{
    m_outcome.kind = kind;
    m_outcome.error = error;
    m_lock.reset();
    Q_EMIT finished(m_outcome); // last: the listener may delete us
}

} // namespace rollcall
