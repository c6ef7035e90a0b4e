#include "send/resumption.h"

#include "send/history.h"
#include "support/answers.h"
#include "support/practiceimport.h"

#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString news = QStringLiteral("Newsletter");

} // namespace

class ResumptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theAllowanceUsedUpItGoesOnByItselfWhenTheNextDayBegins_data()
    {
        QTest::addColumn<QTime>("time");
        QTest::addColumn<int>("days");
        QTest::newRow("at midnight") << QTime(23, 58) << 1;
        QTest::newRow("here the day has begun, and there not yet") << QTime(0, 1) << 0;
    }

    void theAllowanceUsedUpItGoesOnByItselfWhenTheNextDayBegins()
    {
        QFETCH(QTime, time);
        QFETCH(int, days);
        PracticeImport practice({}, clockAt(time, 100));
        const QString list = practice.listId(news);
        practice.account->setTroubles({{QStringLiteral("quota"), 1}});
        const ImportEnding end = practice.import("Email\r\na@example.org\r\nb@example.org\r\n", {list});
        QVERIFY(end.error);
        QCOMPARE(end.error->kind, Error::Kind::Quota);
        QCOMPARE(end.summary.state, ImportSummary::State::Paused);
        practice.account->setTroubles({});
        const QDate day = practice.clock().now().date();

        Resumption resumption(practice.needs());
        resumption.setPatient(true);
        QSignalSpy waiting(&resumption, &Resumption::waiting);
        QSignalSpy finished(&resumption, &Resumption::finished);
        resumption.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(!finished.at(0).at(0).value<std::optional<Error>>());
        QVERIFY(waiting.size() > 0);
        QCOMPARE(day.daysTo(practice.clock().now().date()), days);
        QCOMPARE(History(*practice.journal).import(end.summary.id)->state, ImportSummary::State::Done);
        QVERIFY(!practice.contact(QStringLiteral("b@example.org")).isEmpty());
    }

    void theNetworkBackItGoesOnByItself()
    {
        PracticeImport practice({}, 200);
        const QString list = practice.listId(news);
        practice.account->setTroubles({{QStringLiteral("drop"), 1}});
        const ImportEnding end = practice.import("Email\r\na@example.org\r\n", {list});
        QCOMPARE(end.error->kind, Error::Kind::Offline);

        Resumption resumption(practice.needs());
        resumption.setPatient(true);
        QSignalSpy waiting(&resumption, &Resumption::waiting);
        QSignalSpy ended(&resumption, &Resumption::importEnded);
        QSignalSpy finished(&resumption, &Resumption::finished);
        resumption.start();
        QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 2, 30'000);
        QCOMPARE(finished.size(), 0);
        practice.account->setTroubles({});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QCOMPARE(ended.last().at(0).value<ImportSummary>().state, ImportSummary::State::Done);
    }

    void withoutPatienceItSaysWhyItStopped()
    {
        PracticeImport practice({}, 200);
        const QString list = practice.listId(news);
        practice.account->setTroubles({{QStringLiteral("drop"), 1}});
        QVERIFY(practice.import("Email\r\na@example.org\r\n", {list}).error);
        Resumption resumption(practice.needs());
        QSignalSpy finished(&resumption, &Resumption::finished);
        resumption.start();
        QCOMPARE(finished.size(), 0);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QCOMPARE(finished.at(0).at(0).value<std::optional<Error>>()->kind, Error::Kind::Offline);
    }

    void whatAPersonPausedWaitsForAPerson()
    {
        PracticeImport practice({}, 50);
        const QString list = practice.listId(news);
        const auto run = practice.run(planFor(practice.folder.path(), "Email\r\na@example.org\r\n", {list}));
        connect(run.get(), &ImportRun::progressed, run.get(), &ImportRun::pause);
        const ImportEnding end = practice.ending(*run);
        QCOMPARE(end.summary.state, ImportSummary::State::Paused);
        QVERIFY(!end.error);

        Resumption all(practice.needs());
        QSignalSpy finished(&all, &Resumption::finished);
        all.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(practice.contact(QStringLiteral("a@example.org")).isEmpty());

        Resumption one(practice.needs());
        QSignalSpy done(&one, &Resumption::finished);
        QSignalSpy begun(&one, &Resumption::begun);
        one.start(end.summary.id);
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 30'000);
        QCOMPARE(begun.size(), 1);
        QVERIFY(!practice.contact(QStringLiteral("a@example.org")).isEmpty());
    }

    void anUndoThatAPersonStoppedWaitsForAPerson()
    {
        PracticeImport practice({}, 50);
        const ImportEnding end = practice.import("Email\r\na@example.org\r\n", {practice.listId(news)});
        QVERIFY(!end.error);
        bool rests = false;
        auto undo = std::make_unique<Undo>(practice.needs(), end.summary.id);
        connect(undo.get(), &Undo::progressed, undo.get(), [&](const QString &sentence) {
            if (sentence.startsWith(QLatin1String("Taking")) && !std::exchange(rests, true))
                QMetaObject::invokeMethod(undo.get(), &Undo::rest, Qt::QueuedConnection);
        });
        undo->start();
        QTRY_VERIFY(rests);
        undo.reset();

        Resumption all(practice.needs());
        QSignalSpy finished(&all, &Resumption::finished);
        QSignalSpy undone(&all, &Resumption::undoEnded);
        all.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QCOMPARE(undone.size(), 0);

        Resumption paused(practice.needs()); // once more, by who goes on with it
        QSignalSpy pausedEnd(&paused, &Resumption::finished);
        connect(&paused, &Resumption::begun, &paused, &Resumption::pause, Qt::QueuedConnection);
        paused.start(end.summary.id);
        QTRY_COMPARE_WITH_TIMEOUT(pausedEnd.size(), 1, 30'000);
        QVERIFY(wasStoppedByPerson(**practice.journal->undo(end.summary.id)));

        Resumption one(practice.needs());
        QSignalSpy ended(&one, &Resumption::undoEnded);
        one.start(end.summary.id);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
        QVERIFY(!wasStoppedByPerson(**practice.journal->undo(end.summary.id)));
    }

    void whatWasInterruptedGoesOnAtTheNextStart()
    {
        PracticeImport practice({}, 50);
        const QString list = practice.listId(news);
        const auto run = practice.run(planFor(practice.folder.path(), "Email\r\na@example.org\r\n", {list}));
        connect(run.get(), &ImportRun::progressed, run.get(), &ImportRun::interrupt);
        const ImportEnding end = practice.ending(*run);
        QCOMPARE(end.summary.state, ImportSummary::State::Paused);
        QCOMPARE(end.error->kind, Error::Kind::Cancelled);

        Resumption interrupted(practice.needs());
        connect(&interrupted, &Resumption::begun, &interrupted, &Resumption::interrupt);
        QSignalSpy finished(&interrupted, &Resumption::finished);
        interrupted.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QCOMPARE(finished.at(0).at(0).value<std::optional<Error>>()->kind, Error::Kind::Cancelled);
        QVERIFY(practice.contact(QStringLiteral("a@example.org")).isEmpty());

        Resumption next(practice.needs());
        QSignalSpy done(&next, &Resumption::finished);
        next.start();
        QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 30'000);
        QVERIFY(!done.at(0).at(0).value<std::optional<Error>>());
        QCOMPARE(History(*practice.journal).import(end.summary.id)->state, ImportSummary::State::Done);
        QVERIFY(!practice.contact(QStringLiteral("a@example.org")).isEmpty());
    }

    void whatAnotherProcessTakesUpInBetweenIsLeftToIt()
    {
        PracticeImport practice({}, 100);
        const QString list = practice.listId(news);
        practice.account->setTroubles({{QStringLiteral("drop"), 1}});
        const QString first = practice.import("Email\r\na@example.org\r\n", {list}).summary.id;
        const QString second = practice.import("Email\r\nb@example.org\r\n", {list}).summary.id;
        practice.account->setTroubles({});
        Resumption resumption(practice.needs());
        std::optional<FileLock> others;
        connect(&resumption, &Resumption::importEnded, &resumption, [&](const ImportSummary &import) {
            if (import.id == first)
                others = std::move(*practice.journal->lock(second));
        });
        QSignalSpy ended(&resumption, &Resumption::importEnded);
        QSignalSpy finished(&resumption, &Resumption::finished);
        resumption.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(others);
        QCOMPARE(ended.size(), 1);
        QVERIFY(!finished.at(0).at(0).value<std::optional<Error>>());
        QVERIFY(practice.contact(QStringLiteral("b@example.org")).isEmpty());
    }

    void pausedItStopsAtOnceAndDeletedOnTheWayItSaysNothing()
    {
        PracticeImport practice({}, 50);
        const QString list = practice.listId(news);
        practice.account->setTroubles({{QStringLiteral("drop"), 1}});
        QVERIFY(practice.import("Email\r\na@example.org\r\n", {list}).error);
        auto resumption = std::make_unique<Resumption>(practice.needs());
        resumption->setPatient(true);
        QSignalSpy waiting(resumption.get(), &Resumption::waiting);
        QSignalSpy finished(resumption.get(), &Resumption::finished);
        resumption->start();
        QTRY_COMPARE_WITH_TIMEOUT(waiting.size(), 1, 30'000);
        resumption->pause();
        QTRY_COMPARE(finished.size(), 1);

        auto other = std::make_unique<Resumption>(practice.needs());
        other->start();
        QTest::qWait(10);
        other.reset();
    }
};

QTEST_GUILESS_MAIN(ResumptionTest)
#include "tst_resumption.moc"
