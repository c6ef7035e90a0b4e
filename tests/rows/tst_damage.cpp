#include "rows/peopledatabase.h"
#include "storage/damage.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <latch>
#include <thread>

using namespace rollcall;
using namespace rollcall::test;

class DamageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("kept/records.sqlite"));
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
        damage(from);
        auto database = Database::open(m_path, secondVersion);
        QVERIFY(database);
        QCOMPARE(filesSetAside(m_path).size(), 1);
        QVERIFY(add(**database, "Ben"));
        QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT group_concat(name) FROM people"))),
                 QStringLiteral("Ben"));
    }

    void severalAtOnceAllFindItMadeOrMended_data()
    {
        QTest::addColumn<bool>("damaged");
        QTest::newRow("nothing is there yet") << false;
        QTest::newRow("it is damaged") << true;
    }

    void severalAtOnceAllFindItMadeOrMended()
    {
        QFETCH(bool, damaged);
        constexpr int people = 8; // each with a lock of its own, as processes have
        for (int round = 0; round < 10; ++round) {
            QVERIFY(QDir(QFileInfo(m_path).path()).removeRecursively());
            if (damaged) {
                QVERIFY(Database::open(m_path, firstVersion));
                damage(0);
            }
            std::latch begin(people);
            std::atomic_int added = 0;
            std::vector<std::thread> threads;
            for (int i = 0; i < people; ++i) {
                threads.emplace_back([&] {
                    begin.arrive_and_wait();
                    auto database = Database::open(m_path, secondVersion);
                    if (database && add(**database, "someone"))
                        ++added;
                });
            }
            for (std::thread &thread : threads)
                thread.join();
            QCOMPARE(added.load(), people);
            auto database = Database::open(m_path, secondVersion);
            QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT count(*) FROM people"))),
                     QString::number(people));
            QCOMPARE(filesSetAside(m_path).size(), damaged ? 1 : 0);
        }
    }

    void damageThatIsMetWhileItIsOpenIsMendedByTheNextOne()
    {
        auto database = Database::open(m_path, secondVersion);
        QVERIFY(database && add(**database, "Ann"));
        QVERIFY((*database)->leaveNoTraces()); // all of it is in the file, nothing in the log
        damage(4096);
        auto other = Database::open(m_path, secondVersion);
        QVERIFY(!other); // not taken away from who has it open
        QCOMPARE(other.error().kind, Error::Kind::Storage);
        QVERIFY(other.error().message.contains(QStringLiteral("damaged")));
        QVERIFY(filesSetAside(m_path).isEmpty());

        database->reset();
        auto next = Database::open(m_path, secondVersion);
        QVERIFY(next && add(**next, "Ben"));
        QCOMPARE(filesSetAside(m_path).size(), 1);
    }

    void aLargeFileIsLookedThroughOnceDamageWasMet()
    {
        {
            auto database = Database::open(m_path, firstVersion);
            QVERIFY(database && (*database)->transaction([&database]() -> Result<void> {
                for (int i = 0; i < 40; ++i) { // more than is read through at each start
                    if (auto added =
                            (*database)->run(QStringLiteral("INSERT INTO people VALUES (zeroblob(1048576))"));
                        !added)
                        return added;
                }
                return {};
            }));
        }
        damage(4096);
        {
            auto database = Database::open(m_path, firstVersion);
            QVERIFY(database);
            QVERIFY(filesSetAside(m_path).isEmpty());
            QVERIFY(!(*database)->select(QStringLiteral("SELECT name FROM people")));
        }
        QVERIFY(isMarkedDamaged(m_path));
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database && add(**database, "Ben"));
        QCOMPARE(filesSetAside(m_path).size(), 1);
        QVERIFY(!isMarkedDamaged(m_path));
    }

    void whatOnlySeemedDamagedStays()
    {
        QVERIFY(add(**Database::open(m_path, firstVersion), "Ann"));
        markDamaged(m_path);
        auto database = Database::open(m_path, firstVersion);
        QVERIFY(database);
        QCOMPARE(textOf((*database)->select(QStringLiteral("SELECT name FROM people"))),
                 QStringLiteral("Ann"));
        QVERIFY(!isMarkedDamaged(m_path));
        QVERIFY(filesSetAside(m_path).isEmpty());
    }

    void whatWasSetAsideGoesWhenItIsOld()
    {
        QVERIFY(Database::open(m_path, firstVersion));
        damage(0);
        QVERIFY(Database::open(m_path, firstVersion));
        const QList<SetAside> aside = filesSetAside(m_path);
        QCOMPARE(aside.size(), 1);
        QVERIFY(QFile::copy(aside.first().path, aside.first().path + QStringLiteral("-wal")));
        QCOMPARE(removeSetAside(m_path, aside.first().when), 0);
        QCOMPARE(removeSetAside(m_path, aside.first().when.addMSecs(1)), 1);
        QCOMPARE(QDir(QFileInfo(m_path).path()).entryList({QStringLiteral("*damaged*")}), QStringList());
    }

private:
    /// One page from there on.
    void damage(qint64 from)
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(from));
        QCOMPARE(file.write(QByteArray(4096, 'x')), 4096);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(DamageTest)
#include "tst_damage.moc"
