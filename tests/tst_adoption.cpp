#include "account/accounts.h"
#include "account/session.h"
#include "net/http.h"
#include "net/pacer.h"
#include "service/adoption.h"
#include "support/answers.h"
#include "support/fakenetwork.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

Exchange isOf(const QByteArray &organization)
{
    return {"GET", QStringLiteral("/v3/account/summary"), 200,
            "{\"organization_name\":\"" + organization + "\",\"encoded_account_id\":\"" + organization +
                "-id\",\"contact_email\":\"owner@example.org\"}"};
}

Exchange mayAll()
{
    return {"GET", QStringLiteral("/v3/account/user/privileges"), 200,
            "[{\"privilege_name\":\"contacts:read\"}]"};
}

Exchange nobodySays()
{
    return {"GET", QStringLiteral("/v3/account/summary"), 403, "{\"error_key\":\"forbidden\"}"};
}

} // namespace

class AdoptionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    ServiceProfile m_profile;
    const Clock m_clock = fastClock();
    FakeNetwork m_network;
    std::unique_ptr<Http> m_http;
    std::unique_ptr<Pacer> m_pacer;
    std::unique_ptr<Session> m_session;

    AdoptionNeeds needs() { return {m_profile, m_clock, m_network, *m_http, *m_pacer, *m_session}; }

    void start()
    {
        m_session = std::make_unique<Session>(m_profile, m_clock, m_network, TokenStore::make(m_profile));
        m_session->load();
        QTRY_VERIFY(m_session->state() != Session::State::Loading);
    }

    Result<Adopted> adopt(const QString &number = QStringLiteral("1"))
    {
        Answer<Result<Adopted>> answer;
        adoptTokens(needs(), tokensUntil(m_clock, 86400, number), this, answer.handler());
        const Result<Adopted> result = answer.wait();
        [this] { COMPARE_SCRIPT_DONE(m_network); }();
        return result;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_network.said.clear();
        m_profile = profileFor(m_dir->path(), QStringLiteral("file"));
        m_http = std::make_unique<Http>(m_network);
        m_pacer = std::make_unique<Pacer>(m_clock, m_dir->path());
        start();
    }

    void cleanup()
    {
        m_session.reset();
        m_pacer.reset();
    }

    void whoseItIsIsAskedAndKept()
    {
        m_network.expect(isOf("Library"));
        m_network.expect(mayAll());
        const auto adopted = adopt();
        QVERIFY(adopted);
        QCOMPARE(adopted->summary.organization, QStringLiteral("Library"));
        QCOMPARE(m_session->state(), Session::State::Connected);
        QCOMPARE(m_session->tokens().accessToken, QStringLiteral("access-1"));
        QCOMPARE(m_session->connection().accountId, QStringLiteral("Library-id"));
        QCOMPARE(currentAccount(m_profile).organization, QStringLiteral("Library"));
    }

    void untilThenNothingCanBeSentWithIt()
    {
        Exchange asked = isOf("Library");
        Session::State during = Session::State::Connected;
        asked.before = [this, &during] { during = m_session->state(); };
        m_network.expect(asked);
        m_network.expect(mayAll());
        QVERIFY(adopt());
        QCOMPARE(during, Session::State::NotConnected);
    }

    void theExpectedOrganizationIsTakenHoweverItIsWritten()
    {
        m_profile.expectedOrganization = QStringLiteral(" library");
        start();
        m_network.expect(isOf("Library"));
        m_network.expect(mayAll());
        QVERIFY(adopt());
    }

    void anotherOrganizationThanExpectedIsNotKept()
    {
        m_profile.expectedOrganization = QStringLiteral("Clinic");
        start();
        m_network.expect(isOf("Library"));
        m_network.expect(mayAll());
        const auto adopted = adopt();
        QVERIFY(!adopted);
        QCOMPARE(adopted.error().kind, Error::Kind::Forbidden);
        QVERIFY(adopted.error().message.contains(QLatin1String("Clinic")));
        QCOMPARE(m_session->state(), Session::State::NotConnected);
        QVERIFY(!QFile::exists(m_profile.storageFolder() + QStringLiteral("/tokens.json")));
    }

    void oneThatCannotBeReadIsNotKeptWhereOneIsExpected()
    {
        m_profile.expectedOrganization = QStringLiteral("Clinic");
        start();
        m_network.expect(nobodySays());
        const auto adopted = adopt();
        QVERIFY(!adopted);
        QCOMPARE(adopted.error().kind, Error::Kind::Forbidden);
        QCOMPARE(m_session->state(), Session::State::NotConnected);
    }

    void oneThatCannotBeReadIsKeptWhereAnyIsWelcome()
    {
        m_network.expect(nobodySays());
        const auto adopted = adopt();
        QVERIFY(adopted);
        QCOMPARE(adopted->unread->kind, Error::Kind::Forbidden);
        QCOMPARE(m_session->state(), Session::State::Connected);
    }

    void theSameAccountReconnects()
    {
        m_network.expect(isOf("Library"));
        m_network.expect(mayAll());
        QVERIFY(adopt());
        m_network.expect(isOf("Library"));
        m_network.expect(mayAll());
        QVERIFY(adopt(QStringLiteral("2")));
        QCOMPARE(m_session->tokens().accessToken, QStringLiteral("access-2"));
    }

    void anotherAccountGetsNeitherTheHistoryNorTheWaitingWorkOfThisOne_data()
    {
        QTest::addColumn<bool>("isDisconnected");
        QTest::newRow("while this one is connected") << false;
        QTest::newRow("when this one was disconnected") << true;
    }

    void anotherAccountGetsNeitherTheHistoryNorTheWaitingWorkOfThisOne()
    {
        QFETCH(bool, isDisconnected);
        m_network.expect(isOf("Library"));
        m_network.expect(mayAll());
        QVERIFY(adopt());
        if (isDisconnected) {
            Answer<Result<void>> gone;
            m_session->disconnectAccount(this, gone.handler());
            QVERIFY(gone.wait());
        }
        m_network.expect(isOf("Clinic"));
        m_network.expect(mayAll());
        const auto adopted = adopt(QStringLiteral("2"));
        QVERIFY(!adopted);
        QCOMPARE(adopted.error().kind, Error::Kind::Forbidden);
        QCOMPARE(m_session->connection().tokens.accessToken,
                 isDisconnected ? QString() : QStringLiteral("access-1"));

        m_profile.account = freeAccountName(m_profile);
        start();
        m_network.expect(isOf("Clinic"));
        m_network.expect(mayAll());
        QVERIFY(adopt(QStringLiteral("2")));
        QCOMPARE(knownAccounts(m_profile).size(), 2);
    }

    void aConnectionThatTheSettingsDoNotExpectGivesNoToken()
    {
        m_network.expect(isOf("Library"));
        m_network.expect(mayAll());
        QVERIFY(adopt());
        m_profile.expectedOrganization = QStringLiteral("Clinic");
        start();
        Answer<Result<QString>> token;
        m_session->accessToken(this, token.handler());
        QVERIFY(!token.wait());
        QCOMPARE(token.wait().error().kind, Error::Kind::Forbidden);
    }

    void deletedInTheMiddle()
    {
        Exchange hanging = isOf("Library");
        hanging.hang = true;
        m_network.expect(hanging);
        auto context = std::make_unique<QObject>();
        bool called = false;
        adoptTokens(needs(), tokensUntil(m_clock, 86400), context.get(),
                    [&called](const Result<Adopted> &) { called = true; });
        QTRY_COMPARE(m_network.said.size(), 1);
        context.reset();
        QTest::qWait(20);
        QVERIFY(!called);
        QCOMPARE(m_session->state(), Session::State::NotConnected);
    }
};

QTEST_GUILESS_MAIN(AdoptionTest)
#include "tst_adoption.moc"
