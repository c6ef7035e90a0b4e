#include "ui/windowworld.h"

#include "common/draftfile.h"

#include <QComboBox>
#include <QJsonArray>
#include <QPlainTextEdit>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString jane = QStringLiteral("jane.doe@example.org");
const QString more = QStringLiteral("Tags, note and more");

struct FormWorld : WindowWorld
{
    FormWorld()
        : WindowWorld(options())
    {
        openWindow();
        connectAccount();
        open();
    }

    static practice::Options options()
    {
        practice::Options options;
        options.unlimited = true;
        return options;
    }

    void open()
    {
        press(QStringLiteral("Add contact"));
        type(QStringLiteral("E-mail"), jane);
        tab();
    }

    void openMore()
    {
        press(more);
        QTRY_VERIFY(named<QLineEdit>(QStringLiteral("Library card"))); // what the account has is read now
    }

    void send()
    {
        QTest::keyClick(window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
    }

    QJsonObject found(const QString &email) const
    {
        for (const QJsonValue &contact : report().value(QStringLiteral("contacts")).toArray()) {
            if (contact[QStringLiteral("email")] == email)
                return contact.toObject();
        }
        return {};
    }

    int calls(const char *call) const
    {
        return report().value(QLatin1String("calls")).toObject().value(QLatin1String(call)).toInt();
    }

    QString value(const char *field) const { return named<QLineEdit>(QString::fromLatin1(field))->text(); }
};

} // namespace

/// What most people are added without: folded away in the form.
class ContactFormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tagsANoteDatesAndOwnFieldsGoAlong()
    {
        FormWorld world;
        QCOMPARE(world.calls("GET /contact_tags"), 0); // nobody has looked
        world.openMore();
        world.choose(QStringLiteral("Tags"), QStringLiteral("Donor"));
        world.choose(QStringLiteral("Tags"), QStringLiteral("Winter fair"));
        QTest::keyClicks(world.named<QPlainTextEdit>(QStringLiteral("Note")), QStringLiteral("Likes jazz"));
        world.choose(QStringLiteral("Interests"), QStringLiteral("Music"));
        world.type(QStringLiteral("Birthday"), QStringLiteral("3/14"));
        world.tab();
        QVERIFY(world.shows(QStringLiteral("14 March")));
        world.type(QStringLiteral("Library card"), QStringLiteral("17"));
        world.named<QComboBox>(QStringLiteral("Membership"))->setCurrentIndex(1);
        const QString membership = world.named<QComboBox>(QStringLiteral("Membership"))->currentText();
        world.send();

        const QJsonObject added = world.found(jane);
        QStringList tags;
        for (const QJsonValue &tag : added.value(QStringLiteral("tags")).toArray())
            tags << tag.toString();
        tags.sort();
        QCOMPARE(tags, (QStringList{QStringLiteral("Donor"), QStringLiteral("Winter fair")}));
        QCOMPARE(added.value(QStringLiteral("notes")).toArray(), QJsonArray{QStringLiteral("Likes jazz")});
        QCOMPARE(added.value(QStringLiteral("birthday_month")).toInt(), 3);
        QCOMPARE(added.value(QStringLiteral("birthday_day")).toInt(), 14);
        const QJsonObject own = added.value(QStringLiteral("custom_fields")).toObject();
        QCOMPARE(own.value(QStringLiteral("Library card")).toString(), QStringLiteral("17"));
        QCOMPARE(own.value(QStringLiteral("Membership")).toString(), membership);
        QVERIFY(own.contains(QStringLiteral("Interests")));

        // Nothing of it stays for the next one.
        QCOMPARE(world.value("Library card"), QString());
        QCOMPARE(world.value("Birthday"), QString());
        QVERIFY(world.named<Picker>(QStringLiteral("Tags"))->chosen().isEmpty());
        QVERIFY(world.named<QPlainTextEdit>(QStringLiteral("Note"))->toPlainText().isEmpty());
    }

    void aNewListIsMadeOnTheWayOnce()
    {
        FormWorld world;
        world.choose(QStringLiteral("Lists"), QStringLiteral("Winter visitors"));
        QVERIFY(world.isVisible(QStringLiteral("Winter visitors (new)")));
        world.send();
        QCOMPARE(world.found(jane).value(QStringLiteral("lists")).toArray(), QJsonArray{QStringLiteral("Winter visitors")});
        QTRY_VERIFY(world.isVisible(QStringLiteral("Winter visitors"))); // it is one of the account's now, and stays chosen
        world.type(QStringLiteral("E-mail"), QStringLiteral("li@example.org"));
        world.send();
        QCOMPARE(world.found(QStringLiteral("li@example.org")).value(QStringLiteral("lists")).toArray(),
                 QJsonArray{QStringLiteral("Winter visitors")});
        QCOMPARE(world.calls("POST /contact_lists"), 1);
    }

    void whatCannotBeIsSaidBesideItAndNotSent()
    {
        FormWorld world;
        world.openMore();
        world.type(QStringLiteral("Anniversary"), QStringLiteral("last summer"));
        world.tab();
        QVERIFY(world.shows(QStringLiteral("A day, a month and a year")));
        world.type(QStringLiteral("Anniversary"), QStringLiteral("2020-03-14"));
        world.tab();
        QVERIFY(world.shows(QStringLiteral("14 March 2020")));
        world.type(QStringLiteral("Member since"), QStringLiteral("soon"));
        world.press(more); // folded in: what is wrong unfolds it
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(world.shows(QStringLiteral("takes a date")));
        QCOMPARE(QApplication::focusWidget(), world.named<QLineEdit>(QStringLiteral("Member since")));
        QVERIFY(world.found(jane).isEmpty());
    }

    void aSectionWithSomethingWrongInItIsUnfolded_data()
    {
        QTest::addColumn<QString>("section");
        QTest::addColumn<QString>("field");
        QTest::newRow("phone") << QStringLiteral("Phone") << QStringLiteral("Phone number");
        QTest::newRow("address") << QStringLiteral("Address") << QStringLiteral("City");
    }

    void aSectionWithSomethingWrongInItIsUnfolded()
    {
        QFETCH(QString, section);
        QFETCH(QString, field);
        FormWorld world;
        world.press(section);
        world.type(field, QString(300, QLatin1Char('1')));
        world.press(section);
        QVERIFY(!world.named<QLineEdit>(field));
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(world.named<QLineEdit>(field));
        QCOMPARE(QApplication::focusWidget(), world.named<QLineEdit>(field));
        QVERIFY(world.shows(QStringLiteral("300 characters; ")));
        QVERIFY(!world.named<QLineEdit>(section == QLatin1String("Phone") ? QStringLiteral("City")
                                                                          : QStringLiteral("Phone number")));
    }

    void whatTheAccountKnowsIsLoadedAndKeptWhereItIsNotChanged()
    {
        FormWorld world;
        world.openMore();
        world.type(QStringLiteral("Library card"), QStringLiteral("17"));
        world.type(QStringLiteral("Birthday"), QStringLiteral("3/14"));
        world.send();
        world.press(more);
        world.type(QStringLiteral("E-mail"), jane);
        world.tab();
        QTRY_VERIFY(world.isVisible(QStringLiteral("Load and update")));
        world.press(QStringLiteral("Load and update"));
        QCOMPARE(world.value("Library card"), QStringLiteral("17"));
        QVERIFY(world.shows(QStringLiteral("14 March")));
        world.type(QStringLiteral("Library card"), QStringLiteral("18"));
        world.press(QStringLiteral("Update contact"));
        QTRY_COMPARE(world.found(jane)
                         .value(QStringLiteral("custom_fields"))
                         .toObject()
                         .value(QStringLiteral("Library card"))
                         .toString(),
                     QStringLiteral("18"));
        QCOMPARE(world.found(jane).value(QStringLiteral("birthday_day")).toInt(), 14);
    }

    void whoWaitsKeepsAllOfIt()
    {
        FormWorld world;
        world.openMore();
        world.choose(QStringLiteral("Tags"), QStringLiteral("Winter fair"));
        QTest::keyClicks(world.named<QPlainTextEdit>(QStringLiteral("Note")), QStringLiteral("Likes jazz"));
        world.type(QStringLiteral("Library card"), QStringLiteral("17"));
        world.choose(QStringLiteral("Lists"), QStringLiteral("Winter visitors"));
        world.account->setTroubles({{QStringLiteral("drop"), 1}});
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("See the outbox")), 20'000);
        world.press(QStringLiteral("See the outbox"));
        QTRY_VERIFY(world.button(QStringLiteral("Edit…")) && world.button(QStringLiteral("Edit…"))->isEnabled());
        world.press(QStringLiteral("Edit…"));
        QVERIFY(world.isVisible(QStringLiteral("Winter fair (new)")));
        QVERIFY(world.isVisible(QStringLiteral("Winter visitors (new)")));
        QCOMPARE(world.named<QPlainTextEdit>(QStringLiteral("Note"))->toPlainText(), QStringLiteral("Likes jazz"));
        world.type(QStringLiteral("First name"), QStringLiteral("Jane"));
        world.account->setTroubles({});
        world.press(QStringLiteral("Save and send"));
        QTRY_COMPARE_WITH_TIMEOUT(world.found(jane).value(QStringLiteral("first_name")).toString(), QStringLiteral("Jane"), 20'000);
        const QJsonObject added = world.found(jane);
        QCOMPARE(added.value(QStringLiteral("tags")).toArray(), QJsonArray{QStringLiteral("Winter fair")});
        QCOMPARE(added.value(QStringLiteral("lists")).toArray(), QJsonArray{QStringLiteral("Winter visitors")});
        QCOMPARE(added.value(QStringLiteral("notes")).toArray(), QJsonArray{QStringLiteral("Likes jazz")});
        QCOMPARE(added.value(QStringLiteral("custom_fields")).toObject().value(QStringLiteral("Library card")).toString(),
                 QStringLiteral("17"));
    }
};

QTEST_MAIN(ContactFormTest)
#include "tst_contactform.moc"
