#include "account/tokenreply.h"

#include "account/jwt.h"
#include "support/text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QTimeZone>

namespace rollcall {
namespace {

using Meaning = TokenFault::Meaning;

constexpr qint64 unknownLifeSeconds = 3600; // where neither the reply nor the token says

TokenFault fault(Meaning meaning, const QString &key, Error::Kind kind, const QString &message,
                 const QString &hint, int status)
{
    return {meaning, key,
            Error{kind, message, hint, QStringLiteral("token endpoint: %1 %2").arg(status).arg(key)}};
}

TokenFault ended(TokenAsking asking, int status)
{
    const QString key = QStringLiteral("invalid_grant");
    if (asking == TokenAsking::Renewal) {
        return fault(Meaning::Ended, key, Error::Kind::SignedOut,
                     Text::tr("The connection to your account has ended."),
                     Text::tr("Connect again and sign in once. Your settings and everything that waits to be "
                              "sent are kept. "
                              "(It ends when it was not used for 180 days, or when access was taken back.)"),
                     status);
    }
    return fault(Meaning::Ended, key, Error::Kind::SignedOut,
                 Text::tr("The service did not accept the code of this sign-in."),
                 Text::tr("It is good for five minutes and one use only. Start again."), status);
}

TokenFault refused(const QString &key, int status)
{
    if (key == QLatin1String("invalid_client") || status == 401) {
        return fault(Meaning::Refused, key, Error::Kind::Forbidden,
                     Text::tr("Constant Contact does not accept this API key, or its secret."),
                     Text::tr("Check both with whoever manages them in the developer portal: a new secret "
                              "ends the old one, and a key made for the server flow does not work without "
                              "its secret (client_secret in the settings file). Nothing that waits is lost."),
                     status);
    }
    if (key == QLatin1String("unauthorized_client") || key == QLatin1String("unsupported_grant_type")) {
        return fault(
            Meaning::Refused, key, Error::Kind::Forbidden,
            Text::tr("This API key is registered for another way of signing in."),
            Text::tr(
                "In the developer portal the flow is chosen when an application is made: PKCE, or the server "
                "flow with a client secret, for signing in in the browser; Device for a code on another "
                "device. An "
                "application of the right kind has a key of its own."),
            status);
    }
    if (key == QLatin1String("invalid_scope")) {
        return fault(
            Meaning::Refused, key, Error::Kind::Forbidden,
            Text::tr("This API key may not ask for what Rollcall needs."),
            Text::tr("Rollcall needs contact_data, account_read and offline_access. Ask whoever manages "
                     "the API key."),
            status);
    }
    return fault(Meaning::Refused, key, Error::Kind::Refused,
                 Text::tr("The sign-in service refused the request."),
                 Text::tr("Try again. If it stays so, give the details to your IT."), status);
}

TokenFault notNow(const QString &key, TokenAsking asking, int status)
{
    const auto kind = status == 429 ? Error::Kind::Throttled : Error::Kind::Offline;
    return fault(Meaning::NotDone, key, kind,
                 Text::tr("The sign-in service of Constant Contact is busy or out of order."),
                 asking == TokenAsking::Renewal
                     ? Text::tr("You are still connected and nothing is lost. Rollcall tries again when it needs the connection.")
                     : Text::tr("Nobody was signed in. Wait a minute, then start again."),
                 status);
}

TokenFault faultOf(const HttpAnswer &answer, TokenAsking asking)
{
    const QString key =
        QJsonDocument::fromJson(answer.body).object().value(QLatin1String("error")).toString();
    if (answer.status == 429 || answer.status >= 500)
        return notNow(key, asking, answer.status);
    if (key == QLatin1String("invalid_grant"))
        return ended(asking, answer.status);
    return refused(key, answer.status);
}

TokenFault notUnderstood(int status)
{
    return fault(
        Meaning::Unknown, {}, Error::Kind::BadReply,
        Text::tr("The answer of the sign-in service cannot be understood."),
        Text::tr("Something between this computer and Constant Contact may have changed it (a proxy, a "
                 "sign-in page of "
                 "the network). Try again, or ask your IT."),
        status);
}

} // namespace

tl::expected<QJsonObject, TokenFault> objectOf(const HttpResult &reply, TokenAsking asking)
{
    if (!reply) {
        const bool isDone = !reply.error().neverSent;
        return tl::unexpected(
            TokenFault{isDone ? Meaning::Unknown : Meaning::NotDone, {}, reply.error().error});
    }
    if (reply->status >= 400)
        return tl::unexpected(faultOf(*reply, asking));
    const QJsonObject object = QJsonDocument::fromJson(reply->body).object();
    if (reply->status != 200 || object.isEmpty())
        return tl::unexpected(notUnderstood(reply->status));
    return object;
}

TokensResult tokensOf(const HttpResult &reply, TokenAsking asking, const Clock &clock)
{
    const auto object = objectOf(reply, asking);
    if (!object)
        return tl::unexpected(object.error());
    Tokens tokens;
    tokens.accessToken = object->value(QLatin1String("access_token")).toString();
    tokens.refreshToken = object->value(QLatin1String("refresh_token")).toString();
    tokens.scopes =
        object->value(QLatin1String("scope")).toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (tokens.accessToken.isEmpty())
        return tl::unexpected(notUnderstood(reply->status));

    const Result<Jwt> jwt = Jwt::parse(tokens.accessToken);
    tokens.issuedAt = clock.now();
    qint64 life = object->value(QLatin1String("expires_in")).toVariant().toLongLong();
    if (life <= 0 && jwt && jwt->expiresAt.isValid()) {
        const auto difference = clockDifference(*reply, clock).value_or(std::chrono::seconds(0));
        life = tokens.issuedAt.secsTo(jwt->expiresAt) - difference.count();
    }
    tokens.expiresAt = tokens.issuedAt.addSecs(life > 0 ? life : unknownLifeSeconds);
    if (tokens.scopes.isEmpty() && jwt)
        tokens.scopes = jwt->scopes;
    return tokens;
}

std::optional<std::chrono::seconds> clockDifference(const HttpAnswer &answer, const Clock &clock)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(answer.header("Date")),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeZone(QTimeZone::utc());
    return std::chrono::seconds(clock.now().secsTo(date));
}

} // namespace rollcall
