#include "account/renewal.h"

#include <QTimer>

#include <algorithm>

namespace rollcall {

using Kind = RenewalOutcome::Kind;

Renewal::Renewal(LockedStore &store, TokenEndpoint &endpoint, const Clock &clock, QString oldAccessToken, bool refused,
                 bool forced, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_endpoint(endpoint)
    , m_clock(clock)
    , m_oldAccessToken(std::move(oldAccessToken))
    , m_refused(refused)
    , m_forced(forced)
{
}

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
    if (tokens.refreshToken.isEmpty()) {
        return end(Kind::Ended, Error{Error::Kind::SignedOut, tr("The connection to your account has ended."),
                                      tr("Press Reconnect and sign in once. Your settings and everything that waits to be "
                                         "sent are kept."),
                                      {}});
    }
    if (connection->refreshStarted && isAlive && !m_refused && !m_forced)
        return end(Kind::LeftAlone);
    m_outcome.connection.refreshStarted = true;
    m_store.store().write(m_outcome.connection, this, [this](const Result<void> &marked) { post(marked); });
}

void Renewal::post(const Result<void> &marked)
{
    if (!marked)
        return end(Kind::NotNow, marked.error());
    m_endpoint.refresh(m_outcome.connection.tokens, this, [this](const TokensResult &tokens) { settle(tokens); });
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
    m_store.store().write(m_outcome.connection, this, [this](const Result<void> &written) { wrote(written); });
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
