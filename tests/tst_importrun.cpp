#include "send/history.h"
#include "support/peoplefile.h"
#include "support/practiceimport.h"

#include <QFile>
#include <QJsonArray>
#include <QPointer>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

class ImportRunTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRowHasItsAnswer()
    {
        PracticeImport practice;
        const QString list = practice.listId(news);
        const QString other = practice.listId(QStringLiteral("Events"));
        practice.addContact(QStringLiteral("same@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Sam"));
        practice.addContact(QStringLiteral("old@example.org"), QStringLiteral("explicit"), {other},
                            QStringLiteral("Oldname"));
        practice.addContact(QStringLiteral("gone@example.org"), QStringLiteral("unsubscribed"), {},
                            QStringLiteral("Gone"));
        const ImportEnding end = practice.import(file("new@example.org,New,Person\r\n"
                                                      "same@example.org,Sam,\r\n"
                                                      "old@example.org,Newname,\r\n"
                                                      "gone@example.org,Gone,\r\n"
                                                      "not an address,Bad,\r\n"
                                                      "NEW@example.org,New,Person\r\n"),
                                                 {list});
        QVERIFY2(!end.error, end.error ? qPrintable(end.error->message + end.error->detail) : "");
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.rows, 6);
        QCOMPARE(sum(end.summary), 6);
        const auto answers = History(*practice.journal).answers(end.summary.id, {}, 0, 100);
        QVERIFY(answers);
        QStringList outcomes;
        for (const RowAnswer &answer : *answers)
            outcomes.append(outcomeName(answer.outcome));
        QCOMPARE(outcomes.join(QLatin1Char(' ')),
                 QStringLiteral("added unchanged updated unsubscribed refused duplicate"));
        QCOMPARE(answers->at(4).by, QStringLiteral("check"));
        QTRY_COMPARE(practice.listsLike(ownLists), 0); // the service deletes it in its own time
        QVERIFY(!answers->at(4).reason.isEmpty());
        QCOMPARE(answers->at(0).email, QStringLiteral("new@example.org"));
        QCOMPARE(answers->at(0).line, 2);

        QCOMPARE(
            practice.contact(QStringLiteral("new@example.org")).value(QLatin1String("permission")).toString(),
            QStringLiteral("implicit"));
        QCOMPARE(
            practice.contact(QStringLiteral("old@example.org")).value(QLatin1String("first_name")).toString(),
            QStringLiteral("Newname"));
        QCOMPARE(
            practice.contact(QStringLiteral("old@example.org")).value(QLatin1String("permission")).toString(),
            QStringLiteral("explicit"));
        QCOMPARE(practice.contact(QStringLiteral("old@example.org"))
                     .value(QLatin1String("lists"))
                     .toArray()
                     .size(),
                 2);
        QCOMPARE(practice.contact(QStringLiteral("gone@example.org"))
                     .value(QLatin1String("permission"))
                     .toString(),
                 QStringLiteral("unsubscribed"));
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), 0); // too few for bulk
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
        QFile refused(end.summary.refusedFile);
        QVERIFY(refused.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = refused.readAll().split('\n');
        QCOMPARE(lines.at(0).trimmed(), QByteArray("\xef\xbb\xbf"
                                                   "Email,First name,Last name,Line,Reason,Hint"));
        QVERIFY(lines.at(1).startsWith("not an address,Bad,,6,"));
    }

    void nothingToSendMakesNoList()
    {
        PracticeImport practice;
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("same@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Sam"));
        const auto before = practice.report().value(QLatin1String("calls_total")).toInt();
        const ImportEnding end = practice.import(file("same@example.org,Sam,\r\n"), {list});
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Unchanged), 1);
        QCOMPARE(end.summary.calls, 1);
        QCOMPARE(practice.report().value(QLatin1String("calls_total")).toInt(), before + 1);
    }

    void noRowThatIsReadyCallsNobody()
    {
        PracticeImport practice;
        const ImportEnding end =
            practice.import(file("not an address,A,B\r\nneither,C,D\r\n"), {practice.listId(news)});
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Refused), 2);
        QCOMPARE(end.summary.calls, 0);
    }

    void manyRowsInFewCalls()
    {
        PracticeImport practice({}, 40);
        const ImportEnding end = practice.import(file(people(0, 10'000)), {practice.listId(news)});
        QVERIFY2(!end.error, end.error ? qPrintable(end.error->message) : "");
        QCOMPARE(end.summary.count(Outcome::Added), 10'000);
        QCOMPARE(sum(end.summary), 10'000);
        const QJsonObject report = practice.report();
        QCOMPARE(report.value(QLatin1String("contacts_total")).toInt(), 10'000);
        QCOMPARE(report.value(QLatin1String("oversized_bodies")).toInt(), 0);
        QVERIFY(report.value(QLatin1String("largest_body")).toInt() <= 3'500'000);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
        // One page before, list, body, the last poll, twenty pages after, list deleted.
        QVERIFY2(end.summary.calls <= 25 * 13 / 10, qPrintable(QString::number(end.summary.calls)));
    }

    void aSecondImportChangesNothing()
    {
        PracticeImport practice({}, 40);
        const QString list = practice.listId(news);
        QCOMPARE(practice.import(file(people(0, 700)), {list}).summary.count(Outcome::Added), 700);
        const ImportEnding again = practice.import(file(people(0, 700)), {list});
        QCOMPARE(again.summary.count(Outcome::Unchanged), 700);
        QCOMPARE(again.summary.calls, 2);
    }

    void rowsLostInsideTheServiceAreSentAgain()
    {
        practice::Options options;
        options.troubles = {{QStringLiteral("refuse-silently"), 0.05}};
        PracticeImport practice(options, 40);
        const ImportEnding end = practice.import(file(people(0, 2000)), {practice.listId(news)});
        QVERIFY(!end.error);
        const QJsonObject report = practice.report();
        const int lost = report.value(QLatin1String("rows_lost")).toInt();
        QVERIFY(lost > 0);
        QCOMPARE(end.summary.count(Outcome::Added), report.value(QLatin1String("contacts_total")).toInt());
        QCOMPARE(end.summary.count(Outcome::Added) + end.summary.count(Outcome::Refused), 2000);
        QVERIFY(end.summary.count(Outcome::Refused) < lost); // most made it the second time
        QCOMPARE(report.value(QLatin1String("rows_received")).toInt(),
                 2000 + (lost - int(end.summary.count(Outcome::Refused))));
    }

    void whoWasDeletedSinceDoesNotComeBackWithWhatGotLost()
    {
        practice::Options options;
        options.troubles = {{QStringLiteral("refuse-silently"), 1}};
        PracticeImport practice(options, 40);
        const QString list = practice.listId(news);
        const QString known = QStringLiteral("person3@example.org");
        const QString late = QStringLiteral("person5@example.org");
        practice.addContact(known, QStringLiteral("implicit"), {}, QStringLiteral("Oldname"));
        const auto run = practice.run(planFor(practice.folder.path(), file(people(0, 20)), {list}));
        bool deleted = false;
        connect(run.get(), &ImportRun::progressed, this, [&](const ImportProgress &progress) {
            if (progress.state == ImportSummary::State::ReadingBack)
                practice.account->setTroubles({});
            if (progress.state != ImportSummary::State::Processing || std::exchange(deleted, true))
                return;
            practice.addContact(late, QStringLiteral("implicit"), {});
            for (const QString &email : {known, late}) {
                const QString id = practice.contact(email).value(QLatin1String("id")).toString();
                QCOMPARE(practice.api("DELETE", QLatin1String("contacts/") + id).status, 204);
            }
        });
        const ImportEnding end = practice.ending(*run);
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Added), 18);
        QCOMPARE(end.summary.count(Outcome::LeftOut), 2);
        for (const QString &email : {known, late})
            QVERIFY(practice.contact(email).value(QLatin1String("deleted")).toBool());
    }

    void troublesOnTheWayLoseNothing_data()
    {
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<double>("chance");
        QTest::newRow("answers get lost") << QStringLiteral("lost-answer") << 0.2;
        QTest::newRow("answers are cut short") << QStringLiteral("cut") << 0.2;
        QTest::newRow("the service breaks") << QStringLiteral("http500") << 0.2;
        QTest::newRow("connections drop") << QStringLiteral("drop") << 0.2;
        QTest::newRow("too fast, it says") << QStringLiteral("throttled") << 0.2;
        QTest::newRow("pages in place of answers") << QStringLiteral("html-error") << 0.1;
    }

    void troublesOnTheWayLoseNothing()
    {
        QFETCH(QString, trouble);
        QFETCH(double, chance);
        practice::Options options;
        options.troubles = {{trouble, chance}};
        PracticeImport practice(options, 40);
        practice.account->setTroubles({});
        const QString list = practice.listId(news);
        practice.account->setTroubles(options.troubles);
        const ImportEnding end = practice.import(file(people(0, 3000)), {list});
        practice.account->setTroubles({});
        QCOMPARE(sum(end.summary), 3000);
        const QJsonObject report = practice.report();
        if (end.summary.state == ImportSummary::State::Done) {
            QCOMPARE(end.summary.count(Outcome::Added), 3000);
            QCOMPARE(report.value(QLatin1String("contacts_total")).toInt(), 3000);
        } else {
            QCOMPARE(end.summary.state, ImportSummary::State::Paused);
            QVERIFY(end.error);
        }
        QCOMPARE(report.value(QLatin1String("oversized_bodies")).toInt(), 0);
    }

    void anAccountThatCannotBeReadGetsNothing()
    {
        practice::Options options;
        options.troubles = {{QStringLiteral("http500"), 1}};
        PracticeImport practice(options, 200);
        const ImportEnding end = practice.import(file(people(0, 10)), {QStringLiteral("l")});
        QVERIFY(end.error);
        QCOMPARE(end.error->kind, Error::Kind::Offline);
        QCOMPARE(end.summary.state, ImportSummary::State::Paused);
        QCOMPARE(end.summary.count(Outcome::NotSent), 10);
        practice.account->setTroubles({});
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), 0);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void deletedContactsAreLeftOutUnlessAsked()
    {
        PracticeImport practice;
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("gone@example.org"), QStringLiteral("implicit"), {list});
        const QString id =
            practice.contact(QStringLiteral("gone@example.org")).value(QLatin1String("id")).toString();
        QCOMPARE(practice.api("DELETE", QLatin1String("contacts/") + id).status, 204);
        const ImportEnding end = practice.import(file("gone@example.org,G,\r\n"), {list});
        QCOMPARE(end.summary.count(Outcome::LeftOut), 1);
        QVERIFY(
            practice.contact(QStringLiteral("gone@example.org")).value(QLatin1String("deleted")).toBool());

        ImportPlan plan = planFor(practice.folder.path(), file("gone@example.org,G,\r\n"), {list});
        plan.revive = true;
        const auto run = practice.run(plan);
        QCOMPARE(practice.ending(*run).summary.count(Outcome::Updated), 1);
        QVERIFY(
            !practice.contact(QStringLiteral("gone@example.org")).value(QLatin1String("deleted")).toBool());
    }

    void anUnknownImportIsAUsageError()
    {
        PracticeImport practice;
        const auto run = std::make_unique<ImportRun>(practice.needs(), QStringLiteral("12"));
        const ImportEnding end = practice.ending(*run);
        QVERIFY(end.error);
        QCOMPARE(end.error->kind, Error::Kind::Usage);
    }

    void deletedByWhoHearsOfTheEnd()
    {
        PracticeImport practice;
        auto *run = new ImportRun(
            practice.needs(), planFor(practice.folder.path(), file("bad,a,b\r\n"), {QStringLiteral("l")}));
        QPointer<ImportRun> alive(run);
        connect(run, &ImportRun::finished, this, [run] { delete run; });
        run->start();
        QTRY_VERIFY(!alive);
    }

    void aListTheServiceDoesNotKnowEndsItInWords()
    {
        PracticeImport practice({}, 100);
        const ImportEnding end =
            practice.import(file(people(0, 3)), {QStringLiteral("11111111-2222-3333-4444-555555555555")});
        QCOMPARE(end.summary.count(Outcome::Added), 0);
        QCOMPARE(sum(end.summary), 3);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }
};

QTEST_GUILESS_MAIN(ImportRunTest)
#include "tst_importrun.moc"
