#include "ui/windowworld.h"

#include "common/tile.h"
#include "history/historymodel.h"
#include "history/historypage.h"
#include "history/resumer.h"
#include "history/undoview.h"
#include "send/archive.h"
#include "send/history.h"
#include "support/answers.h"

#include <QAbstractItemModelTester>
#include <QFileDialog>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr auto visitors = "E-mail,First name,Last name\n"
                          "ana@example.org,Ana,Ruiz\n"
                          "tom.okafor.example.org,Tom,Okafor\n"
                          "li@example.org,Li,Wei\n";

practice::Options quick()
{
    practice::Options options;
    options.unlimited = true;
    return options;
}

bool isInAccount(const WindowWorld &world, const QString &email)
{
    for (const QJsonValue &contact : world.report().value(QStringLiteral("contacts")).toArray()) {
        const QJsonObject object = contact.toObject();
        if (object.value(QStringLiteral("email")).toString() == email)
            return !object.value(QStringLiteral("deleted")).toBool();
    }
    return false;
}

void send(WindowWorld &world)
{
    world.window->openFile(world.write(QStringLiteral("visitors.csv"), visitors));
    QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
    world.press(QStringLiteral("Check the file"));
    QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
    world.press(QStringLiteral("Go on with 2"));
    world.chooseList(QStringLiteral("Office"));
    world.type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
    world.press(QStringLiteral("These people know us and may be written to."));
    world.press(QStringLiteral("Send 2"));
}

void import(WindowWorld &world)
{
    send(world);
    QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
}

QTableView *historyOf(const WindowWorld &world)
{
    return world.named<QTableView>(QStringLiteral("Imports, newest first"));
}

QString cell(const WindowWorld &world, int row, HistoryModel::Column column)
{
    const QTableView *table = historyOf(world);
    return table ? table->model()->index(row, column).data().toString() : QString();
}

void openFirst(WindowWorld &world)
{
    QTRY_VERIFY(historyOf(world) && historyOf(world)->model()->rowCount() > 0);
    historyOf(world)->setCurrentIndex(historyOf(world)->model()->index(0, 0));
    QTest::keyClick(historyOf(world), Qt::Key_Return);
    QTRY_VERIFY(world.isVisible(QStringLiteral("Back to the history")));
}

} // namespace

/// The history in the window, against the practice account.
class HistoryPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyHistorySaysWhatToDoNext()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.press(QStringLiteral("History"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nothing was imported from this computer yet.")));
        QTRY_COMPARE(world.window->focusWidget(), world.button(QStringLiteral("Import a file")));
        world.press(QStringLiteral("Import a file"));
        QVERIFY(world.isVisible(QStringLiteral("Browse…")) || world.shows(QStringLiteral("Drop")));
    }

    void anImportIsToldWithItsRowsAndItsConsentRecord()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("History"));
        QTRY_COMPARE(cell(world, 0, HistoryModel::What), QStringLiteral("visitors.csv"));
        QVERIFY(cell(world, 0, HistoryModel::When).startsWith(QLatin1String("today, ")));
        QCOMPARE(cell(world, 0, HistoryModel::Lists), QStringLiteral("Office visitors"));
        QCOMPARE(cell(world, 0, HistoryModel::Counts), QStringLiteral("2 added, 1 refused"));
        QCOMPARE(cell(world, 0, HistoryModel::State), QStringLiteral("Done"));
        openFirst(world);
        QVERIFY(world.shows(QStringLiteral("Where from: Visitor book")));
        auto *rows = world.named<QTableView>(QStringLiteral("Answers for each row"));
        QTRY_COMPARE(rows->model()->index(0, 1).data().toString(), QStringLiteral("tom.okafor.example.org"));
        QVERIFY(world.isVisible(QStringLiteral("Save the one refused as a file…")));
        world.press(QStringLiteral("Back to the history"));
        QCOMPARE(world.window->focusWidget(), historyOf(world));
    }

    void aReportIsWritten()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("Save a report…"));
        auto *dialog = world.window->findChild<QFileDialog *>();
        QVERIFY(dialog);
        const QString path = world.folder.filePath(QStringLiteral("report.html"));
        Q_EMIT dialog->fileSelected(path);
        QTRY_VERIFY(world.shows(QStringLiteral("Saved as ")));
        QFile report(path);
        QVERIFY(report.open(QIODevice::ReadOnly));
        QVERIFY(report.readAll().contains("Visitor book"));
    }

    void anImportIsUndoneAfterItsReceiptWasShown()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        QVERIFY(isInAccount(world, QStringLiteral("ana@example.org")));
        world.press(QStringLiteral("Undo this import…"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Undo: remove 2")), 20'000);
        QVERIFY(world.shows(QStringLiteral("Undo the import of visitors.csv?")));
        QVERIFY(world.shows(QStringLiteral("Nothing has been changed yet.")));
        QVERIFY(world.shows(QStringLiteral("calls, less than 0.1 % of the 9,9")));
        QVERIFY(isInAccount(world, QStringLiteral("ana@example.org")));
        world.press(QStringLiteral("Undo: remove 2"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("The import of visitors.csv is undone.")), 60'000);
        QVERIFY(!isInAccount(world, QStringLiteral("ana@example.org")));
        QVERIFY(!isInAccount(world, QStringLiteral("li@example.org")));
        world.press(QStringLiteral("Back"));
        QTRY_COMPARE(cell(world, 0, HistoryModel::What), QStringLiteral("Undo of visitors.csv"));
        QTRY_COMPARE(cell(world, 0, HistoryModel::Counts), QStringLiteral("2 removed"));
        QCOMPARE(cell(world, 1, HistoryModel::State), QStringLiteral("Undone"));
        openFirst(world);
        QVERIFY(world.shows(QStringLiteral("2 removed")));
        QVERIFY(!world.isVisible(QStringLiteral("Undo this import…")));

        // Where one is in the table one stays when something is added to it.
        world.press(QStringLiteral("Back to the history"));
        QCOMPARE(cell(world, historyOf(world)->currentIndex().row(), HistoryModel::What),
                 QStringLiteral("Undo of visitors.csv"));
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane@example.org"));
        world.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(world.window.get()));
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        world.press(QStringLiteral("History"));
        QTRY_COMPARE(cell(world, 0, HistoryModel::What), QStringLiteral("jane@example.org"));
        QCOMPARE(cell(world, historyOf(world)->currentIndex().row(), HistoryModel::What),
                 QStringLiteral("Undo of visitors.csv"));

        // The same file once more: they are new.
        world.window->openFile(world.folder.filePath(QStringLiteral("visitors.csv")));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.shows(QStringLiteral("2 of them were taken back since. 2 in it are new.")));
    }

    void keepingTheImportChangesNothing()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("Undo this import…"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Undo: remove 2")), 20'000);
        world.press(QStringLiteral("Keep the import"));
        QVERIFY(isInAccount(world, QStringLiteral("ana@example.org")));
        QTRY_COMPARE(cell(world, 0, HistoryModel::State), QStringLiteral("Done"));
    }

    void anUndoThatWasStoppedIsGoneOnWithAtTheNextStart()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("Undo this import…"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Undo: remove 2")), 20'000);
        world.press(QStringLiteral("Undo: remove 2"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Taking the import back.")), 60'000);
        world.press(QStringLiteral("Stop"));
        QTRY_COMPARE(cell(world, 0, HistoryModel::State), QStringLiteral("Stopped"));
        openFirst(world);
        world.press(QStringLiteral("Go on with undoing"));
        QTRY_VERIFY_WITH_TIMEOUT(!world.shows(QStringLiteral("Starting.")), 20'000);
        world.openWindow(); // closed in the middle of it
        QTRY_VERIFY(world.isConnected());
        world.press(QStringLiteral("History"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(world, 1, HistoryModel::State), QStringLiteral("Undone"), 60'000);
        QVERIFY(!isInAccount(world, QStringLiteral("ana@example.org")));
        QVERIFY(!isInAccount(world, QStringLiteral("li@example.org")));
    }

    void anUndoThatTheAllowanceStoppedGoesOnByItself()
    {
        practice::Options options = quick();
        options.clock = clockAt(QTime(20, 0), 2000); // a day passes in less than a minute
        WindowWorld world(options);
        world.clock = options.clock;
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("Undo this import…"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Undo: remove 2")), 20'000);
        world.account->setTroubles({{QStringLiteral("quota"), 1.0}});
        world.press(QStringLiteral("Undo: remove 2"));
        QTRY_VERIFY_WITH_TIMEOUT(
            world.shows(QStringLiteral("What was done is kept. Today's allowance of calls to Constant "
                                       "Contact is used up. It goes on by itself ")),
            20'000);
        QVERIFY(!world.isVisible(QStringLiteral("Go on with undoing")));
        world.account->setTroubles({});
        QTRY_COMPARE_WITH_TIMEOUT(cell(world, 1, HistoryModel::State), QStringLiteral("Undone"), 120'000);
        QVERIFY(!isInAccount(world, QStringLiteral("ana@example.org")));
    }

    void whatUndoingWouldDoIsNotGuessedWithoutAnAnswer()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.account->setTroubles({{QStringLiteral("revoked"), 1.0}});
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY(world.shows(QStringLiteral("Signed out: reconnect")));
        world.press(QStringLiteral("Import"));
        world.press(QStringLiteral("Undo this import…"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Try again")), 20'000);
        QVERIFY(world.shows(QStringLiteral("Nothing has been changed.")));
    }

    void anImportIsForgottenOnlyWhenItIsMeant()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("History"));
        openFirst(world);
        world.press(QStringLiteral("Forget…"));
        QCOMPARE(world.window->focusWidget(), world.button(QStringLiteral("Keep it")));
        world.press(QStringLiteral("Keep it"));
        world.press(QStringLiteral("Forget…"));
        world.press(QStringLiteral("Forget it"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nothing was imported from this computer yet.")));
    }

    void aPersonIsErasedHere()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("History"));
        QTRY_VERIFY(historyOf(world));
        world.press(QStringLiteral("Personal data kept here…"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("nobody"));
        world.press(QStringLiteral("Erase everywhere here…"));
        QVERIFY(world.shows(QStringLiteral("needs an @")));
        world.type(QStringLiteral("E-mail"), QStringLiteral("li@example.org"));
        world.press(QStringLiteral("Erase everywhere here…"));
        QVERIFY(world.shows(QStringLiteral("This can't be undone.")));
        world.press(QStringLiteral("Erase"));
        QTRY_VERIFY(world.shows(QStringLiteral("Taken out of one import.")));
        world.type(QStringLiteral("E-mail"), QStringLiteral("li@example.org"));
        world.press(QStringLiteral("Erase everywhere here…"));
        world.press(QStringLiteral("Erase"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nothing about this address was kept here.")));
        world.press(QStringLiteral("Back to the history"));
        QVERIFY(isInAccount(world, QStringLiteral("li@example.org")));
    }

    void whatContactsWereLikeIsRemovedAfterTheDaysOrNow()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        world.press(QStringLiteral("Import another file"));
        world.window->openFile(
            world.write(QStringLiteral("visitors again.csv"), QByteArray(visitors).replace("Ana", "Anna")));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
        world.press(QStringLiteral("Go on with 2"));
        world.type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
        world.press(QStringLiteral("These people know us and may be written to."));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Send 1")));
        world.press(QStringLiteral("Send 1"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
        world.press(QStringLiteral("History"));
        world.press(QStringLiteral("Personal data kept here…"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("Days"))->text(), QStringLiteral("90"));
        QVERIFY(!world.canBePressed(QStringLiteral("Change")));
        world.type(QStringLiteral("Days"), QStringLiteral("30"));
        world.press(QStringLiteral("Change"));
        QTRY_VERIFY(
            world.shows(QStringLiteral("From the next start of Rollcall on it is removed after 30 days.")));
        world.press(QStringLiteral("Remove it now…"));
        QVERIFY(world.shows(QStringLiteral("This can't be undone.")));
        QCOMPARE(world.window->focusWidget(), world.button(QStringLiteral("Keep")));
        world.press(QStringLiteral("Remove"));
        QTRY_VERIFY(world.shows(QStringLiteral("Removed, of one contact.")));
        world.press(QStringLiteral("Remove it now…"));
        world.press(QStringLiteral("Remove"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nothing of that kind was kept here.")));
        world.openWindow();
        QTRY_VERIFY(world.isConnected());
        QCOMPARE(world.workplace->application()->profile().keepDays, 30);
    }

    void damagedRecordsAreSaidAndTheRestGoesOn()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        import(world);
        QFile journal(Journal::pathIn(world.workplace->application()->profile().storageFolder()));
        world.closeWindow();
        QVERIFY(journal.open(QIODevice::ReadWrite) && journal.write(QByteArray(4096, 'x')) == 4096);
        journal.close();

        world.openWindow();
        QTRY_VERIFY(world.shows(QStringLiteral("were damaged"))); // wherever one is
        world.press(QStringLiteral("Close"));
        QVERIFY(!world.shows(QStringLiteral("were damaged")));
        world.press(QStringLiteral("History"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nothing was imported from this computer yet.")));
        QVERIFY(!world.shows(QStringLiteral("were damaged")));
        import(world);

        world.openWindow();
        QTRY_VERIFY(world.isConnected());
        QVERIFY(!world.shows(QStringLiteral("were damaged")));
        world.press(QStringLiteral("History"));
        QTRY_VERIFY(world.shows(QStringLiteral("were damaged"))); // for as long as it is kept
        world.press(QStringLiteral("Personal data kept here…"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("ann@example.org"));
        world.press(QStringLiteral("Erase everywhere here…"));
        world.press(QStringLiteral("Erase"));
        QTRY_VERIFY(world.shows(QStringLiteral("Damaged records that had been set aside are deleted")));
        world.press(QStringLiteral("Back to the history"));
        QTRY_VERIFY(!world.shows(QStringLiteral("were damaged")));
    }

    void everyRowOfTheModelTellsItsPart()
    {
        HistoryEntry entry;
        entry.import.id = QStringLiteral("1");
        entry.import.file = QStringLiteral("/home/office/visitors.csv");
        entry.import.started = QStringLiteral("2026-11-24T15:00:00Z");
        entry.import.state = ImportSummary::State::Sending;
        entry.isResting = true;
        HistoryEntry older = entry;
        older.import.id = QStringLiteral("2");
        older.import.state = ImportSummary::State::Done;
        older.import.started = QStringLiteral("2026-11-20T15:00:00Z");
        older.isResting = false;
        UndoRecord undo;
        undo.state = static_cast<quint8>(ImportSummary::State::Done);
        undo.started = QDateTime::fromString(QStringLiteral("2026-11-24T16:00:00Z"), Qt::ISODate).toMSecsSinceEpoch();
        undo.left = 3;
        older.undo = undo;
        HistoryEntry stopped = entry; // by a person, and what was on its way has no answers yet
        stopped.import.id = QStringLiteral("4");
        stopped.import.started = QStringLiteral("2026-11-19T15:00:00Z");
        stopped.import.state = ImportSummary::State::Paused;
        stopped.import.isStopped = true;
        HistoryModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setEntries({entry, older, stopped}, QDateTime::fromString(QStringLiteral("2026-11-24T18:00:00Z"), Qt::ISODate));
        QStringList told;
        for (int row = 0; row < model.rowCount(); ++row)
            told << model.index(row, HistoryModel::What).data().toString() + QLatin1Char(' ')
                        + model.index(row, HistoryModel::State).data().toString();
        QCOMPARE(told, (QStringList{QStringLiteral("Undo of visitors.csv Done"), QStringLiteral("visitors.csv Interrupted"),
                                    QStringLiteral("visitors.csv Undone"), QStringLiteral("visitors.csv Cancelled")}));
        QCOMPARE(model.index(0, HistoryModel::Counts).data().toString(), QStringLiteral("3 left as they are"));
        QCOMPARE(model.rowOf(QStringLiteral("2")), 2);
        QCOMPARE(model.rowOf(QStringLiteral("2"), true), 0);
        QCOMPARE(model.rowOf(QStringLiteral("3")), -1);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const QDateTime later = QDateTime::fromString(QStringLiteral("2026-11-24T18:00:03Z"), Qt::ISODate);
        model.setEntries({entry, older, stopped}, later);
        QCOMPARE(reset.size(), 0); // whoever is in the table is not thrown out of it every few seconds
        model.setEntries({entry, older, stopped}, later.addDays(1));
        QCOMPARE(reset.size(), 1); // "today" is yesterday
    }

    void aPageThatGoesWhileTheHistoryIsReadHearsNoMore()
    {
        QTemporaryDir folder;
        Archive archive;
        archive.use(folder.path());
        auto context = std::make_unique<QObject>();
        bool answered = false;
        archive.ask([](Journal &journal) { return readHistory(journal); }, context.get(),
                    [&answered](const Result<QList<HistoryEntry>> &) { answered = true; });
        context.reset();
        bool after = false;
        archive.ask([](Journal &journal) { return readHistory(journal); }, this,
                    [&after](const Result<QList<HistoryEntry>> &entries) { after = entries && entries->isEmpty(); });
        QVERIFY(!after); // later, never before the call has returned
        QTRY_VERIFY(after);
        QVERIFY(!answered);
    }
};

QTEST_MAIN(HistoryPageTest)
#include "tst_historypage.moc"
