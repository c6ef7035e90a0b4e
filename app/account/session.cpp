#include "account/session.h"

#include "account/renewal.h"
#include "account/renewaltimer.h"
#include "account/sessionerrors.h"
#include "account/waiters.h"

#include <QPointer>

#include <algorithm>

namespace rollcall {
namespace {

using Kind = RenewalOutcome::Kind;

constexpr qint64 marginMs = 300'000;
constexpr qint64 clockJumpMs = 60'000;

} // namespace

struct Session::Private
{
    Private(const ServiceProfile &p, const Clock &c, QNetworkAccessManager &network,
            std::unique_ptr<TokenStore> store, Session *session)
        : profile(p)
        , clock(c)
        , q(session)
        , locked(std::move(store), p.tokenStore == QLatin1String("memory") ? QString() : p.storageFolder())
        , endpoint(p, c, network)
        , timer(c, [this] { timeCame(); })
    {}

    const ServiceProfile profile;
    const Clock &clock;
    Session *const q;
    LockedStore locked;
    TokenEndpoint endpoint;
    State state = State::Loading;
    StoredConnection connection;
    Error lastError;
    QString refusedToken;
    bool isReading = false;
    bool isInDoubt = false; ///< an earlier renewal was cut off: the access token is used to its end
    RenewalTimer timer;
    Renewal *renewal = nullptr;
    Waiters<Result<QString>> waiting; ///< for a token
    Waiters<Result<void>> renewers;

    bool isUsable() const;
    bool isGood() const;
    void read();
    void wasRead(const Result<StoredConnection> &result);
    void take(const StoredConnection &stored, State next);
    void serve();
    void renew(bool forced);
    void renewed(const RenewalOutcome &outcome);
    void notNow(const Error &error);
    void arm();
    void timeCame();
    void adopt(const LockedStore::Change &set, const Waiter<Result<void>> &who);
    void adopted(const LockedStore::Change &set, const Waiter<Result<void>> &who,
                 const Result<void> &written);
    void removed(const Waiter<Result<void>> &who, const Result<void> &removed);
    void setState(State next);
};

/// Lives, and the service has not refused it.
bool Session::Private::isUsable() const
{
    const Tokens &tokens = connection.tokens;
    return !tokens.accessToken.isEmpty() && tokens.accessToken != refusedToken &&
           clock.now() < tokens.expiresAt;
}

/// Usable for the next minutes. A token from the future was got before the clock was set back: its end is not
/// known.
bool Session::Private::isGood() const
{
    const Tokens &tokens = connection.tokens;
    const qint64 life = tokens.issuedAt.msecsTo(tokens.expiresAt);
    const qint64 left = clock.now().msecsTo(tokens.expiresAt);
    const bool isFromTheFuture = clock.now().msecsTo(tokens.issuedAt) > clockJumpMs;
    return isUsable() && left > std::min(marginMs, life / 5) && !isFromTheFuture;
}

void Session::Private::setState(State next)
{
    if (next == state)
        return;
    state = next;
    Q_EMIT q->stateChanged(next);
}

void Session::Private::read()
{
    if (isReading)
        return;
    isReading = true;
    locked.store().read(q, [this](const Result<StoredConnection> &result) { wasRead(result); });
}

void Session::Private::wasRead(const Result<StoredConnection> &result)
{
    isReading = false;
    const QPointer<Session> guard(q);
    if (!result) {
        lastError = result.error();
        setState(State::Unknown);
    } else if (result->isEmpty() || result->ended) {
        lastError = result->ended ? session::hasEnded() : session::notConnected();
        take(*result, result->ended ? State::Reconnect : State::NotConnected);
    } else {
        isInDoubt = result->refreshStarted;
        take(*result, State::Connected);
    }
    if (!guard)
        return;
    if (state == State::Connected)
        serve();
    else
        waiting.tell(tl::unexpected(lastError));
}

/// From now on this is the connection.
void Session::Private::take(const StoredConnection &stored, State next)
{
    const bool isNew = stored.tokens != connection.tokens;
    connection = stored;
    arm();
    const QPointer<Session> guard(q);
    setState(next);
    if (guard && isNew)
        Q_EMIT q->tokensChanged();
}

/// Answers who waits for a token, now or after a renewal.
void Session::Private::serve()
{
    if (waiting.isEmpty())
        return;
    if (state != State::Connected)
        return read(); // also where it had ended: another process may have connected anew
    if (!connection.organization.isEmpty() && !profile.expects(connection.organization))
        return waiting.tell(tl::unexpected(session::isOfAnother(connection.organization, profile)));
    if (isGood())
        return waiting.tell(connection.tokens.accessToken);
    if (!connection.tokens.refreshToken.isEmpty())
        return renew(false);
    if (isUsable())
        return waiting.tell(connection.tokens.accessToken);
    lastError = session::hasNoRefreshToken();
    const QPointer<Session> guard(q);
    setState(State::Reconnect);
    if (guard)
        waiting.tell(tl::unexpected(lastError));
}

void Session::Private::renew(bool forced)
{
    if (renewal)
        return;
    const QString old = connection.tokens.accessToken;
    renewal = new Renewal(locked, endpoint, clock, old, old == refusedToken, forced, q);
    QObject::connect(renewal, &Renewal::notStored, q, [this](const Error &error) { notNow(error); });
    QObject::connect(renewal, &Renewal::finished, q,
                     [this](const RenewalOutcome &outcome) { renewed(outcome); });
    renewal->start();
}

/// Nothing has changed: who waits gets the old token while it lives.
void Session::Private::notNow(const Error &error)
{
    lastError = error;
    const QPointer<Session> guard(q);
    waiting.tell(isUsable() ? Result<QString>(connection.tokens.accessToken) : tl::unexpected(error));
    if (guard)
        renewers.tell(tl::unexpected(error));
}

void Session::Private::renewed(const RenewalOutcome &outcome)
{
    std::exchange(renewal, nullptr)->deleteLater();
    const QPointer<Session> guard(q);
    switch (outcome.kind) {
    case Kind::Renewed:
        timer.forgetFailures();
        isInDoubt = outcome.connection.refreshStarted;
        lastError = {};
        take(outcome.connection, State::Connected);
        break;
    case Kind::LeftAlone:
        isInDoubt = true;
        arm();
        waiting.tell(connection.tokens.accessToken);
        if (guard && !renewers.isEmpty()) // they came while it was looked at, and want it in any case
            renew(true);
        return;
    case Kind::NotNow:
        isInDoubt = outcome.connection.refreshStarted;
        arm();
        timer.tryAgainLater();
        return notNow(outcome.error);
    case Kind::Ended:
    case Kind::Refused:
        lastError = outcome.error;
        take(outcome.connection, State::Reconnect);
        break;
    case Kind::Gone:
        lastError = session::notConnected();
        take({}, State::NotConnected);
        break;
    }
    if (!guard)
        return;
    const bool isConnected = state == State::Connected;
    waiting.tell(isConnected ? Result<QString>(connection.tokens.accessToken) : tl::unexpected(lastError));
    if (guard)
        renewers.tell(isConnected ? Result<void>() : tl::unexpected(lastError));
}

/// A renewal in doubt, or none, is no reason to look before the token has ended.
void Session::Private::arm()
{
    timer.setFor(connection.tokens, isInDoubt || connection.tokens.refreshToken.isEmpty());
}

void Session::Private::timeCame()
{
    if (state != State::Connected)
        return;
    if (!connection.tokens.refreshToken.isEmpty())
        return renew(false);
    lastError = session::hasNoRefreshToken();
    setState(State::Reconnect);
}

void Session::Private::adopt(const LockedStore::Change &set, const Waiter<Result<void>> &who)
{
    locked.change(LockedStore::Probe::First, set, q,
                  [this, set, who](const Result<void> &written) { adopted(set, who, written); });
}

void Session::Private::adopted(const LockedStore::Change &set, const Waiter<Result<void>> &who,
                               const Result<void> &written)
{
    const QPointer<Session> guard(q);
    if (written) {
        StoredConnection connected = connection;
        set(connected);
        isInDoubt = false;
        lastError = {};
        take(connected, State::Connected);
    }
    if (guard)
        who.tell(written);
}

void Session::Private::removed(const Waiter<Result<void>> &who, const Result<void> &removed)
{
    const QPointer<Session> guard(q);
    if (removed) {
        lastError = session::notConnected();
        take({}, State::NotConnected);
    }
    if (guard)
        who.tell(removed);
}

Session::Session(const ServiceProfile &profile, const Clock &clock, QNetworkAccessManager &network,
                 std::unique_ptr<TokenStore> store, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(profile, clock, network, std::move(store), this))
{}

Session::~Session() = default;

void Session::load()
{
    d->read();
}

Session::State Session::state() const
{
    return d->state;
}

Tokens Session::tokens() const
{
    return d->connection.tokens;
}

StoredConnection Session::connection() const
{
    return d->connection;
}

Error Session::lastError() const
{
    return d->lastError;
}

void Session::accessToken(QObject *context, TokenHandler handle)
{
    d->waiting.add({context, std::move(handle)});
    QMetaObject::invokeMethod(
        this, [this] { d->serve(); }, Qt::QueuedConnection);
}

void Session::tokenWasRefused(const QString &accessToken)
{
    if (accessToken == d->connection.tokens.accessToken)
        d->refusedToken = accessToken;
}

void Session::renew(QObject *context, Handler handle)
{
    d->renewers.add({context, std::move(handle)});
    QMetaObject::invokeMethod(
        this, [this] { d->renew(true); }, Qt::QueuedConnection);
}

void Session::adopt(const Tokens &tokens, QObject *context, Handler handle)
{
    d->adopt(
        [tokens](StoredConnection &connection) {
            connection.tokens = tokens;
            connection.refreshStarted = false;
            connection.ended = false;
        },
        {context, std::move(handle)});
}

void Session::adopt(const StoredConnection &connection, QObject *context, Handler handle)
{
    d->adopt([connection](StoredConnection &stored) { stored = connection; }, {context, std::move(handle)});
}

void Session::setPerson(const QString &organization, const QString &user, const QString &role,
                        QObject *context, Handler handle)
{
    const auto set = [organization, user, role](StoredConnection &connection) {
        connection.organization = organization;
        connection.user = user;
        connection.role = role;
    };
    set(d->connection);
    d->locked.change(
        LockedStore::Probe::No, set, this,
        [this, who = Waiter<Result<void>>{context, std::move(handle)}](const Result<void> &written) {
            if (!written)
                d->lastError = written.error();
            who.tell(written);
        });
}

void Session::disconnectAccount(QObject *context, Handler handle)
{
    d->locked.remove(this, [this, who = Waiter<Result<void>>{context, std::move(handle)}](
                               const Result<void> &removed) { d->removed(who, removed); });
}

} // namespace rollcall
