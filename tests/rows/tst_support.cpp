#include "support/clock.h"
#include "support/filelock.h"
#include "support/log.h"
#include "support/privatefile.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace rollcall;

class SupportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatMustNotBeKeptIsTakenOutOfTheLog_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("secret");
        QTest::newRow("an address") << QStringLiteral("looked up jane.doe@example.org twice")
                                    << QStringLiteral("jane.doe@example.org");
        QTest::newRow("an address in a query")
            << QStringLiteral("GET /v3/contacts?email=jane%40example.org&status=all")
            << QStringLiteral("jane%40example.org");
        QTest::newRow("an access token")
            << QStringLiteral("Authorization: Bearer eyJhbGciOi.eyJzdWIi.c2ln") << QStringLiteral("eyJzdWIi");
        QTest::newRow("a code in a redirect")
            << QStringLiteral("GET /callback?code=a+b/c=&state=xyz") << QStringLiteral("a+b/c");
        QTest::newRow("a state in a redirect")
            << QStringLiteral("GET /callback?code=a+b/c=&state=xyz123") << QStringLiteral("xyz123");
        QTest::newRow("a refresh token in JSON")
            << QStringLiteral("{\"refresh_token\":\"kQ8zzz\"}") << QStringLiteral("kQ8zzz");
        QTest::newRow("a secret in a form")
            << QStringLiteral("client_secret=s3cr3t&grant_type=refresh_token") << QStringLiteral("s3cr3t");
        QTest::newRow("Basic credentials")
            << QStringLiteral("Authorization: Basic YWJjOmRlZg==") << QStringLiteral("YWJjOmRlZg==");
    }

    void whatMustNotBeKeptIsTakenOutOfTheLog()
    {
        QFETCH(QString, text);
        QFETCH(QString, secret);
        QVERIFY2(!redacted(text).contains(secret), qPrintable(redacted(text)));
    }

    void aPlainSentenceStaysAsItIs()
    {
        const QString text = QStringLiteral("The service answered 503 to POST /v3/activities; trying again.");
        QCOMPARE(redacted(text), text);
    }

    void aLockIsHeldByOneUntilItGoes()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("lock"));
        {
            const auto first = FileLock::tryTake(path);
            QVERIFY(first && *first);
            const auto second = FileLock::tryTake(path);
            QVERIFY(second && !*second);
        }
        const auto third = FileLock::tryTake(path);
        QVERIFY(third && *third);
    }

    void aLockIsHeldTogetherOrAlone()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("lock"));
        auto one = FileLock::tryShare(path);
        auto other = FileLock::tryShare(path);
        QVERIFY(one && *one && other && *other);
        *one = std::nullopt;
        QVERIFY(!*FileLock::tryTake(path));
        *other = std::nullopt;
        const auto alone = FileLock::tryTake(path);
        QVERIFY(alone && *alone);
        QVERIFY(!*FileLock::tryShare(path));
    }

    void aLockInAFolderThatIsNotThereIsAStorageError()
    {
        const auto lock = FileLock::tryTake(QStringLiteral("/nonexistent/folder/lock"));
        QVERIFY(!lock);
        QCOMPARE(lock.error().kind, Error::Kind::Storage);
    }

    void aPrivateFileIsItsOwnersAlone_data()
    {
        QTest::addColumn<bool>("synced");
        QTest::addRow("synced") << true;
        QTest::addRow("not synced") << false;
    }

    void aPrivateFileIsItsOwnersAlone()
    {
        QFETCH(bool, synced);
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("tokens"));
        const auto write = synced ? writePrivateFile : writePrivateFileUnsynced;
        QVERIFY(write(path, "older, and longer"));
        QVERIFY(write(path, "secret"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList{QStringLiteral("tokens")});
        const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteGroup |
                            QFileDevice::WriteOther;
        QCOMPARE(QFileInfo(path).permissions() & others, QFileDevice::Permissions());
        QCOMPARE(readPrivateFile(path).value_or("error"), QByteArray("secret"));
    }

    void aPrivateFileThatOthersCanReadIsRefused()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("tokens"));
        QVERIFY(writePrivateFile(path, "secret"));
        QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFileDevice::ReadOther));
        const auto read = readPrivateFile(path);
        QVERIFY(!read);
        QCOMPARE(read.error().kind, Error::Kind::Storage);
    }

    void aPrivateFileThatIsNotThereIsEmpty()
    {
        QTemporaryDir folder;
        QCOMPARE(readPrivateFile(folder.filePath(QStringLiteral("none"))).value_or("error"), QByteArray());
    }

    void aFileInAFolderThatIsNotThereIsAStorageError()
    {
        for (const auto write : {writePrivateFile, writePrivateFileUnsynced}) {
            const auto written = write(QStringLiteral("/nonexistent/folder/file"), "x");
            QVERIFY(!written);
            QCOMPARE(written.error().kind, Error::Kind::Storage);
        }
    }

#ifdef Q_OS_UNIX
    void whatIsNoFileIsNotReplacedByOne()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("pipe"));
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
        QVERIFY(!writeWholeFile(path, "x"));
        QVERIFY(QFileInfo::exists(path) && !QFileInfo(path).isFile());
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot).size(),
                 1);
    }
#endif

    void aPrivateFolderIsMadeAndMended()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("a/b"));
        QVERIFY(ensurePrivateFolder(path));
        constexpr auto others =
            QFileDevice::ReadGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther | QFileDevice::ExeOther;
        QVERIFY(!(QFile::permissions(folder.filePath(QStringLiteral("a"))) & others)); // made with it
        QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFileDevice::ReadOther));
        QVERIFY(ensurePrivateFolder(path));
        QVERIFY(!(QFile::permissions(path) & QFileDevice::ReadOther));
    }

    void twoScaledClocksOfTheSameTextAgree()
    {
        const auto a = Clock::parse(QStringLiteral("100@1700000000000"));
        QVERIFY(a);
        const auto b = Clock::parse(a->toText());
        QVERIFY(b);
        const qint64 first = a->nowMs();
        const qint64 second = b->nowMs();
        const qint64 third = a->nowMs();
        QVERIFY(first <= second && second <= third);
        QCOMPARE(a->realTime(std::chrono::milliseconds(1000)), std::chrono::milliseconds(10));
    }

    void aClockOfNonsenseIsAUsageError_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"fast", "1", "0@0", "-1@0", "nan@0", "2@x", "2@1@1"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void aClockOfNonsenseIsAUsageError()
    {
        QFETCH(QString, text);
        const auto clock = Clock::parse(text);
        QVERIFY(!clock);
        QCOMPARE(clock.error().kind, Error::Kind::Usage);
    }
};

QTEST_GUILESS_MAIN(SupportTest)
#include "tst_support.moc"
