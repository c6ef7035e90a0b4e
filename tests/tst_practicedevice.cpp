#include "support/practiceclient.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::practice;
using namespace rollcall::test;

namespace {

QString errorOf(const PlainReply &reply)
{
    return QString::number(reply.status) + QLatin1Char(' ') +
           reply.object().value(QLatin1String("error")).toString();
}

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

class PracticeDeviceTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PracticeAccount> m_account;
    std::unique_ptr<PracticeClient> m_client;

    /// `scale` times as fast as the system's clock.
    void start(double scale, bool approve = false)
    {
        Options options;
        options.approve = approve;
        options.unlimited = true;
        options.clock =
            *Clock::parse(QStringLiteral("%1@%2").arg(scale).arg(QDateTime::currentMSecsSinceEpoch()));
        auto account = PracticeAccount::start(options);
        QVERIFY(account);
        m_account = std::move(*account);
        m_client = std::make_unique<PracticeClient>(m_account->addresses());
    }

    PlainReply begin(const QString &clientId,
                     const QString &scope = QStringLiteral("contact_data offline_access"))
    {
        return m_client->postForm(m_account->addresses().authUrl + QStringLiteral("/v1/device/authorize"),
                                  {{QStringLiteral("client_id"), clientId},
                                   {QStringLiteral("response_type"), QStringLiteral("code")},
                                   {QStringLiteral("scope"), scope},
                                   {QStringLiteral("state"), QStringLiteral("x")}});
    }
    QJsonObject begun() { return begin(m_account->addresses().deviceClientId).object(); }

    PlainReply poll(const QJsonObject &device)
    {
        return m_client->postForm(
            m_client->tokenAddress(),
            {{QStringLiteral("grant_type"), QStringLiteral("urn:ietf:params:oauth:grant-type:device_code")},
             {QStringLiteral("client_id"), m_account->addresses().deviceClientId},
             {QStringLiteral("device_code"), text(device, "device_code")}});
    }

private Q_SLOTS:
    void aDeviceIsConnectedWhenAPersonAllowsIt()
    {
        start(100);
        const QJsonObject device = begun();
        QCOMPARE(device.value(QLatin1String("expires_in")).toInt(), 600);
        QCOMPARE(device.value(QLatin1String("interval")).toInt(), 5);
        QVERIFY(text(device, "verification_uri_complete").startsWith(text(device, "verification_uri")));
        QVERIFY(text(device, "verification_uri_complete").endsWith(text(device, "user_code")));
        QVERIFY(text(device, "device_code").contains(QLatin1Char('+')));
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 authorization_pending"));
        QVERIFY(m_client->decide(text(device, "verification_uri_complete"), "allow").body.contains("connected"));
        QTest::qWait(60); // six seconds there
        const PlainReply tokens = poll(device);
        QCOMPARE(tokens.status, 200);
        QVERIFY(!text(tokens.object(), "refresh_token").isEmpty());
        QTest::qWait(60);
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 invalid_grant")); // once is enough

        m_client->accessToken = text(tokens.object(), "access_token");
        QCOMPARE(m_client->api("GET", QStringLiteral("contacts")).status, 200);
        const PlainReply renewed =
            m_client->postForm(m_client->tokenAddress(),
                               {{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                                {QStringLiteral("client_id"), m_account->addresses().deviceClientId},
                                {QStringLiteral("refresh_token"), text(tokens.object(), "refresh_token")}});
        QCOMPARE(renewed.status, 200);
    }

    void theCodeCanBeTypedWithoutItsDashAndInSmallLetters()
    {
        start(1);
        const QJsonObject device = begun();
        const QString typed = text(device, "user_code").remove(QLatin1Char('-')).toLower();
        QVERIFY(m_client->get(text(device, "verification_uri") + QStringLiteral("?user_code=") + typed)
                    .body.contains(">Sign in</button>"));
        QVERIFY(m_client->get(text(device, "verification_uri") + QStringLiteral("?user_code=BBBB-BBBB"))
                    .body.contains("No device is waiting"));
        QVERIFY(
            m_client->get(text(device, "verification_uri")).body.contains("The code that the device shows"));
    }

    void aPersonCanDeny()
    {
        start(1);
        const QJsonObject device = begun();
        QVERIFY(m_client->decide(text(device, "verification_uri_complete"), "deny").body.contains("denied"));
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 access_denied"));
    }

    void pollingTooOftenMakesTheIntervalLonger()
    {
        start(10);
        const QJsonObject device = begun();
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 authorization_pending"));
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 slow_down"));
        QTest::qWait(600); // six seconds there: not enough any more
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 slow_down"));
        QTest::qWait(1600); // fifteen are
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 authorization_pending"));
    }

    void aCodeExpires()
    {
        start(3000);
        const QJsonObject device = begun();
        QTest::qWait(220); // eleven minutes there
        QCOMPARE(errorOf(poll(device)), QStringLiteral("400 expired_token"));
        QVERIFY(
            m_client->get(text(device, "verification_uri_complete")).body.contains("No device is waiting"));
    }

    void aClientOfTheBrowsersFlowIsRefused()
    {
        start(1);
        QCOMPARE(errorOf(begin(m_account->addresses().clientId)), QStringLiteral("400 unauthorized_client"));
        QCOMPARE(errorOf(begin(QStringLiteral("nobody"))), QStringLiteral("401 invalid_client"));
        QCOMPARE(errorOf(begin(m_account->addresses().deviceClientId, QStringLiteral("everything"))),
                 QStringLiteral("400 invalid_scope"));
        // And the other way round: the device's client has no redirect addresses.
        QCOMPARE(m_client
                     ->get(m_client->authorizeAddress(
                         {{QStringLiteral("client_id"), m_account->addresses().deviceClientId}}))
                     .status,
                 400);
    }

    void anApprovingAccountNeedsNobody()
    {
        start(1, true);
        QCOMPARE(poll(begun()).status, 200);
    }
};

QTEST_GUILESS_MAIN(PracticeDeviceTest)
#include "tst_practicedevice.moc"
