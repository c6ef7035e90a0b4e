#include "practice/accesstoken.h"

#include "practice/ids.h"
#include "practice/jsontext.h"
#include "practice/rules.h"
#include "practice/users.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>

namespace rollcall::practice {
namespace {

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray signature(const QByteArray &text, const QByteArray &key)
{
    return encoded(QMessageAuthenticationCode::hash(text, key, QCryptographicHash::Sha256));
}

} // namespace

bool Identity::has(std::string_view scope) const
{
    return scopes.contains(QByteArray(scope.data(), qsizetype(scope.size())));
}

QByteArray issueAccessToken(const Identity &identity, const QByteArray &issuer, const QByteArray &audience,
                            const QByteArray &key, qint64 now)
{
    const User *user = userById(identity.userId.toStdString());
    JsonText claims;
    claims.beginObject().member("ver", 1).member("jti", ("AT." + randomWord(32)).toStdString());
    claims.member("iss", issuer.toStdString()).member("aud", audience.toStdString());
    claims.member("iat", now / rules::second).member("exp", (now + rules::accessTokenLife) / rules::second);
    claims.member("cid", identity.clientId.toStdString()).member("uid", identity.userId.toStdString());
    claims.key("scp").beginArray();
    for (const QByteArray &scope : identity.scopes)
        claims.text(scope.toStdString());
    claims.endArray().member("auth_time", identity.signedInAt / rules::second);
    claims.member("sub", user ? user->email : std::string_view());
    claims.member("platform_user_id",
                  "4e1b8f0a-5c2d-4b7a-8f39-" + identity.userId.left(4).toHex().toStdString() + "0001");
    claims.endObject();
    const QByteArray head =
        encoded("{\"kid\":\"practice-1\",\"alg\":\"HS256\"}") + '.' + encoded(claims.take());
    return head + '.' + signature(head, key);
}

std::optional<VerifiedToken> verifyAccessToken(const QByteArray &token, const QByteArray &key, qint64 now)
{
    const QByteArrayList parts = token.split('.');
    if (parts.size() != 3 || signature(parts[0] + '.' + parts[1], key) != parts[2])
        return std::nullopt;
    const QByteArray json = QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding);
    const QJsonObject claims = QJsonDocument::fromJson(json).object();
    VerifiedToken result;
    result.identity.clientId = claims.value(QLatin1String("cid")).toString().toUtf8();
    result.identity.userId = claims.value(QLatin1String("uid")).toString().toUtf8();
    for (const QJsonValue &scope : claims.value(QLatin1String("scp")).toArray())
        result.identity.scopes.append(scope.toString().toUtf8());
    result.expired = claims.value(QLatin1String("exp")).toDouble() * double(rules::second) <= double(now);
    return result;
}

} // namespace rollcall::practice
