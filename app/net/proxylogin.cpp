#include "net/proxylogin.h"

#include "support/text.h"

#include <QAuthenticator>
#include <QHostAddress>
#include <QNetworkAccessManager>

namespace rollcall {

class ProxyLogin::Factory : public QNetworkProxyFactory
{
public:
    explicit Factory(std::shared_ptr<const Logins> logins)
        : m_logins(std::move(logins))
    {}

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == QLatin1String("localhost") || QHostAddress(host).isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        QList<QNetworkProxy> proxies = systemProxyForQuery(query);
        for (QNetworkProxy &proxy : proxies) {
            const auto login = m_logins->constFind(nameOf(proxy));
            if (login == m_logins->constEnd())
                continue;
            proxy.setUser(login->user);
            proxy.setPassword(login->password);
        }
        return proxies;
    }

private:
    const std::shared_ptr<const Logins> m_logins;
};

ProxyLogin::ProxyLogin(QNetworkAccessManager &network)
    : m_logins(std::make_shared<Logins>())
{
    network.setProxyFactory(new Factory(m_logins)); // which takes it
    connect(&network, &QNetworkAccessManager::proxyAuthenticationRequired, this, &ProxyLogin::answer);
}

ProxyLogin::~ProxyLogin() = default;

void ProxyLogin::give(const QString &proxy, const Login &login)
{
    m_logins->insert(proxy, login);
}

void ProxyLogin::learnFrom(const ProxyLogin &other)
{
    m_logins->insert(*other.m_logins);
}

/// Qt asks when the proxy has said no: to nothing, or to what it was given.
void ProxyLogin::answer(const QNetworkProxy &proxy, QAuthenticator *authenticator)
{
    const QString name = nameOf(proxy);
    if (!m_ask) {
        Q_EMIT wanted(name, !proxy.user().isEmpty());
        return;
    }
    const std::optional<Login> login = m_ask(name, !proxy.user().isEmpty() || m_logins->contains(name));
    if (!login) {
        m_ask = nullptr; // who does not want to say is not asked again and again
        return;
    }
    give(name, *login);
    authenticator->setUser(login->user);
    authenticator->setPassword(login->password);
}

QString nameOf(const QNetworkProxy &proxy)
{
    return QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port());
}

Error proxyAsks(const QString &proxy, bool wasRefused, const QString &detail)
{
    const QString sentence =
        wasRefused ? Text::tr("The proxy %1 does not accept the user name and password it was given.")
                   : Text::tr("The proxy %1 of your network asks for a user name and a password.");
    return {
        Error::Kind::Offline, sentence.arg(proxy),
        Text::tr(
            "Nothing is lost here. Rollcall asks for both where somebody can answer; for a machine that "
            "works "
            "alone, your IT puts them into the system's proxy setting, or lets Rollcall through without."),
        detail};
}

QNetworkProxy proxyTo(const QUrl &url, const QNetworkAccessManager &network)
{
    const QNetworkProxyQuery query(url);
    QNetworkProxyFactory *factory = network.proxyFactory();
    const auto all = factory ? factory->queryProxy(query) : QNetworkProxyFactory::proxyForQuery(query);
    const QNetworkProxy proxy = all.value(0, QNetworkProxy(QNetworkProxy::NoProxy));
    return proxy.type() == QNetworkProxy::DefaultProxy ? QNetworkProxy(QNetworkProxy::NoProxy) : proxy;
}

} // namespace rollcall
