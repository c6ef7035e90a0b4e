#include "support/rawserver.h"
#include "support/signinattempt.h"

#include <QCryptographicHash>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString tokenPath = QStringLiteral("/oauth2/default/v1/token");

} // namespace

/// The code that the browser brought, for tokens.
class CodeExchangeTest : public QObject, private SignInAttempt
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_signIn.reset(); }

    void theCodeIsExchangedWithItsVerifier_data()
    {
        QTest::addColumn<QByteArray>("inTheAddress");
        QTest::addColumn<QString>("code");
        QTest::newRow("plain") << QByteArray("abc.123") << QStringLiteral("abc.123");
        QTest::newRow("reserved characters")
            << QByteArray("a%2Bb%2Fc%3D%26%25%3F%23") << QStringLiteral("a+b/c=&%?#");
        QTest::newRow("something that looks encoded") << QByteArray("a%252Fb") << QStringLiteral("a%2Fb");
    }

    void theCodeIsExchangedWithItsVerifier()
    {
        QFETCH(QByteArray, inTheAddress);
        QFETCH(QString, code);
        m_network->expect(granted(QStringLiteral("1")));
        start();
        RawClient browser(localFour, m_port);
        browser.get(answer("code=" + inTheAddress));
        finish(browser);
        QVERIFY(m_tokens);
        QCOMPARE(m_tokens->accessToken, QStringLiteral("access-1"));
        QCOMPARE(m_tokens->refreshToken, QStringLiteral("refresh-1"));
        QCOMPARE(m_tokens->clientId, QStringLiteral("key-1"));
        QCOMPARE(m_tokens->scopes.size(), 3);
        QCOMPARE(m_tokens->issuedAt.secsTo(m_tokens->expiresAt), 86400);
        QVERIFY(browser.received().contains("You are signed in"));

        const Said said = m_network->said.first();
        QCOMPARE(said.form(QStringLiteral("code")), code);
        QCOMPARE(said.form(QStringLiteral("grant_type")), QStringLiteral("authorization_code"));
        QCOMPARE(said.form(QStringLiteral("redirect_uri")), m_profile.redirectUris.first().toString());
        QCOMPARE(said.form(QStringLiteral("client_id")), QStringLiteral("key-1"));
        const QByteArray challenge =
            QCryptographicHash::hash(said.form(QStringLiteral("code_verifier")).toLatin1(),
                                     QCryptographicHash::Sha256)
                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        QCOMPARE(itemOf(m_address, "code_challenge").toLatin1(), challenge);
        QCOMPARE(said.body.count("code_verifier="), 1);
        QVERIFY(!said.body.contains("client_secret"));
        QVERIFY(said.authorization.isEmpty());
        QVERIFY(said.url.query().isEmpty());
        QCOMPARE(said.contentType, QByteArray("application/x-www-form-urlencoded"));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aSecretGoesAsBasicAndNowhereElse()
    {
        m_profile.clientSecret = QStringLiteral("s3cret+/=");
        m_network->expect(granted(QStringLiteral("1")));
        start();
        QVERIFY(!m_address.toString().contains(QLatin1String("s3cret")));
        QVERIFY(itemOf(m_address, "code_challenge").isEmpty());
        RawClient browser(localFour, m_port);
        browser.get(answer("code=c%2Bd"));
        finish(browser);
        QVERIFY(m_tokens);
        const Said said = m_network->said.first();
        QCOMPARE(said.authorization, QByteArray("Basic ") + QByteArray("key-1:s3cret+/=").toBase64());
        QCOMPARE(said.form(QStringLiteral("code")), QStringLiteral("c+d"));
        QVERIFY(!said.body.contains("s3cret"));
        QVERIFY(!said.body.contains("client_"));
        QVERIFY(!said.body.contains("code_verifier"));
        QVERIFY(said.url.query().isEmpty());
    }

    void everyFailureOfTheExchangeIsAnError_data()
    {
        QTest::addColumn<Exchange>("exchange");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QByteArray>("page");
        Exchange cut{"POST", tokenPath, 200, "{\"access_token\":\"a"};
        cut.cut = true;
        QTest::newRow("invalid_grant")
            << tokenRefused(400, "invalid_grant") << Error::Kind::SignedOut << QByteArray("too old");
        QTest::newRow("invalid_client")
            << tokenRefused(401, "invalid_client") << Error::Kind::Forbidden << QByteArray("did not work");
        QTest::newRow("401 without a body")
            << Exchange{"POST", tokenPath, 401, ""} << Error::Kind::Forbidden << QByteArray("did not work");
        QTest::newRow("unauthorized_client") << tokenRefused(400, "unauthorized_client")
                                             << Error::Kind::Forbidden << QByteArray("did not work");
        QTest::newRow("invalid_request") << tokenRefused(400, "invalid_request") << Error::Kind::Refused
                               << QByteArray("did not work");
        QTest::newRow("unsupported_grant_type") << tokenRefused(400, "unsupported_grant_type") << Error::Kind::Forbidden
                               << QByteArray("did not work");
        QTest::newRow("invalid_scope") << tokenRefused(400, "invalid_scope") << Error::Kind::Forbidden
                               << QByteArray("did not work");
        QTest::newRow("503") << tokenRefused(503, "x") << Error::Kind::Offline << QByteArray("did not work");
        QTest::newRow("429") << tokenRefused(429, "throttled") << Error::Kind::Throttled
                             << QByteArray("did not work");
        QTest::newRow("garbage") << Exchange{"POST", tokenPath, 200, "<html>"} << Error::Kind::BadReply
                                 << QByteArray("did not work");
        QTest::newRow("no token") << Exchange{"POST", tokenPath, 200, "{}"} << Error::Kind::BadReply
                                  << QByteArray("did not work");
        QTest::newRow("nothing") << Exchange{"POST", tokenPath, 0} << Error::Kind::Offline
                                 << QByteArray("did not work");
        QTest::newRow("cut short") << cut << Error::Kind::Offline << QByteArray("did not work");
    }

    void everyFailureOfTheExchangeIsAnError()
    {
        QFETCH(Exchange, exchange);
        QFETCH(Error::Kind, kind);
        QFETCH(QByteArray, page);
        m_clock = fastClock(20); // ten minutes are thirty seconds, its pauses next to nothing
        const bool isPassing = exchange.status == 0 || exchange.status == 429 || exchange.status >= 500;
        for (int i = 0; i < (isPassing ? 3 : 1); ++i)
            m_network->expect(exchange);
        start();
        RawClient browser(localFour, m_port);
        browser.get(answer("code=c0de"));
        finish(browser);
        QVERIFY(!m_tokens);
        QCOMPARE(m_tokens.error().kind, kind);
        QVERIFY(!m_tokens.error().hint.isEmpty());
        QVERIFY(!m_tokens.error().detail.contains(QLatin1String("c0de")));
        QVERIFY2(browser.received().contains(page), browser.received().constData());
        QVERIFY(!browser.received().contains("class=\"good\""));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whatPassesDoesNotMakeTheSignInVain_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::newRow("PKCE") << QString();
        QTest::newRow("with a secret") << QStringLiteral("s3cret");
    }

    void whatPassesDoesNotMakeTheSignInVain()
    {
        QFETCH(QString, secret);
        m_clock = fastClock(20);
        m_profile.clientSecret = secret;
        m_network->expect(tokenRefused(429, "throttled"));
        m_network->expect(granted(QStringLiteral("1")));
        start();
        RawClient browser(localFour, m_port);
        browser.get(answer("code=a%2Bb%252F"));
        finish(browser);
        QVERIFY(m_tokens);
        QVERIFY(browser.received().contains("class=\"good\""));
        const Said &first = m_network->said.at(0);
        const Said &again = m_network->said.at(1);
        for (const char *name : {"grant_type", "code", "redirect_uri", "code_verifier", "client_id"})
            QCOMPARE(again.form(QLatin1String(name)), first.form(QLatin1String(name)));
        QCOMPARE(again.authorization, first.authorization);
        QCOMPARE(again.form(QStringLiteral("code")), QStringLiteral("a+b%2F"));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void theExchangeIsSentOnceThoughTheConnectionIsLost()
    {
        RawServer server([](const QByteArray &) { return QByteArray(); });
        m_profile.authUrl = server.url(QStringLiteral("/oauth2/default"));
        QNetworkAccessManager network;
        start(network);
        RawClient browser(localFour, m_port);
        browser.get(answer("code=a%2Bb"));
        finish(browser);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Offline);
        QCOMPARE(server.requests.size(), 1);
        const QByteArray lowered = server.requests.first().toLower(); // Qt 6.8 writes names of headers so
        QVERIFY(lowered.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"));
        QVERIFY(lowered.contains("\r\naccept: application/json\r\n"));
        QVERIFY(server.requests.first().contains("code=a%2Bb&"));
    }

    void aChallengeForAPasswordIsNotAnswered()
    {
        RawServer server([](const QByteArray &) {
            return RawServer::http(401, "{\"error\":\"invalid_client\"}",
                                   "WWW-Authenticate: Basic realm=\"x\"\r\n");
        });
        m_profile.authUrl = server.url(QStringLiteral("/oauth2/default"));
        QNetworkAccessManager network;
        start(network);
        RawClient browser(localFour, m_port);
        browser.get(answer("code=c"));
        finish(browser);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Forbidden);
        QCOMPARE(server.requests.size(), 1);
    }
};

QTEST_GUILESS_MAIN(CodeExchangeTest)
#include "tst_codeexchange.moc"
