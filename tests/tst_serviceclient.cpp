#include "account/filetokenstore.h"
#include "account/session.h"
#include "net/pacer.h"
#include "service/serviceclient.h"
#include "support/answers.h"
#include "support/fakenetwork.h"

#include <QJsonObject>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

Exchange get(int status, const QByteArray &body = "{}",
             const QString &path = QStringLiteral("/v3/contact_lists"))
{
    return {"GET", path, status, body};
}

Exchange post(int status, const QByteArray &body = "{}")
{
    return {"POST", QStringLiteral("/v3/contacts"), status, body};
}

const QByteArray throttled = R"({"error_key":"throttled","error_message":"Too Many Requests"})";
const QByteArray usedUp = R"({"error_key":"quota_exceeded","error_message":"Limit Exceeded"})";
const QByteArray queueFull = R"([{"error_key":"too_many","error_message":"1,000 activities"}])";

ServiceRequest lists()
{
    ServiceRequest request;
    request.path = QStringLiteral("contact_lists");
    return request;
}

ServiceRequest creation()
{
    ServiceRequest request;
    request.verb = "POST";
    request.path = QStringLiteral("contacts");
    request.body = "{}";
    request.repeatable = false;
    return request;
}

} // namespace

class ServiceClientTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    ServiceProfile m_profile;
    Clock m_clock;
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<Http> m_http;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Pacer> m_pacer;
    std::unique_ptr<ServiceClient> m_client;

    Result<ServiceAnswer> call(const ServiceRequest &request, QList<int> expected = {})
    {
        Answer<Result<ServiceAnswer>> answer;
        m_client->call(request, this, answer.handler(), std::move(expected));
        Q_ASSERT(!answer.isThere());
        return answer.wait();
    }

    void expect(const QList<Exchange> &script)
    {
        for (const Exchange &exchange : script)
            m_network->expect(exchange);
    }

    void connectAt(int speed)
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = profileFor(m_dir->path(), QStringLiteral("file"));
        m_clock = fastClock(speed);
        m_network = std::make_unique<FakeNetwork>();
        m_http = std::make_unique<Http>(*m_network);
        m_session = std::make_unique<Session>(m_profile, m_clock, *m_network, TokenStore::make(m_profile));
        m_pacer = std::make_unique<Pacer>(m_clock, m_profile.storageFolder());
        m_client = std::make_unique<ServiceClient>(m_profile.apiUrl, m_clock, *m_http, *m_session, *m_pacer);
        Answer<Result<void>> adopted;
        m_session->adopt(tokensUntil(m_clock, 86400), this, adopted.handler());
        QVERIFY(adopted.wait());
    }

private Q_SLOTS:
    void init() { connectAt(200); }

    void cleanup()
    {
        m_client.reset();
        m_session.reset();
        m_pacer.reset();
        m_http.reset();
        m_network.reset();
    }

    void aCallCarriesTheTokenAndIsCounted()
    {
        expect({get(200, R"({"lists":[]})")});
        const auto answer = call(lists());
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QVERIFY(answer->json.object().contains(QLatin1String("lists")));
        QCOMPARE(m_network->said.first().authorization, QByteArray("Bearer access-1"));
        QVERIFY(m_network->said.first().contentType.isEmpty());
        QCOMPARE(m_client->callsMade(), 1);
        QCOMPARE(m_pacer->callsToday(), 1);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void queryItemsArriveAsTheyAre_data()
    {
        QTest::addColumn<QString>("value");
        for (const char *value :
             {"jane+news@example.org", "a%41b@x.org", "o'neil&co=1@x.org", "ünï@x.org", "a b@x.org"})
            QTest::newRow(value) << QString::fromUtf8(value);
    }

    void queryItemsArriveAsTheyAre()
    {
        QFETCH(QString, value);
        expect({get(200)});
        ServiceRequest request = lists();
        request.add("email", value);
        request.add("status", QStringLiteral("all"));
        QVERIFY(call(request));
        QCOMPARE(m_network->said.first().query(QStringLiteral("email")), value);
        QCOMPARE(m_network->said.first().query(QStringLiteral("status")), QStringLiteral("all"));
    }

    void linksOfTheServiceAreFollowed_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("relative to the host") << QStringLiteral("/v3/contact_lists?cursor=bGltaXQ9NTA%3D");
        QTest::newRow("absolute, of the same origin")
            << QStringLiteral("https://api.example.org/v3/contact_lists?cursor=bGltaXQ9NTA%3D");
        QTest::newRow("with the port spelt out")
            << QStringLiteral("https://api.example.org:443/v3/contact_lists?cursor=bGltaXQ9NTA%3D");
    }

    void linksOfTheServiceAreFollowed()
    {
        QFETCH(QString, link);
        expect({get(200)});
        ServiceRequest request;
        request.path = link;
        QVERIFY(call(request));
        QCOMPARE(m_network->said.first().url.query(QUrl::FullyEncoded),
                 QStringLiteral("cursor=bGltaXQ9NTA%3D"));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void linksThatLeadElsewhereGetNoToken_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("another host") << QStringLiteral("https://evil.example/v3/contact_lists");
        QTest::newRow("another host without a scheme") << QStringLiteral("//evil.example/v3/contact_lists");
        QTest::newRow("plain http") << QStringLiteral("http://api.example.org/v3/contact_lists");
        QTest::newRow("another port") << QStringLiteral("https://api.example.org:8443/v3/contact_lists");
        QTest::newRow("a user in front") << QStringLiteral("https://api.example.org@evil.example/v3");
        QTest::newRow("a user at the right host") << QStringLiteral("https://u:p@api.example.org/v3");
        QTest::newRow("backslashes") << QStringLiteral("/\\evil.example/v3");
        QTest::newRow("a sub-domain") << QStringLiteral("https://x.api.example.org/v3");
    }

    void linksThatLeadElsewhereGetNoToken()
    {
        QFETCH(QString, link);
        ServiceRequest request;
        request.path = link;
        const auto answer = call(request);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::BadReply);
        QVERIFY(m_network->said.isEmpty());
    }

    void aRedirectIsNotFollowed()
    {
        Exchange redirect = get(302);
        redirect.headers = {{"Location", "https://evil.example/"}};
        expect({redirect});
        QCOMPARE(call(lists()).error().kind, Error::Kind::BadReply);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aRefusedTokenIsRenewedAndTheCallRepeated()
    {
        expect({post(401), granted(QStringLiteral("2")), post(201)});
        QVERIFY(call(creation()));
        QCOMPARE(m_network->said.last().authorization, QByteArray("Bearer access-2"));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aSecondRefusalIsASignOut()
    {
        expect({get(401), granted(QStringLiteral("2")), get(401)});
        const auto answer = call(lists());
        QCOMPARE(answer.error().kind, Error::Kind::SignedOut);
        QVERIFY(!answer.error().hint.isEmpty());
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whatTheServiceSaysNoToIsAnErrorInWords_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QString>("detail");
        QTest::newRow("400, an array")
            << 400
            << QByteArray(
                   R"([{"error_key":"contacts.api.validation.error","error_message":"bad"},{"error_key":"x","error_message":"worse"}])")
            << Error::Kind::Refused << QStringLiteral("contacts.api.validation.error · bad; worse");
        QTest::newRow("409, an object")
            << 409
            << QByteArray(
                   R"({"error_key":"contacts.api.conflict","error_message":"jane@example.org is not unique"})")
            << Error::Kind::Refused << QStringLiteral("contacts.api.conflict · <address> is not unique");
        QTest::newRow("403, nothing")
            << 403 << QByteArray() << Error::Kind::Forbidden << QStringLiteral("POST /v3/contacts: 403");
        QTest::newRow("404, HTML") << 404 << QByteArray("<html>") << Error::Kind::Refused
                                   << QStringLiteral("POST /v3/contacts: 404");
    }

    void whatTheServiceSaysNoToIsAnErrorInWords()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        QFETCH(Error::Kind, kind);
        QFETCH(QString, detail);
        Exchange refusal = post(status, body);
        refusal.headers = {{"x-amzn-RequestId", "abc-1"}};
        expect({refusal});
        const Error error = call(creation()).error();
        QCOMPARE(error.kind, kind);
        QVERIFY2(error.detail.contains(detail), qPrintable(error.detail));
        QVERIFY(error.detail.contains(QLatin1String("request abc-1")));
        QVERIFY(!error.message.isEmpty() && !error.hint.isEmpty());
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void anExpectedStatusIsAnAnswer()
    {
        expect({post(409, R"([{"error_key":"contacts.api.conflict"}])")});
        const auto answer = call(creation(), {409});
        QVERIFY(answer);
        QCOMPARE(answer->status, 409);
    }

    void whatPassesIsRepeated_data()
    {
        QTest::addColumn<QList<Exchange>>("script");
        Exchange cut = get(200, "{\"li");
        cut.cut = true;
        Exchange retryAfter = get(503);
        retryAfter.headers = {{"Retry-After", "2"}};
        QTest::newRow("throttled") << QList{get(429, throttled), get(429, throttled), get(200)};
        QTest::newRow("queue full") << QList{get(429, queueFull), get(200)};
        QTest::newRow("429 without a word") << QList{get(429, ""), get(200)};
        QTest::newRow("500, 503") << QList{get(500, "<html>"), get(503), get(200)};
        QTest::newRow("503 with Retry-After") << QList{retryAfter, get(200)};
        QTest::newRow("cut short") << QList{cut, get(200)};
        QTest::newRow("no network for a moment") << QList{get(0), get(0), get(200)};
    }

    void whatPassesIsRepeated()
    {
        QFETCH(QList<Exchange>, script);
        expect(script);
        QVERIFY(call(lists()));
        QCOMPARE(m_client->callsMade(), script.size());
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whatDoesNotPassEnds_data()
    {
        QTest::addColumn<QList<Exchange>>("script");
        QTest::addColumn<Error::Kind>("kind");
        QTest::newRow("throttled five times")
            << QList<Exchange>(5, get(429, throttled)) << Error::Kind::Throttled;
        QTest::newRow("broken five times") << QList<Exchange>(5, get(500)) << Error::Kind::Offline;
        QTest::newRow("no network four times") << QList<Exchange>(4, get(0)) << Error::Kind::Offline;
    }

    void whatDoesNotPassEnds()
    {
        QFETCH(QList<Exchange>, script);
        QFETCH(Error::Kind, kind);
        expect(script);
        QCOMPARE(call(lists()).error().kind, kind);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void pausesGrow_data()
    {
        QTest::addColumn<QByteArray>("refusal");
        QTest::addColumn<int>("times");
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<int>("speed");
        QTest::newRow("throttled") << throttled << 4 << qint64(1 + 2 + 4 + 8) << 20;
        QTest::newRow("queue full") << queueFull << 3 << qint64(30 + 60 + 120) << 200;
    }

    void pausesGrow()
    {
        QFETCH(QByteArray, refusal);
        QFETCH(int, times);
        QFETCH(qint64, seconds);
        QFETCH(int, speed);
        cleanup();
        connectAt(speed); // slower where the computer's own time would count as pauses
        expect(QList<Exchange>(times, get(429, refusal)) << get(200));
        const qint64 begun = m_clock.nowMs();
        QVERIFY(call(lists()));
        QVERIFY(m_clock.nowMs() - begun >= 1000 * seconds);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whatIsNotWantedAnyMoreIsNotRepeated()
    {
        expect({get(429, queueFull)});
        Answer<Result<ServiceAnswer>> answer;
        QObject asker;
        m_client->call(lists(), &asker, answer.handler());
        m_client->stopRepeating(this); // another's
        QTRY_COMPARE(m_client->callsMade(), 1);
        QVERIFY(!answer.isThere());
        m_client->stopRepeating(&asker);
        QCOMPARE(answer.wait().error().kind, Error::Kind::Throttled);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aPostThatMayHaveArrivedIsNotRepeated_data()
    {
        QTest::addColumn<Exchange>("exchange");
        Exchange cut = post(201, "{\"contact");
        cut.cut = true;
        QTest::newRow("the answer was cut short") << cut;
        QTest::newRow("500") << post(500);
    }

    void aPostThatMayHaveArrivedIsNotRepeated()
    {
        QFETCH(Exchange, exchange);
        expect({exchange});
        QCOMPARE(call(creation()).error().kind, Error::Kind::Offline);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aPostThatSurelyDidNotArriveIsRepeated()
    {
        expect({post(0), post(429, throttled), post(201)});
        QVERIFY(call(creation()));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void theDaysAllowanceEndsForEverybody()
    {
        expect({get(429, usedUp)});
        const auto answer = call(lists());
        QCOMPARE(answer.error().kind, Error::Kind::Quota);
        QCOMPARE(call(lists()).error().kind, Error::Kind::Quota); // without asking again
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void withoutAConnectionNothingIsSent()
    {
        Answer<Result<void>> gone;
        m_session->disconnectAccount(this, gone.handler());
        QVERIFY(gone.wait());
        QCOMPARE(call(lists()).error().kind, Error::Kind::SignedOut);
        QVERIFY(m_network->said.isEmpty());
        QCOMPARE(m_client->callsMade(), 0);
    }

    void deletedWhileACallIsOnItsWay_data()
    {
        QTest::addColumn<bool>("clientFirst");
        QTest::newRow("the client") << true;
        QTest::newRow("who asked") << false;
    }

    void deletedWhileACallIsOnItsWay()
    {
        QFETCH(bool, clientFirst);
        Exchange hanging = get(200);
        hanging.hang = true;
        expect({hanging});
        auto context = std::make_unique<QObject>();
        bool called = false;
        m_client->call(lists(), context.get(), [&called](const Result<ServiceAnswer> &) { called = true; });
        QTRY_COMPARE(m_network->said.size(), 1);
        if (clientFirst)
            m_client.reset();
        context.reset();
        m_client.reset();
        QTRY_VERIFY(m_network->findChildren<QNetworkReply *>().isEmpty());
        QVERIFY(!called);
    }

    void deletedByTheOneWhoIsAnswered()
    {
        expect({get(200)});
        bool called = false;
        m_client->call(lists(), this, [this, &called](const Result<ServiceAnswer> &) {
            m_client.reset();
            called = true;
        });
        QTRY_VERIFY(called);
    }
};

QTEST_GUILESS_MAIN(ServiceClientTest)
#include "tst_serviceclient.moc"
