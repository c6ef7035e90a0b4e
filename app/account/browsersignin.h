#pragma once

#include "account/serviceprofile.h"
#include "account/tokens.h"
#include "support/clock.h"
#include "support/result.h"

#include <QObject>
#include <QUrl>

#include <memory>

class QNetworkAccessManager;

namespace rollcall {

/// One attempt to connect an account through the system's browser: PKCE (or the server flow where the profile
/// has a secret), a state of its own, a listener on loopback only.
class BrowserSignIn : public QObject
{
    Q_OBJECT

public:
    BrowserSignIn(const ServiceProfile &profile, const Clock &clock, QNetworkAccessManager &network,
                  QObject *parent = nullptr);
    ~BrowserSignIn() override;

    /// `chooseAccount` asks the server to have the person sign in anew (prompt=login).
    void start(bool chooseAccount = false);
    void cancel();

    /// The address the browser ended on, where it could not reach this computer; checks state. A bare code is
    /// taken with PKCE only.
    void pasteAddress(const QString &addressOrCode);

    QUrl
    shortAddress() const; ///< http://localhost:PORT/go leads on to the real one; empty when nothing listens
    QDateTime endsAt() const; ///< ten minutes after the start, UTC

Q_SIGNALS:
    /// Open this in a browser. The core never opens one: that is a desktop thing.
    void addressReady(const QUrl &address);
    void
    pasteRefused(const rollcall::Error &error); ///< that text holds no code of this attempt; the wait goes on
    void finished(const rollcall::Result<rollcall::Tokens> &tokens);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
