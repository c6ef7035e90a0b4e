#include "account/keychaintokenstore.h"
#include "support/answers.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace rollcall;
using namespace rollcall::test;

namespace {

StoredConnection connection(int tokenSize)
{
    StoredConnection stored;
    stored.tokens = {QString(tokenSize, QLatin1Char('a')),
                     QString(tokenSize, QLatin1Char('r')),
                     QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, QTimeZone::utc()),
                     QDateTime::fromMSecsSinceEpoch(1'700'086'400'000, QTimeZone::utc()),
                     {QStringLiteral("contact_data")},
                     QStringLiteral("key-1")};
    stored.organization = QStringLiteral("Bücherei");
    return stored;
}

} // namespace

/// secretservice.test.sh runs it with an unlocked and with a locked Secret Service; by itself there is none.
class KeychainTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    const QString m_situation = qEnvironmentVariable("ROLLCALL_TEST_KEYCHAIN", QStringLiteral("none"));

    std::unique_ptr<KeychainTokenStore> store(const QString &key = QStringLiteral("0123456789abcdef"))
    {
        return std::make_unique<KeychainTokenStore>(key, m_dir.filePath(QStringLiteral("data")));
    }

    Result<void> probe(TokenStore &store)
    {
        Answer<Result<void>> answer;
        store.probe(this, answer.handler());
        return answer.wait();
    }

    Result<StoredConnection> read(TokenStore &store)
    {
        Answer<Result<StoredConnection>> answer;
        store.read(this, answer.handler());
        return answer.wait();
    }

    Result<void> write(TokenStore &store, const StoredConnection &stored)
    {
        Answer<Result<void>> answer;
        store.write(stored, this, answer.handler());
        return answer.wait();
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (m_situation == QLatin1String("none"))
            qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    }

    void anUnlockedKeychainKeepsConnectionsApart()
    {
        if (m_situation != QLatin1String("unlocked"))
            QSKIP("This run is about another situation.");
        const auto one = store();
        QVERIFY(probe(*one));
        QCOMPARE(*read(*one), StoredConnection());
        QVERIFY(write(*one, connection(1200)));
        QCOMPARE(*read(*one), connection(1200));
        const auto other = std::make_unique<KeychainTokenStore>(QStringLiteral("other"),
                                                                m_dir.filePath(QStringLiteral("other")));
        QCOMPARE(*read(*other), StoredConnection());
        QVERIFY(write(*one, connection(1300))); // in place of the old
        QCOMPARE(*read(*one), connection(1300));
        Answer<Result<void>> removed;
        one->remove(this, removed.handler());
        QVERIFY(removed.wait());
        QCOMPARE(*read(*one), StoredConnection());
    }

    void whoIsGoneIsNotAnsweredAndTheWriteIsWhole()
    {
        if (m_situation != QLatin1String("unlocked"))
            QSKIP("This run is about another situation.");
        const auto one = store(QStringLiteral("left-alone"));
        bool called = false;
        auto context = std::make_unique<QObject>();
        one->write(connection(900), context.get(), [&called](const Result<void> &) { called = true; });
        context.reset();
        QTRY_COMPARE(read(*one).value_or(StoredConnection()), connection(900));
        QVERIFY(!called);
    }

    void aConnectionIsKeptForTheLockedRun()
    {
        if (m_situation != QLatin1String("unlocked"))
            QSKIP("This run is about another situation.");
        QVERIFY(write(*store(QStringLiteral("locked-later")), connection(100)));
    }

    void withoutAUsableKeychainItSaysWhatToDoInstead()
    {
        if (m_situation == QLatin1String("unlocked"))
            QSKIP("This run is about another situation.");
        const auto probed = probe(*store());
        QVERIFY(!probed);
        QCOMPARE(probed.error().kind, Error::Kind::Storage);
        QVERIFY(probed.error().hint.contains(QLatin1String("ROLLCALL_TOKEN_STORE=file")));
        QCOMPARE(write(*store(), connection(10)).error().kind, Error::Kind::Storage);
    }

    void aLockedKeychainIsNotTakenForAnEmptyOne()
    {
        if (m_situation == QLatin1String("unlocked"))
            QSKIP("This run is about another situation.");
        const QString folder = m_dir.filePath(QStringLiteral("marked"));
        QVERIFY(QDir().mkpath(folder));
        QFile mark(folder + QStringLiteral("/keychain")); // a write succeeded here once
        QVERIFY(mark.open(QIODevice::WriteOnly));
        KeychainTokenStore one(QStringLiteral("locked-later"), folder);
        const auto back = read(one);
        QVERIFY(!back);
        QCOMPARE(back.error().kind, Error::Kind::Storage);
    }
};

QTEST_GUILESS_MAIN(KeychainTest)
#include "tst_keychain.moc"
