#include "net/pacer.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

using namespace rollcall;

namespace {

/// The most that left within any second.
qsizetype mostInASecond(QList<qint64> times)
{
    std::sort(times.begin(), times.end());
    qsizetype most = 0;
    for (qsizetype first = 0; first < times.size(); ++first) {
        const auto end = std::lower_bound(times.begin() + first, times.end(), times.at(first) + 1000);
        most = std::max(most, end - (times.begin() + first));
    }
    return most;
}

void writeDay(const QTemporaryDir &dir, const QByteArray &json)
{
    QFile file(dir.filePath(QStringLiteral("pace.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(json);
}

} // namespace

class PacerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiveNeverLeaveInOneSecondAndOrderIsKept()
    {
        const QTemporaryDir dir;
        const Clock clock;
        Pacer pacer(clock, dir.path());
        QList<qint64> times;
        QList<int> order;
        for (int i = 0; i < 9; ++i) {
            pacer.take(this, [&times, &order, &clock, i](const Result<void> &turn) {
                QVERIFY(turn);
                times << clock.nowMs();
                order << i;
            });
        }
        QVERIFY(times.isEmpty());
        QTRY_COMPARE(times.size(), 9);
        QVERIFY(mostInASecond(times) <= 4);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
        QCOMPARE(pacer.callsToday(), 9);
    }

    void severalProcessesKeepTheLimitTogether()
    {
        const QTemporaryDir dir;
        const Clock clock;
        Pacer one(clock, dir.path());
        Pacer two(clock, dir.path());
        Pacer three(clock, dir.path());
        QList<qint64> times;
        for (Pacer *pacer : {&one, &two, &three}) {
            for (int i = 0; i < 4; ++i)
                pacer->take(this, [&times, &clock](const Result<void> &) { times << clock.nowMs(); });
        }
        QTRY_COMPARE_WITH_TIMEOUT(times.size(), 12, 20'000);
        QVERIFY(mostInASecond(times) <= 4);
        QCOMPARE(two.callsToday(), 12);
    }

    void aPauseHoldsForEverybody()
    {
        const QTemporaryDir dir;
        const Clock clock = *Clock::parse(QStringLiteral("10@%1").arg(QDateTime::currentMSecsSinceEpoch()));
        Pacer one(clock, dir.path());
        Pacer two(clock, dir.path());
        const qint64 start = clock.nowMs();
        one.pause(std::chrono::seconds(2));
        std::optional<qint64> left;
        two.take(this, [&left, &clock](const Result<void> &) { left = clock.nowMs(); });
        QTRY_VERIFY(left);
        QVERIFY(*left >= start + 2000);
    }

    void theCountOutlivesTheProcess()
    {
        const QTemporaryDir dir;
        const Clock clock;
        int turns = 0;
        {
            Pacer pacer(clock, dir.path());
            QSignalSpy changed(&pacer, &Pacer::callsTodayChanged);
            pacer.take(this, [&turns](const Result<void> &) { ++turns; });
            QTRY_COMPARE(turns, 1);
            QTRY_COMPARE(changed.count(), 1);
            QCOMPARE(changed.first().first().toInt(), 1);
        }
        Pacer again(clock, dir.path());
        QCOMPARE(again.callsToday(), 1);
        QVERIFY(again.dayEnds() > clock.now());
        QCOMPARE(again.dayEnds().time(), QTime(0, 0));
    }

    void callsOfOthersAndTheNextDayAreTold()
    {
        const QTemporaryDir dir;
        const Clock clock = *Clock::parse(QStringLiteral("1000@%1").arg(QDateTime::currentMSecsSinceEpoch()));
        Pacer pacer(clock, dir.path());
        QList<int> told;
        connect(&pacer, &Pacer::callsTodayChanged, this, [&told](int calls) { told << calls; });
        writeDay(dir,
                 "{\"day\":\"" + clock.now().date().toString(Qt::ISODate).toLatin1() + "\",\"calls\":212}");
        QTRY_COMPARE(told, QList<int>{212});
        writeDay(dir, "{\"day\":\"2026-01-01\",\"calls\":212}"); // as it stands there when a day is over
        QTRY_COMPARE(told, (QList<int>{212, 0}));
    }

    void theAllowanceOfTheDayEndsInQuota_data()
    {
        QTest::addColumn<QByteArray>("state");
        const QByteArray day = Clock().now().date().toString(Qt::ISODate).toLatin1();
        QTest::newRow("10,000 calls were made") << QByteArray("{\"day\":\"" + day + "\",\"calls\":10000}");
        QTest::newRow("the service said so")
            << QByteArray("{\"day\":\"" + day + "\",\"calls\":3,\"used_up\":true}");
    }

    void theAllowanceOfTheDayEndsInQuota()
    {
        QFETCH(QByteArray, state);
        const QTemporaryDir dir;
        writeDay(dir, state);
        const Clock clock;
        Pacer pacer(clock, dir.path());
        std::optional<Result<void>> turn;
        pacer.take(this, [&turn](const Result<void> &result) { turn = result; });
        QTRY_VERIFY(turn);
        QVERIFY(!*turn);
        QCOMPARE(turn->error().kind, Error::Kind::Quota);
        QVERIFY(!turn->error().hint.isEmpty());
    }

    void usedUpHoldsForEverybodyUntilTheDayEnds()
    {
        const QTemporaryDir dir;
        const Clock clock;
        Pacer one(clock, dir.path());
        Pacer two(clock, dir.path());
        one.setUsedUp();
        std::optional<Result<void>> turn;
        two.take(this, [&turn](const Result<void> &result) { turn = result; });
        QTRY_VERIFY(turn);
        QCOMPARE(turn->error().kind, Error::Kind::Quota);
    }

    // The computer's clock is ahead of the service's, whose day has not begun yet.
    void usedUpJustAfterMidnightIsAskedForAgainInMinutes()
    {
        const QTemporaryDir dir;
        constexpr double speed = 600;
        QDateTime justAfter = QDateTime::currentDateTimeUtc();
        const auto real = static_cast<double>(justAfter.toMSecsSinceEpoch());
        justAfter.setTime(QTime(0, 1));
        const double anchor =
            (speed * real - static_cast<double>(justAfter.toMSecsSinceEpoch())) / (speed - 1);
        const Clock clock =
            *Clock::parse(QStringLiteral("%1@%2").arg(speed).arg(static_cast<qint64>(anchor)));
        Pacer pacer(clock, dir.path());
        pacer.setUsedUp();
        const auto turn = [this, &pacer] {
            std::optional<Result<void>> came;
            pacer.take(this, [&came](const Result<void> &result) { came = result; });
            return QTest::qWaitFor([&came] { return came.has_value(); }) ? *came : Result<void>();
        };
        const Result<void> first = turn();
        QVERIFY(!first);
        QCOMPARE(first.error().kind, Error::Kind::Quota);
        QTRY_VERIFY(turn().has_value());
        QCOMPARE(clock.now().date(), justAfter.date());
    }

    void aNewDayStartsAtNothing()
    {
        const QTemporaryDir dir;
        writeDay(dir, R"({"day":"2001-02-03","calls":10000,"used_up":true})");
        const Clock clock;
        Pacer pacer(clock, dir.path());
        QCOMPARE(pacer.callsToday(), 0);
        std::optional<Result<void>> turn;
        pacer.take(this, [&turn](const Result<void> &result) { turn = result; });
        QTRY_VERIFY(turn);
        QVERIFY(*turn);
        QCOMPARE(pacer.callsToday(), 1);
    }

    void aDamagedFileOrAClockSetBackDoesNotBlock_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("half a file") << QByteArray("{\"day\":\"20");
        QTest::newRow("a turn a year ahead")
            << QByteArray("{\"next\":" + QByteArray::number(Clock().nowMs() + 31'000'000'000) + "}");
    }

    void aDamagedFileOrAClockSetBackDoesNotBlock()
    {
        QFETCH(QByteArray, state);
        const QTemporaryDir dir;
        writeDay(dir, state);
        const Clock clock;
        Pacer pacer(clock, dir.path());
        bool turn = false;
        pacer.take(this, [&turn](const Result<void> &result) { turn = result.has_value(); });
        QTRY_VERIFY(turn);
    }

    void aFolderThatCannotBeUsedIsAStorageError()
    {
        const QTemporaryDir dir;
        const QString blocked = dir.filePath(QStringLiteral("file"));
        QFile file(blocked);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const Clock clock;
        Pacer pacer(clock, blocked + QStringLiteral("/below"));
        std::optional<Result<void>> turn;
        pacer.take(this, [&turn](const Result<void> &result) { turn = result; });
        QTRY_VERIFY(turn);
        QCOMPARE(turn->error().kind, Error::Kind::Storage);
    }

    void whatIsMoreThanTodayTakesDays()
    {
        QCOMPARE(Pacer::daysFor(0, 10'000), 1);
        QCOMPARE(Pacer::daysFor(10'000, 10'000), 1);
        QCOMPARE(Pacer::daysFor(10'001, 10'000), 2);
        QCOMPARE(Pacer::daysFor(500, 499), 2);
        QCOMPARE(Pacer::daysFor(20'000, 0), 3); // nothing today
        QCOMPARE(Pacer::daysFor(25'000, 5'000), 3);
    }

    void whoIsGoneTakesNoTurn()
    {
        const QTemporaryDir dir;
        const Clock clock;
        auto pacer = std::make_unique<Pacer>(clock, dir.path());
        auto gone = std::make_unique<QObject>();
        bool called = false;
        pacer->take(gone.get(), [&called](const Result<void> &) { called = true; });
        gone.reset();
        bool turn = false;
        pacer->take(this, [&turn, &pacer](const Result<void> &) {
            turn = true;
            pacer.reset(); // the one who waits may end all of it
        });
        pacer->take(this, [&called](const Result<void> &) { called = true; });
        QTRY_VERIFY(turn);
        QTest::qWait(400);
        QVERIFY(!called);
        QCOMPARE(Pacer(clock, dir.path()).callsToday(), 1);
    }
};

QTEST_GUILESS_MAIN(PacerTest)
#include "tst_pacer.moc"
