#include "send/outbox.h"
#include "storage/journal.h"
#include "storage/outboxtable.h"
#include "support/practiceimport.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

OutboxItem person(const QString &email, const QStringList &listNames = {})
{
    OutboxItem item;
    item.contact.email = email;
    item.contact.firstName = QStringLiteral("Jane");
    item.listNames = listNames;
    return item;
}

/// A practice account and an outbox for it.
struct World
{
    World()
        : practice({}, 100)
        , needs(practice.needs())
        , contactAdd(needs.contacts)
        , outbox(std::make_unique<Outbox>(*practice.journal, contactAdd, needs.lists, needs.clock))
    {
        // People without a list are taken by the service; most of these have one.
        list = practice.listId(QStringLiteral("Newsletter"));
    }

    std::optional<Error> send()
    {
        std::optional<std::optional<Error>> ended;
        QObject receiver;
        QObject::connect(outbox.get(), &Outbox::finished, &receiver,
                         [&ended](const std::optional<Error> &error) { ended = error; });
        outbox->send();
        if (ended || !QTest::qWaitFor([&ended] { return ended.has_value(); }, 30'000))
            qFatal("The outbox did not end, or before the call returned.");
        return *ended;
    }

    PracticeImport practice;
    ImportRun::Needs needs;
    ContactAdd contactAdd;
    std::unique_ptr<Outbox> outbox;
    QString list;
};

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoWaitsIsKeptAndSentInOrderOnce()
    {
        World world;
        QVERIFY(world.outbox->add(person(QStringLiteral("a@example.org"), {QStringLiteral("newsletter")}),
                                  QStringLiteral("No network.")));
        QVERIFY(world.outbox->add(person(QStringLiteral("b@example.org")), QStringLiteral("No network.")));
        const auto waiting = world.outbox->waiting();
        QVERIFY(waiting);
        QCOMPARE(waiting->size(), 2);
        QCOMPARE(waiting->first().contact.email, QStringLiteral("a@example.org"));
        QCOMPARE(waiting->first().why, QStringLiteral("No network."));
        QVERIFY(waiting->first().since > 0);

        QSignalSpy sent(world.outbox.get(), &Outbox::sent);
        QVERIFY(!world.send());
        QCOMPARE(sent.size(), 2);
        QCOMPARE(sent.at(0).at(0).value<OutboxItem>().contact.email, QStringLiteral("a@example.org"));
        QVERIFY(world.outbox->waiting()->isEmpty());
        QCOMPARE(
            world.practice.contact(QStringLiteral("a@example.org")).value(QLatin1String("lists")).toArray(),
            QJsonArray{QStringLiteral("Newsletter")});
        QVERIFY(!world.practice.contact(QStringLiteral("b@example.org")).isEmpty());
        QVERIFY(!world.send()); // nobody waits
        QCOMPARE(sent.size(), 2);
    }

    void whomTheServiceDoesNotTakeStaysWithTheReasonAndCanBeChanged()
    {
        World world;
        world.practice.addContact(QStringLiteral("there@example.org"), QStringLiteral("implicit"),
                                  {world.list});
        QVERIFY(world.outbox->add(person(QStringLiteral("there@example.org")), {}));
        QVERIFY(
            world.outbox->add(person(QStringLiteral("x@example.org"), {QStringLiteral("No such list")}), {}));
        QVERIFY(world.outbox->add(person(QStringLiteral("ok@example.org")), {}));
        QVERIFY(!world.send());
        auto waiting = world.outbox->waiting();
        QCOMPARE(waiting->size(), 2);
        QVERIFY(waiting->at(0).why.contains(QLatin1String("already")));
        QVERIFY(waiting->at(1).why.contains(QLatin1String("No such list")));

        OutboxItem mended = waiting->at(0);
        mended.update = true;
        QVERIFY(world.outbox->change(mended));
        QVERIFY(world.outbox->discard(waiting->at(1).id));
        QVERIFY(!world.outbox->change(waiting->at(1)));
        QVERIFY(!world.send());
        QVERIFY(world.outbox->waiting()->isEmpty());
        QCOMPARE(world.practice.contact(QStringLiteral("there@example.org"))
                     .value(QLatin1String("first_name"))
                     .toString(),
                 QStringLiteral("Jane"));
    }

    void anAnswerThatGotLostAddsNobodyTwice()
    {
        World world;
        QVERIFY(world.outbox->add(person(QStringLiteral("a@example.org")), {}));
        world.practice.account->setTroubles({{QStringLiteral("lost-answer"), 1}});
        const auto error = world.send();
        QVERIFY(error);
        QVERIFY(passesByItself(*error));
        QCOMPARE(world.outbox->waiting()->size(), 1);
        world.practice.account->setTroubles({});

        QSignalSpy sent(world.outbox.get(), &Outbox::sent);
        QVERIFY(!world.send());
        QCOMPARE(sent.size(), 1);
        QVERIFY(world.outbox->waiting()->isEmpty());
        QVERIFY(!world.practice.contact(QStringLiteral("a@example.org")).isEmpty());
    }

    void whatAnotherProcessDiscardsOrChangesMeanwhileDoesNotGoOutAsItWas()
    {
        World world;
        QVERIFY(world.outbox->add(person(QStringLiteral("first@example.org")), {}));
        const auto discarded = world.outbox->add(person(QStringLiteral("discarded@example.org")), {});
        const auto changed = world.outbox->add(person(QStringLiteral("changed@example.org")), {});
        QVERIFY(discarded && changed);
        auto elsewhere = Journal::open(world.practice.journal->folder());
        QVERIFY(elsewhere);
        Outbox other(**elsewhere, world.contactAdd, world.needs.lists, world.needs.clock);
        QSignalSpy sent(world.outbox.get(), &Outbox::sent);
        connect(world.outbox.get(), &Outbox::sent, this, [&](const OutboxItem &item) {
            if (item.contact.email != QLatin1String("first@example.org"))
                return;
            QVERIFY(other.discard(*discarded));
            OutboxItem mended = person(QStringLiteral("mended@example.org"), {QStringLiteral("Newsletter")});
            mended.id = *changed;
            QVERIFY(other.change(mended));
        });
        QVERIFY(!world.send());
        QCOMPARE(sent.size(), 2);
        QVERIFY(world.practice.contact(QStringLiteral("discarded@example.org")).isEmpty());
        QVERIFY(world.practice.contact(QStringLiteral("changed@example.org")).isEmpty());
        QCOMPARE(world.practice.contact(QStringLiteral("mended@example.org"))
                     .value(QLatin1String("lists"))
                     .toArray(),
                 QJsonArray{QStringLiteral("Newsletter")});
        QVERIFY(world.outbox->waiting()->isEmpty());
    }

    void whatIsChangedWhileItIsOnItsWayStillWaitsAsItIsWantedNow()
    {
        World world;
        OutboxTable table(world.practice.journal->database());
        const auto id = table.add({0, 1, "old", {}, false, {}});
        QVERIFY(id);
        auto claimed = table.claim(*id);
        QVERIFY(claimed && *claimed);
        QVERIFY(!(*claimed)->sending);
        QCOMPARE((*claimed)->picture, QByteArray("old"));
        QVERIFY((*table.claim(*id))->sending); // by a run that did not live to hear the answer

        QVERIFY(table.set({*id, 1, "new", {}, false, QStringLiteral("Changed.")}));
        QVERIFY(table.stay(*id, QStringLiteral("Not taken, as it was.")));
        QVERIFY(table.done(*id));
        auto left = table.all();
        QCOMPARE(left->size(), 1);
        QCOMPARE(left->first().picture, QByteArray("new"));
        QCOMPARE(left->first().why, QStringLiteral("Changed."));
        QVERIFY(!left->first().sending);

        QVERIFY(*table.claim(*id));
        QVERIFY(table.stay(*id, QStringLiteral("Not taken.")));
        QCOMPARE(table.all()->first().why, QStringLiteral("Not taken."));
        QVERIFY(!table.all()->first().sending);
        QVERIFY(table.remove(*id));
        QVERIFY(!*table.claim(*id));
        QVERIFY(table.stay(*id, {}));
        QVERIFY(table.all()->isEmpty());
    }

    void whileAnotherProcessSendsNobodyElseDoes()
    {
        World world;
        QVERIFY(world.outbox->add(person(QStringLiteral("a@example.org")), {}));
        {
            const auto other = world.practice.journal->lock(QStringLiteral("outbox"));
            QVERIFY(other && *other);
            const auto error = world.send();
            QVERIFY(error);
            QVERIFY(passesByItself(*error));
            QVERIFY(world.practice.contact(QStringLiteral("a@example.org")).isEmpty());
        }
        QVERIFY(!world.send());
        QVERIFY(!world.practice.contact(QStringLiteral("a@example.org")).isEmpty());
    }

    void whoseListsCannotBeReadHasNotLeft()
    {
        World world;
        world.practice.addContact(QStringLiteral("there@example.org"), QStringLiteral("implicit"),
                                  {world.list});
        OutboxItem item = person(QStringLiteral("there@example.org"), {QStringLiteral("newsletter")});
        item.contact.firstName.clear();
        QVERIFY(world.outbox->add(item, QStringLiteral("No network.")));
        world.practice.account->setTroubles({{QStringLiteral("lost-answer"), 1}});
        QVERIFY(world.send());
        QCOMPARE(world.outbox->waiting()->first().why, QStringLiteral("No network."));
        world.practice.account->setTroubles({});
        QVERIFY(!world.send());
        QVERIFY(world.outbox->waiting()->first().why.contains(QLatin1String("already")));
    }

    void deletedOnTheWay()
    {
        World world;
        QVERIFY(world.outbox->add(person(QStringLiteral("a@example.org")), {}));
        world.outbox->send();
        QTest::qWait(5);
        world.outbox.reset();
        QTest::qWait(50);
        Outbox again(*world.practice.journal, world.contactAdd, world.needs.lists, world.needs.clock);
        QVERIFY(again.waiting()->size() <= 1);
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
