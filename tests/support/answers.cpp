#include "support/answers.h"

namespace rollcall::test {

ServiceProfile profileFor(const QString &dataDir, const QString &tokenStore)
{
    ServiceProfile profile;
    profile.authUrl = QUrl(QStringLiteral("https://authz.example.org/oauth2/default"));
    profile.apiUrl = QUrl(QStringLiteral("https://api.example.org/v3"));
    profile.clientId = QStringLiteral("key-1");
    profile.deviceClientId = QStringLiteral("key-2");
    profile.redirectUris = {QUrl(QStringLiteral("http://localhost:8743/callback"))};
    profile.dataDir = dataDir;
    profile.tokenStore = tokenStore;
    return profile;
}

Clock fastClock(int scale)
{
    return *Clock::parse(QStringLiteral("%1@%2").arg(scale).arg(QDateTime::currentMSecsSinceEpoch()));
}

Clock clockAt(const QTime &utc, double speed)
{
    const auto real = static_cast<double>(QDateTime::currentMSecsSinceEpoch());
    QDateTime target = QDateTime::currentDateTimeUtc();
    target.setTime(utc);
    const double anchor = (speed * real - static_cast<double>(target.toMSecsSinceEpoch())) / (speed - 1);
    return *Clock::parse(QStringLiteral("%1@%2").arg(speed).arg(static_cast<qint64>(anchor)));
}

Tokens tokensUntil(const Clock &clock, int secondsLeft, const QString &number)
{
    const int life = 86400;
    return {
        QLatin1String("access-") + number,
        QLatin1String("refresh-") + number,
        clock.now().addSecs(secondsLeft - life),
        clock.now().addSecs(secondsLeft),
        {QStringLiteral("contact_data"), QStringLiteral("account_read"), QStringLiteral("offline_access")},
        QStringLiteral("key-1")};
}

Exchange granted(const QString &number, int expiresIn, bool withRefreshToken)
{
    QByteArray json = "{\"token_type\":\"Bearer\",\"expires_in\":" + QByteArray::number(expiresIn) +
                      ",\"access_token\":\"access-" + number.toLatin1() + "\"";
    if (withRefreshToken)
        json += ",\"refresh_token\":\"refresh-" + number.toLatin1() + "\"";
    return {"POST", QStringLiteral("/oauth2/default/v1/token"), 200, json + "}"};
}

Exchange tokenRefused(int status, const QByteArray &error)
{
    return {"POST", QStringLiteral("/oauth2/default/v1/token"), status,
            "{\"error\":\"" + error + "\",\"error_description\":\"words\"}"};
}

} // namespace rollcall::test
