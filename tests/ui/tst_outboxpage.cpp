#include "ui/windowworld.h"

#include "common/accountlists.h"
#include "history/historymodel.h"
#include "outbox/outboxmodel.h"
#include "support/answers.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// Its pauses pass a hundred times as fast.
struct OutboxWorld : WindowWorld
{
    OutboxWorld()
        : WindowWorld(options())
    {
        clock = options().clock;
        openWindow();
        connectAccount();
    }

    static practice::Options options()
    {
        static const Clock fast = fastClock(100);
        practice::Options options;
        options.unlimited = true;
        options.clock = fast;
        return options;
    }

    void loseNetwork() { account->setTroubles({{QStringLiteral("drop"), 1.0}}); }
    void findNetwork() { account->setTroubles({}); }

    void add(const QString &email, const QString &firstName)
    {
        press(QStringLiteral("Add contact"));
        type(QStringLiteral("E-mail"), email);
        type(QStringLiteral("First name"), firstName);
        QTest::keyClick(window.get(), Qt::Key_Return, Qt::ControlModifier);
    }

    void addToOutbox(const QString &email, const QString &firstName)
    {
        loseNetwork();
        add(email, firstName);
        QTRY_VERIFY_WITH_TIMEOUT(shows(email + QStringLiteral(" is kept in the outbox")), 20'000);
    }

    /// Of who waits then, nobody is tried again by itself.
    void signOut()
    {
        account->setTroubles({{QStringLiteral("revoked"), 1.0}});
        press(QStringLiteral("Account"));
        press(QStringLiteral("Renew now"));
        QTRY_VERIFY(shows(QStringLiteral("Signed out: reconnect")));
        findNetwork();
    }

    void addSignedOut(const QString &email, const QString &firstName)
    {
        signOut();
        add(email, firstName);
        QTRY_VERIFY(shows(email + QStringLiteral(" is kept in the outbox")));
    }

    /// The account's people of that address.
    QList<QJsonObject> found(const QString &email) const
    {
        QList<QJsonObject> people;
        for (const QJsonValue &contact : report().value(QStringLiteral("contacts")).toArray()) {
            if (contact.toObject().value(QStringLiteral("email")).toString() == email)
                people << contact.toObject();
        }
        return people;
    }

    QTableView *table() const { return named<QTableView>(QStringLiteral("Who waits to be added, oldest first")); }
    /// Empty also while the table is not there: it comes with who waits.
    QString cell(int row, OutboxModel::Column column) const
    {
        return table() ? table()->model()->index(row, column).data().toString() : QString();
    }
    /// What the side bar says of it.
    bool counts(const QString &words) const { return named<QAbstractButton>(QStringLiteral("Outbox, ") + words) != nullptr; }
};

const QString jane = QStringLiteral("jane.doe@example.org");
const QString tom = QStringLiteral("tom.okafor@example.org");

} // namespace

/// Single contacts that could not be sent, in the window, against the practice account.
class OutboxPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOutboxSaysWhatItIsFor()
    {
        OutboxWorld world;
        world.press(QStringLiteral("Outbox"));
        QVERIFY(world.shows(QStringLiteral("Nobody waits.")));
        QCOMPARE(world.window->focusWidget(), world.button(QStringLiteral("Add a contact")));
        QTest::keyClick(world.window->focusWidget(), Qt::Key_Space);
        QVERIFY(world.named<QLineEdit>(QStringLiteral("E-mail")));
    }

    void withTheAllowanceUsedUpItIsSaidWhenTheyAreSent()
    {
        OutboxWorld world;
        world.account->setTroubles({{QStringLiteral("quota"), 1.0}});
        world.add(jane, QStringLiteral("Jane"));
        QTRY_VERIFY(world.shows(jane + QStringLiteral(" is kept in the outbox")));
        world.press(QStringLiteral("Outbox"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nothing is lost: it can go on ")));
    }

    void whoCannotBeSentWaitsAndIsSentByItselfWhenTheNetworkIsBack()
    {
        OutboxWorld world;
        world.addToOutbox(jane, QStringLiteral("Jane"));
        QVERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty()); // ready for the next one
        QTRY_VERIFY(world.named<QWidget>(QStringLiteral("in the outbox")));
        QTRY_VERIFY(world.counts(QStringLiteral("one waits")));
        world.addToOutbox(tom, QStringLiteral("Tom"));
        QTRY_VERIFY(world.counts(QStringLiteral("2 wait")));
        world.press(QStringLiteral("See the outbox"));
        QTRY_COMPARE(world.cell(0, OutboxModel::Email), jane);
        QCOMPARE(world.cell(1, OutboxModel::Email), tom);
        QVERIFY(!world.cell(0, OutboxModel::Why).isEmpty());
        QVERIFY(world.found(jane).isEmpty());

        world.findNetwork();
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Nobody waits.")), 30'000);
        QCOMPARE(world.found(jane).size(), 1);
        QCOMPARE(world.found(tom).size(), 1);
        world.press(QStringLiteral("Add contact"));
        QVERIFY(!world.shows(QStringLiteral("is kept in the outbox")));
        QTRY_VERIFY(world.named<QWidget>(QStringLiteral("added")));
    }

    void whoWaitsIsThereAtTheNextStartAndSentThen()
    {
        OutboxWorld world;
        world.addToOutbox(jane, QStringLiteral("Jane"));
        world.closeWindow();
        world.findNetwork();
        world.openWindow();
        QTRY_COMPARE(world.found(jane).size(), 1);
    }

    void whoIsAddedWhileSignedOutWaitsForTheSignIn()
    {
        OutboxWorld world;
        world.addSignedOut(jane, QStringLiteral("Jane"));
        QTRY_VERIFY(world.counts(QStringLiteral("one waits")));
        world.press(QStringLiteral("Outbox"));
        QVERIFY(world.shows(QStringLiteral("They are sent when the account is connected.")));
        world.press(QStringLiteral("Connect account"));
        QTRY_COMPARE_WITH_TIMEOUT(world.found(jane).size(), 1, 20'000);
    }

    void whoWaitsIsChangedBeforeBeingSent()
    {
        OutboxWorld world;
        world.addSignedOut(jane, QStringLiteral("Jane"));
        world.press(QStringLiteral("See the outbox"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Edit…")));
        QVERIFY(world.table()->hasFocus());
        QTest::keyClick(world.table(), Qt::Key_Return);
        QVERIFY(world.isVisible(QStringLiteral("Save and send")));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("E-mail"))->text(), jane);
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("First name"))->text(), QStringLiteral("Jane"));
        world.type(QStringLiteral("First name"), QStringLiteral("Janet"));
        world.press(QStringLiteral("Save and send"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Connect account")));
        world.press(QStringLiteral("Connect account"));
        QTRY_COMPARE_WITH_TIMEOUT(world.found(jane).size(), 1, 30'000);
        QCOMPARE(world.found(jane).first().value(QStringLiteral("first_name")).toString(), QStringLiteral("Janet"));
    }

    void discardingAsksFirst()
    {
        OutboxWorld world;
        world.addSignedOut(jane, QStringLiteral("Jane"));
        world.press(QStringLiteral("See the outbox"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Discard…")));
        QTest::keyClick(world.table(), Qt::Key_Delete);
        QVERIFY(world.shows(QStringLiteral("Discard jane.doe@example.org?")));
        world.press(QStringLiteral("Keep"));
        QCOMPARE(world.table()->model()->rowCount(), 1);
        world.press(QStringLiteral("Discard…"));
        world.press(QStringLiteral("Discard"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nobody waits.")));
        QVERIFY(world.button(QStringLiteral("Add a contact"))->hasFocus());
    }

    void whoIsThereAlreadyStaysAndSaysSo()
    {
        OutboxWorld world;
        world.add(jane, QStringLiteral("Jane"));
        QTRY_COMPARE(world.found(jane).size(), 1);
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        world.addToOutbox(jane, QStringLiteral("Janet"));
        world.findNetwork();
        world.press(QStringLiteral("See the outbox"));
        QTRY_COMPARE_WITH_TIMEOUT(world.cell(0, OutboxModel::Why), QStringLiteral("This address is in the account already."), 30'000);
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Edit…")));
        world.press(QStringLiteral("Edit…"));
        world.press(QStringLiteral("Update the contact if the address is in the account already."));
        world.press(QStringLiteral("Save and send"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Nobody waits.")), 30'000);
        QCOMPARE(world.found(jane).first().value(QStringLiteral("first_name")).toString(), QStringLiteral("Janet"));
    }

    void aWindowClosedWhileItSendsSendsOnceAtTheNextStart()
    {
        OutboxWorld world;
        world.addToOutbox(jane, QStringLiteral("Jane"));
        world.account->setTroubles({{QStringLiteral("lost-answer"), 1.0}});
        world.press(QStringLiteral("See the outbox"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Sending…")) || world.isVisible(QStringLiteral("Send one now")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Sending…")));
        world.closeWindow();
        world.findNetwork();
        world.openWindow();
        QTRY_COMPARE(world.found(jane).size(), 1);
        world.press(QStringLiteral("Outbox"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Nobody waits.")), 30'000);
        QCOMPARE(world.found(jane).size(), 1);
    }

    void whoWasJustAddedIsTakenOutAgain()
    {
        OutboxWorld world;
        world.add(jane, QStringLiteral("Jane"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Undo")));
        QCOMPARE(world.found(jane).size(), 1);
        world.press(QStringLiteral("Undo"));
        QTRY_VERIFY(world.named<QWidget>(QStringLiteral("taken out again")));
        QVERIFY(!world.isVisible(QStringLiteral("Undo")));
        QVERIFY(world.found(jane).isEmpty() || world.found(jane).first().value(QStringLiteral("deleted")).toBool());
    }

    void whoWasChangedSinceIsLeft()
    {
        OutboxWorld world;
        world.add(jane, QStringLiteral("Jane"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Undo")));
        Contact changed;
        changed.email = jane;
        changed.firstName = QStringLiteral("Janet");
        bool isChanged = false;
        ContactAdd(world.workplace->application()->contacts())
            .add(changed, Permission::Implicit, true, world.window.get(), [&isChanged](const Result<AddAnswer> &answer) {
                isChanged = answer && answer->kind == AddAnswer::Kind::Updated;
            });
        QTRY_VERIFY(isChanged);
        world.press(QStringLiteral("Undo"));
        QTRY_VERIFY(world.named<QWidget>(QStringLiteral("changed since, left so")));
        QCOMPARE(world.found(jane).size(), 1);
        QVERIFY(!world.found(jane).first().value(QStringLiteral("deleted")).toBool());
    }

    void whatAnUpdateChangedIsAsBeforeAgain()
    {
        OutboxWorld world;
        world.add(jane, QStringLiteral("Jane"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Undo")));
        world.type(QStringLiteral("E-mail"), jane);
        world.tab();
        QTRY_VERIFY(world.isVisible(QStringLiteral("Load and update")));
        world.press(QStringLiteral("Load and update"));
        world.type(QStringLiteral("First name"), QStringLiteral("Janet"));
        world.press(QStringLiteral("Update contact"));
        QTRY_VERIFY(world.named<QWidget>(QStringLiteral("updated")));
        QCOMPARE(world.found(jane).first().value(QStringLiteral("first_name")).toString(), QStringLiteral("Janet"));
        world.press(QStringLiteral("Undo"));
        QTRY_VERIFY(world.named<QWidget>(QStringLiteral("as before again")));
        QCOMPARE(world.found(jane).first().value(QStringLiteral("first_name")).toString(), QStringLiteral("Jane"));
        QVERIFY(!world.found(jane).first().value(QStringLiteral("deleted")).toBool());
    }

    void whoWasAddedIsInTheHistoryUnderTheirAddress()
    {
        OutboxWorld world;
        world.add(jane, QStringLiteral("Jane"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Undo")));
        world.press(QStringLiteral("History"));
        auto *history = world.named<QTableView>(QStringLiteral("Imports, newest first"));
        QTRY_COMPARE(history->model()->rowCount(), 1);
        QCOMPARE(history->model()->index(0, HistoryModel::What).data().toString(), jane);
        QCOMPARE(history->model()->index(0, HistoryModel::Counts).data().toString(), QStringLiteral("1 added"));
    }

    void theModelKeepsItsPromises()
    {
        AccountLists lists;
        OutboxModel model(lists);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        OutboxItem one;
        one.id = 7;
        one.contact.email = jane;
        one.wantedLists = {QStringLiteral("Newsletter")};
        model.setItems({one}, QDateTime::currentDateTimeUtc());
        QCOMPARE(model.rowOf(7), 0);
        QCOMPARE(model.rowOf(8), -1);
        QCOMPARE(model.index(0, OutboxModel::Lists).data().toString(), QStringLiteral("Newsletter"));
        model.setItems({}, QDateTime::currentDateTimeUtc());
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(OutboxPageTest)
#include "tst_outboxpage.moc"
