#include "account/jwt.h"

#include "support/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTimeZone>

namespace rollcall {
namespace {

QDateTime timeOf(const QJsonValue &claim)
{
    if (!claim.isDouble())
        return {};
    return QDateTime::fromSecsSinceEpoch(static_cast<qint64>(claim.toDouble()), QTimeZone::utc());
}

QStringList scopesOf(const QJsonObject &claims)
{
    const QJsonValue scp = claims.value(QLatin1String("scp"));
    if (!scp.isArray())
        return claims.value(QLatin1String("scope")).toString().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    QStringList scopes;
    const QJsonArray array = scp.toArray();
    for (const QJsonValue &scope : array)
        scopes << scope.toString();
    return scopes;
}

} // namespace

Result<Jwt> Jwt::parse(const QString &token)
{
    const QStringList parts = token.split(QLatin1Char('.'));
    const auto payload = QByteArray::fromBase64Encoding(
        parts.value(1).toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals |
                                       QByteArray::AbortOnBase64DecodingErrors);
    const QJsonObject claims = payload ? QJsonDocument::fromJson(*payload).object() : QJsonObject();
    if (parts.size() != 3 || claims.isEmpty()) {
        return failure(Error::Kind::BadReply,
                       Text::tr("This token is not of the kind that can be looked into."),
                       Text::tr("It can be good all the same: the service decides."));
    }
    return Jwt{claims, timeOf(claims.value(QLatin1String("iat"))), timeOf(claims.value(QLatin1String("exp"))),
               scopesOf(claims)};
}

QString Jwt::user() const
{
    const QString subject = claims.value(QLatin1String("sub")).toString();
    return subject.contains(QLatin1Char('@')) ? subject : QString();
}

} // namespace rollcall
