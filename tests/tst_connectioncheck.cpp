#include "account/session.h"
#include "net/http.h"
#include "net/pacer.h"
#include "practice/practiceaccount.h"
#include "service/accountapi.h"
#include "service/connectioncheck.h"
#include "service/serviceclient.h"
#include "support/answers.h"
#include "support/fakenetwork.h"
#include "support/freeport.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString tokenPath = QStringLiteral("/oauth2/default/v1/token");
const QString apiPath = QStringLiteral("/v3/account/summary");

QByteArray date(int secondsOff)
{
    return QLocale::c()
        .toString(QDateTime::currentDateTimeUtc().addSecs(secondsOff),
                  QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
        .toLatin1();
}

Exchange serverAnswers(int secondsOff = 0)
{
    Exchange exchange{"GET", tokenPath, 405, ""};
    exchange.headers = {{"Date", date(secondsOff)}};
    return exchange;
}

Exchange apiAnswers()
{
    return {"GET", apiPath, 401, "{\"error_key\":\"unauthorized\"}"};
}

Exchange roleMay(const QByteArrayList &privileges)
{
    QByteArrayList items;
    for (const QByteArray &privilege : privileges)
        items << "{\"privilege_id\":1,\"privilege_name\":\"" + privilege + "\"}";
    return {"GET", QStringLiteral("/v3/account/user/privileges"), 200, '[' + items.join(',') + ']'};
}

Exchange roleMayAll()
{
    return roleMay({"contacts:read", "contacts:write"});
}

/// One proxy for everything, also for this computer.
class EverythingProxy : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &) override
    {
        return {QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("proxy.example"), 3128)};
    }
};

} // namespace

class ConnectionCheckTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    ServiceProfile m_profile;
    const Clock m_clock;
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<Session> m_session;
    QMap<QString, ConnectionFinding> m_findings;
    QStringList m_order;
    std::optional<bool> m_finished;

    void connectAccount(const QStringList &scopes)
    {
        m_session = std::make_unique<Session>(m_profile, m_clock, *m_network, TokenStore::make(m_profile));
        Tokens tokens = tokensUntil(m_clock, 86400);
        tokens.scopes = scopes;
        Answer<Result<void>> adopted;
        m_session->adopt(tokens, this, adopted.handler());
        QVERIFY(adopted.wait());
    }

    /// A check and the calls it makes.
    struct Checking
    {
        Checking(const ServiceProfile &profile, const Clock &clock, QNetworkAccessManager &network,
                 Session &session)
            : http(network)
            , pacer(clock, profile.dataDir)
            , client(profile.apiUrl, clock, http, session, pacer)
            , account(client)
            , check(std::make_unique<ConnectionCheck>(
                  ConnectionCheck::Needs{profile, clock, network, session, account}))
        {}

        Http http;
        Pacer pacer;
        ServiceClient client;
        AccountApi account;
        std::unique_ptr<ConnectionCheck> check;
    };

    void check(QNetworkAccessManager &network)
    {
        Checking checking(m_profile, m_clock, network, *m_session);
        ConnectionCheck &check = *checking.check;
        connect(&check, &ConnectionCheck::found, this, [this](const ConnectionFinding &finding) {
            m_order << finding.name;
            m_findings.insert(finding.name, finding);
        });
        connect(&check, &ConnectionCheck::finished, this, [this](bool allOk) { m_finished = allOk; });
        check.start();
        QVERIFY(m_order.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(m_finished, 20'000);
        for (const ConnectionFinding &finding : std::as_const(m_findings)) {
            QVERIFY(!finding.message.isEmpty());
            QCOMPARE(finding.hint.isEmpty(), finding.ok);
            for (const char *secret : {"access-", "refresh-", "s3cret"})
                QVERIFY(!finding.message.contains(QLatin1String(secret)));
        }
    }

    QStringList failed() const
    {
        QStringList names;
        for (const ConnectionFinding &finding : m_findings) {
            if (!finding.ok)
                names << finding.name;
        }
        return names;
    }

private Q_SLOTS:
    void init()
    {
        m_profile = profileFor(m_dir.path(), QStringLiteral("memory"));
        m_profile.authUrl = QUrl(QStringLiteral("http://127.0.0.1:1/oauth2/default"));
        m_profile.clientSecret = QStringLiteral("s3cret");
        m_profile.redirectUris = {QUrl(QStringLiteral("http://localhost:%1/callback").arg(freePort()))};
        m_network = std::make_unique<FakeNetwork>();
        m_findings.clear();
        m_order.clear();
        m_finished.reset();
        connectAccount({QStringLiteral("contact_data"), QStringLiteral("account_read"),
                        QStringLiteral("offline_access")});
    }

    void cleanup() { m_session.reset(); }

    void whenAllIsWellItSaysSo()
    {
        m_network->expect(serverAnswers(30));
        m_network->expect(apiAnswers());
        m_network->expect(roleMayAll());
        check(*m_network);
        QCOMPARE(failed(), QStringList());
        QVERIFY(*m_finished);
        QCOMPARE(m_order.join(QLatin1Char(' ')),
                 QStringLiteral(
                     "api_key listening proxy tls authorization_server clock api token_store connection "
                     "grants role"));
        QVERIFY(m_network->said.at(0).authorization.isEmpty());
        QVERIFY(m_network->said.at(1).authorization.isEmpty());
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aTakenPortIsFound()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost),
                             static_cast<quint16>(m_profile.redirectUris.first().port())));
        m_network->expect(serverAnswers());
        m_network->expect(apiAnswers());
        m_network->expect(roleMayAll());
        check(*m_network);
        QCOMPARE(failed(), QStringList{QStringLiteral("listening")});
        QVERIFY(m_findings.value(QStringLiteral("listening"))
                    .message.contains(QString::number(other.serverPort())));
        QVERIFY(!*m_finished);
    }

    void whatFailsIsFound_data()
    {
        QTest::addColumn<Exchange>("server");
        QTest::addColumn<Exchange>("api");
        QTest::addColumn<QStringList>("failing");
        const Exchange unreachable{"GET", tokenPath, 0};
        const Exchange captive{"GET", tokenPath, 302};
        const Exchange page{"GET", apiPath, 200, "<html>Sign in to the Wi-Fi</html>"};
        const Exchange serversPage{"GET", tokenPath, 200, "<html>Sign in to the Wi-Fi</html>"};
        const Exchange brokenServer{"GET", tokenPath, 502, "<html>Bad Gateway</html>"};
        const Exchange broken{"GET", apiPath, 503};
        const Exchange lost{"GET", apiPath, 0};
        QTest::newRow("a clock that is wrong")
            << serverAnswers(-7200) << apiAnswers() << QStringList{QStringLiteral("clock")};
        QTest::newRow("no sign-in service")
            << unreachable << apiAnswers() << QStringList{QStringLiteral("authorization_server")};
        QTest::newRow("a network that wants a sign-in of its own")
            << captive << page << QStringList{QStringLiteral("api"), QStringLiteral("authorization_server")};
        QTest::newRow("the same, with a page") << serversPage << page
                                               << QStringList{QStringLiteral("api"), QStringLiteral("authorization_server")};
        QTest::newRow("a sign-in service out of order")
            << brokenServer << apiAnswers() << QStringList{QStringLiteral("authorization_server")};
        QTest::newRow("a service out of order")
            << serverAnswers() << broken << QStringList{QStringLiteral("api")};
        QTest::newRow("no service") << serverAnswers() << lost << QStringList{QStringLiteral("api")};
    }

    void whatFailsIsFound()
    {
        QFETCH(Exchange, server);
        QFETCH(Exchange, api);
        QFETCH(QStringList, failing);
        m_network->expect(server);
        m_network->expect(api);
        m_network->expect(roleMayAll());
        check(*m_network);
        QCOMPARE(failed(), failing);
        QVERIFY(!*m_finished);
    }

    void aMissingKeyConnectionAndStoreAreFound()
    {
        m_profile.clientId.clear();
        m_profile.deviceClientId.clear();
        m_profile.tokenStore = QStringLiteral("file");
        m_profile.dataDir = QStringLiteral("/dev/null/nowhere");
        m_session = std::make_unique<Session>(m_profile, m_clock, *m_network, TokenStore::make(m_profile));
        m_network->expect(serverAnswers());
        m_network->expect(apiAnswers());
        check(*m_network);
        QCOMPARE(failed(), (QStringList{QStringLiteral("api_key"), QStringLiteral("connection"),
                                        QStringLiteral("token_store")}));
    }

    void aProxyForThisComputerIsFound()
    {
        m_network->setProxyFactory(new EverythingProxy);
        m_network->expect(serverAnswers());
        m_network->expect(apiAnswers());
        m_network->expect(roleMayAll());
        check(*m_network);
        QCOMPARE(failed(), QStringList{QStringLiteral("proxy")});
        QVERIFY(
            m_findings.value(QStringLiteral("proxy")).message.contains(QLatin1String("proxy.example:3128")));
    }

    void missingGrantsAreSaidInWords()
    {
        connectAccount({QStringLiteral("contact_data")});
        m_network->expect(serverAnswers());
        m_network->expect(apiAnswers());
        m_network->expect(roleMayAll());
        check(*m_network);
        QCOMPARE(failed(), QStringList{QStringLiteral("grants")});
        const QString message = m_findings.value(QStringLiteral("grants")).message;
        QVERIFY(message.contains(QLatin1String("24 hours")));
        QVERIFY(!message.contains(QLatin1String("contacts")));
    }

    void aRoleThatMayNotIsFound()
    {
        m_network->expect(serverAnswers());
        m_network->expect(apiAnswers());
        m_network->expect(roleMay({"contacts:read"}));
        check(*m_network);
        QCOMPARE(failed(), QStringList{QStringLiteral("role")});
        QVERIFY(m_findings.value(QStringLiteral("role")).message.contains(QLatin1String("not change")));
    }

    void againstThePracticeAccount()
    {
        const auto account = practice::PracticeAccount::start({});
        QVERIFY(account);
        m_profile.authUrl = QUrl((*account)->addresses().authUrl);
        m_profile.apiUrl = QUrl((*account)->addresses().apiUrl);
        QNetworkAccessManager network;
        check(network);
        QCOMPARE(failed(), QStringList{QStringLiteral("role")}); // our token is not one of its own
    }

    void deletedInTheMiddle()
    {
        Exchange hanging = serverAnswers();
        hanging.hang = true;
        m_network->expect(hanging);
        Checking checking(m_profile, m_clock, *m_network, *m_session);
        auto check = std::move(checking.check);
        int findings = 0;
        connect(check.get(), &ConnectionCheck::found, this, [&findings] { ++findings; });
        check->start();
        QTRY_COMPARE(m_network->said.size(), 1);
        check.reset();
        QTest::qWait(20);
        QCOMPARE(findings, 4);
    }

    void deletedByTheOneWhoIsTold()
    {
        Checking checking(m_profile, m_clock, *m_network, *m_session);
        auto check = std::move(checking.check);
        connect(check.get(), &ConnectionCheck::found, this, [&check] { check.reset(); });
        check->start();
        QTRY_VERIFY(!check);
    }
};

QTEST_GUILESS_MAIN(ConnectionCheckTest)
#include "tst_connectioncheck.moc"
