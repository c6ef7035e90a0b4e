#include "send/history.h"
#include "send/planparts.h"
#include "send/resumption.h"
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

    void pausedItIsAtOnceAlsoWhereNoAnswerComes_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<ImportSummary::State>("state");
        using State = ImportSummary::State;
        QTest::newRow("while it is sent") << QStringLiteral("Sending.") << State::Paused;
        QTest::newRow("while the service works on it")
            << QStringLiteral("The service is working") << State::Paused;
        QTest::newRow("while it is read back") << QStringLiteral("Reading back") << State::Paused;
        QTest::newRow("while people are tagged") << QStringLiteral("Tagging.") << State::Paused;
        QTest::newRow("while its own list is deleted") << QStringLiteral("Tidying up.") << State::Done;
    }

    void pausedItIsAtOnceAlsoWhereNoAnswerComes()
    {
        QFETCH(QString, sentence);
        QFETCH(ImportSummary::State, state);
        PracticeImport practice({}, 100);
        ImportPlan plan = planFor(practice.folder.path(), file(people(0, 300)), {practice.listId(news)});
        plan.tagNames = {QStringLiteral("Fair")};
        plan.tagIds = {madeUpId(plan.tagNames.first())};
        const auto run = practice.run(plan);
        QSignalSpy finished(run.get(), &ImportRun::finished);
        int calls = -1;
        connect(run.get(), &ImportRun::progressed, run.get(), [&](const ImportProgress &progress) {
            if (calls >= 0 || !progress.sentence.startsWith(sentence))
                return;
            calls = practice.service().client.callsMade();
            practice.account->setTroubles({{QStringLiteral("hang"), 1}});
        });
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(calls >= 0 && practice.service().client.callsMade() > calls, 20'000);
        run->pause();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 10'000);
        const auto paused = finished.at(0).at(0).value<ImportSummary>();
        QCOMPARE(paused.state, state);
        QCOMPARE(sum(paused), 300);
        QVERIFY(!finished.at(0).at(1).value<std::optional<Error>>());

        practice.account->setTroubles({});
        const auto goesOn = std::make_unique<ImportRun>(practice.needs(), paused.id);
        const ImportEnding end = practice.ending(*goesOn);
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Added), 300);
        const QJsonObject report = practice.report();
        QCOMPARE(report.value(QLatin1String("contacts_total")).toInt(), 300);
        QCOMPARE(report.value(QLatin1String("rows_received")).toInt(), 300); // no row twice
        QCOMPARE(
            practice.contact(QStringLiteral("person7@example.org")).value(QLatin1String("tags")).toArray(),
            QJsonArray{plan.tagNames.first()});
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void pausedWhileALeftOverListIsTidiedUpItIsAtOnce_data()
    {
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("it is looked for") << false;
        QTest::newRow("it is deleted") << true;
    }

    void pausedWhileALeftOverListIsTidiedUpItIsAtOnce()
    {
        QFETCH(bool, isKnown);
        PracticeImport practice({}, 100);
        ImportRecord record;
        record.state = static_cast<quint8>(ImportSummary::State::Failed);
        record.error = Error{Error::Kind::Refused, QStringLiteral("No."), {}, {}};
        record.ownListName = ownLists + QStringLiteral(" that was left");
        record.ownList = isKnown ? ImportRecord::OwnList::Made : ImportRecord::OwnList::Wanted;
        record.ownListId = practice.listId(record.ownListName);
        record.counts = QList<qint64>(static_cast<int>(Outcome::Count), 0);
        record.id = *practice.journal->begin(record);

        practice.account->setTroubles({{QStringLiteral("hang"), 1}});
        const auto run = std::make_unique<ImportRun>(practice.needs(), record.id);
        QSignalSpy finished(run.get(), &ImportRun::finished);
        const int calls = practice.service().client.callsMade();
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(practice.service().client.callsMade() > calls, 20'000);
        run->pause();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 5000);
        QCOMPARE(finished.at(0).at(0).value<ImportSummary>().state, ImportSummary::State::Failed);
        QCOMPARE(practice.journal->record(record.id)->error, record.error); // what it ended with stays
        QCOMPARE(practice.listsLike(ownLists), 1);

        practice.account->setTroubles({});
        Resumption resumption(practice.needs()); // the next start
        QSignalSpy tidied(&resumption, &Resumption::finished);
        resumption.start();
        QTRY_COMPARE_WITH_TIMEOUT(tidied.count(), 1, 20'000);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void pausedOnABadNetworkItStaysPaused()
    {
        PracticeImport practice({}, 20);
        const auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 100)), {practice.listId(news)}));
        int calls = -1;
        connect(run.get(), &ImportRun::progressed, run.get(), [&](const ImportProgress &progress) {
            if (calls >= 0 || progress.state != ImportSummary::State::Processing)
                return;
            calls = practice.service().client.callsMade();
            practice.account->setTroubles({{QStringLiteral("drop"), 1}});
        });
        QSignalSpy finished(run.get(), &ImportRun::finished);
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(calls >= 0 && practice.service().client.callsMade() > calls, 20'000);
        run->pause();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
        QCOMPARE(finished.at(0).at(0).value<ImportSummary>().state, ImportSummary::State::Paused);
        QVERIFY(!finished.at(0).at(1).value<std::optional<Error>>()); // with one it would go on by itself
    }

    void stoppedAndClosedAtOnceItSendsNothingMore()
    {
        PracticeImport practice({}, 50);
        ImportPlan plan = planFor(practice.folder.path(), file(people(0, 60)), {practice.listId(news)});
        plan.express = true; // one by one
        auto run = practice.run(plan);
        connect(run.get(), &ImportRun::progressed, this, [&run](const ImportProgress &progress) {
            if (progress.state != ImportSummary::State::Sending || progress.rowsDone < 3)
                return;
            run->cancel();
            run.reset();
        });
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(!run, 20'000);
        compareStopped(practice, 60);
    }

    void stoppedOnABadNetworkItSendsNothingMore()
    {
        PracticeImport practice({}, 50);
        ImportPlan plan = planFor(practice.folder.path(), file(people(0, 60)), {practice.listId(news)});
        plan.express = true;
        const auto run = practice.run(plan);
        connect(run.get(), &ImportRun::progressed, run.get(), [&](const ImportProgress &progress) {
            if (progress.state != ImportSummary::State::Sending || progress.rowsDone < 3)
                return;
            practice.account->setTroubles({{QStringLiteral("drop"), 1}});
            run->cancel();
        });
        const ImportEnding end = practice.ending(*run);
        QCOMPARE(end.summary.state, ImportSummary::State::Paused); // what was on its way is not known yet
        QVERIFY(end.summary.isStopped);
        QCOMPARE(end.error->kind, Error::Kind::Offline);
        practice.account->setTroubles({});
        compareStopped(practice, 60);
    }

    void whatTheServiceDidNotTakeIsNotSentAgainAfterAStop()
    {
        PracticeImport practice({}, 4);
        const auto run =
            practice.run(planFor(practice.folder.path(), file(people(0, 100)), {practice.listId(news)}));
        const auto calls = [&practice] {
            return practice.report().value(QLatin1String("calls_total")).toInt();
        };
        int before = -1;
        connect(run.get(), &ImportRun::progressed, run.get(), [&](const ImportProgress &progress) {
            if (before >= 0 || progress.state != ImportSummary::State::Sending)
                return;
            before = calls();
            practice.account->setTroubles({{QStringLiteral("throttled"), 1}});
        });
        QSignalSpy finished(run.get(), &ImportRun::finished);
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(before >= 0 && calls() > before, 20'000);
        run->cancel();
        practice.account->setTroubles({});
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20'000);
        QCOMPARE(finished.at(0).at(0).value<ImportSummary>().state, ImportSummary::State::Cancelled);
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), 0);
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

private:
    /// It was stopped when some of its people had been sent: the next start only asks for their answers.
    static void compareStopped(PracticeImport &practice, int rows)
    {
        History history(*practice.journal);
        const auto left = history.interrupted();
        QVERIFY(left);
        QCOMPARE(left->size(), 1);
        QVERIFY(left->first().isStopped);
        Resumption resumption(practice.needs());
        QSignalSpy begun(&resumption, &Resumption::begun);
        QSignalSpy finished(&resumption, &Resumption::finished);
        resumption.start();
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60'000);
        QVERIFY(!finished.at(0).at(0).value<std::optional<Error>>());
        QVERIFY(begun.at(0).at(1).toString().contains(QLatin1String("before it was stopped")));
        const auto end = history.import(left->first().id);
        QVERIFY(end);
        QCOMPARE(end->state, ImportSummary::State::Cancelled);
        QVERIFY(!end->isStopped);
        const qint64 added = end->count(Outcome::Added);
        QVERIFY(added > 0 && added < rows / 2);
        QCOMPARE(end->count(Outcome::NotSent), rows - added);
        QCOMPARE(practice.report().value(QLatin1String("contacts_total")).toInt(), added);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }
};

QTEST_GUILESS_MAIN(ImportStopsTest)
#include "tst_importstops.moc"
