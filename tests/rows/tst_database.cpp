#include "storage/database.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

namespace {

const QStringList firstVersion{QStringLiteral("CREATE TABLE people (name TEXT NOT NULL)")};
const QStringList secondVersion =
    firstVersion + QStringList{QStringLiteral("ALTER TABLE people ADD COLUMN age INTEGER NOT NULL DEFAULT 7;"
                                              "CREATE INDEX by_name ON people (name)")};

QString textOf(Result<QSqlQuery> query)
{
    return query && query->next() ? query->value(0).toString() : QStringLiteral("nothing");
}

Result<void> add(Database &database, const char *name)
{
    return database.run(QStringLiteral("INSERT INTO people (name) VALUES (?)"), {QString::fromLatin1(name)});
}

} // namespace

class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("kept/records.sqlite"));
    }

    void aFolderOfAnotherComputersIsTold_data()
    {
        QTest::addColumn<QString>("fileSystem");
        QTest::addColumn<QByteArray>("device");
        QTest::addColumn<bool>("isNetwork");
        QTest::newRow("ext4") << QStringLiteral("ext4") << QByteArray("/dev/sda1") << false;
        QTest::newRow("tmpfs") << QStringLiteral("tmpfs") << QByteArray("tmpfs") << false;
        QTest::newRow("overlay") << QStringLiteral("overlay") << QByteArray("overlay") << false;
        QTest::newRow("Windows' own disk")
            << QStringLiteral("NTFS") << QByteArray("\\\\?\\Volume{1}\\") << false;
        QTest::newRow("NFS") << QStringLiteral("nfs4") << QByteArray("server:/home") << true;
        QTest::newRow("Windows share") << QStringLiteral("cifs") << QByteArray("//server/home") << true;
        QTest::newRow("Windows share, on Windows")
            << QStringLiteral("NTFS") << QByteArray("\\\\server\\home") << true;
        QTest::newRow("Windows share, with a long name")
            << QStringLiteral("NTFS") << QByteArray("\\\\?\\UNC\\server\\home") << true;
        QTest::newRow("over SSH") << QStringLiteral("fuse.sshfs") << QByteArray("me@server:") << true;
        QTest::newRow("of a virtual machine's host") << QStringLiteral("9p") << QByteArray("shared") << true;
    }

    void aFolderOfAnotherComputersIsTold()
    {
        QFETCH(QString, fileSystem);
        QFETCH(QByteArray, device);
        QFETCH(bool, isNetwork);
        QCOMPARE(Database::isNetworkVolume(fileSystem, device), isNetwork);
    }

    void whatWasAnsweredWellIsThereForTheNextOne()
    {
        {
            auto database = Database::open(m_path, firstVersion);
            QVERIFY(database);
            QVERIFY(add(**database, "Ann"));
        }
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database);
        QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT name FROM people"))),
                 QStringLiteral("Ann"));
        QCOMPARE(textOf((*database)->select(QStringLiteral("PRAGMA journal_mode"))), QStringLiteral("wal"));
        QCOMPARE(textOf((*database)->select(QStringLiteral("PRAGMA synchronous"))), QStringLiteral("2"));
    }

    void onlyItsOwnerCanReadIt()
    {
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database && add(**database, "Ann"));
        const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        for (const QString &name : {QStringLiteral(""), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
            QVERIFY(QFile::exists(m_path + name));
            QVERIFY(!(QFile::permissions(m_path + name) & others));
        }
        QVERIFY(!(QFile::permissions(QFileInfo(m_path).path()) & others));
    }

    void aFileOthersCouldReadIsMadePrivate()
    {
        QVERIFY(Database::open(m_path, firstVersion));
        QFile::setPermissions(m_path,
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
        QVERIFY(Database::open(m_path, firstVersion));
        QVERIFY(!(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther)));
    }

    void anOlderVersionMigrates()
    {
        {
            auto database = Database::open(m_path, firstVersion);
            QVERIFY(database && add(**database, "Ann"));
        }
        auto database = Database::open(m_path, secondVersion);
        QVERIFY(database);
        QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT name || age FROM people"))),
                 QStringLiteral("Ann7"));
        QCOMPARE(textOf((*database)->select(QStringLiteral("PRAGMA user_version"))), QStringLiteral("2"));
    }

    void aMigrationThatFailsLeavesTheOldVersion()
    {
        QVERIFY(Database::open(m_path, firstVersion));
        const auto failed = Database::open(
            m_path, firstVersion + QStringList{QStringLiteral(
                                       "CREATE TABLE more (a TEXT); CREATE TABLE more (a TEXT)")});
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, Error::Kind::Storage);
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database);
        QCOMPARE(textOf((*database)->select(
                     QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE name='more'"))),
                 QStringLiteral("0"));
    }

    void aNewerVersionIsLeftAlone()
    {
        QVERIFY(Database::open(m_path, secondVersion));
        const auto database = Database::open(m_path, firstVersion);
        QVERIFY(!database);
        QCOMPARE(database.error().kind, Error::Kind::Storage);
        QVERIFY(Database::open(m_path, secondVersion));
    }

    void aDamagedFileIsSetAsideAndSaid_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::newRow("the head is not a database's") << qint64(0);
        QTest::newRow("a page in the middle is rubbish") << qint64(4096);
    }

    void aDamagedFileIsSetAsideAndSaid()
    {
        QFETCH(qint64, from);
        {
            auto database = Database::open(m_path, secondVersion);
            QVERIFY(database && add(**database, "Ann"));
        }
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(from));
        file.write(QByteArray(4096, 'x'));
        file.close();

        auto database = Database::open(m_path, secondVersion);
        QVERIFY(database);
        QVERIFY(!(*database)->setAside().isEmpty());
        QVERIFY(QFile::exists((*database)->setAside()));
        QVERIFY(add(**database, "Ben"));
        QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT group_concat(name) FROM people"))),
                 QStringLiteral("Ben"));
    }

    void noRoomIsAStorageErrorAndNothingIsHalfWritten()
    {
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database && add(**database, "Ann"));
        QVERIFY((*database)->select(QStringLiteral("PRAGMA max_page_count=10")));
        const auto full = (*database)->transaction([&database]() -> Result<void> {
            for (int i = 0; i < 10'000; ++i) {
                if (auto added = add(**database, "someone with a name that takes some room"); !added)
                    return added;
            }
            return {};
        });
        QVERIFY(!full);
        QCOMPARE(full.error().kind, Error::Kind::Storage);
        QVERIFY(full.error().message.contains(QStringLiteral("room")));
        QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT count(*) FROM people"))),
                 QStringLiteral("1"));
        QVERIFY(add(**database, "Ben"));
    }

    void whatCannotBeWrittenIsAStorageError()
    {
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database && (*database)->run(QStringLiteral("PRAGMA query_only=ON")));
        const auto added = add(**database, "Ann");
        QVERIFY(!added);
        QCOMPARE(added.error().kind, Error::Kind::Storage);
        QVERIFY(!added.error().detail.contains(QStringLiteral("Ann")));
    }

    void aFolderThatCannotBeMadeIsAStorageError()
    {
        QFile file(m_folder->filePath(QStringLiteral("kept")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const auto database = Database::open(m_path, firstVersion);
        QVERIFY(!database);
        QCOMPARE(database.error().kind, Error::Kind::Storage);
    }

    void aTransactionIsWholeOrNotAtAll()
    {
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database);
        const auto failed = (*database)->transaction([&database]() -> Result<void> {
            if (auto added = add(**database, "Ann"); !added)
                return added;
            return (*database)->transaction(
                []() -> Result<void> { return failure(Error::Kind::Cancelled, QStringLiteral("stopped")); });
        });
        QVERIFY(!failed);
        QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT count(*) FROM people"))),
                 QStringLiteral("0"));
    }

    void twoConnectionsSeeEachOthersWork()
    {
        auto one = Database::open(m_path, firstVersion);
        auto other = Database::open(m_path, firstVersion);
        QVERIFY(one && other);
        QVERIFY(add(**one, "Ann") && add(**other, "Ben"));
        QCOMPARE(textOf((*one)->select(QStringLiteral("SELECT count(*) FROM people"))), QStringLiteral("2"));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
