#include "ui/windowworld.h"

#include "import/changesmodel.h"
#include "support/answers.h"

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

practice::Options quick()
{
    practice::Options options;
    options.unlimited = true;
    return options;
}

void prepare(WindowWorld &world, const QString &name, const QByteArray &rows, int ready)
{
    world.window->openFile(world.write(name, rows));
    QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")) && world.button(QStringLiteral("Check the file"))->isEnabled());
    world.press(QStringLiteral("Check the file"));
    const QString goOn = QStringLiteral("Go on with %1").arg(ready);
    QTRY_VERIFY(world.isVisible(goOn));
    world.press(goOn);
}

void agree(WindowWorld &world)
{
    world.type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
    world.press(QStringLiteral("These people know us and may be written to."));
}

/// So that there is somebody whom a later import finds.
void importVisitors(WindowWorld &world)
{
    prepare(world, QStringLiteral("visitors.csv"), visitors, 2);
    world.chooseList(QStringLiteral("Office"));
    agree(world);
    world.press(QStringLiteral("Send 2"));
    QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
    world.press(QStringLiteral("Import another file"));
}

/// A figure and its words, as they are read out.
bool says(const WindowWorld &world, const QString &figure)
{
    return world.named<QLabel>(figure) != nullptr;
}

bool isInAccount(const WindowWorld &world, const QString &email)
{
    const QJsonArray contacts = world.report().value(QStringLiteral("contacts")).toArray();
    return std::any_of(contacts.cbegin(), contacts.cend(), [&email](const QJsonValue &contact) {
        return contact.toObject().value(QStringLiteral("email")).toString() == email;
    });
}

void chooseNoList(const WindowWorld &world)
{
    for (auto *picker : world.window->findChildren<ListPicker *>()) {
        if (picker->isVisible())
            picker->setChosen({});
    }
}

} // namespace

/// The step that sends, against the practice account.
class SendStepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWillHappenIsSaidBeforeItDoes()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        importVisitors(world);
        prepare(world, QStringLiteral("later.csv"), later, 3);
        chooseNoList(world); // that of the import before stays
        QTRY_VERIFY(says(world, QStringLiteral("3 are ready to be sent"))); // no more is known without a list
        QVERIFY(says(world, QStringLiteral("1 stays behind; you get it as a file")));
        QVERIFY(world.shows(QStringLiteral("Choose the list: then it is looked up")));
        world.chooseList(QStringLiteral("Office"));
        QTRY_VERIFY(says(world, QStringLiteral("1 is new")));
        QVERIFY(says(world, QStringLiteral("1 changes")));
        QVERIFY(says(world, QStringLiteral("1 is just like this already, and not sent")));
        QVERIFY(says(world, QStringLiteral("1 stays behind; you get it as a file")));
        QVERIFY(world.shows(QStringLiteral("2 are in the account already, 2 of these on the lists, too.")));
        QVERIFY(world.shows(QStringLiteral("One more active contact on your account.")));
        QVERIFY(world.shows(QStringLiteral("left today; at least")));
        QVERIFY(world.shows(QStringLiteral("those can't be called back")));
        QVERIFY(!isInAccount(world, QStringLiteral("bo@example.org")));

        world.press(QStringLiteral("See old → new"));
        auto *table = world.named<QTableView>(QStringLiteral("What changes in contacts that are there already"));
        QVERIFY(table);
        const auto cell = [table](int column) { return table->model()->index(0, column).data().toString(); };
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(cell(ChangesModel::Email), QStringLiteral("ana@example.org"));
        QCOMPARE(cell(ChangesModel::Name), QStringLiteral("First name"));
        QCOMPARE(cell(ChangesModel::Before), QStringLiteral("Ana"));
        QCOMPARE(cell(ChangesModel::After), QStringLiteral("Anna"));
    }

    void itIsSaidAnewForOtherLists()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        importVisitors(world);
        prepare(world, QStringLiteral("later.csv"), later, 3);
        QTRY_VERIFY(says(world, QStringLiteral("1 changes")));
        chooseNoList(world);
        QTRY_VERIFY(says(world, QStringLiteral("3 are ready to be sent")));
        world.chooseList(QStringLiteral("Newsletter")); // all of them join it
        QTRY_VERIFY(says(world, QStringLiteral("2 change")));
        QVERIFY(world.shows(QStringLiteral("2 are in the account already, 0 of these on the lists, too.")));
    }

    void whoWasImportedBeforeIsSaidAndCanBeLeftOut()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        importVisitors(world);
        world.window->openFile(world.write(QStringLiteral("visitors again.csv"), visitors));
        QTRY_VERIFY(world.shows(QStringLiteral("This very file was imported before: today, "))); // before any check
        QVERIFY(world.shows(QStringLiteral("to Office visitors (2 added).")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")) && world.button(QStringLiteral("Check the file"))->isEnabled());
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nobody in it is new.")));

        prepare(world, QStringLiteral("later.csv"), later, 3);
        QTRY_VERIFY(world.shows(QStringLiteral("2 of these people were imported before: today, ")));
        QVERIFY(world.shows(QStringLiteral("One in it is new.")));
        world.press(QStringLiteral("Send only the one who was not imported before."));
        QTRY_VERIFY(says(world, QStringLiteral("2 were imported before, and are not sent")));
        QTRY_VERIFY(says(world, QStringLiteral("1 is new")));
        agree(world);
        world.press(QStringLiteral("Send 1"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 4 rows have an answer.")), 60'000);
        QVERIFY(!world.shows(QStringLiteral("were imported before")));
        QVERIFY(isInAccount(world, QStringLiteral("bo@example.org")));
    }

    void withoutTheNetworkItIsSaidAndNotGuessed()
    {
        practice::Options options = quick();
        options.clock = fastClock(100);
        WindowWorld world(options);
        world.clock = options.clock;
        world.openWindow();
        world.connectAccount();
        prepare(world, QStringLiteral("later.csv"), later, 3);
        world.chooseList(QStringLiteral("Office"));
        world.account->setTroubles({{QStringLiteral("drop"), 1.0}});
        world.press(QStringLiteral("Bring back contacts that were deleted in the account."));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("What will become of them can't be said now.")), 20'000);
        QVERIFY(says(world, QStringLiteral("3 are ready to be sent")));
        QVERIFY(!says(world, QStringLiteral("3 are new")));
        world.account->setTroubles({});
        world.press(QStringLiteral("Try again"));
        QTRY_VERIFY(says(world, QStringLiteral("3 are new")));
    }

    void withoutAnAccountOnlyTheCheckIsTold()
    {
        WindowWorld world(quick());
        world.openWindow();
        prepare(world, QStringLiteral("later.csv"), later, 3);
        QVERIFY(says(world, QStringLiteral("3 are ready to be sent")));
        QVERIFY(world.shows(QStringLiteral("Who of them is there already can be said when an account is connected.")));
    }

    void theWindowIsClosedWhileTheAccountIsRead()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        prepare(world, QStringLiteral("later.csv"), later, 3);
        world.chooseList(QStringLiteral("Office"));
        world.account->setTroubles({{QStringLiteral("hang"), 1.0}});
        world.press(QStringLiteral("Bring back contacts that were deleted in the account."));
        QTRY_VERIFY(world.shows(QStringLiteral("Reading the account. Nothing is sent.")));
        world.closeWindow();
        QVERIFY(!isInAccount(world, QStringLiteral("bo@example.org")));
    }

    void aPausedImportWaitsAndGoesOn()
    {
        WindowWorld world; // with the limits, an activity takes its time
        world.openWindow();
        world.connectAccount();
        prepare(world, QStringLiteral("visitors.csv"), visitors, 2);
        world.chooseList(QStringLiteral("Office"));
        agree(world);
        world.press(QStringLiteral("Send 2"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Pause")));
        QCOMPARE(world.window->focusWidget(), world.button(QStringLiteral("Pause")));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("working on 2 rows")), 60'000);
        QTest::keyClick(world.window->focusWidget(), Qt::Key_Space);
        QTRY_VERIFY(world.shows(QStringLiteral("Paused: 0 have an answer, 2 rows not yet.")));
        world.press(QStringLiteral("Go on with it"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 2 rows have an answer.")), 120'000);
    }

    void aStoppedImportSaysWhatWasSentAndWhatWasNot()
    {
        practice::Options options = quick();
        options.troubles = {{QStringLiteral("slow"), 1.0}};
        WindowWorld world(options);
        world.openWindow();
        world.connectAccount();
        prepare(world, QStringLiteral("visitors.csv"), visitors, 2);
        world.chooseList(QStringLiteral("Office"));
        agree(world);
        world.press(QStringLiteral("Send 2"));
        world.press(QStringLiteral("Stop")); // before the account has been read
        world.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
        QVERIFY(world.shows(QStringLiteral("Stopped: 0 have an answer, 2 rows were not sent.")));
        QVERIFY(!isInAccount(world, QStringLiteral("ana@example.org")));
    }

    void anImportThatASignOutStoppedGoesOnAfterConnecting()
    {
        WindowWorld world; // with the limits, an activity takes its time
        world.openWindow();
        world.connectAccount();
        prepare(world, QStringLiteral("visitors.csv"), visitors, 2);
        world.chooseList(QStringLiteral("Office"));
        agree(world);
        world.press(QStringLiteral("Send 2"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("working on 2 rows")), 60'000);
        world.account->setTroubles({{QStringLiteral("revoked"), 1.0}});
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY(world.shows(QStringLiteral("Signed out: reconnect")));
        world.press(QStringLiteral("Import"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Paused: 0 have an answer, 2 rows not yet.")), 60'000);
        QVERIFY(world.shows(QStringLiteral("The connection to your account has ended.")));
        world.account->setTroubles({});
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isConnected(), 20'000);
        world.press(QStringLiteral("Import"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 2 rows have an answer.")), 120'000);
        QVERIFY(world.isVisible(QStringLiteral("Undo this import…")));
    }
};

QTEST_MAIN(SendStepTest)
#include "tst_sendstep.moc"
