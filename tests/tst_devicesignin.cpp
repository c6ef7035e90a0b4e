#include "account/devicesignin.h"
#include "practice/practiceaccount.h"
#include "support/answers.h"
#include "support/fakenetwork.h"

#include <QNetworkReply>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

Exchange codeGiven(int expiresIn = 600, const QByteArray &uri = "https://example.org/activate",
                   int interval = 5)
{
    return {"POST", QStringLiteral("/oauth2/default/v1/device/authorize"), 200,
            "{\"device_code\":\"dev-1\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"" + uri +
                "\",\"verification_uri_complete\":\"" + uri + "?user_code=ABCD-EFGH\",\"expires_in\":" +
                QByteArray::number(expiresIn) + ",\"interval\":" + QByteArray::number(interval) + "}"};
}

Exchange pending()
{
    return tokenRefused(400, "authorization_pending");
}

} // namespace

class DeviceSignInTest : public QObject
{
    Q_OBJECT

    ServiceProfile m_profile;
    Clock m_clock;
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<DeviceSignIn> m_signIn;
    QString m_code;
    QUrl m_uri;
    QUrl m_complete;
    QDateTime m_expiresAt;
    int m_finished = 0;
    Result<Tokens> m_tokens;

    void start(QNetworkAccessManager &network)
    {
        m_signIn = std::make_unique<DeviceSignIn>(m_profile, m_clock, network);
        connect(
            m_signIn.get(), &DeviceSignIn::codeReady, this,
            [this](const QString &code, const QUrl &uri, const QUrl &complete, const QDateTime &expiresAt) {
                m_code = code;
                m_uri = uri;
                m_complete = complete;
                m_expiresAt = expiresAt;
            });
        connect(m_signIn.get(), &DeviceSignIn::finished, this, [this](const Result<Tokens> &tokens) {
            ++m_finished;
            m_tokens = tokens;
        });
        m_signIn->start();
    }

private Q_SLOTS:
    void init()
    {
        m_profile = profileFor(QString(), QStringLiteral("memory"));
        m_clock = fastClock(100);
        m_network = std::make_unique<FakeNetwork>();
        m_code.clear();
        m_finished = 0;
    }

    void cleanup()
    {
        m_signIn.reset();
        QCOMPARE(m_network->surprise, QString());
        QCOMPARE(m_network->left(), 0);
    }

    void theCodeIsShownAndRedeemedWhenAllowed()
    {
        for (const Exchange &exchange : {codeGiven(), pending(), pending(), granted(QStringLiteral("1"))})
            m_network->expect(exchange);
        start(*m_network);
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_code, QStringLiteral("ABCD-EFGH"));
        QCOMPARE(m_uri, QUrl(QStringLiteral("https://example.org/activate")));
        QCOMPARE(m_complete, QUrl(QStringLiteral("https://example.org/activate?user_code=ABCD-EFGH")));
        QVERIFY(m_expiresAt > m_clock.now());
        QVERIFY(m_tokens);
        QCOMPARE(m_tokens->accessToken, QStringLiteral("access-1"));
        QCOMPARE(m_tokens->clientId, QStringLiteral("key-2"));
        QCOMPARE(m_tokens->scopes.size(), 3);
        const Said asked = m_network->said.first();
        QCOMPARE(asked.form(QStringLiteral("client_id")), QStringLiteral("key-2"));
        QCOMPARE(asked.form(QStringLiteral("scope")),
                 QStringLiteral("contact_data account_read offline_access"));
        const Said redeemed = m_network->said.last();
        QCOMPARE(redeemed.form(QStringLiteral("grant_type")),
                 QStringLiteral("urn:ietf:params:oauth:grant-type:device_code"));
        QCOMPARE(redeemed.form(QStringLiteral("device_code")), QStringLiteral("dev-1"));
        QVERIFY(redeemed.authorization.isEmpty());
    }

    void slowDownAddsFiveSecondsForGood()
    {
        m_network->expect(codeGiven());
        for (const char *key : {"authorization_pending", "slow_down", "authorization_pending", "slow_down"})
            m_network->expect(tokenRefused(400, key));
        m_network->expect(pending());
        m_network->expect(granted(QStringLiteral("1")));
        start(*m_network);
        QTRY_COMPARE(m_finished, 1);
        QVERIFY(m_tokens);
        const QList<qint64> seconds{5, 5, 10, 10, 15, 15}; // a hundred times as fast
        for (qsizetype i = 0; i < seconds.size(); ++i)
            QVERIFY(m_network->said.at(i + 1).atMs - m_network->said.at(i).atMs >= seconds.at(i) * 10 - 1);
    }

    void whatPassesIsWaitedFor_data()
    {
        QTest::addColumn<Exchange>("trouble");
        const QString path = QStringLiteral("/oauth2/default/v1/token");
        QTest::newRow("503") << tokenRefused(503, "x");
        QTest::newRow("429") << tokenRefused(429, "x");
        QTest::newRow("no network") << Exchange{"POST", path, 0};
        QTest::newRow("garbage") << Exchange{"POST", path, 200, "<html>"};
    }

    void whatPassesIsWaitedFor()
    {
        QFETCH(Exchange, trouble);
        for (const Exchange &exchange : {codeGiven(), trouble, granted(QStringLiteral("1"))})
            m_network->expect(exchange);
        start(*m_network);
        QTRY_COMPARE(m_finished, 1);
        QVERIFY(m_tokens);
    }

    void whatDoesNotPassIsTheEndInWords_data()
    {
        QTest::addColumn<QList<Exchange>>("script");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("words");
        const QString path = QStringLiteral("/oauth2/default/v1/device/authorize");
        const auto refused = [&path](const QByteArray &key) {
            return Exchange{"POST", path, 400, "{\"error\":\"" + key + "\"}"};
        };
        QTest::newRow("denied") << QList{codeGiven(), pending(), tokenRefused(400, "access_denied")}
                                << Error::Kind::SignedOut << QStringLiteral("refused");
        QTest::newRow("expired") << QList{codeGiven(), tokenRefused(400, "expired_token")}
                                 << Error::Kind::SignedOut << QStringLiteral("in time");
        QTest::newRow("redeemed already")
            << QList{codeGiven(), tokenRefused(400, "invalid_grant")} << Error::Kind::SignedOut
            << QStringLiteral("used already");
        QTest::newRow("wrong key") << QList{refused("invalid_client")} << Error::Kind::Forbidden
                                   << QStringLiteral("API key");
        QTest::newRow("request not understood") << QList{refused("invalid_request")} << Error::Kind::Refused
                                                << QStringLiteral("refused the request");
        QTest::newRow("scope not allowed") << QList{refused("invalid_scope")} << Error::Kind::Forbidden
                                           << QStringLiteral("may not ask");
        QTest::newRow("key of another flow")
            << QList{refused("unauthorized_client")} << Error::Kind::Forbidden
            << QStringLiteral("code on another device");
        QTest::newRow("out of order") << QList{Exchange{"POST", path, 503, ""}} << Error::Kind::Offline
                                      << QStringLiteral("busy");
        QTest::newRow("an address that is not safe")
            << QList{codeGiven(600, "http://example.org/activate")} << Error::Kind::BadReply
            << QStringLiteral("not safe");
        QTest::newRow("an address that is none")
            << QList{codeGiven(600, "javascript:alert(1)")} << Error::Kind::BadReply
            << QStringLiteral("not safe");
    }

    void whatDoesNotPassIsTheEndInWords()
    {
        QFETCH(QList<Exchange>, script);
        QFETCH(Error::Kind, kind);
        QFETCH(QString, words);
        for (const Exchange &exchange : std::as_const(script))
            m_network->expect(exchange);
        start(*m_network);
        QTRY_COMPARE(m_finished, 1);
        QVERIFY(!m_tokens);
        QCOMPARE(m_tokens.error().kind, kind);
        QVERIFY2(m_tokens.error().message.contains(words), qPrintable(m_tokens.error().message));
        QVERIFY(!m_tokens.error().hint.isEmpty());
    }

    void theCodesOwnEndIsTheEndThoughNobodySaysSo()
    {
        m_network->expect(codeGiven(1));
        m_network->expect(
            pending()); // asked once more at its end: it may have been allowed in the last moment
        start(*m_network);
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::SignedOut);
        QVERIFY(m_clock.now() >= m_expiresAt);
    }

    void withoutAKeyItSaysSo()
    {
        m_profile.deviceClientId.clear();
        start(*m_network);
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Usage);
    }

    void cancellingIsTheEnd()
    {
        m_network->expect(codeGiven(600, "https://example.org/activate", 300));
        start(*m_network);
        QTRY_VERIFY(!m_code.isEmpty());
        m_signIn->cancel();
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Cancelled);
    }

    void deletedAtAnyMoment()
    {
        Exchange hanging = granted(QStringLiteral("1"));
        hanging.hang = true;
        m_network->expect(codeGiven());
        m_network->expect(hanging);
        start(*m_network);
        QTRY_COMPARE(m_network->said.size(), 2);
        m_signIn.reset();
        QTRY_VERIFY(m_network->findChildren<QNetworkReply *>().isEmpty());
        QCOMPARE(m_finished, 0);
        DeviceSignIn(m_profile, m_clock, *m_network).start();
        QCoreApplication::processEvents();
    }

    void againstThePracticeAccount()
    {
        practice::Options options;
        options.approve = true;
        options.clock = m_clock;
        const auto account = practice::PracticeAccount::start(options);
        QVERIFY(account);
        m_profile.authUrl = QUrl((*account)->addresses().authUrl);
        m_profile.deviceClientId = (*account)->addresses().deviceClientId;
        QNetworkAccessManager network;
        start(network);
        QTRY_VERIFY(!m_code.isEmpty());
        const std::unique_ptr<QNetworkReply> page(network.get(QNetworkRequest(m_complete)));
        QTRY_COMPARE(m_finished, 1);
        QVERIFY2(m_tokens, m_tokens ? "" : qPrintable(m_tokens.error().message + m_tokens.error().detail));
        QVERIFY(!m_tokens->refreshToken.isEmpty());
    }

    void aKeyOfTheBrowserFlowIsRefusedByThePracticeAccount()
    {
        const auto account = practice::PracticeAccount::start({});
        QVERIFY(account);
        m_profile.authUrl = QUrl((*account)->addresses().authUrl);
        m_profile.deviceClientId = (*account)->addresses().clientId;
        QNetworkAccessManager network;
        start(network);
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Forbidden);
    }
};

QTEST_GUILESS_MAIN(DeviceSignInTest)
#include "tst_devicesignin.moc"
