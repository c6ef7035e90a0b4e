#include "ui/pictures.h"
#include "ui/windowworld.h"

#include "application.h"
#include "send/outbox.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QJsonArray>
#include <QTableView>
#include <QUrlQuery>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr auto people = "E-mail,First name,Last name,City,Birthday,Newsletter\n"
                        "ana@example.org,Ana,Ruiz,Lisbon,3/14/1985,yes\n"
                        "tom.okafor.example.org,Tom,Okafor,Lagos,,yes\n"
                        "li@gmial.com,Li,Wei,Shanghai,12/1/1990,yes\n"
                        "jane.doe@gmail.com,Janet,Doe,Portland,,yes\n"
                        "ana@example.org,A.,,Lisbon,,yes\n"
                        "noor@example.org,Noor,Haddad,Amman,31/2/1985,yes\n"
                        "gus@example.org,Gustavo-Maximilian-Ferdinand-Alexander-von-und-zu-Hohenfels,Ode,Bern,,yes\n"
                        "info@example.org,,,#N/A,,no\n";

const QString longAddress = QStringLiteral("somebody.with-a-long-address@department.of-an-organization.example.org");

QByteArray longTexts()
{
    QByteArray rows = "E-mail address of the person who signed up at the front desk,First name as written on the sheet,"
                      "Remarks of the volunteer who took the sheet\n";
    for (int i = 0; i < 40; ++i) {
        rows += "a.rather.long.address.of.number." + QByteArray::number(i)
                + "@department.of-an-organization.example.org,Wolfeschlegelsteinhausenbergerdorff,"
                  "came in with her sister on the first rainy Tuesday of the month and asked twice for the programme\n";
    }
    return rows;
}

} // namespace

/// Walks through every screen of the window and looks whether all of it can be read and named. With
/// ROLLCALL_PICTURES=FOLDER it leaves a picture of each there, for people to look at.
class ScreensTest : public QObject
{
    Q_OBJECT

private:
    WindowWorld *m_world = nullptr;
    Pictures m_pictures;

    void look(const char *page) { m_pictures.look(*m_world->window, page); }

    void walkConnecting()
    {
        WindowWorld &world = *m_world;
        look("welcome");
        world.press(QStringLiteral("Check my connection"));
        look("welcome-checking");
        QTRY_VERIFY(world.shows(QStringLiteral("failed: what to do")));
        look("welcome-check");
        world.press(QStringLiteral("Close"));
        world.press(QStringLiteral("Add contact"));
        look("form-not-connected");
        world.press(QStringLiteral("Import"));
        look("import-empty");
        world.press(QStringLiteral("History"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nothing was imported from this computer yet.")));
        look("history-empty");
        world.press(QStringLiteral("Outbox"));
        QVERIFY(world.shows(QStringLiteral("Nobody waits.")));
        look("outbox-empty");
        world.press(QStringLiteral("Account"));
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        look("waiting");
        world.press(QStringLiteral("Use a code on another device"));
        QTRY_VERIFY(world.shows(QStringLiteral("The code is good for")));
        look("device-code");
        world.press(QStringLiteral("Use this computer's browser instead"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        world.press(QStringLiteral("The browser ended on a page that can't be reached: paste its address"));
        world.type(QStringLiteral("Address the browser ended on"), QStringLiteral("https://example.org/?nothing=1"));
        world.press(QStringLiteral("Use this address"));
        QTRY_VERIFY(world.shows(QStringLiteral("holds no answer")));
        look("waiting-paste");
        world.type(QStringLiteral("Address the browser ended on"), denial(world.browser.opened.last()));
        world.press(QStringLiteral("Use this address"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Use another API key")));
        look("denied");
        world.press(QStringLiteral("Check my connection"));
        QTRY_VERIFY(world.shows(QStringLiteral("failed: what to do")));
        look("denied-check");
        world.press(QStringLiteral("Close"));
        world.press(QStringLiteral("Use another API key"));
        world.type(QStringLiteral("API key"), QStringLiteral("no key"));
        world.press(QStringLiteral("Use this key"));
        look("key");
        world.press(QStringLiteral("Cancel"));
        world.browser.follows = true;
        world.connectAccount();
        look("connected");
    }

    /// What the browser is led to when the person says no.
    static QString denial(const QUrl &asked)
    {
        const QUrlQuery query(asked);
        return query.queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded)
               + QStringLiteral("?error=access_denied&error_description=The+resource+owner+denied+the+request.&state=")
               + query.queryItemValue(QStringLiteral("state"), QUrl::FullyEncoded);
    }

    void walkAccount()
    {
        WindowWorld &world = *m_world;
        world.press(QStringLiteral("Account"));
        look("account");
        world.press(QStringLiteral("Check my connection"));
        QTRY_VERIFY(world.shows(QStringLiteral("Your connection is in order")));
        look("account-check");
        world.press(QStringLiteral("Close"));
        world.press(QStringLiteral("Disconnect…"));
        look("account-disconnect");
        world.press(QStringLiteral("Stay connected"));
    }

    void walkForm()
    {
        WindowWorld &world = *m_world;
        world.press(QStringLiteral("Add contact"));
        look("form");
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe@gmial.com"));
        world.type(QStringLiteral("First name"), QString(58, QLatin1Char('x')));
        world.tab();
        world.press(QStringLiteral("Phone"));
        world.press(QStringLiteral("Address"));
        look("form-problems");
        world.press(QStringLiteral("Phone"));
        world.press(QStringLiteral("Address"));
        world.press(QStringLiteral("Tags, note and more"));
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("Library card")));
        world.type(QStringLiteral("Birthday"), QStringLiteral("3/14"));
        world.type(QStringLiteral("Anniversary"), QStringLiteral("last summer"));
        world.tab();
        look("form-more");
        world.type(QStringLiteral("Anniversary"), QString());
        world.press(QStringLiteral("Tags, note and more"));
        world.press(QStringLiteral("Take it"));
        world.type(QStringLiteral("First name"), QStringLiteral("Jane"));
        world.type(QStringLiteral("Last name"), QStringLiteral("Doe"));
        world.chooseList(QStringLiteral("Newsletter"));
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        look("form-added");
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe@gmail.com"));
        world.tab();
        QTRY_VERIFY(world.shows(QStringLiteral("is in the account already")));
        look("form-known");
        world.press(QStringLiteral("Load and update"));
        look("form-update");
        world.press(QStringLiteral("Clear"));
    }

    void walkPerson()
    {
        WindowWorld &world = *m_world;
        world.press(QStringLiteral("Find a person…"));
        look("person-find");
        world.type(QStringLiteral("E-mail"), QStringLiteral("nobody@example.org"));
        world.press(QStringLiteral("Find"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nobody of this address")));
        look("person-nobody");
        world.type(QStringLiteral("E-mail"), known(true));
        world.press(QStringLiteral("Find"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Unsubscribe…")));
        QTRY_VERIFY(world.shows(QStringLiteral("Tags")));
        look("person");
        for (const auto &[action, page] : {std::pair{"Unsubscribe…", "person-unsubscribe"}, {"Take off lists…", "person-lists"},
                                           {"Change the address…", "person-address"}, {"Delete…", "person-delete"},
                                           {"Erase here…", "person-erase"}}) {
            world.press(QString::fromUtf8(action));
            look(page);
        }
        world.type(QStringLiteral("E-mail"), known(false));
        world.press(QStringLiteral("Find"));
        QTRY_VERIFY(world.shows(QStringLiteral("has unsubscribed")));
        look("person-unsubscribed");
        world.press(QStringLiteral("Back to adding"));
        world.type(QStringLiteral("E-mail"), longAddress);
        world.type(QStringLiteral("First name"), QStringLiteral("Wolfeschlegelsteinhausenbergerdorff-Maximilian"));
        world.type(QStringLiteral("Company"), QStringLiteral("Friends of the old town hall and its library"));
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        world.press(QStringLiteral("Find a person…"));
        world.type(QStringLiteral("E-mail"), longAddress);
        world.press(QStringLiteral("Find"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Unsubscribe…")));
        world.press(QStringLiteral("Unsubscribe…"));
        look("person-long");
        world.press(QStringLiteral("Keep as it is"));
        world.press(QStringLiteral("Back to adding"));
    }

    /// Somebody of whom the account knows much, or who has unsubscribed.
    QString known(bool subscribed) const
    {
        QString found;
        for (const QJsonValue &who : m_world->report().value(QStringLiteral("contacts")).toArray()) {
            const bool fits = subscribed ? !who[QStringLiteral("deleted")].toBool() && !who[QStringLiteral("tags")].toArray().isEmpty()
                                               && who[QStringLiteral("lists")].toArray().size() > 1
                                         : who[QStringLiteral("opt_out_source")] == QStringLiteral("Contact");
            if (fits && (found.isEmpty() || !who[QStringLiteral("custom_fields")].toObject().isEmpty()))
                found = who[QStringLiteral("email")].toString();
        }
        return found;
    }

    void walkOutbox()
    {
        WindowWorld &world = *m_world;
        Outbox &outbox = world.workplace->application()->outbox();
        OutboxItem item;
        item.contact.email = QStringLiteral("a.rather.long.address@department.of-an-organization.example.org");
        item.contact.firstName = QStringLiteral("Gustavo-Maximilian");
        item.contact.lastName = QStringLiteral("Hohenfels");
        item.wantedLists = {QStringLiteral("Newsletter")};
        const auto keep = [&](const QString &why) {
            outbox.keep(item, {Error::Kind::Offline, why, {}, {}}, world.window.get(), [](const auto &) {});
        };
        keep(QStringLiteral("The service cannot be reached."));
        item.contact.email = QStringLiteral("li@example.org");
        item.contact.firstName.clear();
        keep(QStringLiteral("This address is in the account already."));
        world.press(QStringLiteral("Outbox"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Send 2 now")));
        look("outbox");
        world.press(QStringLiteral("Discard…"));
        look("outbox-discard");
        world.press(QStringLiteral("Keep"));
        world.press(QStringLiteral("Edit…"));
        look("outbox-edit");
        world.press(QStringLiteral("Back"));
        world.press(QStringLiteral("Send 2 now"));
        QTRY_VERIFY(world.shows(QStringLiteral("Nobody waits.")));
    }

    void walkTrouble()
    {
        WindowWorld &world = *m_world;
        world.account->setTroubles({{QStringLiteral("revoked"), 1.0}});
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY(world.shows(QStringLiteral("Signed out: reconnect")));
        look("signed-out");
    }

    void walkImport()
    {
        WindowWorld &world = *m_world;
        world.window->openFile(world.write(QStringLiteral("notes.csv"), "E-mail\n"));
        world.press(QStringLiteral("Import"));
        QTRY_VERIFY(world.shows(QStringLiteral("There are no rows below the header")));
        look("file-error");
        world.window->openFile(world.write(QStringLiteral("volunteers.csv"), "Who,Where\nAna,Lisbon\nTom,Lagos\n"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Go on to the columns")));
        look("file-doubt");
        world.press(QStringLiteral("Go on to the columns"));
        look("columns-no-address");
        world.window->openFile(world.write(QStringLiteral("a file with a very long name that a web form has made, and then downloaded twice (2).csv"), longTexts()));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        look("columns-long");
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 40")));
        look("check-long");
        auto *rows = world.named<QTableView>(QStringLiteral("Rows of the file"));
        QVERIFY(rows->model()->setData(rows->model()->index(0, 1), QStringLiteral("wolf@example.org")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Undo last change")));
        world.window->openFile(world.write(QStringLiteral("phones.csv"), "E-mail,Frist name,Mobile,Cell phone\nana@example.org,Ana,555-0100,555-0101\n"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")) && world.button(QStringLiteral("Check the file"))->isEnabled());
        look("columns-guess-and-other-left");
        world.press(QStringLiteral("Give it up"));
        world.window->openFile(world.write(QStringLiteral("visitors.csv"), people));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        look("columns");
        world.press(QStringLiteral("Back"));
        look("file");
        world.press(QStringLiteral("Go on to the columns"));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Back")) && world.shows(QStringLiteral("F8 goes")));
        look("check");
        walkSending();
    }

    void walkSending()
    {
        WindowWorld &world = *m_world;
        for (auto *button : world.window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith(QLatin1String("&Go on with")))
                button->click();
        }
        look("send");
        QAbstractButton *send = nullptr;
        for (auto *button : world.window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith(QLatin1String("&Send ")))
                send = button;
        }
        QVERIFY(send);
        QVERIFY(send->isEnabled());
        send->click();
        look("send-problems");
        world.chooseList(QStringLiteral("Office"));
        QTRY_VERIFY(world.shows(QStringLiteral("left today; at least")));
        look("send-forecast");
        if (world.isVisible(QStringLiteral("See old → new"))) {
            world.press(QStringLiteral("See old → new"));
            look("send-changes");
            world.press(QStringLiteral("See old → new"));
        }
        world.press(QStringLiteral("More options"));
        QTRY_VERIFY(firstOf(world.named<Picker>(QStringLiteral("Tags")))->isEnabled());
        world.choose(QStringLiteral("Tags"), QStringLiteral("Board"));
        world.choose(QStringLiteral("Tags"), QStringLiteral("Came to the Christmas fair in the old town hall"));
        world.named<QComboBox>(QStringLiteral("Values"))->setCurrentIndex(2);
        world.choose(QStringLiteral("Columns that only fill"), QStringLiteral("City"));
        world.named<QComboBox>(QStringLiteral("People"))->setCurrentIndex(1);
        QTRY_VERIFY(world.shows(QStringLiteral("left today; at least")));
        look("send-options");
        world.press(QStringLiteral("More options"));
        look("send-options-in-short");
        world.named<QComboBox>(QStringLiteral("Permission"))->setCurrentIndex(1);
        QTRY_VERIFY(world.shows(QStringLiteral("as express")));
        look("send-express");
        world.named<QComboBox>(QStringLiteral("Permission"))->setCurrentIndex(0);
        world.press(QStringLiteral("More options"));
        world.named<QComboBox>(QStringLiteral("People"))->setCurrentIndex(0);
        world.press(QStringLiteral("More options"));
        QTRY_VERIFY(!world.shows(QStringLiteral("as express")) && world.shows(QStringLiteral("left today; at least")));
        world.type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
        world.press(QStringLiteral("These people know us and may be written to."));
        send->click();
        look("sending");
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
        look("result");
        world.window->openFile(world.write(QStringLiteral("visitors again.csv"), QByteArray(people) + "eve@example.org,Eve,Holm,Oslo,,yes\n"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.shows(QStringLiteral("were imported before")));
        look("check-imported-before");
        for (auto *button : world.window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith(QLatin1String("&Go on with")))
                button->click();
        }
        world.press(QStringLiteral("Send only the one who was not imported before."));
        QTRY_VERIFY(world.shows(QStringLiteral("left today; at least")));
        look("send-imported-before");
    }

    void walkHistory()
    {
        WindowWorld &world = *m_world;
        world.press(QStringLiteral("History"));
        QTRY_VERIFY(world.named<QTableView>(QStringLiteral("Imports, newest first")));
        auto *table = world.named<QTableView>(QStringLiteral("Imports, newest first"));
        look("history");
        world.press(QStringLiteral("Personal data kept here…"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("li@gmial.com"));
        world.press(QStringLiteral("Erase everywhere here…"));
        look("history-erase");
        world.press(QStringLiteral("Back to the history"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
        QTRY_VERIFY(world.isVisible(QStringLiteral("Undo this import…")));
        look("history-import");
        world.press(QStringLiteral("Forget…"));
        look("history-forget");
        world.press(QStringLiteral("Keep it"));
        world.press(QStringLiteral("Undo this import…"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Keep the import")) && world.shows(QStringLiteral("Nothing has been changed yet.")), 20'000);
        look("undo-receipt");
        for (auto *button : world.window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().startsWith(QLatin1String("&Undo: ")))
                button->click();
        }
        look("undo-running");
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("is undone.")), 60'000);
        look("undo-done");
        world.press(QStringLiteral("Back"));
        look("history-import-undone");
        world.press(QStringLiteral("Back to the history"));
        look("history-undone");
    }

private Q_SLOTS:
    void everythingHasANameAndFits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::newRow("as it opens") << QSize(1080, 700) << false;
        QTest::newRow("as small as it gets") << QSize(760, 520) << false;
        QTest::newRow("dark") << QSize(1080, 700) << true;
    }

    void everythingHasANameAndFits()
    {
        QFETCH(QSize, size);
        QFETCH(bool, dark);
        practice::Options options;
        options.unlimited = true;
        options.seedContacts = 60;
        WindowWorld world(options, dark ? ColourScheme::Dark : ColourScheme::Light);
        m_world = &world;
        m_pictures = Pictures(QTest::currentDataTag());
        world.openWindow();
        world.window->resize(size);
        for (const auto walk : {&ScreensTest::walkConnecting, &ScreensTest::walkAccount, &ScreensTest::walkForm, &ScreensTest::walkPerson,
                                &ScreensTest::walkOutbox, &ScreensTest::walkImport,
                                &ScreensTest::walkHistory, &ScreensTest::walkTrouble}) {
            (this->*walk)();
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(m_pictures.faults(), QString());
    }
};

QTEST_MAIN(ScreensTest)
#include "tst_screens.moc"
