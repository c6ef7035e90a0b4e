#include "send/history.h"
#include "send/planparts.h"
#include "support/policyworld.h"

#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

struct World : PolicyWorld
{
    using PolicyWorld::PolicyWorld;

    void setFile(const QByteArray &rows)
    {
        plan = planFor(practice.folder.path(), "Email,First name\r\n" + rows, {list});
    }

    int calls(const char *call)
    {
        return practice.report()
            .value(QLatin1String("calls"))
            .toObject()
            .value(QLatin1String(call))
            .toInt();
    }

    QStringList tags(const char *email)
    {
        QStringList names;
        for (const QJsonValue &name :
             practice.contact(QString::fromLatin1(email)).value(QLatin1String("tags")).toArray())
            names.append(name.toString());
        names.sort();
        return names;
    }
};

QByteArray newPeople(int number)
{
    QByteArray rows;
    for (int i = 0; i < number; ++i)
        rows += "p" + QByteArray::number(i) + "@example.org,Pia\r\n";
    return rows;
}

const auto makeList = "POST /contact_lists";
const auto create = "POST /contacts";

} // namespace

/// A handful of rows goes one by one, because that takes fewer calls than bulk and a list of its own.
class SmallImportsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void somebodyNewTakesALookAndACall()
    {
        World world;
        world.setFile("new@example.org,Nell\r\n");
        const int lists = world.calls(makeList);
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.state, ImportSummary::State::Done);
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(done.calls, 2);
        QCOMPARE(world.told->calls, 2);
        QCOMPARE(world.told->singles, 0); // none whom bulk could not do
        QCOMPARE(world.calls(makeList), lists);
        QCOMPARE(world.text("new@example.org", "first_name"), QStringLiteral("Nell"));
        QCOMPARE(world.undone(done).removed, 1);
    }

    void someAreAddedAndSomeChanged()
    {
        World world;
        world.setFile("new@example.org,Nell\r\nknown@example.org,Newname\r\nbare@example.org,\r\nnot one,X\r\n");
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.state, ImportSummary::State::Done);
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(done.count(Outcome::Updated), 1);
        QCOMPARE(done.count(Outcome::Unchanged), 1);
        QCOMPARE(done.count(Outcome::Refused), 1);
        QCOMPARE(done.calls, 4); // one page; one for who is new, two for who is there
        QCOMPARE(world.told->calls, done.calls);
        QCOMPARE(world.text("known@example.org", "first_name"), QStringLiteral("Newname"));
        QCOMPARE(world.bulkRows(), 0);
        const UndoReceipt receipt = world.undone(done);
        QCOMPARE(receipt.removed, 1);
        QCOMPARE(receipt.restored, 1);
        QCOMPARE(world.text("known@example.org", "first_name"), QStringLiteral("Oldname"));
    }

    void whereBulkIsCheaperItGoesThatWay_data()
    {
        QTest::addColumn<int>("people");
        QTest::addColumn<int>("bulkRows");
        QTest::newRow("six new ones, one by one") << 6 << 0;
        QTest::newRow("seven, in bulk") << 7 << 7;
    }

    void whereBulkIsCheaperItGoesThatWay()
    {
        QFETCH(int, people);
        QFETCH(int, bulkRows);
        World world;
        world.setFile(newPeople(people));
        QCOMPARE(world.foretoldAndImported().count(Outcome::Added), people);
        QCOMPARE(world.bulkRows(), bulkRows);
        QTRY_COMPARE(world.practice.listsLike(QStringLiteral("Rollcall")), 0);
    }

    void tagsComeAlong()
    {
        World world;
        world.plan = planFor(world.practice.folder.path(),
                             "Email,First name,Tags\r\nnew@example.org,Nell,Choir\r\nknown@example.org,Oldname,\r\n",
                             {world.list});
        world.plan.tagIds = {madeUpId(QStringLiteral("Fair"))};
        world.plan.tagNames = {QStringLiteral("Fair")};
        const ImportSummary done = world.import();
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(done.count(Outcome::Updated), 1);
        QCOMPARE(world.tags("new@example.org"), (QStringList{QStringLiteral("Choir"), QStringLiteral("Fair")}));
        QCOMPARE(world.tags("known@example.org"), QStringList{QStringLiteral("Fair")});
        QCOMPARE(world.calls("POST /activities/contacts_taggings_add"), 0);
        QCOMPARE(world.undone(done).restored, 1);
        QCOMPARE(world.tags("known@example.org"), QStringList());
    }

    void anAnswerThatGotLostAddsNobodyTwice()
    {
        World world(40);
        world.setFile("new@example.org,Nell\r\nother@example.org,Otto\r\n");
        const int before = world.calls(create);
        const auto run = world.practice.run(world.plan);
        std::optional<ImportSummary> done;
        connect(run.get(), &ImportRun::finished, this, [&done](const ImportSummary &summary) { done = summary; });
        connect(run.get(), &ImportRun::progressed, this, [&](const ImportProgress &progress) {
            if (progress.state == ImportSummary::State::Sending && world.calls(create) == before)
                world.practice.account->setTroubles({{QStringLiteral("lost-answer"), 1}});
        });
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(world.calls(create) > before, 20'000);
        world.practice.account->setTroubles({});
        QTRY_VERIFY_WITH_TIMEOUT(done, 30'000);
        QCOMPARE(done->state, ImportSummary::State::Done);
        QCOMPARE(done->count(Outcome::Added), 2);
        QCOMPARE(world.calls(create), before + 2);
        QCOMPARE(world.undone(*done).removed, 2);
    }

    void killedOnTheWayItIsLookedUpWhoArrived()
    {
        World world(20);
        world.setFile("new@example.org,Nell\r\nknown@example.org,Newname\r\n");
        const int before = world.calls(create);
        auto run = world.practice.run(world.plan);
        world.practice.account->setTroubles({{QStringLiteral("slow"), 1}});
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(world.calls(create) > before, 20'000);
        const QString id = run->id();
        run.reset();
        world.practice.account->setTroubles({});
        const auto goesOn = std::make_unique<ImportRun>(world.practice.needs(), id);
        const ImportSummary done = world.practice.ending(*goesOn).summary;
        QCOMPARE(done.state, ImportSummary::State::Done);
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(done.count(Outcome::Updated), 1);
        QCOMPARE(world.calls(create), before + 1);
        QCOMPARE(world.text("known@example.org", "first_name"), QStringLiteral("Newname"));
    }
};

QTEST_GUILESS_MAIN(SmallImportsTest)
#include "tst_smallimports.moc"
