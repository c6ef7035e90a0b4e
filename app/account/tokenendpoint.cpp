#include "account/tokenendpoint.h"

#include <QJsonObject>
#include <QTimer>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qint64 gapMs = 1000;

QByteArray encoded(const QList<std::pair<QString, QString>> &form)
{
    QByteArray body;
    for (const auto &[name, value] : form) {
        if (!body.isEmpty())
            body += '&';
        body += QUrl::toPercentEncoding(name) + '=' + QUrl::toPercentEncoding(value);
    }
    return body;
}

TokenEndpoint::DeviceResult deviceCodeOf(const HttpResult &reply, const Clock &clock)
{
    const auto object = objectOf(reply, TokenAsking::SignIn);
    if (!object)
        return tl::unexpected(object.error());
    const auto text = [&object](const char *name) { return object->value(QLatin1String(name)).toString(); };
    const int life = object->value(QLatin1String("expires_in")).toInt(600);
    DeviceCode code{text("device_code"),
                    text("user_code"),
                    QUrl(text("verification_uri"), QUrl::StrictMode),
                    QUrl(text("verification_uri_complete"), QUrl::StrictMode),
                    std::chrono::seconds(std::max(1, object->value(QLatin1String("interval")).toInt(5))),
                    clock.now().addSecs(life)};
    if (code.verificationUriComplete.isEmpty())
        code.verificationUriComplete = code.verificationUri;
    return code;
}

} // namespace

TokenEndpoint::TokenEndpoint(const ServiceProfile &profile, const Clock &clock,
                             QNetworkAccessManager &network)
    : m_profile(profile)
    , m_clock(clock)
    , m_http(network)
{}

void TokenEndpoint::post(const QUrl &url, Form form, const QString &clientId, QObject *context,
                         Http::Handler handle)
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      QStringLiteral("application/x-www-form-urlencoded"));
    request.setRawHeader("Accept", "application/json");
    if (!m_profile.clientSecret.isEmpty() && clientId == m_profile.clientId) {
        const QString both = clientId + QLatin1Char(':') + m_profile.clientSecret;
        request.setRawHeader("Authorization", "Basic " + both.toUtf8().toBase64());
    } else {
        form.append({QStringLiteral("client_id"), clientId});
    }
    const qint64 now = m_clock.nowMs();
    const qint64 at =
        std::clamp(m_freeAtMs, now, now + 60 * gapMs); // the upper end: a clock that was set back
    m_freeAtMs = at + gapMs;
    QTimer::singleShot(m_clock.realTime(std::chrono::milliseconds(at - now)), context,
                       [this, request, body = encoded(form), context, handle = std::move(handle)] {
                           m_http.send("POST", request, body, context, handle);
                       });
}

void TokenEndpoint::note(const HttpResult &reply)
{
    if (reply)
        m_clockDifference = rollcall::clockDifference(*reply, m_clock);
}

void TokenEndpoint::refresh(const Tokens &old, QObject *context, Handler handle)
{
    const Form form{{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                    {QStringLiteral("refresh_token"), old.refreshToken}};
    const QString clientId = old.clientId.isEmpty() ? m_profile.clientId : old.clientId;
    post(m_profile.tokenUrl(), form, clientId, context,
         [this, old, clientId, handle = std::move(handle)](const HttpResult &reply) {
             note(reply);
             TokensResult tokens = tokensOf(reply, TokenAsking::Renewal, m_clock);
             if (tokens) {
                 tokens->clientId = clientId;
                 if (tokens->refreshToken.isEmpty())
                     tokens->refreshToken = old.refreshToken;
                 if (tokens->scopes.isEmpty())
                     tokens->scopes = old.scopes;
             }
             handle(tokens);
         });
}

void TokenEndpoint::exchange(const QString &code, const QString &redirect, const QString &verifier,
                             QObject *context, Http::Handler handle)
{
    Form form{{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
              {QStringLiteral("code"), code},
              {QStringLiteral("redirect_uri"), redirect}};
    if (!verifier.isEmpty())
        form.append({QStringLiteral("code_verifier"), verifier});
    post(m_profile.tokenUrl(), form, m_profile.clientId, context, std::move(handle));
}

void TokenEndpoint::askForDeviceCode(QObject *context, DeviceHandler handle)
{
    const Form form{{QStringLiteral("response_type"), QStringLiteral("code")},
                    {QStringLiteral("scope"), scopes()}};
    post(m_profile.deviceAuthorizeUrl(), form, m_profile.deviceClientId, context,
         [this, handle = std::move(handle)](const HttpResult &reply) {
             note(reply);
             handle(deviceCodeOf(reply, m_clock));
         });
}

void TokenEndpoint::redeem(const DeviceCode &code, QObject *context, Handler handle)
{
    const Form form{
        {QStringLiteral("grant_type"), QStringLiteral("urn:ietf:params:oauth:grant-type:device_code")},
        {QStringLiteral("device_code"), code.deviceCode}};
    post(m_profile.tokenUrl(), form, m_profile.deviceClientId, context,
         [this, handle = std::move(handle)](const HttpResult &reply) {
             note(reply);
             TokensResult tokens = tokensOf(reply, TokenAsking::SignIn, m_clock);
             if (tokens) {
                 tokens->clientId = m_profile.deviceClientId;
                 if (tokens->scopes.isEmpty()) // RFC 6749 5.1: as asked for
                     tokens->scopes = scopes().split(QLatin1Char(' '));
             }
             handle(tokens);
         });
}

} // namespace rollcall
