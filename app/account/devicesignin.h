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

/// One attempt to connect an account with a code that is entered in a browser on any device
/// (constant-contact-v3.md 1.7): no redirect, no listener, no secret.
class DeviceSignIn : public QObject
{
    Q_OBJECT

public:
    DeviceSignIn(const ServiceProfile &profile, const Clock &clock, QNetworkAccessManager &network,
                 QObject *parent = nullptr);
    ~DeviceSignIn() override;

    void start();
    void cancel();

Q_SIGNALS:
    /// Show the code and the address. `completeUri` holds the code already (for a QR code); `expiresAt` is
    /// UTC, on our clock.
    void codeReady(const QString &userCode, const QUrl &verificationUri, const QUrl &completeUri,
                   const QDateTime &expiresAt);
    void finished(const rollcall::Result<rollcall::Tokens> &tokens);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace rollcall
