#include "support/keptconnection.h"

#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// What is handed out, to whom, and how a connection comes and goes.
class SessionTest : public QObject, private KeptConnection
{
    Q_OBJECT

private Q_SLOTS:
    void init() { start(); }

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
