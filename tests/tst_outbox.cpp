#include "send/outbox.h"
#include "storage/journal.h"
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
