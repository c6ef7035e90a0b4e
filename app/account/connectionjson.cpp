#include "account/connectionjson.h"

#include "support/text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

namespace rollcall {
namespace {

double toNumber(const QDateTime &time)
{
    return time.isValid() ? static_cast<double>(time.toMSecsSinceEpoch()) : 0;
}

QDateTime toTime(const QJsonValue &value)
{
    const auto ms = static_cast<qint64>(value.toDouble());
    return ms == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc());
}

} // namespace

QByteArray connectionToJson(const StoredConnection &connection, bool withTokens)
{
    const Tokens &tokens = connection.tokens;
    QJsonObject json{{QStringLiteral("issued_at"), toNumber(tokens.issuedAt)},
                     {QStringLiteral("expires_at"), toNumber(tokens.expiresAt)},
                     {QStringLiteral("scope"), tokens.scopes.join(QLatin1Char(' '))},
                     {QStringLiteral("client_id"), tokens.clientId},
                     {QStringLiteral("refresh_started"), connection.refreshStarted},
                     {QStringLiteral("ended"), connection.ended},
                     {QStringLiteral("organization"), connection.organization},
                     {QStringLiteral("account_id"), connection.accountId},
                     {QStringLiteral("user"), connection.user},
                     {QStringLiteral("role"), connection.role}};
    if (withTokens) {
        json.insert(QStringLiteral("access_token"), tokens.accessToken);
        json.insert(QStringLiteral("refresh_token"), tokens.refreshToken);
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

Result<StoredConnection> connectionFromJson(const QByteArray &json)
{
    if (json.isEmpty())
        return StoredConnection();
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!object.contains(QLatin1String("expires_at"))) {
        return failure(Error::Kind::Storage, Text::tr("What is kept of the connection is damaged."),
                       Text::tr("Connect the account again; nothing else is lost."));
    }
    const auto text = [&object](const char *name) { return object.value(QLatin1String(name)).toString(); };
    StoredConnection connection;
    connection.tokens.accessToken = text("access_token");
    connection.tokens.refreshToken = text("refresh_token");
    connection.tokens.issuedAt = toTime(object.value(QLatin1String("issued_at")));
    connection.tokens.expiresAt = toTime(object.value(QLatin1String("expires_at")));
    connection.tokens.scopes = text("scope").split(QLatin1Char(' '), Qt::SkipEmptyParts);
    connection.tokens.clientId = text("client_id");
    connection.refreshStarted = object.value(QLatin1String("refresh_started")).toBool();
    connection.ended = object.value(QLatin1String("ended")).toBool();
    connection.organization = text("organization");
    connection.accountId = text("account_id");
    connection.user = text("user");
    connection.role = text("role");
    return connection;
}

} // namespace rollcall
