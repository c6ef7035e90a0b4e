#include "ui/windowworld.h"

#include "import/changesmodel.h"
#include "support/answers.h"

#include <QComboBox>
#include <QJsonArray>
#include <QTableView>

#include <algorithm>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr auto visitors = "E-mail,First name,Last name\n"
                          "ana@example.org,Ana,Ruiz\n"
                          "li@example.org,Li,Wei\n";
constexpr auto later = "E-mail,First name,Last name\n"
                       "ana@example.org,Anna,Ruiz\n"
                       "li@example.org,Li,Wei\n"
                       "bo@example.org,Bo,Berg\n"
                       "tom.okafor.example.org,Tom,Okafor\n";

/// So many that they go in bulk: the service takes its time over those.
QByteArray crowd()
{
    QByteArray rows = visitors;
    for (int i = 0; i < 8; ++i)
        rows += "crowd" + QByteArray::number(i) + "@example.org,Carl,Crowd\n";
    return rows;
}

practice::Options quick()
{
    practice::Options options;
    options.unlimited = true;
    return options;
}

/// A window with an account, and the hands for an import.
struct SendWorld : WindowWorld
{
    explicit SendWorld(const practice::Options &options = quick(), bool connected = true)
        : WindowWorld(options)
    {
        clock = options.clock;
        openWindow();
        if (connected)
            connectAccount();
    }

    void openTable(const QString &name, const QByteArray &rows)
    {
        window->openFile(write(name, rows));
        QTRY_VERIFY(canBePressed(QStringLiteral("Check the file")));
    }

    /// From the columns to the last step.
    void goOn(int ready)
    {
        press(QStringLiteral("Check the file"));
        const QString words = QStringLiteral("Go on with %1").arg(ready);
        QTRY_VERIFY(isVisible(words));
        press(words);
    }

    void prepare(const QString &name, const QByteArray &rows, int ready)
    {
        openTable(name, rows);
        goOn(ready);
    }

    void agree()
    {
        type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
        press(QStringLiteral("These people know us and may be written to."));
    }

    void send(int rows)
    {
        agree();
        press(QStringLiteral("Send %1").arg(rows));
    }

    /// To its end.
    void sendAll(int rows)
    {
        send(rows);
        QTRY_VERIFY_WITH_TIMEOUT(isVisible(QStringLiteral("Import another file")), 60'000);
    }

    /// So that there is somebody whom a later import finds.
    void importVisitors()
    {
        prepare(QStringLiteral("visitors.csv"), visitors, 2);
        chooseList(QStringLiteral("Office"));
        sendAll(2);
        press(QStringLiteral("Import another file"));
    }

    /// Later visitors, two of whom are there, with the options open and all of it said.
    void prepareLater()
    {
        importVisitors();
        prepare(QStringLiteral("later.csv"), later, 3);
        press(QStringLiteral("More options"));
        QTRY_VERIFY(says(QStringLiteral("1 is new")));
    }

    void select(const QString &field, const QString &choice)
    {
        auto *box = named<QComboBox>(field);
        QVERIFY2(box, qPrintable(field));
        QVERIFY2(box->findText(choice) >= 0, qPrintable(choice));
        box->setCurrentIndex(box->findText(choice));
        Q_EMIT box->activated(box->currentIndex());
    }

    /// A figure and its words, as they are read out.
    bool says(const QString &figure) const { return named<QLabel>(figure) != nullptr; }

    /// As the account has them; empty: not at all.
    QJsonObject person(const QString &email) const
    {
        for (const QJsonValue &contact : report().value(QStringLiteral("contacts")).toArray()) {
            if (contact[QStringLiteral("email")] == email)
                return contact.toObject();
        }
        return {};
    }

    bool hasList(const QString &name) const
    {
        const QJsonArray lists = report().value(QStringLiteral("lists")).toArray();
        return std::ranges::any_of(lists, [&name](const QJsonValue &list) { return list[QStringLiteral("name")] == name; });
    }

    bool isInAccount(const QString &email) const { return !person(email).isEmpty(); }
};

const QString ana = QStringLiteral("ana@example.org");
const QString bo = QStringLiteral("bo@example.org");

} // namespace

/// The step that sends, against the practice account.
class SendStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWillHappenIsSaidBeforeItDoes()
    {
        SendWorld world;
        world.importVisitors();
        world.prepare(QStringLiteral("later.csv"), later, 3);
        world.named<Picker>(QStringLiteral("Lists"))->setChosen({}); // that of the import before stays
        QTRY_VERIFY(world.says(QStringLiteral("3 are ready to be sent"))); // no more is known without a list
        QVERIFY(world.says(QStringLiteral("1 stays behind; you get it as a file")));
        QVERIFY(world.shows(QStringLiteral("Choose the list: then it is looked up")));
        world.chooseList(QStringLiteral("Office"));
        QTRY_VERIFY(world.says(QStringLiteral("1 is new")));
        QVERIFY(world.says(QStringLiteral("1 changes")));
        QVERIFY(world.says(QStringLiteral("1 is just like this already, and not sent")));
        QVERIFY(world.says(QStringLiteral("1 stays behind; you get it as a file")));
        QVERIFY(world.shows(QStringLiteral("2 are in the account already, 2 of these on the lists, too.")));
        QVERIFY(world.shows(QStringLiteral("One more active contact on your account.")));
        QVERIFY(world.shows(QStringLiteral("left today; at least")));
        QVERIFY(world.shows(QStringLiteral("calls, less than 0.1 % of the 9,9")));
        QVERIFY(world.shows(QStringLiteral("those can't be called back")));
        QVERIFY(!world.isInAccount(bo));

        world.press(QStringLiteral("See old → new"));
        auto *table = world.named<QTableView>(QStringLiteral("What changes in contacts that are there already"));
        QVERIFY(table);
        const auto cell = [table](int column) { return table->model()->index(0, column).data().toString(); };
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(cell(ChangesModel::Email), ana);
        QCOMPARE(cell(ChangesModel::Name), QStringLiteral("First name"));
        QCOMPARE(cell(ChangesModel::Before), QStringLiteral("Ana"));
        QCOMPARE(cell(ChangesModel::After), QStringLiteral("Anna"));
    }

    void itIsSaidAnewForOtherLists()
    {
        SendWorld world;
        world.importVisitors();
        world.prepare(QStringLiteral("later.csv"), later, 3);
        QTRY_VERIFY(world.says(QStringLiteral("1 changes")));
        world.named<Picker>(QStringLiteral("Lists"))->setChosen({});
        QTRY_VERIFY(world.says(QStringLiteral("3 are ready to be sent")));
        world.chooseList(QStringLiteral("Newsletter")); // all of them join it
        QTRY_VERIFY(world.says(QStringLiteral("2 change")));
        QVERIFY(world.shows(QStringLiteral("2 are in the account already, 0 of these on the lists, too.")));
    }

    void whoWasImportedBeforeIsSaidAndCanBeLeftOut()
    {
        SendWorld world;
        world.importVisitors();
        world.window->openFile(world.write(QStringLiteral("visitors again.csv"), visitors));
        QTRY_VERIFY(world.shows(QStringLiteral("This very file was imported before: today, "))); // before any check
        QVERIFY(world.shows(QStringLiteral("to Office visitors (2 added).")));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nobody in it is new.")));

        world.prepare(QStringLiteral("later.csv"), later, 3);
        QTRY_VERIFY(world.shows(QStringLiteral("2 of these people were imported before: today, ")));
        QVERIFY(world.shows(QStringLiteral("One in it is new.")));
        world.press(QStringLiteral("Send only the one who was not imported before."));
        QTRY_VERIFY(world.says(QStringLiteral("2 were imported before, and are not sent")));
        QTRY_VERIFY(world.says(QStringLiteral("1 is new")));
        world.send(1);
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 4 rows have an answer.")), 60'000);
        QVERIFY(!world.shows(QStringLiteral("were imported before")));
        QVERIFY(world.isInAccount(bo));
    }

    void withoutTheNetworkItIsSaidAndNotGuessed()
    {
        practice::Options options = quick();
        options.clock = fastClock(100);
        SendWorld world(options);
        world.prepare(QStringLiteral("later.csv"), later, 3);
        world.chooseList(QStringLiteral("Office"));
        world.press(QStringLiteral("More options"));
        QTRY_VERIFY(firstOf(world.named<Picker>(QStringLiteral("Tags")))->isEnabled());
        world.account->setTroubles({{QStringLiteral("drop"), 1.0}});
        world.press(QStringLiteral("Bring back contacts that were deleted in the account."));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("What will become of them can't be said now.")), 20'000);
        QVERIFY(world.says(QStringLiteral("3 are ready to be sent")));
        QVERIFY(!world.says(QStringLiteral("3 are new")));
        world.account->setTroubles({});
        world.press(QStringLiteral("Try again"));
        QTRY_VERIFY(world.says(QStringLiteral("3 are new")));
    }

    void withoutAnAccountOnlyTheCheckIsTold()
    {
        SendWorld world(quick(), false);
        world.prepare(QStringLiteral("later.csv"), later, 3);
        QVERIFY(world.says(QStringLiteral("3 are ready to be sent")));
        QVERIFY(world.shows(QStringLiteral("Who of them is there already can be said when an account is connected.")));
    }

    void theWindowIsClosedWhileTheAccountIsRead()
    {
        SendWorld world;
        world.prepare(QStringLiteral("later.csv"), later, 3);
        world.chooseList(QStringLiteral("Office"));
        world.press(QStringLiteral("More options"));
        world.account->setTroubles({{QStringLiteral("hang"), 1.0}});
        world.press(QStringLiteral("Bring back contacts that were deleted in the account."));
        QTRY_VERIFY(world.shows(QStringLiteral("Reading the account. Nothing is sent.")));
        world.closeWindow();
        QVERIFY(!world.isInAccount(bo));
    }

    void finerPointsAreFoldedAwayAndSaidInShort()
    {
        SendWorld world;
        world.prepare(QStringLiteral("visitors.csv"), visitors, 2);
        QVERIFY(!world.named<Picker>(QStringLiteral("Tags")));
        world.press(QStringLiteral("More options"));
        world.choose(QStringLiteral("Tags"), QStringLiteral("Spring fair"));
        world.select(QStringLiteral("People"), QStringLiteral("Only new people: others stay as they are"));
        world.press(QStringLiteral("More options"));
        QVERIFY(!world.named<Picker>(QStringLiteral("Tags")));
        QVERIFY(world.shows(QStringLiteral("Spring fair · Only new people: others stay as they are")));
        world.openTable(QStringLiteral("later.csv"), later); // another file begins as usual
        world.goOn(3);
        QVERIFY(!world.shows(QStringLiteral("Spring fair")));
    }

    void onlyNewPeople()
    {
        SendWorld world;
        world.prepareLater();
        world.select(QStringLiteral("People"), QStringLiteral("Only new people: others stay as they are"));
        QTRY_VERIFY(world.says(QStringLiteral("2 are in the account already, and are left as they are")));
        QVERIFY(world.says(QStringLiteral("1 is new")));
        QVERIFY(!world.says(QStringLiteral("1 changes")));
        world.sendAll(1);
        QCOMPARE(world.person(ana).value(QStringLiteral("first_name")).toString(), QStringLiteral("Ana"));
        QVERIFY(world.isInAccount(bo));
    }

    void onlyPeopleWhoAreThere()
    {
        SendWorld world;
        world.prepareLater();
        world.select(QStringLiteral("People"), QStringLiteral("Only people who are there: nobody is added"));
        QTRY_VERIFY(world.says(QStringLiteral("1 is not in the account, and is not added")));
        QVERIFY(world.says(QStringLiteral("1 changes")));
        world.sendAll(1);
        QCOMPARE(world.person(ana).value(QStringLiteral("first_name")).toString(), QStringLiteral("Anna"));
        QVERIFY(!world.isInAccount(bo));
    }

    void whereNothingIsToBeSentTheRowsGetTheirAnswers()
    {
        SendWorld world;
        world.importVisitors();
        world.prepare(QStringLiteral("visitors again.csv"), visitors, 2);
        QTRY_VERIFY(world.says(QStringLiteral("2 are just like this already, and not sent")));
        world.agree();
        QVERIFY(!world.isVisible(QStringLiteral("Send 2")));
        world.press(QStringLiteral("Finish without sending"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 2 rows have an answer.")), 60'000);
        QVERIFY(world.named<QAbstractButton>(QStringLiteral("2 unchanged")));
    }

    void columnsThatOnlyFill_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("column");
        QTest::newRow("all of them") << QStringLiteral("Only what is empty is filled") << QString();
        QTest::newRow("one of them") << QStringLiteral("As I say for each column") << QStringLiteral("First name");
    }

    void columnsThatOnlyFill()
    {
        QFETCH(QString, choice);
        QFETCH(QString, column);
        SendWorld world;
        world.prepareLater();
        world.select(QStringLiteral("Values"), choice);
        if (!column.isEmpty()) {
            QTRY_VERIFY(world.says(QStringLiteral("1 changes")));
            world.choose(QStringLiteral("Columns that only fill"), column);
        }
        QTRY_VERIFY(world.says(QStringLiteral("2 are just like this already, and not sent")));
        world.sendAll(1);
        QCOMPARE(world.person(ana).value(QStringLiteral("first_name")).toString(), QStringLiteral("Ana"));
    }

    void whatIsNewIsMadeOnTheWay()
    {
        practice::Options options = quick();
        options.clock = fastClock(100);
        SendWorld world(options);
        world.openTable(QStringLiteral("shirts.csv"), "E-mail,Shirt size\nana@example.org,L\n");
        world.select(QStringLiteral("Shirt size becomes"), QStringLiteral("Make a custom field of this column"));
        QCOMPARE(world.named<QComboBox>(QStringLiteral("Shirt size becomes"))->currentText(),
                 QStringLiteral("New custom field: Shirt size"));
        world.goOn(1);
        world.chooseList(QStringLiteral("Winter visitors"));
        QVERIFY(world.named<QAbstractButton>(QStringLiteral("Winter visitors (new), press to take it away")));
        world.press(QStringLiteral("More options"));
        world.choose(QStringLiteral("Tags"), QStringLiteral("Spring fair"));
        QTRY_VERIFY(world.says(QStringLiteral("1 is new")));
        QVERIFY(!world.hasList(QStringLiteral("Winter visitors")));

        world.account->setTroubles({{QStringLiteral("http500"), 1.0}});
        world.send(1);
        // Not made: what was asked for is kept, and gone on with by itself.
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Paused: 0 have an answer, one row not yet.")), 60'000);
        QVERIFY(!world.isInAccount(ana));
        world.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(world.isInAccount(ana) && !world.shows(QStringLiteral("Paused:")), 60'000);
        const QJsonObject person = world.person(ana);
        QVERIFY(person.value(QStringLiteral("lists")).toArray().contains(QStringLiteral("Winter visitors")));
        QCOMPARE(person.value(QStringLiteral("tags")).toArray(), QJsonArray{QStringLiteral("Spring fair")});
        QCOMPARE(person.value(QStringLiteral("custom_fields")).toObject().toVariantMap().values(), QVariantList{QStringLiteral("L")});
        world.press(QStringLiteral("Import another file"));
        world.prepare(QStringLiteral("later.csv"), later, 3); // the list is one of the account's now
        QTRY_VERIFY(world.named<QAbstractButton>(QStringLiteral("Winter visitors, press to take it away")));
    }

    void newPeopleAreFiledAsExpressWhenTheyAre()
    {
        SendWorld world;
        world.prepareLater();
        world.select(QStringLiteral("Permission"), QStringLiteral("They asked for it themselves (express)"));
        QTRY_VERIFY(world.shows(QStringLiteral("as bulk can't file anybody as express")));
        world.sendAll(2);
        QCOMPARE(world.person(bo).value(QStringLiteral("permission")).toString(), QStringLiteral("explicit"));
        QCOMPARE(world.person(ana).value(QStringLiteral("permission")).toString(), QStringLiteral("implicit"));
    }

    void refusedRowsAreMendedAndSentAgain()
    {
        SendWorld world;
        world.prepare(QStringLiteral("later.csv"), later, 3);
        world.chooseList(QStringLiteral("Office"));
        world.sendAll(3);
        world.press(QStringLiteral("Mend and send again"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        QCOMPARE(world.named<QComboBox>(QStringLiteral("Reason becomes"))->currentText(), QStringLiteral("Leave out"));
        world.press(QStringLiteral("Check the file"));
        auto *table = world.named<QTableView>(QStringLiteral("Rows of the file"));
        QTRY_VERIFY(table && table->model()->rowCount() == 1);
        QVERIFY(table->model()->setData(table->model()->index(0, 1), QStringLiteral("tom.okafor@example.org")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 1")));
        world.press(QStringLiteral("Go on with 1"));
        QCOMPARE(world.named<Picker>(QStringLiteral("Lists"))->chosen().size(), 1);
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("Where from"))->text(), QStringLiteral("Visitor book"));
        world.press(QStringLiteral("These people know us and may be written to."));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Send 1")));
        world.press(QStringLiteral("Send 1"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isInAccount(QStringLiteral("tom.okafor@example.org")), 60'000);
    }

    void aPausedImportWaitsAndGoesOn()
    {
        SendWorld world(practice::Options{}); // with the limits, an activity takes its time
        world.prepare(QStringLiteral("visitors.csv"), crowd(), 10);
        world.chooseList(QStringLiteral("Office"));
        world.send(10);
        QTRY_VERIFY(world.isVisible(QStringLiteral("Pause")));
        QCOMPARE(world.window->focusWidget(), world.button(QStringLiteral("Pause")));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("working on 10 rows")), 60'000);
        QTest::keyClick(world.window->focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(world.shows(QStringLiteral("Paused: 0 have an answer, 10 rows not yet.")));
        world.press(QStringLiteral("Import another file"));
        QTRY_VERIFY(world.shows(
            QStringLiteral("The import of visitors.csv is paused. 0 of 10 rows have an answer.")));
        world.press(QStringLiteral("See it in the history"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with it")));
        world.press(QStringLiteral("Go on with it"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 10 rows have an answer.")), 120'000);
    }

    void aStoppedImportSaysWhatWasSentAndWhatWasNot()
    {
        practice::Options options = quick();
        options.troubles = {{QStringLiteral("slow"), 1.0}};
        SendWorld world(options);
        world.prepare(QStringLiteral("visitors.csv"), visitors, 2);
        world.chooseList(QStringLiteral("Office"));
        world.send(2);
        world.press(QStringLiteral("Stop")); // before the account has been read
        world.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
        QVERIFY(world.shows(QStringLiteral("Stopped: 0 have an answer, 2 rows were not sent.")));
        QVERIFY(!world.isInAccount(ana));
    }

    void aStoppedImportKeepsWhatWasSentAndSaysHowMuch()
    {
        practice::Options options = quick();
        options.troubles = {{QStringLiteral("slow"), 1.0}};
        SendWorld world(options);
        QByteArray many = "E-mail\n";
        for (int i = 0; i < 20; ++i)
            many += "person" + QByteArray::number(i) + "@example.org\n";
        world.prepare(QStringLiteral("many.csv"), many, 20);
        world.chooseList(QStringLiteral("Office"));
        world.select(QStringLiteral("Permission"), QStringLiteral("They asked for it themselves (express)")); // one by one
        world.send(20);
        QTRY_VERIFY_WITH_TIMEOUT(world.isInAccount(QStringLiteral("person0@example.org")), 60'000);
        world.press(QStringLiteral("Stop"));
        world.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
        const QJsonArray people = world.report().value(QStringLiteral("contacts")).toArray();
        const auto sent = std::ranges::count_if(people, [](const QJsonValue &one) {
            return one[QStringLiteral("email")].toString().startsWith(QLatin1String("person"));
        });
        QVERIFY(sent > 0 && sent < 19);
        QVERIFY(world.shows(QStringLiteral("Stopped: %1 have an answer, %2 rows were not sent.").arg(sent).arg(20 - sent)));
        QVERIFY(world.named<QAbstractButton>(QStringLiteral("%1 added").arg(sent)));
    }

    void theAllowanceUsedUpItSaysWhenItGoesOnAndDoes()
    {
        practice::Options options = quick();
        options.clock = clockAt(QTime(20, 0), 2000); // a day passes in less than a minute
        SendWorld world(options);
        world.prepare(QStringLiteral("visitors.csv"), visitors, 2);
        world.chooseList(QStringLiteral("Office"));
        QTRY_VERIFY(world.says(QStringLiteral("2 are new")));
        world.account->setTroubles({{QStringLiteral("quota"), 1.0}});
        world.send(2);
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("It goes on by itself ")), 30'000);
        QVERIFY(world.shows(QStringLiteral("Today's allowance of calls to Constant Contact is used up.")));
        QVERIFY(world.shows(QStringLiteral("Paused: 0 have an answer, 2 rows not yet.")));
        world.press(QStringLiteral("History"));
        auto *table = world.named<QTableView>(QStringLiteral("Imports, newest first"));
        QTRY_VERIFY(table->model()->rowCount() == 1);
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {},
                          table->visualRect(table->model()->index(0, 0)).center());
        QVERIFY(world.isVisible(QStringLiteral("Back to the history")));
        QVERIFY(world.shows(QStringLiteral("It goes on by itself ")));
        world.press(QStringLiteral("Import"));
        world.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 2 rows have an answer.")), 120'000);
        QVERIFY(!world.shows(QStringLiteral("is used up")));
        QVERIFY(world.isInAccount(ana));
    }

    void anImportThatASignOutStoppedGoesOnAfterConnecting()
    {
        SendWorld world(practice::Options{}); // with the limits, an activity takes its time
        world.prepare(QStringLiteral("visitors.csv"), crowd(), 10);
        world.chooseList(QStringLiteral("Office"));
        world.send(10);
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("working on 10 rows")), 60'000);
        world.account->setTroubles({{QStringLiteral("revoked"), 1.0}});
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY(world.shows(QStringLiteral("Signed out: reconnect")));
        world.press(QStringLiteral("Import"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Paused: 0 have an answer, 10 rows not yet.")), 60'000);
        QVERIFY(world.shows(QStringLiteral("The connection to your account has ended.")));
        world.account->setTroubles({});
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isConnected(), 20'000);
        world.press(QStringLiteral("Import"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 10 rows have an answer.")), 120'000);
        QVERIFY(world.isVisible(QStringLiteral("Undo this import…")));
    }
};

QTEST_MAIN(SendStepTest)
#include "tst_sendstep.moc"
