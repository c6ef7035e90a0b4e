#pragma once

#include "account/serviceprofile.h"
#include "account/tokens.h"
#include "support/result.h"

#include <functional>
#include <memory>

class QObject;

namespace rollcall {

/// What is kept of a connection between two starts.
struct StoredConnection
{
    Tokens tokens;
    bool refreshStarted =
        false;          ///< a refresh was begun and its answer not stored: the refresh token may be dead
    bool ended = false; ///< the grant has ended (invalid_grant): a person has to connect again
    QString organization;
    QString accountId; ///< the service's own name of the account; organizations can be called alike
    QString user;
    QString role;

    bool isEmpty() const
    {
        return tokens.accessToken.isEmpty() && !ended;
    } ///< never connected, or disconnected

    bool operator==(const StoredConnection &) const = default;
};

/// Where tokens are kept. All calls answer once, later.
class TokenStore
{
public:
    using ReadHandler =
        std::function<void(const Result<StoredConnection> &)>; ///< not connected: empty tokens
    using Handler = std::function<void(const Result<void> &)>;

    /// By profile.tokenStore, under profile.storageKey().
    static std::unique_ptr<TokenStore> make(const ServiceProfile &profile);

    virtual ~TokenStore() = default;

    /// Writes something and reads it back: the only way to know that a keychain works (qtkeychain reports a
    /// missing and a locked one alike). Storage error with what to do instead.
    virtual void probe(QObject *context, Handler handle) = 0;
    virtual void read(QObject *context, ReadHandler handle) = 0;
    /// Synced when `handle` is called: only then may the new tokens be used.
    virtual void write(const StoredConnection &connection, QObject *context, Handler handle) = 0;
    virtual void remove(QObject *context, Handler handle) = 0;
};

} // namespace rollcall
