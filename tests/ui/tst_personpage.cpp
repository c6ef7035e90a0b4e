#include "ui/windowworld.h"

#include "contact/personfacts.h"
#include "support/answers.h"

#include <QJsonArray>

#include <algorithm>
#include <functional>

using namespace rollcall;
using namespace rollcall::test;

namespace {

struct PersonWorld : WindowWorld
{
    PersonWorld()
        : WindowWorld(options())
    {
        clock = options().clock;
        openWindow();
        connectAccount();
        press(QStringLiteral("Add contact"));
        press(QStringLiteral("Find a person…"));
    }

    static practice::Options options()
    {
        static const Clock fast = fastClock(100);
        practice::Options options;
        options.unlimited = true;
        options.seedContacts = 60;
        options.clock = fast;
        return options;
    }

    QJsonArray people() const { return report().value(QStringLiteral("contacts")).toArray(); }

    QJsonObject person(const QString &email) const
    {
        return one([&email](const QJsonValue &who) { return who[QStringLiteral("email")] == email; });
    }

    QJsonObject one(const std::function<bool(const QJsonValue &)> &fits) const
    {
        const QJsonArray all = people();
        const auto found = std::find_if(all.cbegin(), all.cend(), fits);
        return found == all.cend() ? QJsonObject() : found->toObject();
    }

    /// Somebody who gets mail, and is on two lists.
    QJsonObject reader() const
    {
        return one([](const QJsonValue &who) {
            return who[QStringLiteral("permission")] == QStringLiteral("implicit") && !who[QStringLiteral("deleted")].toBool()
                   && who[QStringLiteral("lists")].toArray().size() == 2;
        });
    }

    void find(const QJsonObject &who) { find(emailOf(who)); }
    void find(const QString &email)
    {
        type(QStringLiteral("E-mail"), email);
        press(QStringLiteral("Find"));
        QTRY_VERIFY(!shows(QStringLiteral("Looking it up…")));
    }

    static QString emailOf(const QJsonObject &who) { return who.value(QStringLiteral("email")).toString(); }
    static QString nameOf(const QJsonObject &who)
    {
        return who.value(QStringLiteral("first_name")).toString() + QLatin1Char(' ') + who.value(QStringLiteral("last_name")).toString();
    }
    static QStringList texts(const QJsonValue &array) { return array.toVariant().toStringList(); }
};

} // namespace

/// One person of the account in the window: found, shown, and what can be done about them.
class PersonPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatTheAccountKnowsIsShown()
    {
        PersonWorld world;
        const QJsonObject who = world.one([](const QJsonValue &one) {
            return !one[QStringLiteral("deleted")].toBool() && !one[QStringLiteral("tags")].toArray().isEmpty()
                   && !one[QStringLiteral("custom_fields")].toObject().isEmpty();
        });
        QVERIFY(!who.isEmpty());
        world.find(who);
        QVERIFY(world.shows(world.nameOf(who)));
        for (const QString &list : world.texts(who.value(QStringLiteral("lists"))))
            QTRY_VERIFY2(world.shows(list), qPrintable(list));
        QTRY_VERIFY(world.shows(world.texts(who.value(QStringLiteral("tags"))).first()));
        const QJsonObject custom = who.value(QStringLiteral("custom_fields")).toObject();
        QTRY_VERIFY(world.shows(custom.keys().first()));
        QVERIFY(world.shows(custom.begin().value().toString()));
    }

    void allThatIsKnownHasALineAndNothingElse()
    {
        KnownContact known;
        known.id = QStringLiteral("c-1");
        known.permission = Permission::TempHold;
        known.updatedAt = QStringLiteral("2026-03-03T12:00:00Z");
        known.notes = {{QStringLiteral("n-1"), QStringLiteral("2026-02-02T12:00:00Z"), QStringLiteral("Rang twice.")}};
        Contact &contact = known.contact;
        contact.email = QStringLiteral("jane@example.org");
        contact.jobTitle = QStringLiteral("Chair");
        contact.phones = {{QStringLiteral("mobile"), QStringLiteral("555 1234")}};
        contact.addresses = {{QStringLiteral("work"), QStringLiteral("1 Main St"), QStringLiteral("Boston"), {}, {}, QStringLiteral("US")}};
        contact.birthdayMonth = 2;
        contact.birthdayDay = 29;
        contact.customValues = {{QStringLiteral("f-1"), {}, {QStringLiteral("3")}}, {QStringLiteral("f-9"), QStringLiteral("?"), {}}};
        contact.tagIds = {QStringLiteral("t-1")};
        CustomField field;
        field.id = QStringLiteral("f-1");
        field.label = QStringLiteral("Membership");
        field.choices = {{QStringLiteral("3"), QStringLiteral("Friend")}, {QStringLiteral("4"), QStringLiteral("Patron")}};
        PersonFacts facts;
        facts.show(known, {{}, {{QStringLiteral("t-1"), QStringLiteral("Board")}, {QStringLiteral("t-2"), QStringLiteral("Donor")}}, {field}});
        QStringList said;
        for (const auto *label : facts.findChildren<QLabel *>()) {
            if (!label->isHidden())
                said << label->text();
        }
        QCOMPARE(said, (QStringList{
                           QStringLiteral("jane@example.org"),
                           QStringLiteral("On hold: Constant Contact does not deliver to this address at the moment."),
                           QStringLiteral("Lists"), QStringLiteral("on none"),
                           QStringLiteral("Tags"), QStringLiteral("Board"),
                           QStringLiteral("Job title"), QStringLiteral("Chair"),
                           QStringLiteral("Phone (Mobile)"), QStringLiteral("555 1234"),
                           QStringLiteral("Address (Work)"), QStringLiteral("1 Main St, Boston, US"),
                           QStringLiteral("Birthday"), QStringLiteral("29 February"),
                           QStringLiteral("Membership"), QStringLiteral("Friend"),
                           QStringLiteral("Note of Monday, 2 February 2026"), QStringLiteral("Rang twice."),
                           QStringLiteral("Last changed"), QStringLiteral("Tuesday, 3 March 2026"),
                       }));
    }

    void whoEndedTheSubscriptionIsSaid()
    {
        PersonWorld world;
        const auto unsubscribedBy = [&world](const QString &whom) {
            return world.one([&whom](const QJsonValue &one) { return one[QStringLiteral("opt_out_source")] == whom; });
        };
        world.find(unsubscribedBy(QStringLiteral("Contact")));
        QVERIFY(world.shows(QStringLiteral(" has unsubscribed. That was on ")));
        QVERIFY(!world.isVisible(QStringLiteral("Unsubscribe…")));
        QVERIFY(!world.isVisible(QStringLiteral("Take off lists…")));
        world.find(unsubscribedBy(QStringLiteral("Account")));
        QVERIFY(world.shows(QStringLiteral(" was unsubscribed by your organization. That was on ")));
        QVERIFY(world.isVisible(QStringLiteral("Unsubscribe…"))); // asked for by the person it counts for more
    }

    void nobodyIsSaidAndCanBeAdded()
    {
        PersonWorld world;
        world.find(QStringLiteral("nobody"));
        QVERIFY(world.shows(QStringLiteral("needs an @")));
        world.find(QStringLiteral("nobody@example.org"));
        QVERIFY(world.shows(QStringLiteral("Nobody of this address is in the account.")));
        QVERIFY(!world.isVisible(QStringLiteral("Delete…")));
        world.press(QStringLiteral("Add this contact"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("E-mail"))->text(), QStringLiteral("nobody@example.org"));
        QVERIFY(world.isVisible(QStringLiteral("Clear")));
    }

    void whatStandsInTheFormIsLookedUp()
    {
        PersonWorld world;
        const QJsonObject who = world.reader();
        world.press(QStringLiteral("Back to adding"));
        world.type(QStringLiteral("E-mail"), world.emailOf(who));
        world.press(QStringLiteral("Find a person…"));
        QTRY_VERIFY(world.shows(world.nameOf(who)));
        world.type(QStringLiteral("E-mail"), QStringLiteral("somebody else"));
        QVERIFY(!world.shows(world.nameOf(who))); // it would not be about them
        world.press(QStringLiteral("Back to adding"));
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("E-mail"))->text(), world.emailOf(who));
    }

    void unsubscribing_data()
    {
        QTest::addColumn<bool>("asked");
        QTest::addColumn<QString>("source");
        QTest::newRow("as long as nothing is ticked, the organization did it") << false << QStringLiteral("Account");
        QTest::newRow("ticked, the person asked for it") << true << QStringLiteral("Contact");
    }

    void unsubscribing()
    {
        QFETCH(bool, asked);
        QFETCH(QString, source);
        PersonWorld world;
        const QJsonObject who = world.reader();
        world.find(who);
        world.press(QStringLiteral("Unsubscribe…"));
        QVERIFY(world.shows(QStringLiteral("Rollcall never undoes this.")));
        QCOMPARE(world.person(world.emailOf(who)), who); // only said so far
        if (asked) {
            world.press(QStringLiteral("They asked for it themselves."));
            QVERIFY(world.shows(QStringLiteral("nobody but they themselves can undo this.")));
        }
        world.type(QStringLiteral("Reason"), QStringLiteral("by telephone"));
        world.press(QStringLiteral("Unsubscribe"));
        QTRY_VERIFY(world.shows(world.nameOf(who) + QStringLiteral(" gets no more mail.")));
        const QJsonObject after = world.person(world.emailOf(who));
        QCOMPARE(after.value(QStringLiteral("permission")).toString(), QStringLiteral("unsubscribed"));
        QCOMPARE(after.value(QStringLiteral("opt_out_source")).toString(), source);
        QVERIFY(after.value(QStringLiteral("lists")).toArray().isEmpty());
        QCOMPARE(after.value(QStringLiteral("last_name")), who.value(QStringLiteral("last_name")));
        QVERIFY(world.shows(asked ? QStringLiteral("has unsubscribed.") : QStringLiteral("was unsubscribed by your organization.")));
    }

    void listsToBeTakenOffAreTicked()
    {
        PersonWorld world;
        const QJsonObject who = world.reader();
        const QStringList lists = world.texts(who.value(QStringLiteral("lists")));
        world.find(who);
        world.press(QStringLiteral("Take off lists…"));
        world.press(QStringLiteral("Take off"));
        QVERIFY(world.shows(QStringLiteral("Tick the lists first.")));
        QCOMPARE(world.person(world.emailOf(who)), who);
        world.press(lists.last());
        QVERIFY(!world.shows(QStringLiteral("Tick the lists first.")));
        world.press(QStringLiteral("Take off one list"));
        QTRY_VERIFY(world.shows(QStringLiteral(" was taken off, and stays in the account.")));
        QCOMPARE(world.texts(world.person(world.emailOf(who)).value(QStringLiteral("lists"))), QStringList{lists.first()});
        QCOMPARE(world.person(world.emailOf(who)).value(QStringLiteral("permission")).toString(), QStringLiteral("implicit"));
    }

    void theListWhoseNameIsTickedIsTheOneTheyAreTakenOff()
    {
        PersonWorld world;
        const QString zoe = QStringLiteral("zoe@example.org");
        world.press(QStringLiteral("Back to adding"));
        world.type(QStringLiteral("E-mail"), zoe);
        world.chooseList(QStringLiteral("Newsletter"));
        world.choose(QStringLiteral("Lists"),
                     QStringLiteral("A new list")); // the last by age, the first by name
        QTest::keyClick(world.window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("E-mail"))->text().isEmpty());
        world.press(QStringLiteral("Find a person…"));
        world.find(zoe);
        QTRY_VERIFY(world.shows(QStringLiteral("A new list, Newsletter")));
        world.press(QStringLiteral("Take off lists…"));
        world.press(QStringLiteral("A new list"));
        world.press(QStringLiteral("Take off one list"));
        QTRY_VERIFY(world.shows(QStringLiteral(" was taken off, and stays in the account.")));
        QCOMPARE(world.texts(world.person(zoe).value(QStringLiteral("lists"))),
                 QStringList{QStringLiteral("Newsletter")});
    }

    void anotherAddress()
    {
        PersonWorld world;
        const QJsonObject who = world.reader();
        const QJsonObject other = world.one([&who](const QJsonValue &one) { return one != QJsonValue(who); });
        world.find(who);
        world.press(QStringLiteral("Change the address…"));
        world.type(QStringLiteral("New address"), QStringLiteral("no address"));
        world.press(QStringLiteral("Change the address"));
        QVERIFY(world.shows(QStringLiteral("needs an @")));
        world.type(QStringLiteral("New address"), world.emailOf(other));
        world.press(QStringLiteral("Change the address"));
        QTRY_VERIFY(world.shows(QStringLiteral("This address is in the account already, as another contact. Nothing was changed.")));
        world.type(QStringLiteral("New address"), QStringLiteral("new.address@example.org"));
        world.press(QStringLiteral("Change the address"));
        QTRY_VERIFY(world.shows(QStringLiteral(" has the new address now.")));
        QJsonObject expected = who;
        expected.insert(QStringLiteral("email"), QStringLiteral("new.address@example.org"));
        QCOMPARE(world.person(QStringLiteral("new.address@example.org")), expected);
        QCOMPARE(world.named<QLineEdit>(QStringLiteral("E-mail"))->text(), QStringLiteral("new.address@example.org"));
    }

    void deleting()
    {
        PersonWorld world;
        const QJsonObject who = world.reader();
        world.find(who);
        world.press(QStringLiteral("Delete…"));
        QVERIFY(world.shows(QStringLiteral("Which they were can't be found out afterwards.")));
        QCOMPARE(world.window->focusWidget(), world.button(QStringLiteral("Keep as it is")));
        world.press(QStringLiteral("Keep as it is"));
        QVERIFY(!world.shows(QStringLiteral("can't be found out afterwards")));
        QCOMPARE(world.window->focusWidget(), world.button(QStringLiteral("Delete…")));
        QCOMPARE(world.person(world.emailOf(who)), who);
        world.press(QStringLiteral("Delete…"));
        world.press(QStringLiteral("Delete"));
        QTRY_VERIFY(world.shows(QStringLiteral(" was deleted from the account.")));
        QVERIFY(world.person(world.emailOf(who)).value(QStringLiteral("deleted")).toBool());
        QVERIFY(world.shows(QStringLiteral("Was in the account, and has been deleted.")));
        QVERIFY(!world.isVisible(QStringLiteral("Delete…")));
    }

    void whatIsKeptHereIsErased()
    {
        PersonWorld world;
        world.press(QStringLiteral("Import"));
        world.window->openFile(world.write(QStringLiteral("visitors.csv"), "E-mail,Name\nana@example.org,Ana\n"));
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Check the file")));
        world.press(QStringLiteral("Check the file"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Go on with 1")));
        world.press(QStringLiteral("Go on with 1"));
        world.chooseList(QStringLiteral("Newsletter"));
        world.type(QStringLiteral("Where from"), QStringLiteral("Visitor book"));
        world.press(QStringLiteral("These people know us and may be written to."));
        world.press(QStringLiteral("Send 1"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import another file")), 60'000);
        world.press(QStringLiteral("Add contact"));
        world.press(QStringLiteral("Find a person…"));
        world.find(QStringLiteral("ana@example.org"));
        world.press(QStringLiteral("Erase here…"));
        QVERIFY(world.shows(QStringLiteral("This can't be undone.")));
        world.press(QStringLiteral("Erase"));
        QTRY_VERIFY(world.shows(QStringLiteral("Taken out of one import.")));
        QVERIFY(!world.person(QStringLiteral("ana@example.org")).isEmpty()); // the account is not touched
    }

    void withoutTheNetworkNothingIsChangedAndItIsSaid()
    {
        PersonWorld world;
        const QJsonObject who = world.reader();
        world.find(who);
        world.press(QStringLiteral("Delete…"));
        world.account->setTroubles({{QStringLiteral("drop"), 1.0}});
        world.press(QStringLiteral("Delete"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("The service could not be reached.")), 30'000);
        world.account->setTroubles({});
        QCOMPARE(world.person(world.emailOf(who)), who);
        world.press(QStringLiteral("Delete"));
        QTRY_VERIFY(world.shows(QStringLiteral(" was deleted from the account.")));
    }

    void nobodyElseIsLookedForWhileTheAnswerIsOnItsWay()
    {
        PersonWorld world;
        const QJsonObject who = world.reader();
        world.find(who);
        world.press(QStringLiteral("Delete…"));
        world.account->setTroubles({{QStringLiteral("slow"), 1.0}});
        world.press(QStringLiteral("Delete"));
        world.type(QStringLiteral("E-mail"), QStringLiteral("somebody.else@example.org"));
        QVERIFY(!world.canBePressed(QStringLiteral("Find")));
        QVERIFY(!world.canBePressed(QStringLiteral("Unsubscribe…")));
        world.press(QStringLiteral("Back to adding"));
        world.press(QStringLiteral("Find a person…"));
        world.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral(" was deleted from the account.")), 30'000);
        QVERIFY(world.person(world.emailOf(who)).value(QStringLiteral("deleted")).toBool());
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Find")));
    }

    void thePageIsLeftWhileTheAnswerIsOnItsWay()
    {
        PersonWorld world;
        const QJsonObject who = world.reader();
        world.find(who);
        world.account->setTroubles({{QStringLiteral("slow"), 1.0}});
        world.press(QStringLiteral("Take off lists…"));
        world.press(world.texts(who.value(QStringLiteral("lists"))).first());
        world.press(QStringLiteral("Take off one list"));
        world.closeWindow();
        QVERIFY(!world.person(world.emailOf(who)).isEmpty());
    }

    void withoutAnAccountItIsSaid()
    {
        WindowWorld world(PersonWorld::options());
        world.openWindow();
        world.press(QStringLiteral("Add contact"));
        world.press(QStringLiteral("Find a person…"));
        QVERIFY(world.shows(QStringLiteral("Who is in the account can be looked up when it is connected.")));
        QVERIFY(world.isVisible(QStringLiteral("Find")) && !world.canBePressed(QStringLiteral("Find")));
    }
};

QTEST_MAIN(PersonPageTest)
#include "tst_personpage.moc"
