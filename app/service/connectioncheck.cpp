#include "service/connectioncheck.h"

#include "account/redirectlistener.h"
#include "account/session.h"
#include "account/tokenendpoint.h"
#include "account/tokenstore.h"
#include "net/http.h"
#include "net/proxylogin.h"
#include "net/tlstrial.h"
#include "service/accountapi.h"

#include <QCoreApplication>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QSysInfo>
#include <QTcpSocket>
#include <QTimer>

#include <array>
#include <vector>

namespace rollcall {
namespace {

constexpr std::chrono::seconds longestListening(5);
constexpr std::chrono::seconds longestAnswer(20);
constexpr std::chrono::seconds mostDifference(300);

/// What is missing of what Rollcall asks for, and what that means.
QStringList missingGrants(const QStringList &scopes)
{
    QStringList missing;
    if (!scopes.contains(QLatin1String("contact_data")))
        missing << ConnectionCheck::tr("contacts and lists can neither be read nor changed");
    if (!scopes.contains(QLatin1String("account_read")))
        missing << ConnectionCheck::tr("the name of the account cannot be shown");
    if (!scopes.contains(QLatin1String("offline_access")))
        missing << ConnectionCheck::tr("you must sign in again every 24 hours");
    return missing;
}

} // namespace

QString connectionReport(const QList<ConnectionFinding> &findings)
{
    QStringList lines{ConnectionCheck::tr("Rollcall %1 with Qt %2 on %3")
                          .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()),
                               QSysInfo::prettyProductName())};
    for (const ConnectionFinding &finding : findings) {
        lines << (finding.ok ? ConnectionCheck::tr("[ok]     %1").arg(finding.message)
                             : ConnectionCheck::tr("[FAILED] %1").arg(finding.message));
        if (!finding.hint.isEmpty())
            lines << QStringLiteral("         ") + finding.hint;
    }
    return lines.join(QLatin1Char('\n'));
}

struct ConnectionCheck::Private
{
    Private(const Needs &needs, ConnectionCheck *check)
        : profile(needs.profile)
        , clock(needs.clock)
        , q(check)
        , network(needs.network)
        , session(needs.session)
        , account(needs.account)
        , http(needs.network)
        , store(TokenStore::make(needs.profile))
    {
        http.setTransferTimeout(longestAnswer);
        patience.setSingleShot(true);
        QObject::connect(&patience, &QTimer::timeout, q, [this] { listenedTo(false); });
    }

    using Step = void (Private::*)();

    const ServiceProfile profile;
    const Clock &clock;
    ConnectionCheck *const q;
    QNetworkAccessManager &network;
    Session &session;
    AccountApi &account;
    Http http;
    std::unique_ptr<TokenStore> store;
    std::unique_ptr<RedirectListener> listener;
    std::vector<std::unique_ptr<QTcpSocket>> browsers; ///< as the browser will come
    size_t answered = 0;
    QTimer patience;
    size_t step = 0;
    bool isAllOk = true;
    bool doesStoreWork = true;

    void next();
    void tell(const char *name, bool ok, const QString &message, const QString &hint = {});
    void lookAtKey();
    void listen();
    void comeAsBrowser();
    void listenedTo(bool isReached);
    void lookAtProxy();
    void tryTls();
    void tlsTried(const Result<TlsPeer> &peer);
    void askAuthorizationServer();
    void authorizationServerAnswered(const HttpResult &result);
    void tellClock(const HttpAnswer &answer);
    void askApi();
    void apiAnswered(const HttpResult &result);
    void tryStore();
    void storeTried(const Result<void> &result);
    void askForToken();
    void tokenCame(const Result<QString> &token);
    void lookAtGrants();
    void askForRole();
    void roleCame(const Result<QStringList> &privileges);
};

void ConnectionCheck::Private::next()
{
    static constexpr std::array<Step, 10> steps{&Private::lookAtKey,
                                                &Private::listen,
                                                &Private::lookAtProxy,
                                                &Private::tryTls,
                                                &Private::askAuthorizationServer,
                                                &Private::askApi,
                                                &Private::tryStore,
                                                &Private::askForToken,
                                                &Private::lookAtGrants,
                                                &Private::askForRole};
    if (step < steps.size())
        return (this->*steps[step++])();
    Q_EMIT q->finished(isAllOk); // last: the listener may delete us
}

/// Says what was found, and goes on when that has been heard.
void ConnectionCheck::Private::tell(const char *name, bool ok, const QString &message, const QString &hint)
{
    isAllOk = isAllOk && ok;
    QMetaObject::invokeMethod(
        q, [this] { next(); }, Qt::QueuedConnection);
    Q_EMIT q->found({QLatin1String(name), ok, message, ok ? QString() : hint});
}

void ConnectionCheck::Private::lookAtKey()
{
    if (profile.clientId.isEmpty() && profile.deviceClientId.isEmpty()) {
        return tell(
            "api_key", false, tr("There is no API key."),
            tr("Enter your organization's API key, or open the settings file that your IT has for it."));
    }
    tell("api_key", true, tr("There is an API key."));
}

void ConnectionCheck::Private::listen()
{
    std::optional<Error> taken;
    for (const QUrl &redirect : profile.redirectUris) {
        auto one = std::make_unique<RedirectListener>(redirect, QString());
        const Result<void> opened = one->open();
        if (opened && one->isOpen()) {
            listener = std::move(one);
            return comeAsBrowser();
        }
        if (!opened && !taken)
            taken = opened.error();
    }
    if (taken)
        return tell("listening", false, taken->message, taken->hint);
    tell("listening", true,
         tr("The registered address cannot be listened to: after signing in, its address is pasted."));
}

/// Connects the way a browser will; a firewall on this computer would stop it.
void ConnectionCheck::Private::comeAsBrowser()
{
    const QUrl redirect(listener->callback());
    QList<QHostAddress> hosts{QHostAddress(redirect.host())};
    if (redirect.host() == QLatin1String("localhost"))
        hosts = {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    for (const QHostAddress &host : std::as_const(hosts)) {
        if (!listener->listensOn(host))
            continue;
        auto browser = std::make_unique<QTcpSocket>();
        browser->setProxy(QNetworkProxy::NoProxy);
        QTcpSocket *const socket = browser.get();
        QObject::connect(socket, &QTcpSocket::connected, q,
                         [socket] { socket->write("GET /check HTTP/1.1\r\nHost: localhost\r\n\r\n"); });
        QObject::connect(socket, &QTcpSocket::readyRead, q, [this, socket] {
            socket->disconnect(q);
            if (++answered == browsers.size())
                listenedTo(true);
        });
        browsers.push_back(std::move(browser));
        socket->connectToHost(host, static_cast<quint16>(redirect.port(80)));
    }
    patience.start(longestListening);
}

void ConnectionCheck::Private::listenedTo(bool isReached)
{
    patience.stop();
    const QString address = listener->callback();
    for (auto &browser : browsers)
        browser.release()->deleteLater(); // one of them is just calling
    browsers.clear();
    listener.release()->deleteLater();
    tell("listening", isReached,
         isReached ? tr("The browser can come back to %1.").arg(address)
                   : tr("The browser cannot come back to %1.").arg(address),
         tr("Something on this computer (a firewall, a security program) stops connections of this computer "
            "to "
            "itself. Ask your IT to allow Rollcall, or use a code on another device."));
}

void ConnectionCheck::Private::lookAtProxy()
{
    const QNetworkProxy proxy = proxyTo(profile.tokenUrl(), network);
    const QNetworkProxy toItself = proxyTo(QUrl(QStringLiteral("http://localhost:8743/")), network);
    if (toItself.type() != QNetworkProxy::NoProxy) {
        return tell("proxy", false,
                    tr("Connections of this computer to itself go to the proxy %1.").arg(nameOf(toItself)),
                    tr("Ask your IT to except localhost and 127.0.0.1 from the proxy."));
    }
    const bool isDirect = proxy.type() == QNetworkProxy::NoProxy;
    tell("proxy", true,
         isDirect
             ? tr("No proxy is used.")
             : tr("The proxy %1 is used, and this computer reaches itself without it.").arg(nameOf(proxy)));
}

void ConnectionCheck::Private::tryTls()
{
    if (profile.authUrl.scheme() == QLatin1String("http"))
        return tell("tls", true, tr("The service is on this computer: no safe connection is needed."));
    tryTlsTo(profile.authUrl, proxyTo(profile.authUrl, network), longestAnswer, q,
             [this](const Result<TlsPeer> &peer) { tlsTried(peer); });
}

void ConnectionCheck::Private::tlsTried(const Result<TlsPeer> &peer)
{
    const QString host = profile.authUrl.host();
    if (!peer)
        return tell("tls", false, peer.error().message, peer.error().hint);
    tell("tls", true,
         tr("The connection to %1 is safe (%2, certified by %3).").arg(host, peer->protocol, peer->issuer));
}

/// Asks without anything: whatever it answers, it is there.
void ConnectionCheck::Private::askAuthorizationServer()
{
    http.send("GET", QNetworkRequest(profile.tokenUrl()), {}, q,
              [this](const HttpResult &result) { authorizationServerAnswered(result); });
}

void ConnectionCheck::Private::authorizationServerAnswered(const HttpResult &result)
{
    const QString host = profile.authUrl.host();
    const QString askIt = tr("Ask your IT to let this computer reach %1 over https.").arg(host);
    if (!result)
        return tell("authorization_server", false, result.error().error.message, askIt);
    if (result->status >= 500) {
        return tell("authorization_server", false,
                    tr("The sign-in service %1 is out of order at the moment.").arg(host),
                    tr("Try again later."));
    }
    if (result->status < 400) { // asked for nothing, it must say no
        return tell("authorization_server", false,
                    tr("Something else answers in place of the sign-in service."),
                    tr("The network may want you to sign in to it first: open any web page. ") + askIt);
    }
    const HttpAnswer answer = *result;
    QMetaObject::invokeMethod(
        q, [this, answer] { tellClock(answer); }, Qt::QueuedConnection);
    Q_EMIT q->found(
        {QStringLiteral("authorization_server"), true, tr("The sign-in service %1 answers.").arg(host), {}});
}

void ConnectionCheck::Private::tellClock(const HttpAnswer &answer)
{
    const auto difference = clockDifference(answer, clock);
    if (!difference)
        return tell("clock", true, tr("The service does not say what time it is there."));
    const auto seconds = std::chrono::abs(*difference).count();
    const int minutes = static_cast<int>(seconds / 60);
    if (std::chrono::abs(*difference) > mostDifference) {
        return tell(
            "clock", false, tr("The clock of this computer is %n minute(s) off.", nullptr, minutes),
            tr("Set the clock, its date and its time zone. Safe connections and tokens depend on it."));
    }
    tell("clock", true, tr("The clock of this computer is right."));
}

void ConnectionCheck::Private::askApi()
{
    QUrl url = profile.apiUrl;
    url.setPath(url.path() + QLatin1String("/account/summary"));
    QNetworkRequest request(url);
    request.setRawHeader("Accept", "application/json");
    http.send("GET", request, {}, q, [this](const HttpResult &result) { apiAnswered(result); });
}

void ConnectionCheck::Private::apiAnswered(const HttpResult &result)
{
    const QString host = profile.apiUrl.host();
    const QString askIt = tr("Ask your IT to let this computer reach %1 over https.").arg(host);
    if (!result)
        return tell("api", false, result.error().error.message, askIt);
    if (result->status < 400) // asked without a token, it must say no
        return tell("api", false, tr("Something else answers in place of the service."), askIt);
    tell("api", result->status < 500,
         result->status < 500 ? tr("The service %1 answers.").arg(host)
                              : tr("The service %1 is out of order at the moment.").arg(host),
         tr("Try again later."));
}

void ConnectionCheck::Private::tryStore()
{
    store->probe(q, [this](const Result<void> &result) { storeTried(result); });
}

void ConnectionCheck::Private::storeTried(const Result<void> &result)
{
    doesStoreWork = result.has_value();
    if (!result)
        return tell("token_store", false, result.error().message, result.error().hint);
    if (profile.tokenStore == QLatin1String("file"))
        return tell("token_store", true, tr("The connection is kept in a file that only you can read."));
    if (profile.tokenStore == QLatin1String("memory"))
        return tell("token_store", true, tr("The connection is not kept: it ends with the program."));
    tell("token_store", true, tr("The keychain of this computer takes the connection and gives it back."));
}

void ConnectionCheck::Private::askForToken()
{
    session.accessToken(q, [this](const Result<QString> &token) { tokenCame(token); });
}

void ConnectionCheck::Private::tokenCame(const Result<QString> &token)
{
    if (!token && !doesStoreWork) {
        return tell("connection", false, tr("Whether an account is connected cannot be told without that."),
                    tr("Mend what is named above first."));
    }
    if (!token)
        return tell("connection", false, token.error().message, token.error().hint);
    const auto text = [](const QDateTime &time) {
        return QLocale().toString(time.toLocalTime(), QLocale::ShortFormat);
    };
    const Tokens tokens = session.tokens();
    tell("connection", true,
         tr("The account is connected; the token is of %1 and good until %2.")
             .arg(text(tokens.issuedAt), text(tokens.expiresAt)));
}

void ConnectionCheck::Private::lookAtGrants()
{
    if (session.state() != Session::State::Connected)
        return next(); // said already
    const QStringList missing = missingGrants(session.tokens().scopes);
    if (missing.isEmpty())
        return tell("grants", true, tr("Everything that Rollcall needs was granted."));
    tell("grants", false, tr("Not everything was granted: %1.").arg(missing.join(QLatin1String("; "))),
         tr("Connect the account again and allow all of it. If it is not offered, ask whoever manages the "
            "API key."));
}

void ConnectionCheck::Private::askForRole()
{
    if (session.state() != Session::State::Connected)
        return next(); // said already
    account.privileges(q, [this](const Result<QStringList> &privileges) { roleCame(privileges); });
}

/// A user's role can withhold what the grant allows (constant-contact-v3.md 1.9).
void ConnectionCheck::Private::roleCame(const Result<QStringList> &privileges)
{
    if (!privileges)
        return tell("role", false, privileges.error().message, privileges.error().hint);
    const ContactRights rights = contactRights(*privileges);
    tell("role", rights == ContactRights::Change, contactRightsSentence(rights),
         tr("Ask the owner of the Constant Contact account for the role Account Manager, or connect with a "
            "user who has it."));
}

ConnectionCheck::ConnectionCheck(const Needs &needs, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(needs, this))
{}

ConnectionCheck::~ConnectionCheck() = default;

void ConnectionCheck::start()
{
    QMetaObject::invokeMethod(
        this, [this] { d->next(); }, Qt::QueuedConnection);
}

} // namespace rollcall
