#include "service/serviceclient.h"

#include "account/session.h"
#include "net/pacer.h"
#include "service/serviceerrors.h"

#include <QPointer>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <optional>
#include <utility>

namespace rollcall {
namespace {

using std::chrono::milliseconds;

constexpr int throttledTries = 5; // 1 + 2 + 4 + 8 s: at least as long as the others wait who share the key
constexpr int queueTries = 10;
constexpr std::chrono::seconds longestQueuePause = std::chrono::minutes(5);
constexpr int brokenTries = 5; // 1 + 2 + 4 + 8 s of pauses
constexpr int lostTries = 4;   // 1 + 2 + 4 s: without a network there is no use in waiting longer

milliseconds jitter(int most)
{
    return milliseconds(QRandomGenerator::global()->bounded(most));
}

/// The service documents no Retry-After; if it ever sends one, it is honoured up to five minutes.
milliseconds atLeast(milliseconds pause, const HttpAnswer &answer)
{
    const milliseconds asked = std::chrono::seconds(answer.header("Retry-After").toInt());
    return std::max(pause, std::min<milliseconds>(asked, std::chrono::minutes(5)));
}

bool haveSameOrigin(const QUrl &one, const QUrl &other)
{
    const int port = one.scheme() == QLatin1String("https") ? 443 : 80;
    return one.scheme() == other.scheme() && one.host() == other.host() &&
           one.port(port) == other.port(port) && other.userInfo().isEmpty();
}

} // namespace

/// One call, with all its tries: token → pace → send → answer, or again.
class ServiceClient::Call : public QObject
{
public:
    Call(ServiceClient &client, ServiceRequest request, QObject *context, Handler handle, QList<int> expected)
        : QObject(&client)
        , m_client(client)
        , m_request(std::move(request))
        , m_handle(std::move(handle))
        , m_expected(std::move(expected))
        , m_context(context)
    {
        connect(context, &QObject::destroyed, this, [this] { delete this; });
        connect(&client, &ServiceClient::repeatingStopped, this, &Call::stopRepeating);
        m_pause.setSingleShot(true);
        connect(&m_pause, &QTimer::timeout, this, &Call::askForToken);
        if (!findUrl())
            QMetaObject::invokeMethod(
                this, [this] { end(tl::unexpected(strayLinkError(name()))); }, Qt::QueuedConnection);
        else
            askForToken();
    }

private:
    bool findUrl();
    QString name() const;
    void askForToken();
    void tokenCame(const Result<QString> &token);
    void turnCame(const Result<void> &turn);
    void answered(const HttpResult &result);
    void lost(const HttpError &error);
    void refusedToken(const HttpAnswer &answer);
    void tooMany(const HttpAnswer &answer);
    void broken(const HttpAnswer &answer);
    void againAfter(milliseconds pause, int &tries, int most, const Error &error);
    void stopRepeating(const QObject *context);
    void end(const Result<ServiceAnswer> &result);

    ServiceClient &m_client;
    const ServiceRequest m_request;
    Handler m_handle;
    const QList<int> m_expected;
    const QPointer<QObject> m_context;
    QUrl m_url;
    QString m_token;
    QTimer m_pause;
    std::optional<Error> m_error; ///< for which it is repeated
    bool m_mayRepeat = true;
    bool m_isRenewed = false;
    int m_throttled = 0;
    int m_queued = 0;
    int m_broken = 0;
    int m_lost = 0;
};

/// A path of ours below the base, or a link of the service's: those are relative to the host
/// ("/v3/contacts?cursor=…").
bool ServiceClient::Call::findUrl()
{
    const QUrl link(m_request.path, QUrl::StrictMode);
    if (!link.isValid())
        return false;
    if (m_request.path.contains(QLatin1String("://")) || m_request.path.startsWith(QLatin1Char('/'))) {
        m_url = m_client.m_apiUrl.resolved(link);
    } else {
        m_url = m_client.m_apiUrl;
        m_url.setPath(m_client.m_apiUrl.path() + QLatin1Char('/') + m_request.path);
    }
    if (!m_request.query.isEmpty()) {
        // QUrlQuery leaves + as it is, and servers read it as a blank.
        QString query = m_request.query.toString(QUrl::FullyEncoded);
        m_url.setQuery(query.replace(QLatin1Char('+'), QLatin1String("%2B")), QUrl::StrictMode);
    }
    return m_url.isValid() && haveSameOrigin(m_client.m_apiUrl, m_url);
}

/// For details: ids are no secret, addresses are only ever in a query.
QString ServiceClient::Call::name() const
{
    return QString::fromLatin1(m_request.verb) + QLatin1Char(' ') + m_url.path();
}

void ServiceClient::Call::askForToken()
{
    m_client.m_session.accessToken(this, [this](const Result<QString> &token) { tokenCame(token); });
}

void ServiceClient::Call::tokenCame(const Result<QString> &token)
{
    if (!token)
        return end(tl::unexpected(token.error()));
    m_token = *token;
    m_client.m_pacer.take(this, [this](const Result<void> &turn) { turnCame(turn); });
}

void ServiceClient::Call::turnCame(const Result<void> &turn)
{
    if (!turn)
        return end(tl::unexpected(turn.error()));
    if (m_error && !m_mayRepeat)
        return end(tl::unexpected(*m_error));
    QNetworkRequest request(m_url);
    request.setRawHeader("Authorization", "Bearer " + m_token.toUtf8());
    request.setRawHeader("Accept", m_request.accept);
    if (!m_request.body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, m_request.contentType);
    ++m_client.m_callsMade;
    if (!m_request.file.isEmpty())
        m_client.m_http.fetch(request, m_request.file, this,
                              [this](const HttpResult &result) { answered(result); });
    else
        m_client.m_http.send(m_request.verb, request, m_request.body, this,
                             [this](const HttpResult &result) { answered(result); });
}

void ServiceClient::Call::answered(const HttpResult &result)
{
    m_client.setReached(result || result.error().error.kind != Error::Kind::Offline);
    if (!result)
        return lost(result.error());
    const int status = result->status;
    if ((status >= 200 && status < 300) || m_expected.contains(status))
        return end(ServiceAnswer{status, result->body, QJsonDocument::fromJson(result->body)});
    if (status == 401)
        return refusedToken(*result);
    if (status == 429)
        return tooMany(*result);
    if (status >= 500)
        return broken(*result);
    end(tl::unexpected(serviceError(*result, name())));
}

void ServiceClient::Call::lost(const HttpError &error)
{
    const milliseconds pause = std::chrono::seconds(1 << m_lost);
    const bool mayRepeat =
        error.error.kind == Error::Kind::Offline && (m_request.repeatable || error.neverSent);
    if (mayRepeat)
        againAfter(pause + jitter(500), m_lost, lostTries, error.error);
    else
        end(tl::unexpected(error.error));
}

void ServiceClient::Call::refusedToken(const HttpAnswer &answer)
{
    m_client.m_session.tokenWasRefused(m_token);
    if (std::exchange(m_isRenewed, true))
        end(tl::unexpected(serviceError(answer, name())));
    else
        askForToken();
}

void ServiceClient::Call::tooMany(const HttpAnswer &answer)
{
    const QString key = ServiceFault::parse(answer.body).key;
    if (key == QLatin1String("quota_exceeded")) {
        m_client.m_pacer.setUsedUp();
        askForToken(); // the pacer says it in words
        return;
    }
    const Error error = serviceError(answer, name());
    if (key == QLatin1String("throttled")) {
        const milliseconds pause = atLeast(std::chrono::seconds(1 << m_throttled) + jitter(500), answer);
        m_client.m_pacer.pause(pause);
        againAfter(pause, m_throttled, throttledTries, error);
    } else { // more than 1,000 activities are waiting in the account
        const auto pause = std::min(longestQueuePause, std::chrono::seconds(30 << m_queued));
        againAfter(atLeast(pause + jitter(30'000), answer), m_queued, queueTries, error);
    }
}

void ServiceClient::Call::broken(const HttpAnswer &answer)
{
    const milliseconds pause = atLeast(std::chrono::seconds(1 << m_broken) + jitter(500), answer);
    if (m_request.repeatable)
        againAfter(pause, m_broken, brokenTries, serviceError(answer, name()));
    else
        end(tl::unexpected(serviceError(answer, name())));
}

/// Ends with the error when there were `most` tries already.
void ServiceClient::Call::againAfter(milliseconds pause, int &tries, int most, const Error &error)
{
    if (++tries >= most || !m_mayRepeat)
        return end(tl::unexpected(error));
    m_error = error;
    m_pause.start(m_client.m_clock.realTime(pause));
}

void ServiceClient::Call::stopRepeating(const QObject *context)
{
    if (context != m_context)
        return;
    m_mayRepeat = false;
    if (m_pause.isActive()) {
        m_pause.stop();
        end(tl::unexpected(*m_error));
    }
}

void ServiceClient::Call::end(const Result<ServiceAnswer> &result)
{
    disconnect(m_context, nullptr, this, nullptr);
    deleteLater();
    const Handler handle = std::move(m_handle);
    handle(result); // last: may delete the client, and us with it
}

void ServiceClient::setReached(bool isReached)
{
    if (std::exchange(m_isReached, isReached) == isReached)
        return;
    // Queued: a listener may do anything, also delete us, and the call has not ended yet.
    QMetaObject::invokeMethod(
        this, [this, isReached] { Q_EMIT reachedChanged(isReached); }, Qt::QueuedConnection);
}

void ServiceRequest::add(const char *name, const QString &value)
{
    query.addQueryItem(QLatin1String(name), QString::fromLatin1(QUrl::toPercentEncoding(value)));
}

ServiceClient::ServiceClient(QUrl apiUrl, const Clock &clock, Http &http, Session &session, Pacer &pacer,
                             QObject *parent)
    : QObject(parent)
    , m_apiUrl(std::move(apiUrl))
    , m_clock(clock)
    , m_http(http)
    , m_session(session)
    , m_pacer(pacer)
{}

ServiceClient::~ServiceClient() = default;

void ServiceClient::call(const ServiceRequest &request, QObject *context, Handler handle, QList<int> expected)
{
    new Call(*this, request, context, std::move(handle), std::move(expected));
}

void ServiceClient::stopRepeating(QObject *context)
{
    // Queued: an answer is never given while it is asked for, and a handler may delete the client.
    QMetaObject::invokeMethod(
        this, [this, context = QPointer(context)] { Q_EMIT repeatingStopped(context); },
        Qt::QueuedConnection);
}

} // namespace rollcall
