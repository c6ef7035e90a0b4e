#include "support/practiceclient.h"

#include <QCryptographicHash>
#include <QSignalSpy>
#include <QUrlQuery>

namespace rollcall::test {
namespace {

QJsonObject firstError(const PlainReply &reply)
{
    const QJsonDocument document = QJsonDocument::fromJson(reply.body);
    return document.isArray() ? document.array().first().toObject() : document.object();
}

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

} // namespace

QString PlainReply::errorKey() const
{
    return firstError(*this).value(QLatin1String("error_key")).toString();
}

QString PlainReply::errorMessage() const
{
    return firstError(*this).value(QLatin1String("error_message")).toString();
}

PlainReply PracticeClient::send(const QByteArray &verb, const QString &address, const QByteArray &body,
                                const QMap<QByteArray, QByteArray> &headers)
{
    QNetworkRequest request{QUrl(address)};
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(30'000);
    PlainReply result;
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    result.error = reply->error();
    result.body = reply->readAll();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        result.headers.insert(name.toLower(), value);
    return result;
}

PlainReply PracticeClient::postForm(const QString &address, const QList<std::pair<QString, QString>> &form,
                                    const QMap<QByteArray, QByteArray> &headers)
{
    QByteArray body;
    for (const auto &[name, value] : form)
        body += (body.isEmpty() ? "" : "&") + encoded(name) + '=' + encoded(value);
    QMap<QByteArray, QByteArray> all = headers;
    all.insert("Content-Type", "application/x-www-form-urlencoded");
    return send("POST", address, body, all);
}

PlainReply PracticeClient::api(const QByteArray &verb, const QString &path, const QByteArray &body)
{
    const QString address = path.startsWith(QLatin1String("/v3/"))
                                ? m_addresses.apiUrl.chopped(3) + path
                                : m_addresses.apiUrl + QLatin1Char('/') + path;
    QMap<QByteArray, QByteArray> headers{{"Authorization", "Bearer " + accessToken.toLatin1()}};
    if (!body.isEmpty())
        headers.insert("Content-Type", "application/json");
    return send(verb, address, body, headers);
}

PlainReply PracticeClient::api(const QByteArray &verb, const QString &path, const QJsonObject &body)
{
    return api(verb, path, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QString PracticeClient::authorizeAddress(const QMap<QString, QString> &changes) const
{
    const QByteArray challenge =
        QCryptographicHash::hash(verifier().toLatin1(), QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    QMap<QString, QString> parameters{
        {QStringLiteral("client_id"), m_addresses.clientId},
        {QStringLiteral("redirect_uri"), m_addresses.redirectUris.first()},
        {QStringLiteral("response_type"), QStringLiteral("code")},
        {QStringLiteral("scope"), QStringLiteral("contact_data account_read offline_access")},
        {QStringLiteral("state"), QStringLiteral("of/my own+")},
        {QStringLiteral("code_challenge"), QString::fromLatin1(challenge)},
        {QStringLiteral("code_challenge_method"), QStringLiteral("S256")},
    };
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            parameters.remove(it.key());
        else
            parameters.insert(it.key(), it.value());
    }
    QString address = m_addresses.authUrl + QStringLiteral("/v1/authorize?");
    for (auto it = parameters.begin(); it != parameters.end(); ++it)
        address += it.key() + QLatin1Char('=') + QString::fromLatin1(encoded(it.value())) + QLatin1Char('&');
    return address.chopped(1);
}

QString PracticeClient::hiddenRequest(const QByteArray &page)
{
    const QByteArray before = "name=\"request\" value=\"";
    const qsizetype from = page.indexOf(before) + before.size();
    return QString::fromLatin1(page.mid(from, page.indexOf('"', from) - from));
}

PlainReply PracticeClient::decide(const QString &page, const char *decision, const QString &user)
{
    const QString request = hiddenRequest(get(page).body);
    const QString own = m_addresses.authUrl + QStringLiteral("/v1/");
    postForm(own + QStringLiteral("sign-in"),
             {{QStringLiteral("request"), request},
              {QStringLiteral("email"), user},
              {QStringLiteral("password"), QStringLiteral("practice")}});
    return postForm(own + QStringLiteral("consent"),
                    {{QStringLiteral("request"), request}, {QStringLiteral("decision"), QLatin1String(decision)}});
}

QString PracticeClient::parameterOf(const QByteArray &redirect, const QString &name)
{
    QByteArray query = redirect.mid(redirect.indexOf('?') + 1);
    query.replace('+', "%20");
    return QUrlQuery(QString::fromLatin1(query)).queryItemValue(name, QUrl::FullyDecoded);
}

QList<std::pair<QString, QString>> PracticeClient::codeForm(const QString &code) const
{
    return {{QStringLiteral("grant_type"), QStringLiteral("authorization_code")},
            {QStringLiteral("client_id"), m_addresses.clientId},
            {QStringLiteral("code"), code},
            {QStringLiteral("redirect_uri"), m_addresses.redirectUris.first()},
            {QStringLiteral("code_verifier"), verifier()}};
}

PlainReply PracticeClient::exchange(const QString &code)
{
    return postForm(tokenAddress(), codeForm(code));
}

PlainReply PracticeClient::refresh(const QString &token)
{
    return postForm(tokenAddress(), {{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                                     {QStringLiteral("client_id"), m_addresses.clientId},
                                     {QStringLiteral("refresh_token"), token}});
}

bool PracticeClient::signIn(const QString &scope, const QString &user)
{
    QMap<QString, QString> changes{{QStringLiteral("scope"), scope}};
    if (!user.isEmpty())
        changes.insert(QStringLiteral("login_hint"), user);
    const QByteArray redirect = get(authorizeAddress(changes)).headers.value("location");
    const QJsonObject tokens = exchange(parameterOf(redirect, QStringLiteral("code"))).object();
    accessToken = tokens.value(QLatin1String("access_token")).toString();
    refreshToken = tokens.value(QLatin1String("refresh_token")).toString();
    return !accessToken.isEmpty();
}

} // namespace rollcall::test
