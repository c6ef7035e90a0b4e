#include "practice/counters.h"
#include "support/practiceclient.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::practice;
using namespace rollcall::test;

namespace {

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

Clock scaled(double scale, qint64 agoMs = 0)
{
    return *Clock::parse(QStringLiteral("%1@%2").arg(scale).arg(QDateTime::currentMSecsSinceEpoch() - agoMs));
}

} // namespace

/// Limits, troubles, and what outlives a restart.
class PracticeFaultsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PracticeAccount> m_account;
    std::unique_ptr<PracticeClient> m_client;

    void start(Options options = {}, QString accessToken = {}) // a copy: the client that had it goes
    {
        m_account.reset();
        options.approve = true;
        auto account = PracticeAccount::start(options);
        QVERIFY(account);
        m_account = std::move(*account);
        m_client = std::make_unique<PracticeClient>(m_account->addresses());
        m_client->accessToken = accessToken;
        if (accessToken.isEmpty())
            QVERIFY(m_client->signIn());
    }
    void startUnlimited()
    {
        Options options;
        options.unlimited = true;
        start(options);
    }

    PlainReply contacts() { return m_client->api("GET", QStringLiteral("contacts")); }
    PlainReply create(const QString &name)
    {
        return m_client->api("POST", QStringLiteral("contacts"),
                             QJsonObject{{QStringLiteral("create_source"), QStringLiteral("Account")},
                                         {QStringLiteral("first_name"), name}});
    }
    int reported(const char *name)
    {
        return QJsonDocument::fromJson(m_account->report()).object().value(QLatin1String(name)).toInt(-1);
    }
    void setTrouble(const char *name) { m_account->setTroubles({{QLatin1String(name), 1}}); }

private Q_SLOTS:
    void theFifthCallInASecondIsThrottled()
    {
        Options options;
        options.clock = scaled(0.1); // a second takes ten
        start(options);
        for (int i = 0; i < 4; ++i)
            QCOMPARE(contacts().status, 200);
        const PlainReply fifth = contacts();
        QCOMPARE(fifth.status, 429);
        QVERIFY(fifth.body.startsWith('{'));
        QCOMPARE(fifth.errorKey(), QStringLiteral("throttled"));
        QCOMPARE(reported("throttled"), 1);
        QCOMPARE(reported("most_in_a_second"), 5);
    }

    void aCallIsLetInAgainWhenASecondHasPassed()
    {
        Options options;
        options.clock = scaled(10);
        start(options);
        for (int i = 0; i < 30; ++i)
            contacts();
        QTRY_COMPARE(contacts().status, 200);
    }

    /// The threads that serve two calls may come to the count in another order than the calls came.
    void callsToldOfOutOfOrderAreNoFifthInASecond()
    {
        Allowance allowance;
        for (const qint64 ms : {290, 0, 580, 870, 1160})
            QCOMPARE(allowance.ask(ms), Allowance::Verdict::Allowed);
        for (const qint64 ms : {1161, 900})
            QCOMPARE(allowance.ask(ms), Allowance::Verdict::TooFast);
        QCOMPARE(allowance.ask(150), Allowance::Verdict::Allowed); // told of late: its second had but four
    }

    void tenThousandCallsAreADay()
    {
        Allowance allowance;
        const qint64 midnight = 20'000LL * 86'400'000;
        for (int call = 0; call < 10'000; ++call)
            QCOMPARE(allowance.ask(midnight + call * 250), Allowance::Verdict::Allowed);
        const qint64 evening = midnight + 86'399'999;
        QCOMPARE(allowance.ask(evening), Allowance::Verdict::UsedUp);
        QCOMPARE(allowance.ask(evening + 1), Allowance::Verdict::Allowed); // the next day, in UTC
        QCOMPARE(allowance.callsToday(evening + 1), 1);
    }

    void throttledCallsCountForTheDayToo()
    {
        Allowance allowance;
        for (int call = 0; call < 10'000; ++call)
            allowance.ask(0);
        QCOMPARE(allowance.ask(5000), Allowance::Verdict::UsedUp);
    }

    void theDaysAllowanceOutlivesARestartAndEndsWithTheDay()
    {
        const QTemporaryDir folder;
        Options options;
        options.dataDir = folder.path();
        start(options);
        contacts();
        contacts();
        QCOMPARE(reported("calls_today"), 2);
        const QString token = m_client->accessToken;
        m_client->api("POST", QStringLiteral("contact_tags"),
                      R"({"name":"x"})"); // a change, so that it is kept
        start(options, token);
        QCOMPARE(reported("calls_today"), 3);
        options.clock = scaled(2, 86'400'000); // tomorrow
        start(options, token);
        QCOMPARE(reported("calls_today"), 0);
    }

    void theTimeInAnswersIsTheClocks()
    {
        Options options;
        options.clock = scaled(2, 10LL * 365 * 86'400'000);
        start(options);
        const QByteArray date = contacts().headers.value("date");
        const QString year = QString::number(QDate::currentDate().addDays(3650).year());
        QVERIFY2(date.contains(year.toLatin1()) && date.endsWith(" GMT"), date.constData());
    }

    void anAccessTokenLastsADay()
    {
        const QTemporaryDir folder;
        Options options;
        options.unlimited = true;
        options.dataDir = folder.path();
        start(options);
        const QString token = m_client->accessToken;
        const qint64 hour = 3'600'000;
        options.clock = scaled(2, 23 * hour); // that much later
        start(options, token);
        QCOMPARE(contacts().status, 200);
        options.clock = scaled(2, 25 * hour);
        start(options, token);
        QCOMPARE(contacts().status, 401);
    }

    void aTroubleAnswersInTheServicesShape_data()
    {
        QTest::addColumn<QByteArray>("trouble");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("internal error") << QByteArray("http500") << 500 << QByteArray("[{");
        QTest::newRow("unavailable") << QByteArray("http503") << 503 << QByteArray("[{");
        QTest::newRow("a gateway's page") << QByteArray("html-error") << 502 << QByteArray("<html>");
        QTest::newRow("throttled") << QByteArray("throttled") << 429
                                   << QByteArray("{\"error_key\":\"throttled\"");
        QTest::newRow("used up") << QByteArray("quota") << 429
                                 << QByteArray("{\"error_key\":\"quota_exceeded\"");
    }

    void aTroubleAnswersInTheServicesShape()
    {
        QFETCH(QByteArray, trouble);
        QFETCH(int, status);
        QFETCH(QByteArray, begin);
        startUnlimited();
        setTrouble(trouble.constData());
        const PlainReply reply = create(QStringLiteral("Ada"));
        QCOMPARE(reply.status, status);
        QVERIFY2(reply.body.startsWith(begin), reply.body.constData());
        m_account->setTroubles({});
        QCOMPARE(reported("contacts_total"), 0);
        QCOMPARE(contacts().status, 200);
    }

    void aDroppedCallIsNotCarriedOutAndALostAnswerIs()
    {
        startUnlimited();
        setTrouble("drop");
        const PlainReply dropped = create(QStringLiteral("Ada"));
        QCOMPARE(dropped.status, 0);
        QVERIFY(dropped.error != QNetworkReply::NoError);
        QCOMPARE(reported("contacts_total"), 0);
        setTrouble("lost-answer");
        const PlainReply lost = create(QStringLiteral("Ada"));
        QCOMPARE(lost.status, 0);
        QVERIFY(lost.error != QNetworkReply::NoError);
        QCOMPARE(reported("contacts_total"), 1);
    }

    void aCutAnswerHasItsStatusAndHalfItsBody()
    {
        startUnlimited();
        const qsizetype whole = contacts().body.size();
        setTrouble("cut");
        const PlainReply cut = contacts();
        QCOMPARE(cut.status, 200);
        QVERIFY(cut.error != QNetworkReply::NoError);
        QVERIFY(cut.body.size() < whole);
    }

    void aSlowAnswerComesLate()
    {
        startUnlimited();
        setTrouble("slow");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(contacts().status, 200);
        QVERIFY(timer.elapsed() >= 2900);
    }

    void anAccountThatHangsCanBeStopped()
    {
        startUnlimited();
        setTrouble("hang");
        QNetworkAccessManager network;
        std::vector<std::unique_ptr<QNetworkReply>> calls;
        for (int i = 0; i < 5; ++i)
            calls.emplace_back(network.get(
                QNetworkRequest(QUrl(m_account->addresses().apiUrl + QStringLiteral("/contacts")))));
        QTRY_COMPARE(reported("calls_total"), 5);
        QElapsedTimer timer;
        timer.start();
        m_account.reset();
        QVERIFY2(timer.elapsed() < 5000, "its end must not wait for clients");
        QTRY_VERIFY(calls.front()->isFinished());
        QVERIFY(calls.front()->error() != QNetworkReply::NoError);
    }

    void aRevokedRefreshTokenIsRefusedForGood()
    {
        startUnlimited();
        setTrouble("revoked");
        QCOMPARE(m_client->refresh(m_client->refreshToken).status, 400);
        m_account->setTroubles({});
        QCOMPARE(text(m_client->refresh(m_client->refreshToken).object(), "error"),
                 QStringLiteral("invalid_grant"));
        QCOMPARE(contacts().status, 200); // the access token lasts its day
    }

    void aRevokedAccessTokenIsRefusedForGood()
    {
        startUnlimited();
        setTrouble("revoked-access");
        QCOMPARE(contacts().status, 401);
        m_account->setTroubles({});
        QCOMPARE(contacts().status, 401);
        QVERIFY(m_client->signIn());
        QCOMPARE(contacts().status, 200); // the new one is good
    }

    void troublesCanBeSetFromOutside()
    {
        startUnlimited();
        const QString address =
            m_account->addresses().apiUrl.chopped(2) + QStringLiteral("practice/troubles");
        const PlainReply set =
            m_client->send("POST", address, R"({"http503":1})", {{"Content-Type", "application/json"}});
        QCOMPARE(set.body, QByteArray("{\"http503\":1}"));
        QCOMPARE(contacts().status, 503);
        QCOMPARE(
            m_client->send("POST", address, R"({"earthquake":1})", {{"Content-Type", "application/json"}})
                .status,
            400);
        QCOMPARE(
            m_client->send("POST", address, R"({"drop":2})", {{"Content-Type", "application/json"}}).status,
            400);
        QCOMPARE(m_client->send("POST", address, "{}", {{"Content-Type", "application/json"}}).body,
                 QByteArray("{}"));
        QCOMPARE(contacts().status, 200);
    }

    void itTellsHowLongItWasBusyAndWithWhat()
    {
        startUnlimited();
        QCOMPARE(contacts().status, 200);
        const int before = reported("busy_ms");
        QVERIFY2(before < 2900, "nobody asks for anything most of the time");
        setTrouble("slow");
        QCOMPARE(contacts().status, 200);
        QVERIFY(reported("busy_ms") >= before + 2900);
        const QJsonObject last = QJsonDocument::fromJson(m_account->report())
                                     .object()
                                     .value(QLatin1String("last_calls"))
                                     .toArray()
                                     .last()
                                     .toObject();
        QCOMPARE(text(last, "call"), QStringLiteral("GET /v3/contacts"));
        QVERIFY(last.value(QLatin1String("answered")).toDouble() >=
                last.value(QLatin1String("arrived")).toDouble());
    }

    void theReportComesWithOrWithoutContacts()
    {
        Options options;
        options.seedContacts = 3;
        start(options);
        const QString address = m_account->addresses().apiUrl.chopped(2) + QStringLiteral("practice/report");
        QCOMPARE(m_client->get(address).object().value(QLatin1String("contacts")).toArray().size(), 3);
        const QJsonObject brief = m_client->get(address + QStringLiteral("?contacts=0")).object();
        QVERIFY(!brief.contains(QLatin1String("contacts")));
        QCOMPARE(brief.value(QLatin1String("contacts_total")).toInt(), 3);
    }

    void aRestartKeepsWhatThereWas()
    {
        const QTemporaryDir folder;
        Options options;
        options.dataDir = folder.path();
        options.seedContacts = 40;
        options.unlimited = true;
        start(options);
        m_client->api("POST", QStringLiteral("contacts"),
                      R"({"create_source":"Account","first_name":"Ada","birthday_month":12,
            "birthday_day":10,"email_address":{"address":"ada@example.org"},"notes":[{"content":"x"}],
            "phone_numbers":[{"phone_number":"508-555-0100","kind":"home"}],"street_addresses":[{"kind":"home","city":"X"}]})");
        const QJsonObject before = QJsonDocument::fromJson(m_account->report()).object();
        const QString access = m_client->accessToken, refresh = m_client->refreshToken;
        start(options, access);
        const QJsonObject after = QJsonDocument::fromJson(m_account->report()).object();
        for (const char *part : {"contacts", "lists", "tags"})
            QCOMPARE(after.value(QLatin1String(part)), before.value(QLatin1String(part)));
        QCOMPARE(contacts().status, 200);
        QCOMPARE(m_client->refresh(refresh).status, 200);
        start(options, access);
        QCOMPARE(text(m_client->refresh(refresh).object(), "error"),
                 QStringLiteral("invalid_grant")); // used before the restart
        QCOMPARE(reported("refresh_reuses"), 1);
    }

    void anImportGoesOnAfterARestart()
    {
        const QTemporaryDir folder;
        Options options;
        options.dataDir = folder.path();
        options.unlimited = true;
        options.clock = scaled(0.05);
        start(options);
        const QString list = text(m_client->api("GET", QStringLiteral("contact_lists"))
                                      .object()
                                      .value(QLatin1String("lists"))
                                      .toArray()
                                      .first()
                                      .toObject(),
                                  "list_id");
        QByteArray json = R"({"list_ids":["LIST"],"import_data":[{"email":"ada@example.org"}]})";
        QCOMPARE(m_client
                     ->api("POST", QStringLiteral("activities/contacts_json_import"),
                           json.replace("LIST", list.toLatin1()))
                     .status,
                 201);
        QCOMPARE(reported("activities_waiting"), 1);
        options.clock = scaled(2, 5000);
        start(options, m_client->accessToken);
        QTRY_COMPARE(reported("activities_waiting"), 0);
        QCOMPARE(reported("contacts_total"), 1);
    }

    void aFolderIsUsedByOneAccountAtATime()
    {
        const QTemporaryDir folder;
        Options options;
        options.dataDir = folder.path();
        start(options);
        const auto second = PracticeAccount::start(options);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Error::Kind::Storage);
    }

    void aFolderThatCannotBeUsedIsSaid()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("practice-account.dat")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("nonsense") > 0);
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        file.close();
        Options options;
        options.dataDir = folder.path();
        const auto account = PracticeAccount::start(options);
        QVERIFY(!account);
        QCOMPARE(account.error().kind, Error::Kind::Storage);
    }

    void aPortThatIsTakenIsSaid()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost), 0));
        Options options;
        options.port = other.serverPort();
        auto account = PracticeAccount::start(options);
        QVERIFY(!account);
        QCOMPARE(account.error().kind, Error::Kind::Usage);
        start();
        options.port = quint16(QUrl(m_account->addresses().apiUrl).port());
        account = PracticeAccount::start(options); // not even by another practice account
        QVERIFY(!account);
    }

    void anUnknownTroubleIsSaid()
    {
        Options options;
        options.troubles.insert(QStringLiteral("earthquake"), 1);
        const auto account = PracticeAccount::start(options);
        QVERIFY(!account);
        QCOMPARE(account.error().kind, Error::Kind::Usage);
    }
};

QTEST_GUILESS_MAIN(PracticeFaultsTest)
#include "tst_practicefaults.moc"
