#include "send/accountfeed.h"
#include "send/forecast.h"
#include "send/planparts.h"
#include "support/practiceimport.h"

#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString news = QStringLiteral("Newsletter");

struct Told
{
    ForecastResult result;
    std::optional<Error> error;
};

Told tell(Forecast &forecast)
{
    std::optional<Told> told;
    QObject::connect(&forecast, &Forecast::finished, &forecast,
                     [&told](const ForecastResult &result, const std::optional<Error> &error) {
                         told = Told{result, error};
                     });
    forecast.start();
    if (told || !QTest::qWaitFor([&told] { return told.has_value(); }, 30'000))
        qFatal("No forecast, or before start() returned.");
    return *told;
}

QByteArray csv()
{
    return "Email,First name\r\nnew@example.org,New\r\nsame@example.org,Sam\r\nold@example.org,Newname\r\n"
           "gone@example.org,Gone\r\nbad,Bad\r\nnew@example.org,New\r\n";
}

} // namespace

class ForecastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Nobody is on a list that is not there yet: only the account is exported.
    void aListThatIsYetToBeMadeIsNotReadFromTheAccount()
    {
        practice::Options options;
        options.unlimited = true;
        options.seedContacts = 6000;
        PracticeImport practice(options, 50);
        QByteArray people = "Email\r\n";
        for (int i = 0; i < 3000; ++i)
            people += "new" + QByteArray::number(i) + "@example.org\r\n";
        const ImportPlan plan =
            planFor(practice.folder.path(), people, {madeUpId(QStringLiteral("Yet to be made"))});
        Forecast forecast(practice.needs(), plan);
        const Told told = tell(forecast);
        QVERIFY(!told.error);
        QCOMPARE(told.result.summary.count(Outcome::Added), 3000);
        const QJsonObject calls = practice.report().value(QLatin1String("calls")).toObject();
        QCOMPARE(calls.value(QLatin1String("POST /activities/contact_exports")).toInt(), 1);
    }

    void itSaysWhatTheImportThenDoes()
    {
        PracticeImport practice({}, 50);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("same@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Sam"));
        practice.addContact(QStringLiteral("old@example.org"), QStringLiteral("explicit"), {},
                            QStringLiteral("Oldname"));
        practice.addContact(QStringLiteral("gone@example.org"), QStringLiteral("unsubscribed"), {},
                            QStringLiteral("Gone"));
        const ImportPlan plan = planFor(practice.folder.path(), csv(), {list});
        Forecast forecast(practice.needs(), plan);
        const Told told = tell(forecast);
        QVERIFY(!told.error);
        QCOMPARE(told.result.summary.state, ImportSummary::State::Forecast);
        QCOMPARE(told.result.activeAdded, 1);
        QCOMPARE(told.result.bodies, 1);
        QCOMPARE(told.result.changes.size(), 1);
        QCOMPARE(told.result.changes.first().number, 4);
        QCOMPARE(told.result.changes.first().email, QStringLiteral("old@example.org"));
        QCOMPARE(told.result.changes.first().differences.first().before, QStringLiteral("Oldname"));
        QCOMPARE(told.result.changes.first().differences.first().after, QStringLiteral("Newname"));
        QCOMPARE(told.result.changedFields.size(), 2); // first name, list
        QCOMPARE(told.result.joining, 1);
        QCOMPARE(practice.report().value(QLatin1String("rows_received")).toInt(), 0);
        QCOMPARE(practice.journal->records()->size(), 0);
        QList<RowAnswer> foretold;
        QVERIFY(forecast.eachAnswer([&foretold](const RowAnswer &answer) {
            foretold.append(answer);
            return true;
        }));
        QCOMPARE(foretold.size(), 6);
        QCOMPARE(foretold.at(0).line, 2);
        QCOMPARE(foretold.at(3).email, QStringLiteral("gone@example.org"));
        QVERIFY(!foretold.at(4).reason.isEmpty());

        const auto run = practice.run(plan);
        const ImportEnding end = practice.ending(*run);
        for (int i = 0; i < static_cast<int>(Outcome::Count); ++i)
            QCOMPARE(told.result.summary.counts[i], end.summary.counts[i]);
        QVERIFY(end.summary.calls <= told.result.calls);
    }

    void deletedContactsThatComeBackCountForTheBill()
    {
        PracticeImport practice({}, 50);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("gone@example.org"), QStringLiteral("implicit"), {list});
        const QString id =
            practice.contact(QStringLiteral("gone@example.org")).value(QLatin1String("id")).toString();
        practice.api("DELETE", QLatin1String("contacts/") + id);
        ImportPlan plan = planFor(practice.folder.path(), "Email\r\ngone@example.org\r\n", {list});
        plan.revive = true;
        Forecast forecast(practice.needs(), plan);
        const Told told = tell(forecast);
        QCOMPARE(told.result.summary.count(Outcome::Updated), 1);
        QCOMPARE(told.result.activeAdded, 1);
    }

    void withoutTheAccountItIsNotGuessed()
    {
        practice::Options options;
        options.troubles = {{QStringLiteral("drop"), 1}};
        PracticeImport practice(options, 200);
        Forecast forecast(practice.needs(), planFor(practice.folder.path(), csv(), {QStringLiteral("l")}));
        const Told told = tell(forecast);
        QVERIFY(told.error);
        QCOMPARE(told.error->kind, Error::Kind::Offline);
        QCOMPARE(told.result.summary.count(Outcome::NotSent), 4);
        QCOMPARE(told.result.summary.count(Outcome::Refused), 1);
        QCOMPARE(told.result.summary.count(Outcome::Duplicate), 1);
    }

    void noRowIsReady()
    {
        PracticeImport practice({}, 50);
        Forecast forecast(practice.needs(),
                          planFor(practice.folder.path(), "Email,Name\r\nbad,a\r\n", {QStringLiteral("l")}));
        const Told told = tell(forecast);
        QVERIFY(!told.error);
        QCOMPARE(told.result.calls, 0);
        QCOMPARE(told.result.summary.count(Outcome::Refused), 1);
    }

    void stoppedItEndsAtOnceAndOnce_data()
    {
        QTest::addColumn<bool>("isReading");
        QTest::newRow("while the file is read") << false;
        QTest::newRow("while the account is read, which never answers") << true;
    }

    void stoppedItEndsAtOnceAndOnce()
    {
        QFETCH(bool, isReading);
        practice::Options options;
        options.troubles = {{QStringLiteral("hang"), 1}};
        PracticeImport practice(options, 1);
        Forecast forecast(practice.needs(), planFor(practice.folder.path(), csv(), {QStringLiteral("l")}));
        QSignalSpy finished(&forecast, &Forecast::finished);
        forecast.start();
        if (isReading)
            QTRY_VERIFY(forecast.findChild<AccountFeed *>());
        forecast.cancel();
        forecast.cancel();
        QCOMPARE(finished.count(), 0); // never before it returns
        QTRY_COMPARE(finished.count(), 1);
        const auto error = finished.first().at(1).value<std::optional<Error>>();
        QVERIFY(error && error->kind == Error::Kind::Cancelled);
    }

    void deletedOnTheWay()
    {
        PracticeImport practice({}, 50);
        auto forecast = std::make_unique<Forecast>(
            practice.needs(), planFor(practice.folder.path(), csv(), {QStringLiteral("l")}));
        QSignalSpy finished(forecast.get(), &Forecast::finished);
        forecast->start();
        QTest::qWait(2);
        forecast.reset();
        QTest::qWait(50);
        QCOMPARE(finished.count(), 0);
    }
};

QTEST_GUILESS_MAIN(ForecastTest)
#include "tst_forecast.moc"
