#include "support/keptconnection.h"

#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// When the tokens are renewed, by whom, and what becomes of them when that does not go well.
class RenewalTest : public QObject, private KeptConnection
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(); }

    void aTokenNearItsEndIsRenewedFirst_data()
    {
        QTest::addColumn<int>("secondsLeft");
        QTest::newRow("less than five minutes") << 200;
        QTest::newRow("over") << -10;
    }

    void aTokenNearItsEndIsRenewedFirst()
    {
        QFETCH(int, secondsLeft);
        keep(tokensUntil(m_clock, secondsLeft));
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
        QCOMPARE(kept().tokens.refreshToken, QStringLiteral("refresh-2"));
        QCOMPARE(kept().organization, QStringLiteral("Library"));
        QVERIFY(!kept().refreshStarted);
        QCOMPARE(network.said.first().form(QStringLiteral("grant_type")), QStringLiteral("refresh_token"));
        QCOMPARE(network.said.first().form(QStringLiteral("refresh_token")), QStringLiteral("refresh-1"));
        QCOMPARE(network.said.first().form(QStringLiteral("client_id")), QStringLiteral("key-1"));
        QVERIFY(network.said.first().authorization.isEmpty());
        QVERIFY(network.said.first().url.query().isEmpty());
        COMPARE_SCRIPT_DONE(network);
    }

    void aShortLivedTokenIsRenewedAtAFifthOfItsLife()
    {
        Tokens tokens = tokensUntil(m_clock, 100);
        tokens.issuedAt = m_clock.now().addSecs(-200); // a fifth of 300 s is 60 s
        keep(tokens);
        FakeNetwork network;
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-1"));
        COMPARE_SCRIPT_DONE(network);
    }

    void aTokenFromTheFutureIsRenewed()
    {
        Tokens tokens = tokensUntil(m_clock, 86400 * 30);
        tokens.issuedAt = m_clock.now().addSecs(86400 * 29);
        keep(tokens);
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }

    void aSecretGoesAsBasicAndNowhereElse()
    {
        m_profile.clientSecret = QStringLiteral("s3cret");
        keep(tokensUntil(m_clock, 10));
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        QVERIFY(token(*one));
        QCOMPARE(network.said.first().authorization,
                 QByteArray("Basic ") + QByteArray("key-1:s3cret").toBase64());
        QVERIFY(!network.said.first().body.contains("s3cret"));
        QVERIFY(!network.said.first().body.contains("client_id"));
        COMPARE_SCRIPT_DONE(network);
    }

    void tokensOfTheDeviceFlowAreRenewedWithItsKey()
    {
        m_profile.clientSecret = QStringLiteral("s3cret");
        Tokens tokens = tokensUntil(m_clock, 10);
        tokens.clientId = QStringLiteral("key-2");
        keep(tokens);
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        QVERIFY(token(*one));
        QCOMPARE(network.said.first().form(QStringLiteral("client_id")), QStringLiteral("key-2"));
        QVERIFY(network.said.first().authorization.isEmpty());
        QCOMPARE(kept().tokens.clientId, QStringLiteral("key-2"));
    }

    void theOldRefreshTokenIsKeptWhenTheReplyHasNone()
    {
        keep(tokensUntil(m_clock, 10));
        FakeNetwork network({granted(QStringLiteral("2"), 86400, false)});
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
        QCOMPARE(kept().tokens.refreshToken, QStringLiteral("refresh-1"));
        QCOMPARE(kept().tokens.scopes.size(), 3);
    }

    void fiveCallsAtOnceAreOneRefresh()
    {
        keep(tokensUntil(m_clock, 10));
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        std::array<Answer<Result<QString>>, 5> answers;
        for (auto &answer : answers)
            one->accessToken(this, answer.handler());
        for (auto &answer : answers)
            QCOMPARE(*answer.wait(), QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }

    void severalProcessesAreOneRefresh()
    {
        keep(tokensUntil(m_clock, 10));
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        const auto two = session(network);
        const auto three = session(network);
        Answer<Result<QString>> first;
        Answer<Result<QString>> second;
        Answer<Result<QString>> third;
        one->accessToken(this, first.handler());
        two->accessToken(this, second.handler());
        three->accessToken(this, third.handler());
        QCOMPARE(*first.wait(), QStringLiteral("access-2"));
        QCOMPARE(*second.wait(), QStringLiteral("access-2"));
        QCOMPARE(*third.wait(), QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }

    void refreshStartedIsWrittenBeforeThePostAndTheNewPairBeforeItsUse()
    {
        keep(tokensUntil(m_clock, 10));
        StoredConnection whileUnderWay;
        Exchange exchange = granted(QStringLiteral("2"));
        exchange.before = [&] { whileUnderWay = kept(); };
        FakeNetwork network({exchange});
        const auto one = session(network);
        Answer<Result<QString>> answer;
        StoredConnection whenUsed;
        one->accessToken(this, [&](const Result<QString> &result) {
            whenUsed = kept();
            answer.handler()(result);
        });
        QVERIFY(answer.wait());
        QVERIFY(whileUnderWay.refreshStarted);
        QCOMPARE(whileUnderWay.tokens.refreshToken, QStringLiteral("refresh-1"));
        QVERIFY(!whenUsed.refreshStarted);
        QCOMPARE(whenUsed.tokens.refreshToken, QStringLiteral("refresh-2"));
    }

    void invalidGrantIsTheEndAndStaysSo()
    {
        keep(tokensUntil(m_clock, 10));
        FakeNetwork network({tokenRefused(400, "invalid_grant")});
        const auto one = session(network);
        const Error error = token(*one).error();
        QCOMPARE(error.kind, Error::Kind::SignedOut);
        QVERIFY(!error.detail.contains(QLatin1String("refresh-1")));
        QCOMPARE(one->state(), Session::State::Reconnect);
        QCOMPARE(one->lastError(), error);
        QCOMPARE(one->connection().organization, QStringLiteral("Library"));
        QVERIFY(kept().ended);
        const auto next = session(network); // after a restart
        QCOMPARE(token(*next).error().kind, Error::Kind::SignedOut);
        QCOMPARE(next->state(), Session::State::Reconnect);
        COMPARE_SCRIPT_DONE(network);
    }

    void passingFailuresAreNotASignOut_data()
    {
        QTest::addColumn<QList<Exchange>>("script");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<bool>("inDoubt");
        const QString path = QStringLiteral("/oauth2/default/v1/token");
        QTest::newRow("503") << QList{tokenRefused(503, "x")} << Error::Kind::Offline << false;
        QTest::newRow("429, three times")
            << QList<Exchange>(3, tokenRefused(429, "x")) << Error::Kind::Throttled << false;
        QTest::newRow("500 in HTML") << QList{Exchange{"POST", path, 500, "<html>"}} << Error::Kind::Offline
                                     << false;
        QTest::newRow("no network") << QList{Exchange{"POST", path, 0}} << Error::Kind::Offline << false;
        QTest::newRow("cut short") << QList{Exchange{"POST", path, 200, "{\"access", true}}
                                   << Error::Kind::Offline << true;
        QTest::newRow("200 that is not JSON")
            << QList{Exchange{"POST", path, 200, "<html>Sign in to the Wi-Fi"}} << Error::Kind::BadReply
            << true;
        QTest::newRow("200 without a token")
            << QList{Exchange{"POST", path, 200, "{\"a\":1}"}} << Error::Kind::BadReply << true;
        QTest::newRow("a redirect") << QList{Exchange{"POST", path, 302, ""}} << Error::Kind::BadReply
                                    << true;
    }

    void passingFailuresAreNotASignOut()
    {
        QFETCH(QList<Exchange>, script);
        QFETCH(Error::Kind, kind);
        QFETCH(bool, inDoubt);
        m_clock = fastClock(20); // its pauses are next to nothing
        keep(tokensUntil(m_clock, -10));
        FakeNetwork network(script);
        const auto one = session(network);
        QCOMPARE(token(*one).error().kind, kind);
        QCOMPARE(one->state(), Session::State::Connected);
        QCOMPARE(kept().tokens.refreshToken, QStringLiteral("refresh-1"));
        QCOMPARE(kept().refreshStarted, inDoubt);
        network.expect(granted(QStringLiteral("2")));
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }

    void tooManyRequestsAtOnceIsWaitedFor()
    {
        m_clock = fastClock(20);
        keep(tokensUntil(m_clock, -10));
        FakeNetwork network({tokenRefused(429, "throttled"), granted(QStringLiteral("2"))});
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }

    void aTokenThatStillLivesIsUsedWhenRenewingFails()
    {
        keep(tokensUntil(m_clock, 200));
        FakeNetwork network({tokenRefused(503, "x")});
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-1"));
        QCOMPARE(one->lastError().kind, Error::Kind::Offline);
        COMPARE_SCRIPT_DONE(network);
    }

    void aWrongKeyOrSecretKeepsTheGrant_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("key");
        QTest::newRow("invalid_client") << 401 << QByteArray("invalid_client");
        QTest::newRow("unauthorized_client") << 400 << QByteArray("unauthorized_client");
        QTest::newRow("unsupported_grant_type") << 400 << QByteArray("unsupported_grant_type");
        QTest::newRow("invalid_scope") << 400 << QByteArray("invalid_scope");
    }

    void aWrongKeyOrSecretKeepsTheGrant()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, key);
        m_clock = fastClock(20); // its pauses are next to nothing
        keep(tokensUntil(m_clock, -10));
        FakeNetwork network({tokenRefused(status, key)});
        const auto one = session(network);
        QCOMPARE(token(*one).error().kind, Error::Kind::Forbidden);
        QCOMPARE(one->state(), Session::State::Reconnect);
        QCOMPARE(kept().tokens.refreshToken, QStringLiteral("refresh-1"));
        network.expect(granted(QStringLiteral("2"))); // the secret was put right
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
    }

    void afterAKillBetweenPostAndStoreTheTokenIsUsedToItsEnd()
    {
        keep(tokensUntil(m_clock, 200), true);
        FakeNetwork network;
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-1"));
        COMPARE_SCRIPT_DONE(network);
    }

    void afterItsEndTheOldRefreshTokenIsTriedOnce_data()
    {
        QTest::addColumn<bool>("isGood");
        QTest::newRow("the request had not arrived") << true;
        QTest::newRow("it had, and the token is used up") << false;
    }

    void afterItsEndTheOldRefreshTokenIsTriedOnce()
    {
        QFETCH(bool, isGood);
        keep(tokensUntil(m_clock, -1), true);
        FakeNetwork network({isGood ? granted(QStringLiteral("2")) : tokenRefused(400, "invalid_grant")});
        const auto one = session(network);
        const auto result = token(*one);
        QCOMPARE(result.has_value(), isGood);
        QCOMPARE(one->state(), isGood ? Session::State::Connected : Session::State::Reconnect);
        QVERIFY(!kept().refreshStarted);
        COMPARE_SCRIPT_DONE(network);
    }

    void aNewPairThatCannotBeStoredIsNotUsedAndTriedAgain()
    {
        keep(tokensUntil(m_clock, -10));
        FakeNetwork script;
        int failures = 0;
        auto store = newStore();
        store->failures = &failures;
        Exchange exchange = granted(QStringLiteral("2"));
        exchange.before = [&failures] { failures = 1; }; // "refresh started" is written, the pair is not
        script.expect(exchange);
        const Clock clock = fastClock();
        Session one(m_profile, clock, script, std::move(store));
        Answer<Result<QString>> first;
        QByteArray whenAnswered;
        one.accessToken(this, [&](const Result<QString> &result) {
            QFile file(m_profile.storageFolder() + QStringLiteral("/tokens.json"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            whenAnswered = file.readAll();
            first.handler()(result);
        });
        QCOMPARE(first.wait().error().kind, Error::Kind::Storage);
        QVERIFY(whenAnswered.contains("\"refresh_started\":true"));
        QVERIFY(whenAnswered.contains("access-1"));
        QTRY_COMPARE(one.tokens().accessToken, QStringLiteral("access-2"));
        QCOMPARE(kept().tokens.accessToken, QStringLiteral("access-2"));
        QVERIFY(!kept().refreshStarted);
        COMPARE_SCRIPT_DONE(script);
    }

    void whatCannotBeMarkedIsNotPosted()
    {
        keep(tokensUntil(m_clock, -10));
        FakeNetwork network;
        int failures = 1;
        auto store = newStore();
        store->failures = &failures;
        Session one(m_profile, m_clock, network, std::move(store));
        QCOMPARE(token(one).error().kind, Error::Kind::Storage);
        COMPARE_SCRIPT_DONE(network);
    }

    void itRenewsByItselfAtFourFifthsOfTheLife()
    {
        const Clock clock = fastClock(1000);
        Tokens tokens = tokensUntil(clock, 300);
        tokens.issuedAt = clock.now();
        keep(tokens);
        FakeNetwork network({granted(QStringLiteral("2"))});
        Session one(m_profile, clock, network, newStore());
        QSignalSpy changed(&one, &Session::tokensChanged);
        one.load();
        QTRY_COMPARE(one.tokens().accessToken, QStringLiteral("access-2"));
        QCOMPARE(changed.count(), 2);
        COMPARE_SCRIPT_DONE(network);
    }

    void byItselfItTriesAgainAfterAPassingFailure()
    {
        const Clock clock = fastClock(1000);
        Tokens tokens = tokensUntil(clock, 300);
        tokens.issuedAt = clock.now();
        keep(tokens);
        FakeNetwork network({tokenRefused(503, "x"), tokenRefused(500, "x"), granted(QStringLiteral("2"))});
        Session one(m_profile, clock, network, newStore());
        one.load();
        QTRY_COMPARE(one.tokens().accessToken, QStringLiteral("access-2"));
        QCOMPARE(one.state(), Session::State::Connected);
        COMPARE_SCRIPT_DONE(network);
    }

    void renewNowRenewsWhateverIsLeft()
    {
        keep(tokensUntil(m_clock, 80000));
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        one->load();
        QTRY_COMPARE(one->state(), Session::State::Connected);
        Answer<Result<void>> renewed;
        one->renew(this, renewed.handler());
        QVERIFY(renewed.wait());
        QCOMPARE(one->tokens().accessToken, QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }

    void renewNowIsAnsweredThoughOneInDoubtIsJustBeingLookedAt()
    {
        keep(tokensUntil(m_clock, 200), true);
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        one->load();
        QTRY_COMPARE(one->state(), Session::State::Connected);
        Answer<Result<QString>> token;
        Answer<Result<void>> renewed;
        one->accessToken(this, token.handler()); // leaves it alone, and is at it when the other comes
        one->renew(this, renewed.handler());
        QCOMPARE(*token.wait(), QStringLiteral("access-1"));
        QVERIFY(renewed.wait());
        QCOMPARE(one->tokens().accessToken, QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }
};

QTEST_GUILESS_MAIN(RenewalTest)
#include "tst_renewal.moc"
