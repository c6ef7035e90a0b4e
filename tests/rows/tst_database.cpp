#include "rows/peopledatabase.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

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
        for (const char *own :
             {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "hfs", "vfat", "exfat", "zfs"})
            QTest::newRow(own) << QString::fromLatin1(own) << QByteArray("/dev/sda1") << false;
        for (const char *remote : {"nfs",
                                   "nfs4",
                                   "cifs",
                                   "smb",
                                   "smb2",
                                   "smb3",
                                   "smbfs",
                                   "9p",
                                   "afs",
                                   "ceph",
                                   "virtiofs",
                                   "vboxsf",
                                   "fuse",
                                   "fuseblk",
                                   "fuse.sshfs",
                                   "fuse.rclone",
                                   "fuse.s3fs",
                                   "fuse.glusterfs",
                                   "fuse.gvfsd-fuse",
                                   "fuse.unheard"})
            QTest::newRow(remote) << QString::fromLatin1(remote) << QByteArray("server:/home") << true;
        QTest::newRow("Windows' own disk")
            << QStringLiteral("NTFS") << QByteArray("\\\\?\\Volume{1}\\") << false;
        QTest::newRow("Windows share, by its address")
            << QStringLiteral("unheard") << QByteArray("//server/home") << true;
        QTest::newRow("Windows share, on Windows")
            << QStringLiteral("NTFS") << QByteArray("\\\\server\\home") << true;
        QTest::newRow("Windows share, with a long name")
            << QStringLiteral("NTFS") << QByteArray("\\\\?\\UNC\\server\\home") << true;
    }

    void aFolderOfAnotherComputersIsTold()
    {
        QFETCH(QString, fileSystem);
        QFETCH(QByteArray, device);
        QFETCH(bool, isNetwork);
        QCOMPARE(volumeCalled(fileSystem, device) == Volume::Network, isNetwork);
    }

    void aDatabaseThatMovesToANetworkFolderAndBackIsWrittenAsItHasToBeThere()
    {
        const auto modes = [this](Volume volume) {
            auto database = Database::open(m_path, firstVersion, {}, volume);
            return database ? textOf((*database)->select(QStringLiteral("PRAGMA journal_mode"))) +
                                  textOf((*database)->select(QStringLiteral("PRAGMA synchronous"))) +
                                  textOf((*database)->select(
                                      QStringLiteral("SELECT group_concat(name) FROM people")))
                            : database.error().detail;
        };
        QVERIFY(add(**Database::open(m_path, firstVersion, {}, Volume::Own), "Ann"));
        QCOMPARE(modes(Volume::Own), QStringLiteral("wal2Ann"));
        QCOMPARE(modes(Volume::Network), QStringLiteral("delete3Ann"));
        QVERIFY(!QFile::exists(m_path + QStringLiteral("-shm")));
        QCOMPARE(modes(Volume::Network), QStringLiteral("delete3Ann"));
        QCOMPARE(modes(Volume::Own), QStringLiteral("wal2Ann"));
    }

    void aLogThatCameAlongToANetworkFolderIsReadThere()
    {
        const QString moved = m_folder->filePath(QStringLiteral("moved/records.sqlite"));
        QVERIFY(QDir().mkpath(QFileInfo(moved).path()));
        auto database = Database::open(m_path, firstVersion, {}, Volume::Own);
        QVERIFY(database && add(**database, "Ann"));
        for (const QString &name : {QStringLiteral(""), QStringLiteral("-wal")}) // as a kill leaves them
            QVERIFY(QFile::copy(m_path + name, moved + name));
        auto there = Database::open(moved, firstVersion, {}, Volume::Network);
        QVERIFY(there);
        QCOMPARE(textOf((*there)->select(QStringLiteral("SELECT name FROM people"))), QStringLiteral("Ann"));
        QCOMPARE(textOf((*there)->select(QStringLiteral("PRAGMA journal_mode"))), QStringLiteral("delete"));
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

    void whatWasDeletedCannotBeFoundInTheFiles()
    {
        auto database = Database::open(m_path, secondVersion);
        auto other = Database::open(m_path, secondVersion); // another Rollcall is running
        QVERIFY(database && other);
        QVERIFY((*database)->transaction([&database]() -> Result<void> {
            for (int i = 0; i < 3000; ++i) { // moved about: pages are split, merged and freed
                if (auto added =
                        add(**database, QByteArray("somebody" + QByteArray::number(i * 7919 % 3000)));
                    !added)
                    return added;
            }
            return (*database)->run(QStringLiteral("DELETE FROM people WHERE rowid % 3 <> 0"));
        }));
        QVERIFY(add(**database, "secretive@example.org"));
        QVERIFY(isInTheFiles("secretive@example.org"));
        QVERIFY((*database)->run(QStringLiteral("DELETE FROM people")));
        QVERIFY(isInTheFiles("somebody"));
        QVERIFY((*database)->leaveNoTraces());
        QVERIFY(!isInTheFiles("secretive@example.org"));
        QVERIFY(!isInTheFiles("somebody"));
        QVERIFY(add(**other, "Ben"));
    }

    void tracesThatStayBecauseOthersReadAreSaid()
    {
        auto database = Database::open(m_path, firstVersion);
        auto other = Database::open(m_path, firstVersion);
        QVERIFY(database && other && add(**database, "Ann"));
        QVERIFY((*database)->run(QStringLiteral("PRAGMA busy_timeout=1")));
        auto reading = (*other)->select(QStringLiteral("SELECT name FROM people"));
        QVERIFY(reading && reading->next());
        const auto left = (*database)->leaveNoTraces();
        QVERIFY(!left);
        QCOMPARE(left.error().kind, Error::Kind::Storage);
        *reading = QSqlQuery();
        QVERIFY((*database)->leaveNoTraces());
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
    /// The database and all that lies beside it.
    bool isInTheFiles(const QByteArray &bytes)
    {
        const QFileInfoList files = QFileInfo(m_path).dir().entryInfoList(QDir::Files);
        return std::any_of(files.begin(), files.end(), [&bytes](const QFileInfo &info) {
            QFile file(info.filePath());
            return file.open(QIODevice::ReadOnly) && file.readAll().contains(bytes);
        });
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
