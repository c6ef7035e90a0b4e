#include "send/comparison.h"

#include "send/contactpicture.h"
#include "support/practiceimport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString list = QStringLiteral("6f4b8a52-0000-4000-8000-000000000001");
const QString firstId = QStringLiteral("6f4b8a52-0000-4000-8000-000000000011");
const QString secondId = QStringLiteral("6f4b8a52-0000-4000-8000-000000000012");

KnownContact ann(const QString &id, const QString &name, const QStringList &lists = {list})
{
    KnownContact known;
    known.id = id;
    known.permission = Permission::Implicit;
    known.contact.email = QStringLiteral("ann@example.org");
    known.contact.firstName = name;
    known.contact.listIds = lists;
    return known;
}

KnownContact deletedAnn(const QString &id)
{
    KnownContact known = ann(id, QStringLiteral("Old"), {});
    known.deleted = true;
    return known;
}

/// A file with one person, an account that is handed in, and the journal in which it ends.
struct World
{
    explicit World(bool revive = false)
    {
        plan = planFor(folder.path(), "Email,First name\r\nann@example.org,Ann\r\n", {list});
        plan.revive = revive;
        plan.kept = std::make_shared<KeptFields>();
        plan.tags = std::make_shared<NamedTags>();
        rows.open(plan);
        comparison.setChanged([this](quint32 row, const KnownContact &known, const Contact &) {
            rows.addPicture(row, known, {});
        });
        const std::atomic_bool go = false;
        if (!comparison.index(go))
            qFatal("The file cannot be read.");
    }

    void read(const QList<KnownContact> &account, bool again = false)
    {
        comparison.forgetAccount();
        for (const KnownContact &one : account) { // each on a page of its own
            if (!comparison.compare({one}, again))
                qFatal("The account cannot be compared.");
        }
    }

    /// The service took it, and it was not among the members of the import's own list.
    void sendAndMiss() { rows.at(0).again = true; }

    void keep()
    {
        journal = *Journal::open(folder.filePath(QStringLiteral("journal")));
        id = *journal->begin({});
        if (!rows.keep(*journal, id))
            qFatal("The rows cannot be kept.");
    }

    QList<BeforePicture> pictures() { return *journal->pictures(id, 0, 1); }

    QTemporaryDir folder;
    ImportPlan plan;
    RowBook rows;
    Comparison comparison{plan, rows};
    std::unique_ptr<Journal> journal;
    QString id;
};

} // namespace

class ComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoTurnsUpOnlyAfterTheOwnListWasReadHasArrived_data()
    {
        QTest::addColumn<bool>("isKnown");
        QTest::addColumn<Whom>("whom");
        QTest::newRow("somebody new") << false << Whom::Everybody;
        QTest::newRow("somebody new, and only those were wanted") << false << Whom::OnlyNew;
        QTest::newRow("somebody known") << true << Whom::Everybody;
    }

    void whoTurnsUpOnlyAfterTheOwnListWasReadHasArrived()
    {
        QFETCH(bool, isKnown);
        QFETCH(Whom, whom);
        World world;
        world.plan.whom = whom;
        world.read(isKnown ? QList{ann(firstId, QStringLiteral("Old"))} : QList<KnownContact>());
        QVERIFY(world.rows.at(0).pending);
        world.sendAndMiss();

        world.read({ann(firstId, QStringLiteral("Ann"))}, true);
        QVERIFY(!world.rows.at(0).pending);
        QCOMPARE(world.rows.at(0).outcome, isKnown ? Outcome::Updated : Outcome::Added);
        world.keep();
        // So that it can be taken back.
        QCOMPARE(touchedId(*world.journal->touched(world.id), 0), firstId);
        QCOMPARE(world.pictures().size(), isKnown ? 1 : 0);
        if (isKnown)
            QCOMPARE(fromPicture(world.pictures().first().picture).contact.firstName, QStringLiteral("Old"));
    }

    void whoIsThereOtherwiseIsSentAgainAndStaysNew()
    {
        World world;
        world.read({});
        world.sendAndMiss();
        world.read({ann(firstId, QString())}, true);
        QVERIFY(world.rows.at(0).pending);
        world.rows.at(0).inBody = true;
        world.comparison.arrived({ann(firstId, QStringLiteral("Ann"))}, true);
        QCOMPARE(world.rows.at(0).outcome, Outcome::Added);
        world.keep();
        QVERIFY(world.pictures().isEmpty()); // what the import itself had left is nothing to go back to
    }

    void ofTwoWithTheSameAddressTheOneWhoIsNotDeletedCounts_data()
    {
        QTest::addColumn<bool>("deletedFirst");
        QTest::newRow("met first") << false;
        QTest::newRow("met last") << true;
    }

    void ofTwoWithTheSameAddressTheOneWhoIsNotDeletedCounts()
    {
        QFETCH(bool, deletedFirst);
        const auto both = [deletedFirst](const KnownContact &there) {
            const KnownContact deleted = deletedAnn(secondId);
            return deletedFirst ? QList{deleted, there} : QList{there, deleted};
        };
        World asWanted(true);
        asWanted.read(both(ann(firstId, QStringLiteral("Ann"))));
        QCOMPARE(asWanted.rows.at(0).outcome, Outcome::Unchanged);
        QVERIFY(!asWanted.rows.at(0).pending);

        World changed(true);
        changed.read(both(ann(firstId, QStringLiteral("Anna"))));
        QVERIFY(changed.rows.at(0).pending);
        changed.keep();
        QCOMPARE(changed.pictures().size(), 1);
        QCOMPARE(changed.pictures().first().contactId, firstId);
        QVERIFY(!fromPicture(changed.pictures().first().picture).deleted);

        World leftOut;
        leftOut.read(both(ann(firstId, QStringLiteral("Anna"))));
        leftOut.sendAndMiss();
        leftOut.read(both(ann(firstId, QStringLiteral("Anna"))), true);
        QVERIFY(leftOut.rows.at(0).pending);
    }
};

QTEST_GUILESS_MAIN(ComparisonTest)
#include "tst_comparison.moc"
