#pragma once

#include "account/serviceprofile.h"
#include "account/tokens.h"
#include "account/tokenstore.h"
#include "support/clock.h"
#include "support/result.h"

#include <QObject>

#include <functional>
#include <memory>

class QNetworkAccessManager;

namespace rollcall {

/// Sole owner of the tokens: hands out a good access token, renews it in time, one refresh at a time across
/// all processes on this computer, and knows the difference between a passing failure and a sign-out.
class Session : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Loading,      ///< the store has not answered yet
        NotConnected, ///< never connected, or disconnected
        Connected,
        Reconnect, ///< the grant has ended (invalid_grant): a person has to connect again
        Unknown,   ///< the store cannot be read
    };

    using TokenHandler = std::function<void(const Result<QString> &)>;
    using Handler = std::function<void(const Result<void> &)>;

    Session(const ServiceProfile &profile, const Clock &clock, QNetworkAccessManager &network,
            std::unique_ptr<TokenStore> store, QObject *parent = nullptr);
    ~Session() override;

    /// Reads the store; stateChanged follows. Also renews by a timer from then on.
    void load();

    State state() const;
    bool isConnected() const { return state() == State::Connected; }
    Tokens tokens() const;
    StoredConnection connection() const; ///< organization, user, role as last told
    Error lastError() const; ///< why the state is Reconnect or Unknown, or the last passing failure

    /// A token that is good for the next minutes: as it is, or renewed first (less than five minutes, or a
    /// fifth of its life where that is shorter, left). SignedOut, Offline, Throttled, Storage; Forbidden when
    /// the settings expect another organization than the connected one.
    void accessToken(QObject *context, TokenHandler handle);

    /// The service answered 401 to this token: the next accessToken() renews first, once for each token.
    void tokenWasRefused(const QString &accessToken);

    /// Renews now, whatever is left.
    void renew(QObject *context, Handler handle);

    /// Keeps what a sign-in brought; probes the store first. The state is Connected when `handle` says so.
    /// With tokens alone, the person stays as it was.
    void adopt(const Tokens &tokens, QObject *context, Handler handle);
    void adopt(const StoredConnection &connection, QObject *context, Handler handle);
    /// Kept with the tokens, so that it is known without asking; `handle` knows whether it could be.
    void setPerson(const QString &organization, const QString &user, const QString &role, QObject *context,
                   Handler handle);

    /// Forgets the tokens here. (The service documents no way to revoke them.)
    void disconnectAccount(QObject *context, Handler handle);

Q_SIGNALS:
    void stateChanged(rollcall::Session::State state);
    void tokensChanged();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
