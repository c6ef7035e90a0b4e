#include "account/filetokenstore.h"
#include "account/session.h"
#include "support/answers.h"
#include "support/fakenetwork.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// A file store that can be told to fail.
class FailingStore : public FileTokenStore
{
public:
    using FileTokenStore::FileTokenStore;

    void write(const StoredConnection &connection, QObject *context, Handler handle) override
    {
        if (failures && *failures > 0) {
            --*failures;
            QMetaObject::invokeMethod(
                context, [handle] { handle(failure(Error::Kind::Storage, QStringLiteral("disk full"))); },
                Qt::QueuedConnection);
            return;
        }
        FileTokenStore::write(connection, context, handle);
    }

    int *failures = nullptr;
};

} // namespace

class SessionTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    ServiceProfile m_profile;
    const Clock m_clock;

    std::unique_ptr<FailingStore> newStore()
    {
        return std::make_unique<FailingStore>(m_profile.storageFolder());
    }

    void keep(const Tokens &tokens, bool refreshStarted = false)
    {
        StoredConnection connection;
        connection.tokens = tokens;
        connection.refreshStarted = refreshStarted;
        connection.organization = QStringLiteral("Library");
        Answer<Result<void>> written;
        newStore()->write(connection, this, written.handler());
        QVERIFY(written.wait());
    }

    StoredConnection kept()
    {
        Answer<Result<StoredConnection>> back;
        newStore()->read(this, back.handler());
        return *back.wait();
    }

    std::unique_ptr<Session> session(FakeNetwork &network)
    {
        return std::make_unique<Session>(m_profile, m_clock, network, newStore());
    }

    Result<QString> token(Session &session)
    {
        Answer<Result<QString>> answer;
        session.accessToken(this, answer.handler());
        return answer.wait();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = profileFor(m_dir->path(), QStringLiteral("file"));
    }

    void aGoodTokenIsHandedOutAsItIs()
    {
        keep(tokensUntil(m_clock, 3600 * 12));
        FakeNetwork network;
        const auto one = session(network);
        QSignalSpy states(one.get(), &Session::stateChanged);
        QCOMPARE(*token(*one), QStringLiteral("access-1"));
        QCOMPARE(one->state(), Session::State::Connected);
        QCOMPARE(states.count(), 1);
        QCOMPARE(one->connection().organization, QStringLiteral("Library"));
        COMPARE_SCRIPT_DONE(network);
    }

    void withoutAConnectionThereIsNoToken()
    {
        FakeNetwork network;
        const auto one = session(network);
        QCOMPARE(token(*one).error().kind, Error::Kind::SignedOut);
        QCOMPARE(one->state(), Session::State::NotConnected);
        COMPARE_SCRIPT_DONE(network);
    }

    void aStoreThatCannotBeReadIsNotASignOut()
    {
        keep(tokensUntil(m_clock, 3600));
        const QString path = m_profile.storageFolder() + QStringLiteral("/tokens.json");
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::ReadOther));
        FakeNetwork network;
        const auto one = session(network);
        QCOMPARE(token(*one).error().kind, Error::Kind::Storage);
        QCOMPARE(one->state(), Session::State::Unknown);
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
        keep(tokensUntil(m_clock, 3600 * 12));
        QVERIFY(token(*one)); // asked again, it looks again
        COMPARE_SCRIPT_DONE(network);
    }

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

    void aRefusedTokenIsRenewedOnce()
    {
        keep(tokensUntil(m_clock, 3600 * 12));
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        QCOMPARE(*token(*one), QStringLiteral("access-1"));
        one->tokenWasRefused(QStringLiteral("access-1"));
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
        one->tokenWasRefused(QStringLiteral("access-1")); // an old answer that comes late
        QCOMPARE(*token(*one), QStringLiteral("access-2"));
        COMPARE_SCRIPT_DONE(network);
    }

    void aRefusedTokenThatAnotherProcessHasReplacedIsNotRenewedAgain()
    {
        keep(tokensUntil(m_clock, 3600 * 12));
        FakeNetwork network;
        const auto one = session(network);
        QVERIFY(token(*one));
        keep(tokensUntil(m_clock, 3600 * 12, QStringLiteral("9")));
        one->tokenWasRefused(QStringLiteral("access-1"));
        QCOMPARE(*token(*one), QStringLiteral("access-9"));
        COMPARE_SCRIPT_DONE(network);
    }

    void withoutARefreshTokenItEndsWithAReason()
    {
        Tokens tokens = tokensUntil(m_clock, -1);
        tokens.refreshToken.clear();
        keep(tokens);
        FakeNetwork network;
        const auto one = session(network);
        const auto result = token(*one);
        QCOMPARE(result.error().kind, Error::Kind::SignedOut);
        QVERIFY(result.error().message.contains(QLatin1String("offline_access")));
        QCOMPARE(one->state(), Session::State::Reconnect);
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

    void signingInAndOutIsKept()
    {
        FakeNetwork network;
        const auto one = session(network);
        one->load();
        QTRY_COMPARE(one->state(), Session::State::NotConnected);
        Answer<Result<void>> adopted;
        one->adopt(tokensUntil(m_clock, 86400), this, adopted.handler());
        QVERIFY(adopted.wait());
        QCOMPARE(one->state(), Session::State::Connected);
        Answer<Result<void>> named;
        one->setPerson(QStringLiteral("Clinic"), QStringLiteral("u"), QStringLiteral("owner"), this, named.handler());
        QVERIFY(named.wait());
        QCOMPARE(kept().organization, QStringLiteral("Clinic")); // when it is answered, not some time later
        QCOMPARE(kept().tokens.accessToken, QStringLiteral("access-1"));

        const auto other = session(network); // another process
        QVERIFY(token(*other));
        Answer<Result<void>> gone;
        one->disconnectAccount(this, gone.handler());
        QVERIFY(gone.wait());
        QCOMPARE(one->state(), Session::State::NotConnected);
        QCOMPARE(kept(), StoredConnection());
        other->tokenWasRefused(QStringLiteral("access-1"));
        QCOMPARE(token(*other).error().kind, Error::Kind::SignedOut);
        QCOMPARE(other->state(), Session::State::NotConnected);
        COMPARE_SCRIPT_DONE(network);
    }

    void reconnectingElsewhereIsSeenHere()
    {
        keep(tokensUntil(m_clock, -10));
        FakeNetwork network({tokenRefused(400, "invalid_grant")});
        const auto one = session(network);
        QVERIFY(!token(*one));
        keep(tokensUntil(m_clock, 86400, QStringLiteral("7")));
        QCOMPARE(*token(*one), QStringLiteral("access-7"));
        QCOMPARE(one->state(), Session::State::Connected);
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

    void deletedWhileARefreshIsUnderWay()
    {
        keep(tokensUntil(m_clock, 10));
        Exchange hanging = granted(QStringLiteral("2"));
        hanging.hang = true;
        FakeNetwork network({hanging});
        auto one = session(network);
        bool called = false;
        one->accessToken(this, [&called](const Result<QString> &) { called = true; });
        QTRY_COMPARE(network.said.size(), 1);
        one.reset();
        QVERIFY(kept().refreshStarted);
        FakeNetwork next;
        const auto two = session(next);
        QCOMPARE(*token(*two), QStringLiteral("access-1")); // the lock was let go
        QVERIFY(!called);
    }

    void deletedByTheOneWhoIsAnswered()
    {
        keep(tokensUntil(m_clock, 10));
        FakeNetwork network({granted(QStringLiteral("2"))});
        auto one = session(network);
        bool second = false;
        one->accessToken(this, [&one](const Result<QString> &) { one.reset(); });
        one->accessToken(this, [&second](const Result<QString> &) { second = true; });
        QTRY_VERIFY(!one);
        QTRY_VERIFY(second);
    }

    void whoIsGoneIsNotAnswered()
    {
        keep(tokensUntil(m_clock, 10));
        FakeNetwork network({granted(QStringLiteral("2"))});
        const auto one = session(network);
        auto context = std::make_unique<QObject>();
        bool called = false;
        one->accessToken(context.get(), [&called](const Result<QString> &) { called = true; });
        context.reset();
        QVERIFY(token(*one));
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(SessionTest)
#include "tst_session.moc"
