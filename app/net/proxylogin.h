#pragma once

#include "support/error.h"

#include <QHash>
#include <QNetworkProxy>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <optional>

class QAuthenticator;
class QNetworkAccessManager;

namespace rollcall {

/// The proxy of a network, and the user name and password where it asks for them. Both are a person's: they are
/// known in memory only, and never said.
class ProxyLogin : public QObject
{
    Q_OBJECT

public:
    struct Login
    {
        QString user;
        QString password;
    };

    /// Asks whoever sits there, and waits for it; none: nobody does, or nobody wants to say.
    using Ask = std::function<std::optional<Login>(const QString &proxy, bool wasRefused)>;

    /// From now on `network` goes by way of the system's proxy; never for this computer itself: neither the
    /// practice account nor the listener is behind one.
    explicit ProxyLogin(QNetworkAccessManager &network);
    ~ProxyLogin() override;

    /// Without it, wanted() is emitted and the request fails.
    void setAsk(Ask ask) { m_ask = std::move(ask); }
    /// For `proxy` as wanted() named it: used by whatever is asked next.
    void give(const QString &proxy, const Login &login);
    /// What another one was given.
    void learnFrom(const ProxyLogin &other);

Q_SIGNALS:
    /// A request failed for want of it. `wasRefused`: what the proxy was given it does not accept.
    void wanted(const QString &proxy, bool wasRefused);

private:
    using Logins = QHash<QString, Login>;
    class Factory;

    void answer(const QNetworkProxy &proxy, QAuthenticator *authenticator);

    std::shared_ptr<Logins> m_logins;
    Ask m_ask;
};

/// "proxy.example.org:3128", as people know it; without a user.
QString nameOf(const QNetworkProxy &proxy);

/// A request that failed for want of a login, or because the proxy does not accept the one it was given.
Error proxyAsks(const QString &proxy, bool wasRefused, const QString &detail);

/// By which proxy `network` would go to `url`; NoProxy: directly.
QNetworkProxy proxyTo(const QUrl &url, const QNetworkAccessManager &network);

} // namespace rollcall
