#pragma once

#include "account/serviceprofile.h"
#include "account/tokenreply.h"
#include "net/http.h"
#include "support/clock.h"

#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <optional>

namespace rollcall {

/// What to show for a sign-in on another device (constant-contact-v3.md 1.7).
struct DeviceCode
{
    QString deviceCode; ///< never shown
    QString userCode;
    QUrl verificationUri;
    QUrl verificationUriComplete;
    std::chrono::seconds interval{5};
    QDateTime expiresAt; ///< UTC, on our clock
};

/// Plain posts to the authorization server: renewal and device flow. At most one request a second, as it
/// allows.
class TokenEndpoint
{
public:
    using Handler = std::function<void(const TokensResult &)>;
    using DeviceResult = tl::expected<DeviceCode, TokenFault>;
    using DeviceHandler = std::function<void(const DeviceResult &)>;

    TokenEndpoint(const ServiceProfile &profile, const Clock &clock, QNetworkAccessManager &network);

    void setTransferTimeout(std::chrono::milliseconds timeout) { m_http.setTransferTimeout(timeout); }

    /// A new pair for `old`; keeps its refresh token where the reply has none.
    void refresh(const Tokens &old, QObject *context, Handler handle);
    /// The code of a sign-in for tokens; `verifier` is empty where the key has a secret.
    void exchange(const QString &code, const QString &redirect, const QString &verifier, QObject *context,
                  Http::Handler handle);
    void askForDeviceCode(QObject *context, DeviceHandler handle);
    void redeem(const DeviceCode &code, QObject *context, Handler handle);

    /// The server's clock less ours, as its last answer had it.
    std::optional<std::chrono::seconds> clockDifference() const { return m_clockDifference; }

    static QString scopes() { return QStringLiteral("contact_data account_read offline_access"); }

private:
    using Form = QList<std::pair<QString, QString>>;

    void post(const QUrl &url, Form form, const QString &clientId, QObject *context, Http::Handler handle);
    void note(const HttpResult &reply);

    const ServiceProfile m_profile;
    const Clock &m_clock;
    Http m_http;
    qint64 m_freeAtMs = 0; ///< when the next request may leave, on the clock
    std::optional<std::chrono::seconds> m_clockDifference;
};

} // namespace rollcall
