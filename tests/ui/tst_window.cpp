#include "ui/windowworld.h"

#include "account/tokenmodel.h"
#include "common/notice.h"
#include "common/page.h"
#include "common/picker.h"
#include "common/statusline.h"
#include "import/mappingmodel.h"

#include <QComboBox>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// What the account holds of an address; empty: nothing.
QJsonObject contactOf(const WindowWorld &world, const QString &email)
{
    for (const QJsonValue &contact : world.report().value(QStringLiteral("contacts")).toArray()) {
        if (contact.toObject().value(QStringLiteral("email")).toString() == email)
            return contact.toObject();
    }
    return {};
}

/// Drops a file in the middle of the window, as from a file manager.
void drop(QWidget *window, const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    const QPoint middle = window->rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent dropped(middle, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(window, &dropped);
    QVERIFY(dropped.isAccepted());
}

constexpr auto visitors = "E-mail,First name,Last name\n"
                          "ana@example.org,Ana,Ruiz\n"
                          "tom.okafor.example.org,Tom,Okafor\n"
                          "li@example.org,Li,Wei\n"
                          "ana@example.org,A.,\n";

practice::Options quick()
{
    practice::Options options;
    options.unlimited = true;
    return options;
}

/// From the file to the button that sends.
void prepareImport(WindowWorld &world, const QByteArray &rows = visitors, int ready = 2)
{
    drop(world.window.get(), world.write(QStringLiteral("visitors.csv"), rows));
    const QString goOn = QStringLiteral("Go on with %1").arg(ready);
    QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
    world.press(QStringLiteral("Check the file"));
    QTRY_VERIFY(world.isVisible(goOn));
    world.press(goOn);
}

void sayWhereFrom(WindowWorld &world)
{
    world.chooseList(QStringLiteral("Office"));
    world.type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
    world.press(QStringLiteral("These people know us and may be written to."));
}

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAccountIsConnectedThroughTheBrowserAndStaysSo()
    {
        WindowWorld world(quick());
        world.openWindow();
        QVERIFY(world.isVisible(QStringLiteral("Try it with a practice account")));
        world.connectAccount();
        QCOMPARE(world.browser.opened.size(), 1);
        QVERIFY(world.shows(QStringLiteral("Connected to Hillside Library")));
        QVERIFY(world.shows(QStringLiteral("Stay signed in")));

        world.openWindow(); // the next start
        QTRY_VERIFY(world.isConnected());
        QTRY_VERIFY(world.isVisible(QStringLiteral("Disconnect…")));
        QVERIFY(world.shows(QStringLiteral("It renews by itself.")));
    }

    void theTokenIsToldInWordsAndNeverShown()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        world.press(QStringLiteral("Account"));
        auto *table = world.named<QTableView>(QStringLiteral("Token details"));
        QVERIFY(table);
        QStringList cells;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            for (int column = 0; column < table->model()->columnCount(); ++column)
                cells << table->model()->index(row, column).data().toString();
        }
        const QString all = cells.join(QLatin1Char('\n'));
        QVERIFY(all.contains(QStringLiteral("expires")));
        QVERIFY(all.contains(QStringLiteral("contact_data")));
        const Tokens tokens = world.workplace->application()->session().tokens();
        QVERIFY(!all.contains(tokens.accessToken.section(QLatin1Char('.'), 1, 1)));
        QVERIFY(!world.shows(tokens.accessToken));
        QVERIFY(!world.shows(tokens.refreshToken));

        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY(world.shows(QStringLiteral("Renewed just now.")));
        QVERIFY(world.workplace->application()->session().tokens().accessToken != tokens.accessToken);
    }

    void waitingCanBeGivenUpAndBegunAgain()
    {
        WindowWorld world(quick());
        world.browser.follows = false;
        world.openWindow();
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        QVERIFY(world.shows(QStringLiteral("Nothing is stored until you allow it.")));
        world.press(QStringLiteral("The browser ended on a page that can't be reached: paste its address"));
        world.type(QStringLiteral("Address the browser ended on"), QStringLiteral("https://example.org/?nothing=1"));
        world.press(QStringLiteral("Use this address"));
        QTRY_VERIFY(world.shows(QStringLiteral("holds no answer")));
        world.press(QStringLiteral("Cancel"));
        QVERIFY(world.isVisible(QStringLiteral("Try it with a practice account")));

        world.browser.follows = true;
        world.connectAccount();
    }

    void withoutAKeyTheWayToOneIsShown()
    {
        WindowWorld world(quick());
        const QString key = world.environment.value(QStringLiteral("ROLLCALL_CLIENT_ID"));
        world.environment.remove(QStringLiteral("ROLLCALL_CLIENT_ID"));
        world.environment.remove(QStringLiteral("ROLLCALL_DEVICE_CLIENT_ID"));
        world.openWindow();
        world.press(QStringLiteral("Connect account"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("Redirect address to register"))->text(),
                 world.account->addresses().redirectUris.first());
        world.type(QStringLiteral("API key"), QStringLiteral("not a key"));
        world.press(QStringLiteral("Use this key"));
        QVERIFY(world.shows(QStringLiteral("does not look like an API key")));
        world.type(QStringLiteral("API key"), key);
        world.press(QStringLiteral("Use this key"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        world.openWindow(); // kept for the next start
        QTRY_VERIFY(world.isConnected());
    }

    void theFormAddsAContact()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("Jane.Doe@example.org"));
        world.type(QStringLiteral("First name"), QStringLiteral("Jane"));
        world.type(QStringLiteral("Last name"), QStringLiteral("Doe"));
        world.chooseList(QStringLiteral("Newsletter"));
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(world.shows(QStringLiteral("Added just now")) && world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        QVERIFY(!contactOf(world, QStringLiteral("jane.doe@example.org")).isEmpty());
        // Lists stay for the next one.
        for (const auto *picker : world.window->findChildren<Picker *>()) {
            if (picker->isVisible())
                QCOMPARE(picker->chosen().size(), 1);
        }

        // The same address again is found as it is left.
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe@example.org"));
        world.tab();
        QTRY_VERIFY(world.shows(QStringLiteral("Jane Doe is in the account already, on Newsletter.")));
        world.press(QStringLiteral("Load and update"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("First name"))->text(), QStringLiteral("Jane"));
        QVERIFY(!world.named<QComboBox>(QStringLiteral("Permission"))->isEnabled());
        world.type(QStringLiteral("Company"), QStringLiteral("Doe & Daughters"));
        world.press(QStringLiteral("Update contact"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Add contact")) && world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        QCOMPARE(contactOf(world, QStringLiteral("jane.doe@example.org")).value(QStringLiteral("company_name")).toString(),
                 QStringLiteral("Doe & Daughters"));
    }

    void whatIsWrongInTheFormIsSaidUnderItsField()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe"));
        world.tab();
        QVERIFY(world.shows(QStringLiteral("needs an @")));
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe@gmial.com"));
        world.tab();
        QVERIFY(world.shows(QStringLiteral("Did you mean jane.doe@gmail.com?")));
        world.press(QStringLiteral("Take it"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("E-mail"))->text(), QStringLiteral("jane.doe@gmail.com"));
        world.type(QStringLiteral("First name"), QString(58, QLatin1Char('x')));
        world.tab();
        QVERIFY(world.shows(QStringLiteral("58 characters; 50 fit.")));
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), world.named<QLineEdit>(QStringLiteral("First name")));
        QVERIFY(contactOf(world, QStringLiteral("jane.doe@gmail.com")).isEmpty());
    }

    void aDroppedFileGetsAnAnswerForEachRow()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        prepareImport(world);
        world.press(QStringLiteral("Send 2")); // without saying where to, it is asked
        QVERIFY(world.shows(QStringLiteral("Choose the list they go to.")));
        QVERIFY(world.shows(QStringLiteral("Say where these people come from.")));
        sayWhereFrom(world);
        world.press(QStringLiteral("Send 2"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
        QVERIFY(world.shows(QStringLiteral("All 4 rows have an answer.")));
        auto *table = world.named<QTableView>(QStringLiteral("Answers for each row"));
        QCOMPARE(table->model()->rowCount(), 1);
        QTRY_COMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("tom.okafor.example.org"));
        QVERIFY(!contactOf(world, QStringLiteral("ana@example.org")).isEmpty());
        QVERIFY(!contactOf(world, QStringLiteral("li@example.org")).isEmpty());
    }

    void doublesAreMergedOrKeptApartAsThePersonLikes()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        prepareImport(world);
        world.press(QStringLiteral("Back"));
        auto *table = world.named<QTableView>(QStringLiteral("Rows of the file"));
        const auto shown = [table](int row) { return table->model()->index(row, 0).data().toString(); };
        QTest::mouseClick(world.named<QAbstractButton>(QStringLiteral("1 merged doubles")), Qt::LeftButton);
        QCOMPARE(table->model()->rowCount(), 1);
        QVERIFY(world.shows(QStringLiteral("what it has empty is filled from the others")));
        world.press(QStringLiteral("Keep each row as it is"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Address of an earlier row 1")));
        world.press(QStringLiteral("Address of an earlier row 1"));
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(shown(0), QStringLiteral("5"));
        QVERIFY(world.isVisible(QStringLiteral("Go on with 2")));
        world.press(QStringLiteral("Merge the doubles"));
        QTRY_VERIFY(!world.isVisible(QStringLiteral("Address of an earlier row 1")));
        world.press(QStringLiteral("Sort by problem"));
        QCOMPARE(shown(0), QStringLiteral("3"));
        QCOMPARE(table->model()->rowCount(), 4);
        world.press(QStringLiteral("In the file's order"));
        QCOMPARE(shown(0), QStringLiteral("2"));
    }

    void returnPressesTheButtonThatHasTheKeyboard()
    {
        WindowWorld world;
        world.openWindow();
        drop(world.window.get(), world.write(QStringLiteral("visitors.csv"), visitors));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.button(QStringLiteral("Check the file"))->setFocus(Qt::TabFocusReason);
        QTest::keyClick(world.window->focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
    }

    void theNetworkIsSaidInTheStatusLine()
    {
        WindowWorld world(quick());
        world.openWindow();
        QVERIFY(!world.shows(QStringLiteral("Online")) && !world.shows(QStringLiteral("Offline")));
        world.connectAccount();
        QTRY_VERIFY(world.shows(QStringLiteral("Online")));
        world.account->setTroubles({{QStringLiteral("drop"), 1.0}});
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane@example.org"));
        world.tab(); // it is looked up
        QTRY_VERIFY(world.shows(QStringLiteral("Offline")));
        world.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Online")), 20'000);
    }

    void whyAColumnWasTakenForWhatItIsCanBeReadToItsEnd()
    {
        WindowWorld world;
        world.openWindow();
        drop(world.window.get(),
             world.write(QStringLiteral("phones.csv"), "E-mail,Frist name,Mobile,Cell phone\n"
                                                       "ana@example.org,Ana,555-0100,555-0101\n"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        auto *table = world.named<QTableView>(QStringLiteral("Columns of the file and what they become"));
        QVERIFY(table && !table->isColumnHidden(MappingModel::Why));
        QStringList all;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QModelIndex index = table->model()->index(row, MappingModel::Why);
            const QString words = index.data().toString();
            const int margin = table->style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, table) + 1;
            const QSize room = table->visualRect(index).size() - QSize(2 * margin, 0);
            const QRect needed = table->fontMetrics().boundingRect(
                QRect({}, QSize(room.width(), 1000)), table->wordWrap() ? Qt::TextWordWrap : 0, words);
            QVERIFY2(needed.width() <= room.width() && needed.height() <= room.height(), qPrintable(words));
            all << words;
        }
        QVERIFY(all.contains(QStringLiteral("A guess: Looks like “First name”")));
    }

    void whatIsBeingDoneGivesWayInTheStatusLine()
    {
        StatusLine line;
        line.setConnection(Session::State::Connected);
        line.setCalls(212, 10'000, {});
        const int without = line.minimumSizeHint().width();
        line.setWork(
            StatusLine::Resuming,
            QStringLiteral("Today's allowance of calls to Constant Contact is used up. It goes on by "
                           "itself tomorrow, 00:00."));
        QVERIFY(line.sizeHint().width() > without + 300);
        QVERIFY(line.minimumSizeHint().width() < without + 100);
    }

    void aFileDroppedBeforeConnectingWaits()
    {
        WindowWorld world(quick());
        world.openWindow();
        prepareImport(world);
        QVERIFY(world.shows(QStringLiteral("The file waits here until an account is connected.")));
        QVERIFY(world.isVisible(QStringLiteral("Send 2")) && !world.canBePressed(QStringLiteral("Send 2")));
        world.connectAccount();
        world.press(QStringLiteral("Import a file"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Send 2")));
        sayWhereFrom(world);
        world.press(QStringLiteral("Send 2"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
    }

    void aWindowClosedWhileItSendsGoesOnAtTheNextStart()
    {
        WindowWorld world; // with the limits, an activity takes its time
        world.openWindow();
        world.connectAccount();
        QByteArray crowd = visitors; // so many that they go in bulk
        for (int i = 0; i < 8; ++i)
            crowd += "crowd" + QByteArray::number(i) + "@example.org,Carl,Crowd\n";
        prepareImport(world, crowd, 10);
        sayWhereFrom(world);
        world.press(QStringLiteral("Send 10"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("working on 10 rows")), 60'000);
        drop(world.window.get(), world.write(QStringLiteral("others.csv"), visitors));
        QVERIFY(
            world.shows(QStringLiteral("Another file can be opened when this import has come to its end")));
        QVERIFY(world.isVisible(QStringLiteral("Pause")));
        world.openWindow();
        QTRY_VERIFY(world.isConnected());
        world.press(QStringLiteral("Import"));
        QTRY_VERIFY(world.shows(QStringLiteral("Going on with the import of visitors.csv that was interrupted.")));
        world.press(QStringLiteral("See it in the history"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Back to the history")));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 12 rows have an answer.")), 120'000);
    }

    void aGrantThatEndsIsToldAndNothingTypedIsLost()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("First name"), QStringLiteral("Jane"));
        world.account->setTroubles({{QStringLiteral("revoked"), 1.0}});
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY(world.shows(QStringLiteral("Signed out: reconnect")));
        world.press(QStringLiteral("Add contact"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("First name"))->text(), QStringLiteral("Jane"));
        world.account->setTroubles({});
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        world.press(QStringLiteral("Add contact"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("First name"))->text(), QStringLiteral("Jane"));
    }

    void thePracticeAccountIsTriedAndLeft()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.browser.follows = false;
        world.press(QStringLiteral("Try it with a practice account"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        QVERIFY(world.shows(QStringLiteral("Practice account")));
        QVERIFY(world.workplace->isPractice());
        QCOMPARE(world.browser.opened.last().host(), QStringLiteral("127.0.0.1"));
        world.press(QStringLiteral("Leave practice"));
        QVERIFY(!world.workplace->isPractice());
        QVERIFY(world.isVisible(QStringLiteral("Connect account")));
    }

    void disconnectingAsksFirst()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Disconnect…"));
        world.press(QStringLiteral("Stay connected"));
        QVERIFY(world.isConnected());
        const auto *claims = world.window->findChild<TokenModel *>();
        QVERIFY(claims && claims->rowCount() > 0);
        world.press(QStringLiteral("Disconnect…"));
        world.press(QStringLiteral("Disconnect"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Try it with a practice account")));
        QVERIFY(!world.isConnected());
        QCOMPARE(claims->rowCount(), 0);
    }
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
