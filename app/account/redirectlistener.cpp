#include "account/redirectlistener.h"

#include "account/serviceprofile.h"
#include "account/signinerrors.h"

#include <QNetworkReply>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qint64 longestHead = 16 * 1024;
constexpr std::chrono::seconds longestSilence(10);

QString pathOf(const QUrl &url)
{
    const QString path = url.path(QUrl::FullyEncoded);
    return path.isEmpty() ? QStringLiteral("/") : path;
}

/// A value of the query, decoded as from a form: + is a blank. (The base class leaves it standing.)
QString valueOf(const QUrl &address, const char *name)
{
    QString query = address.query(QUrl::FullyEncoded);
    query.replace(QLatin1Char('+'), QLatin1String("%20"));
    return QUrlQuery(query).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

/// No code holds a blank: a + in it was meant.
QString codeOf(const QUrl &address)
{
    return valueOf(address, "code").replace(QLatin1Char(' '), QLatin1Char('+'));
}

QList<QHostAddress> hostsOf(const QUrl &redirect)
{
    if (redirect.host() == QLatin1String("localhost")) // browsers try both, in an order of their own
        return {QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    return {QHostAddress(redirect.host())};
}

} // namespace

RedirectListener::RedirectListener(QUrl redirect, QString state, QObject *parent)
    : QOAuthHttpServerReplyHandler(QHostAddress(QHostAddress::LocalHost), 0, parent)
    , m_redirect(std::move(redirect))
    , m_state(std::move(state))
{
    close(); // the base class listens at once
}

RedirectListener::~RedirectListener() = default;

Result<void> RedirectListener::open()
{
    if (m_redirect.scheme() != QLatin1String("http") || !ServiceProfile::isLoopback(m_redirect))
        return {};
    const QList<QHostAddress> hosts = hostsOf(m_redirect);
    for (const QHostAddress &host : hosts) {
        auto server = std::make_unique<QTcpServer>();
        if (server->listen(host, static_cast<quint16>(m_redirect.port(80)))) {
            connect(server.get(), &QTcpServer::newConnection, this,
                    [this, one = server.get()] { accept(*one); });
            m_servers.push_back(std::move(server));
        } else if (server->serverError() == QAbstractSocket::AddressInUseError ||
                   server->serverError() == QAbstractSocket::SocketAccessError) {
            m_servers.clear(); // half of localhost would send half of the browsers to the other program
            return tl::unexpected(signin::portTaken(m_redirect));
        }
    }
    if (m_servers.empty())
        return tl::unexpected(signin::portTaken(m_redirect));
    return {};
}

bool RedirectListener::listensOn(const QHostAddress &host) const
{
    return std::any_of(m_servers.begin(), m_servers.end(),
                       [&host](const auto &server) { return server->serverAddress() == host; });
}

QUrl RedirectListener::shortAddress() const
{
    if (!isOpen())
        return {};
    QUrl address = m_redirect;
    address.setQuery(QString());
    address.setPath(QStringLiteral("/go"));
    return address;
}

void RedirectListener::accept(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(longestSilence, socket, [this, socket] {
            if (!m_held.contains(socket))
                socket->abort();
        });
    }
}

/// Waits until the head is there whole: it can come in pieces.
void RedirectListener::read(QTcpSocket *socket)
{
    const QByteArray head = socket->peek(longestHead);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0 && head.size() < longestHead)
        return;
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    socket->readAll(); // a socket closed with bytes unread resets the connection, and the page is lost
    if (end < 0)
        return write(socket, "431 Request Header Fields Too Large", {}, {});
    answer(socket, head.left(head.indexOf("\r\n")));
}

void RedirectListener::answer(QTcpSocket *socket, const QByteArray &request)
{
    const QList<QByteArray> parts = request.split(' ');
    if (parts.size() != 3 || !parts.at(2).startsWith("HTTP/1.") || !parts.at(1).startsWith('/'))
        return write(socket, "400 Bad Request", {}, {});
    if (parts.first() != "GET")
        return write(socket, "405 Method Not Allowed", "Allow: GET\r\n", {});
    const QUrl address = m_redirect.resolved(QUrl::fromEncoded(parts.at(1)));
    if (pathOf(address) == pathOf(m_redirect)) {
        m_held.append(socket);
        if (m_page)
            return writePage(socket, *m_page);
        return takeAnswer(address);
    }
    if (pathOf(address) == QLatin1String("/go") && m_longAddress.isValid())
        return write(socket, "302 Found", "Location: " + m_longAddress.toEncoded() + "\r\n", {});
    write(socket, "404 Not Found", {}, browserPage(BrowserPage::NotFound));
}

/// What the browser came back with: a code, a refusal, or something of another attempt.
void RedirectListener::takeAnswer(const QUrl &address)
{
    if (m_isAnswered)
        return; // a second request (reload, preview): it gets the same page
    const QString state = valueOf(address, "state");
    const QString error = valueOf(address, "error");
    const QString code = codeOf(address);
    if (state != m_state && !(state.isEmpty() && !error.isEmpty())) { // a refusal may come without its state
        m_isAnswered = true;
        Q_EMIT failed(signin::wrongState(), BrowserPage::WrongAnswer);
    } else if (!error.isEmpty()) {
        m_isAnswered = true;
        const bool isDenied = error == QLatin1String("access_denied");
        Q_EMIT failed(signin::refused(error, valueOf(address, "error_description")),
                      isDenied ? BrowserPage::Denied : BrowserPage::Failed);
    } else if (code.isEmpty()) {
        m_isAnswered = true;
        Q_EMIT failed(signin::refused(QStringLiteral("no code"), {}), BrowserPage::Failed);
    } else {
        takeCode(code);
    }
}

void RedirectListener::takeCode(const QString &code)
{
    if (m_isAnswered)
        return;
    m_isAnswered = true;
    m_code = code;
    Q_EMIT callbackReceived({{QStringLiteral("code"), code}, {QStringLiteral("state"), m_state}});
}

Result<void> RedirectListener::take(const QUrl &pasted)
{
    if (codeOf(pasted).isEmpty() && valueOf(pasted, "error").isEmpty())
        return tl::unexpected(signin::noCode());
    if (valueOf(pasted, "state") != m_state) {
        Error error = signin::wrongState();
        error.kind = Error::Kind::Input;
        return tl::unexpected(error);
    }
    takeAnswer(pasted);
    return {};
}

void RedirectListener::answerBrowser(BrowserPage page)
{
    m_page = page;
    const auto held = m_held;
    for (const QPointer<QTcpSocket> &socket : held) {
        if (socket)
            writePage(socket, page);
    }
}

void RedirectListener::writePage(QTcpSocket *socket, BrowserPage page)
{
    m_held.removeOne(socket);
    write(socket, "200 OK", {}, browserPage(page));
}

/// The socket outlives the listener: whoever waits for `failed` may delete us, and the browser is to get its
/// page.
void RedirectListener::write(QTcpSocket *socket, const QByteArray &status, const QByteArray &headers,
                             const QByteArray &body)
{
    socket->disconnect(this);
    socket->setParent(nullptr);
    socket->write(
        "HTTP/1.1 " + status +
        "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size()) +
        "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff\r\n"
        "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: close\r\n" +
        headers + "\r\n" + body);
    socket->flush();
    socket->disconnectFromHost();
}

void RedirectListener::networkReplyFinished(QNetworkReply *reply)
{
    reply->deleteLater();
    Q_EMIT replied(Http::read(*reply)); // last: the listener may delete us
}

} // namespace rollcall
