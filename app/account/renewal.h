#pragma once

#include "account/lockedstore.h"
#include "account/tokenendpoint.h"

#include <QObject>

namespace rollcall {

/// What came of a renewal.
struct RenewalOutcome
{
    enum class Kind {
        Renewed,   ///< `connection` has new tokens, stored; by us or by another process
        LeftAlone, ///< an earlier renewal was cut off: the access token is used to its end before the old
                   ///< refresh token, which may be used up, is tried
        NotNow,    ///< a passing failure
        Ended,     ///< a person has to connect again
        Refused,   ///< the key or its registration is wrong; the grant may be good all the same
        Gone,      ///< disconnected by another process
    };

    Kind kind = Kind::NotNow;
    StoredConnection connection; ///< as it is in the store now
    Error error;
};

/// One renewal of the tokens: locks, reads again (another process may have renewed), writes "refresh
/// started", posts, writes the new pair, and only then hands it out.
class Renewal : public QObject
{
    Q_OBJECT

public:
    /// `refused`: the service does not take the old access token any more. `forced`: renew also where the old
    /// one is good, and where an earlier renewal was cut off.
    Renewal(LockedStore &store, TokenEndpoint &endpoint, const Clock &clock, QString oldAccessToken,
            bool refused, bool forced, QObject *parent);

    void start();

Q_SIGNALS:
    /// There is a new pair, and it cannot be stored: tried again until it can, with the lock held, because
    /// the old refresh token is used up.
    void notStored(const rollcall::Error &error);
    void finished(const rollcall::RenewalOutcome &outcome);

private:
    void readAgain(const Result<LockedStore::Lock> &lock);
    void decide(const Result<StoredConnection> &connection);
    void marked(const Result<void> &written);
    void post();
    void settle(const TokensResult &tokens);
    void write();
    void wrote(const Result<void> &written);
    void end(RenewalOutcome::Kind kind, const Error &error = {});

    LockedStore &m_store;
    TokenEndpoint &m_endpoint;
    const Clock &m_clock;
    const QString m_oldAccessToken;
    const bool m_refused;
    const bool m_forced;
    LockedStore::Lock m_lock;
    RenewalOutcome m_outcome;
    int m_posts = 0;
    int m_writes = 0;
};

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::RenewalOutcome)
