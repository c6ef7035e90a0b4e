#include "send/history.h"
#include "send/planparts.h"
#include "support/peoplefile.h"
#include "support/practiceimport.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// Cancelled, paused, killed: an import goes on from where it was, or says what was sent.
class ImportStopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cancelledBeforeAnythingIsSent()
    {
        PracticeImport practice;
        const auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 100)), {practice.listId(news)}));
        connect(run.get(), &ImportRun::progressed, run.get(), [&run] { run->cancel(); });
        const ImportEnding end = practice.ending(*run);
        QCOMPARE(end.summary.state, ImportSummary::State::Cancelled);
        QCOMPARE(end.summary.count(Outcome::NotSent), 100);
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), 0);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void cancelledAtAnyMomentItEndsAndLeavesNoList_data()
    {
        QTest::addColumn<int>("step");
        for (int step = 0; step < 12; ++step)
            QTest::addRow("after step %d", step) << step;
    }

    void cancelledAtAnyMomentItEndsAndLeavesNoList()
    {
        QFETCH(int, step);
        PracticeImport practice({}, 100);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("person7@example.org"), QStringLiteral("explicit"), {},
                            QStringLiteral("Old"));
        const auto run = practice.run(planFor(practice.folder.path(), file(people(0, 300)), {list}));
        int steps = 0;
        connect(run.get(), &ImportRun::progressed, run.get(), [&] {
            if (steps++ == step)
                run->cancel();
        });
        const ImportEnding end = practice.ending(*run);
        QCOMPARE(sum(end.summary), 300);
        QVERIFY(end.summary.state == ImportSummary::State::Cancelled ||
                end.summary.state == ImportSummary::State::Done);
        const qint64 arrived = end.summary.count(Outcome::Added) + end.summary.count(Outcome::Updated);
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), arrived);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void cancelledOnTheWayWhatWasSentGetsItsAnswer()
    {
        PracticeImport practice({}, 40);
        const auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 100)), {practice.listId(news)}));
        connect(run.get(), &ImportRun::progressed, run.get(), [&run](const ImportProgress &progress) {
            if (progress.state == ImportSummary::State::Processing)
                run->cancel();
        });
        const ImportEnding end = practice.ending(*run);
        QCOMPARE(end.summary.count(Outcome::Added), 100);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void stoppedAtAnyMomentItGoesOnFromThere_data()
    {
        QTest::addColumn<int>("step");
        for (int step = 0; step < 14; ++step)
            QTest::addRow("after step %d", step) << step;
    }

    void stoppedAtAnyMomentItGoesOnFromThere()
    {
        QFETCH(int, step);
        PracticeImport practice({}, 100);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("person7@example.org"), QStringLiteral("explicit"), {},
                            QStringLiteral("Old"));
        auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 300) + "bad,a,b\r\n"), {list}));
        int steps = 0;
        connect(run.get(), &ImportRun::progressed, run.get(), [&steps] { ++steps; });
        QSignalSpy finished(run.get(), &ImportRun::finished);
        run->start();
        QVERIFY(QTest::qWaitFor([&] { return steps > step || finished.count() > 0; }, 20'000));
        const bool over = finished.count() > 0;
        run.reset(); // as a kill would, but for what the worker has begun
        QVERIFY(QFile::remove(practice.folder.filePath(QStringLiteral("people.csv"))));

        History history(*practice.journal);
        const auto interrupted = history.interrupted();
        QVERIFY(interrupted);
        QCOMPARE(interrupted->size(), over ? 0 : 1);
        const QString id = history.imports()->first().id;
        QCOMPARE(sum(history.imports()->first()), 301);
        QCOMPARE(history.answers(id, {}, 0, 1000)->size(), 301);
        if (over)
            return;
        const auto goesOn = std::make_unique<ImportRun>(practice.needs(), id);
        const ImportEnding end = practice.ending(*goesOn);
        QVERIFY2(!end.error, end.error ? qPrintable(end.error->message) : "");
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Added), 299);
        QCOMPARE(end.summary.count(Outcome::Updated), 1);
        QCOMPARE(end.summary.count(Outcome::Refused), 1);
        QVERIFY(QFile::exists(end.summary.refusedFile));
        QCOMPARE(practice.report().value(QLatin1String("contacts_total")).toInt(), 300);
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), 300); // no row twice
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
        QCOMPARE(history.interrupted()->size(), 0);
        QCOMPARE(QDir(practice.journal->folder()).entryList({QStringLiteral("import-*")}).size(), 0);
    }

    void killedAtAnyMomentANewListIsMadeOnce_data()
    {
        QTest::addColumn<int>("step");
        for (int step = 0; step < 6; ++step)
            QTest::addRow("after step %d", step) << step;
    }

    void killedAtAnyMomentANewListIsMadeOnce()
    {
        QFETCH(int, step);
        PracticeImport practice({}, 50);
        const QString name = QStringLiteral("Winter visitors");
        ImportPlan plan = planFor(practice.folder.path(), file(people(0, 20)), {madeUpId(name)});
        plan.listNames = {name};
        auto run = practice.run(plan);
        int steps = 0;
        connect(run.get(), &ImportRun::progressed, run.get(), [&steps] { ++steps; });
        QSignalSpy finished(run.get(), &ImportRun::finished);
        run->start();
        QVERIFY(QTest::qWaitFor([&] { return steps > step || finished.count() > 0; }, 20'000));
        const QString id = run->id();
        run.reset();
        QCOMPARE(History(*practice.journal).imports()->size(), 1); // whatever is made is in the journal before
        const auto goesOn = std::make_unique<ImportRun>(practice.needs(), id);
        const ImportEnding end = practice.ending(*goesOn);
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Added), 20);
        QTRY_COMPARE(practice.listsLike(ownLists), 0); // the service deletes it in its own time
        QCOMPARE(practice.listsLike(name), 1);
        QCOMPARE(practice.contact(QStringLiteral("person7@example.org")).value(QLatin1String("lists")).toArray(),
                 QJsonArray{name});
    }

    void withoutANetworkItsNewListIsMadeLater()
    {
        PracticeImport practice({}, 100);
        const QString name = QStringLiteral("Winter visitors");
        ImportPlan plan = planFor(practice.folder.path(), file(people(0, 20)), {madeUpId(name)});
        plan.listNames = {name};
        practice.account->setTroubles({{QStringLiteral("drop"), 1}});
        const auto run = practice.run(plan);
        const ImportEnding paused = practice.ending(*run);
        QCOMPARE(paused.summary.state, ImportSummary::State::Paused);
        practice.account->setTroubles({});
        const auto goesOn = std::make_unique<ImportRun>(practice.needs(), paused.summary.id);
        QCOMPARE(practice.ending(*goesOn).summary.count(Outcome::Added), 20);
        QCOMPARE(practice.listsLike(name), 1);
    }

    void pausedItGoesOnLater()
    {
        PracticeImport practice({}, 100);
        const auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 300)), {practice.listId(news)}));
        connect(run.get(), &ImportRun::progressed, run.get(), [&run](const ImportProgress &progress) {
            if (progress.state == ImportSummary::State::Processing)
                run->pause();
        });
        const ImportEnding paused = practice.ending(*run);
        QCOMPARE(paused.summary.state, ImportSummary::State::Paused);
        QCOMPARE(paused.summary.count(Outcome::NotSent), 300);
        const auto goesOn = std::make_unique<ImportRun>(practice.needs(), paused.summary.id);
        QCOMPARE(practice.ending(*goesOn).summary.count(Outcome::Added), 300);
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), 300);
    }

    void oneAtATimeWorksOnAnImport()
    {
        PracticeImport practice({}, 100);
        const auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 300)), {practice.listId(news)}));
        QSignalSpy progressed(run.get(), &ImportRun::progressed);
        run->start();
        QTRY_VERIFY(progressed.count() > 0);
        const auto second = std::make_unique<ImportRun>(practice.needs(), run->id());
        const ImportEnding end = practice.ending(*second);
        QVERIFY(end.error);
        QCOMPARE(end.error->kind, Error::Kind::Usage);
        QSignalSpy finished(run.get(), &ImportRun::finished);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 30'000);
        QCOMPARE(finished.at(0).at(0).value<ImportSummary>().count(Outcome::Added), 300);
    }

    void withoutItsCopyWhatWasSentIsStillAnswered()
    {
        PracticeImport practice({}, 100);
        auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 300)), {practice.listId(news)}));
        QString id;
        // Ended at the very moment at which all is sent and nothing has come back.
        connect(run.get(), &ImportRun::progressed, this, [&run, &id](const ImportProgress &progress) {
            if (progress.state != ImportSummary::State::Processing)
                return;
            id = run->id();
            run.reset();
        });
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(!run, 20'000);
        QVERIFY(QFile::remove(QStringLiteral("%1/import-%2.csv").arg(practice.journal->folder(), id)));
        const auto goesOn = std::make_unique<ImportRun>(practice.needs(), id);
        const ImportEnding end = practice.ending(*goesOn);
        QVERIFY(!end.error); // nothing was left to send, so nothing is missed
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Added), 300);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }
};

QTEST_GUILESS_MAIN(ImportStopsTest)
#include "tst_importstops.moc"
