#include "support/connectedservice.h"

#include <QTest>

namespace rollcall::test {

ConnectedService::ConnectedService(QNetworkAccessManager &network, double speed)
    : ConnectedService(network, profileFor(QStringLiteral("http://localhost:1/v3")), clockOf(speed),
                       goodTokens(clockOf(speed)))
{}

ConnectedService::ConnectedService(QNetworkAccessManager &network, const ServiceProfile &theProfile,
                                   const Clock &theClock, const Tokens &tokens, const QString &paceFolder)
    : clock(theClock)
    , profile(theProfile)
    , http(network)
    , session(profile, clock, network, TokenStore::make(profile))
    , pacer(clock, paceFolder.isEmpty() ? folder.path() : paceFolder)
    , client(profile.apiUrl, clock, http, session, pacer)
    , contacts(client)
    , lists(client)
    , activities(client)
    , tags(client)
    , fields(client)
{
    session.load();
    bool adopted = false;
    session.adopt(tokens, &session, [&adopted](const Result<void> &done) { adopted = done.has_value(); });
    if (!QTest::qWaitFor([&adopted] { return adopted; }))
        qFatal("The tokens were not adopted.");
}

ConnectedService::~ConnectedService() = default;

ServiceProfile ConnectedService::profileFor(const QString &apiUrl)
{
    ServiceProfile profile;
    profile.apiUrl = QUrl(apiUrl);
    profile.authUrl = QUrl(QStringLiteral("http://localhost:1/oauth2/default"));
    profile.clientId = QStringLiteral("test-key");
    profile.dataDir = QStringLiteral("/nonexistent");
    profile.tokenStore = QStringLiteral("memory");
    return profile;
}

Clock ConnectedService::clockOf(double speed)
{
    return *Clock::parse(QStringLiteral("%1@%2").arg(speed).arg(QDateTime::currentMSecsSinceEpoch()));
}

Tokens ConnectedService::goodTokens(const Clock &clock)
{
    return {QStringLiteral("token"),   QStringLiteral("refresh"), clock.now(), clock.now().addDays(30), {},
            QStringLiteral("test-key")};
}

} // namespace rollcall::test
