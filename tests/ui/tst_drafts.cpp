#include "ui/windowworld.h"

#include "common/draftfile.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QTableView>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr auto visitors = "E-mail,First name,Shirt size\n"
                          "ana@example.org,Ana,L\n"
                          "tom.okafor.example.org,Tom,M\n";

struct DraftWorld : WindowWorld
{
    DraftWorld()
        : WindowWorld(options())
    {
        openWindow();
        connectAccount();
    }

    static practice::Options options()
    {
        practice::Options options;
        options.unlimited = true;
        return options;
    }

    QString draft(const QString &name) const
    {
        return QDir(workplace->application()->profile().storageFolder()).filePath(name);
    }

    /// Until all is on the disk. What follows is what a killed program finds: its end adds nothing.
    void settle(const QString &name) const
    {
        const QString path = draft(name);
        QTRY_VERIFY(QFile::exists(path));
        QByteArray before;
        QTRY_VERIFY([&] {
            QTest::qWait(700); // longer than the draft waits for more
            QFile file(path);
            return file.open(QIODevice::ReadOnly) && before == std::exchange(before, file.readAll());
        }());
        const QFileDevice::Permissions mode = QFile::permissions(path);
        QCOMPARE(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther), QFileDevice::Permissions());
    }

    /// Starts with the file as it was on the disk, not as the end of the window left it.
    void startAgain(const QString &name)
    {
        const QString path = draft(name);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray kept = file.readAll();
        closeWindow();
        QFile again(path);
        QVERIFY(again.open(QIODevice::ReadOnly));
        QCOMPARE(again.readAll(), kept);
        openWindow();
        QTRY_VERIFY(isConnected());
    }
};

const QString contactDraft = QStringLiteral("contact-draft.json");
const QString importDraft = QStringLiteral("import-draft.json");

} // namespace

/// What was typed and chosen, and not sent, is there at the next start.
class DraftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsKeptIsRead()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("new/draft.json"));
        const QJsonObject draft{{QStringLiteral("email"), QStringLiteral("jane@example.org")}};
        {
            DraftFile file;
            QVERIFY(file.open(path).isEmpty());
            file.keep(draft);
        } // what is due is written at the end
        DraftFile file;
        QCOMPARE(file.open(path), draft);
        file.keep({});
        QTRY_VERIFY(!QFile::exists(path));
        file.keep(draft);
        QVERIFY(file.open(folder.filePath(QStringLiteral("other.json"))).isEmpty());
        QVERIFY(QFile::exists(path)); // before the other one was opened
        QCOMPARE(file.open(path), draft);
    }

    void aContactThatWasTyped()
    {
        DraftWorld world;
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe@example.org"));
        world.type(QStringLiteral("First name"), QStringLiteral("Jane"));
        world.press(QStringLiteral("Phone"));
        world.type(QStringLiteral("Phone number"), QStringLiteral("555 0100"));
        world.chooseList(QStringLiteral("Newsletter"));
        world.named<QComboBox>(QStringLiteral("Permission"))->setCurrentIndex(1);
        world.settle(contactDraft);
        world.startAgain(contactDraft);

        world.press(QStringLiteral("Add contact"));
        QVERIFY(world.shows(QStringLiteral("This was typed before Rollcall was closed, and is not sent yet.")));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("E-mail"))->text(), QStringLiteral("jane.doe@example.org"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("First name"))->text(), QStringLiteral("Jane"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("Phone number"))->text(), QStringLiteral("555 0100"));
        QCOMPARE(world.named<QComboBox>(QStringLiteral("Permission"))->currentIndex(), 1);
        QTRY_VERIFY(world.named<QAbstractButton>(QStringLiteral("Newsletter, press to take it away")));
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        QVERIFY(!world.shows(QStringLiteral("This was typed before")));
        QTRY_VERIFY(!QFile::exists(world.draft(contactDraft)));
    }

    void aContactWhoIsErasedHere()
    {
        DraftWorld world;
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe@example.org"));
        world.settle(contactDraft);
        world.press(QStringLiteral("History"));
        world.press(QStringLiteral("Personal data kept here…"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("Jane.Doe@example.org"));
        world.press(QStringLiteral("Erase everywhere here…"));
        world.press(QStringLiteral("Erase"));
        QTRY_VERIFY(world.shows(QStringLiteral("What was typed about them and not sent is deleted.")));
        QVERIFY(!QFile::exists(world.draft(contactDraft)));
        world.press(QStringLiteral("Add contact"));
        QVERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
    }

    void cellsThatNameSomebodyWhoIsErasedHere()
    {
        DraftWorld world;
        const auto erase = [&world](const QString &address) {
            world.press(QStringLiteral("History"));
            world.press(QStringLiteral("Personal data kept here…"));
            world.type(QStringLiteral("E-mail"), address);
            world.press(QStringLiteral("Erase everywhere here…"));
            world.press(QStringLiteral("Erase"));
        };
        const auto kept = [&world] {
            QTest::qWait(1500); // longer than the draft waits for more
            QFile file(world.draft(importDraft));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        world.window->openFile(world.write(QStringLiteral("visitors.csv"), visitors));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 1")));
        auto *table = world.named<QTableView>(QStringLiteral("Rows of the file"));
        QVERIFY(table->model()->setData(table->model()->index(0, 1), QStringLiteral("tom@example.org")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
        world.press(QStringLiteral("Back"));
        world.press(QStringLiteral("Back"));
        QGuiApplication::clipboard()->setText(QStringLiteral("E-mail\tFirst name\njane@example.org\tJane\n"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        world.settle(importDraft);
        QVERIFY(kept().contains("jane@example.org"));

        erase(QStringLiteral("Jane@example.org"));
        QTRY_VERIFY(world.shows(QStringLiteral("What was typed about them and not sent is deleted.")));
        QVERIFY(!kept().contains("jane"));
        QVERIFY(kept().contains("tom@example.org")); // what was left before names others
        world.press(QStringLiteral("Import"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 1")));
        QVERIFY(!kept().contains("jane")); // also after a change
    }

    void aContactThatIsNotWantedAnyMore()
    {
        DraftWorld world;
        world.press(QStringLiteral("Add contact"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("jane.doe"));
        world.settle(contactDraft);
        world.startAgain(contactDraft);
        world.press(QStringLiteral("Add contact"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("E-mail"))->text(), QStringLiteral("jane.doe")); // also half an address
        world.press(QStringLiteral("Clear it"));
        QVERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        QTRY_VERIFY(!QFile::exists(world.draft(contactDraft)));
    }

    void aFileOnItsWay()
    {
        DraftWorld world;
        const QString path = world.write(QStringLiteral("visitors.csv"), visitors);
        world.window->openFile(path);
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        auto *box = world.named<QComboBox>(QStringLiteral("Shirt size becomes"));
        box->setCurrentIndex(box->findText(QStringLiteral("Make a custom field of this column")));
        Q_EMIT box->activated(box->currentIndex());
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 1")));
        auto *table = world.named<QTableView>(QStringLiteral("Rows of the file"));
        QVERIFY(table->model()->setData(table->model()->index(0, 1), QStringLiteral("tom@example.org")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
        world.press(QStringLiteral("Go on with 2"));
        world.chooseList(QStringLiteral("Winter visitors"));
        world.type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
        world.press(QStringLiteral("These people know us and may be written to."));
        world.press(QStringLiteral("More options"));
        world.choose(QStringLiteral("Tags"), QStringLiteral("Spring fair"));
        world.named<QComboBox>(QStringLiteral("People"))->setCurrentIndex(1);
        world.settle(importDraft);
        world.startAgain(importDraft);

        world.press(QStringLiteral("Import"));
        QVERIFY(world.shows(QStringLiteral("visitors.csv is not sent yet. Your choices and corrections are kept.")));
        world.press(QStringLiteral("Go on with it"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Send 2")));
        QVERIFY(!world.shows(QStringLiteral("is not sent yet")));
        QVERIFY(world.named<QAbstractButton>(QStringLiteral("Winter visitors (new), press to take it away")));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("Where from"))->text(), QStringLiteral("Visitor book"));
        QVERIFY(world.shows(QStringLiteral("Spring fair · Only new people: others stay as they are")));
        world.press(QStringLiteral("Send 2"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("All 2 rows have an answer.")), 60'000);
        QTRY_VERIFY(!QFile::exists(world.draft(importDraft)));
        const QJsonArray people = world.report().value(QStringLiteral("contacts")).toArray();
        QVERIFY(std::ranges::any_of(people, [](const QJsonValue &one) {
            return one[QStringLiteral("email")] == QStringLiteral("tom@example.org")
                   && one[QStringLiteral("tags")].toArray().contains(QStringLiteral("Spring fair"))
                   && one[QStringLiteral("custom_fields")].toObject().size() == 1;
        }));
    }

    void aFileThatIsGivenUp()
    {
        DraftWorld world;
        world.window->openFile(world.write(QStringLiteral("visitors.csv"), visitors));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        world.settle(importDraft);
        world.startAgain(importDraft);
        world.press(QStringLiteral("Import"));
        world.window->openFile(world.write(QStringLiteral("others.csv"), "E-mail\nbo@example.org\n"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        QVERIFY(!world.shows(QStringLiteral("is not sent yet")));
        world.settle(importDraft);
        world.startAgain(importDraft);
        world.press(QStringLiteral("Import"));
        QVERIFY(world.shows(QStringLiteral("others.csv is not sent yet.")));
    }

    void aFileThatWasWorkedOnWaitsWhileAnotherComesInBetween()
    {
        DraftWorld world;
        world.window->openFile(world.write(QStringLiteral("visitors.csv"), visitors));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")) && world.button(QStringLiteral("Check the file"))->isEnabled());
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 1")));
        auto *table = world.named<QTableView>(QStringLiteral("Rows of the file"));
        QVERIFY(table->model()->setData(table->model()->index(0, 1), QStringLiteral("tom@example.org")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
        world.press(QStringLiteral("Back"));
        world.press(QStringLiteral("Back"));
        QVERIFY(!world.shows(QStringLiteral("is not sent yet")));

        QGuiApplication::clipboard()->setText(QStringLiteral("E-mail\tFirst name\nbo@example.org\tBo\n"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        QTRY_VERIFY(world.shows(QStringLiteral("visitors.csv is not sent yet. Your choices and corrections are kept.")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        world.settle(importDraft);
        world.startAgain(importDraft);

        world.press(QStringLiteral("Import"));
        QVERIFY(world.shows(QStringLiteral("The cells that you pasted last time are not sent yet.")));
        world.press(QStringLiteral("Give it up"));
        QVERIFY(world.shows(QStringLiteral("visitors.csv is not sent yet.")));
        world.window->openFile(world.write(QStringLiteral("others.csv"), "E-mail\nli@example.org\n"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        QVERIFY(world.shows(QStringLiteral("visitors.csv is not sent yet.")));
        world.press(QStringLiteral("Go on with it"));
        QVERIFY(!world.shows(QStringLiteral("is not sent yet"))); // nobody had touched the other one
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on to the columns")) && world.button(QStringLiteral("Go on to the columns"))->isEnabled());
        world.press(QStringLiteral("Go on to the columns"));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 2")));
    }

    void aFileThatIsGoneIsSaid()
    {
        DraftWorld world;
        const QString path = world.write(QStringLiteral("visitors.csv"), visitors);
        world.window->openFile(path);
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        world.settle(importDraft);
        world.startAgain(importDraft);
        QVERIFY(QFile::remove(path));
        world.press(QStringLiteral("Import"));
        world.press(QStringLiteral("Go on with it"));
        QTRY_VERIFY(world.shows(QStringLiteral("visitors.csv")));
        QVERIFY(QFile::exists(world.draft(importDraft))); // it may come back
        QVERIFY(world.shows(QStringLiteral("visitors.csv is not sent yet.")));
        world.write(QStringLiteral("visitors.csv"), visitors);
        world.press(QStringLiteral("Go on with it"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Check the file")));
        QVERIFY(!world.shows(QStringLiteral("visitors.csv is not sent yet.")));
    }
};

QTEST_MAIN(DraftsTest)
#include "tst_drafts.moc"
