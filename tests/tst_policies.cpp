#include "send/formerimports.h"
#include "send/history.h"
#include "support/policyworld.h"

#include <QJsonArray>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

QByteArray csv()
{
    return "Email,First name,Company\r\nknown@example.org,Newname,Newco\r\nbare@example.org,Bea,Bareco\r\n"
           "new@example.org,Nell,Newco\r\n";
}

struct World : PolicyWorld
{
    World() { plan = planFor(practice.folder.path(), csv(), {list}); }
};

} // namespace

class PoliciesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyNewPeopleAreAddedAndTheOthersLeftAlone()
    {
        World world;
        world.plan.whom = Whom::OnlyNew;
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(done.count(Outcome::LeftOut), 2);
        QCOMPARE(world.text("known@example.org", "first_name"), QStringLiteral("Oldname"));
        QCOMPARE(world.text("known@example.org", "company_name"), QString());
    }

    void onlyKnownPeopleAreChangedAndNobodyAdded()
    {
        World world;
        world.plan.whom = Whom::OnlyKnown;
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.count(Outcome::Updated), 2);
        QCOMPARE(done.count(Outcome::LeftOut), 1);
        QCOMPARE(world.text("known@example.org", "first_name"), QStringLiteral("Newname"));
        QVERIFY(world.practice.contact(QStringLiteral("new@example.org")).isEmpty());
    }

    void aColumnThatOnlyFillsOverwritesNothing()
    {
        World world;
        world.plan.onlyFill = {1};
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.count(Outcome::Updated), 2);
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(world.text("known@example.org", "first_name"), QStringLiteral("Oldname"));
        QCOMPARE(world.text("known@example.org", "company_name"), QStringLiteral("Newco"));
        QCOMPARE(world.text("bare@example.org", "first_name"), QStringLiteral("Bea"));
        QCOMPARE(world.text("new@example.org", "first_name"), QStringLiteral("Nell"));
        // What stayed away was not lost: no row says that the service did not keep it.
        const auto answers = History(*world.practice.journal).answers(done.id, std::nullopt, 0, 10);
        for (const RowAnswer &answer : *answers)
            QCOMPARE(answer.reason, QString());

        world.plan = planFor(world.practice.folder.path(), csv(), {world.list});
        world.plan.onlyFill = {1, 2};
        QCOMPARE(world.foretoldAndImported().count(Outcome::Unchanged), 3);
    }

    void everybodyOfTheFileIsTagged()
    {
        World world;
        const QString tag = world.practice
                                .api("POST", QStringLiteral("contact_tags"),
                                     QJsonObject{{QStringLiteral("name"), QStringLiteral("Spring fair")}})
                                .object()
                                .value(QLatin1String("tag_id"))
                                .toString();
        world.plan = planFor(world.practice.folder.path(),
                             "Email,First name\r\nknown@example.org,Oldname\r\nnew@example.org,Nell\r\n" + crowd(",Carl"),
                             {world.list});
        world.plan.tagIds = {tag};
        world.plan.tagNames = {QStringLiteral("Spring fair")};
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.state, ImportSummary::State::Done);
        QCOMPARE(done.count(Outcome::Updated), 1); // nothing new but the tag
        QCOMPARE(done.count(Outcome::Added), 1 + crowdSize);
        const QJsonArray tags{QStringLiteral("Spring fair")};
        const auto tagsOf = [&world](const char *email) {
            return world.practice.contact(QString::fromLatin1(email)).value(QLatin1String("tags")).toArray();
        };
        QCOMPARE(tagsOf("known@example.org"), tags);
        QCOMPARE(tagsOf("new@example.org"), tags);
        QCOMPARE(tagsOf("bare@example.org"), QJsonArray());
        QTRY_COMPARE(world.practice.listsLike(QStringLiteral("Rollcall")), 0);
        QCOMPARE(world.foretoldAndImported().count(Outcome::Unchanged), 2 + crowdSize);

        const UndoReceipt receipt = world.undone(done);
        QCOMPARE(receipt.removed, 1 + crowdSize);
        QCOMPARE(receipt.restored, 1);
        QCOMPARE(receipt.failed, 0);
        QCOMPARE(tagsOf("known@example.org"), QJsonArray());
    }

    void newPeopleWhoAgreedExpresslyAndLongAddressesGoOneByOne()
    {
        World world;
        const QByteArray longAddress = QByteArray(45, 'x') + "@long.example.org"; // 62 characters
        world.plan = planFor(world.practice.folder.path(),
                             "Email,First name\r\nknown@example.org,Newname\r\nnew@example.org,Nell\r\n" + crowd(",Carl"),
                             {world.list});
        world.plan.express = true;
        ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.count(Outcome::Added), 1 + crowdSize);
        QCOMPARE(done.count(Outcome::Updated), 1);
        QCOMPARE(world.text("new@example.org", "permission"), QStringLiteral("explicit"));
        QCOMPARE(world.text("new@example.org", "first_name"), QStringLiteral("Nell"));
        QCOMPARE(world.text("known@example.org", "permission"), QStringLiteral("implicit"));
        // The service takes its time to delete the list that the import had for itself.
        QTRY_COMPARE(
            world.practice.contact(QStringLiteral("new@example.org")).value(QLatin1String("lists")).toArray(),
            QJsonArray{QStringLiteral("Newsletter")});
        QCOMPARE(world.practice.report().value(QLatin1String("rows_received")).toInt(), 1);

        world.plan = planFor(world.practice.folder.path(), "Email,First name\r\n" + longAddress + ",Lola\r\n",
                             {world.list});
        done = world.foretoldAndImported();
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(world.text(longAddress.constData(), "permission"), QStringLiteral("implicit"));
        QCOMPARE(world.practice.report().value(QLatin1String("rows_received")).toInt(), 1);

        const UndoReceipt receipt = world.undone(done);
        QCOMPARE(receipt.removed, 1);
    }

    void whatIsChosenInAFieldGoesOneByOneWhereTheAccountHasSomethingElse()
    {
        World world;
        world.plan = world.planWithFields("Email,First name,Membership,Interests\r\n"
                                          "known@example.org,Newname,adult,Music; Readings\r\n"
                                          "bare@example.org,Bea,,\r\n"
                                          "new@example.org,Nell,Child,\r\n" +
                                          crowd(",Carl,,"));
        ImportSummary done = world.foretoldAndImported();
        QCOMPARE(world.told->singles, 2);
        QCOMPARE(done.state, ImportSummary::State::Done);
        QCOMPARE(done.count(Outcome::Added), 1 + crowdSize);
        QCOMPARE(done.count(Outcome::Updated), 2);
        QCOMPARE(world.bulkRows(), 1 + crowdSize);
        QCOMPARE(world.ownFields("known@example.org"),
                 (QJsonObject{{QStringLiteral("Membership"), QStringLiteral("Adult")},
                              {QStringLiteral("Interests"), QStringLiteral("Readings, Music")}}));
        QCOMPARE(world.ownFields("new@example.org"),
                 (QJsonObject{{QStringLiteral("Membership"), QStringLiteral("Child")}}));
        QCOMPARE(world.text("known@example.org", "permission"), QStringLiteral("implicit"));

        // What the account has already costs nothing, and what else is new goes by bulk.
        world.plan = world.planWithFields("Email,First name,Membership\r\nknown@example.org,Other,Adult\r\n"
                                          "bare@example.org,Bea,\r\nnew@example.org,Nell,Family\r\n" +
                                          crowd(",Cora,"));
        done = world.foretoldAndImported();
        QCOMPARE(world.told->singles, 1);
        QCOMPARE(done.count(Outcome::Updated), 2 + crowdSize);
        QCOMPARE(done.count(Outcome::Unchanged), 1);
        QCOMPARE(world.bulkRows(), 2 + 2 * crowdSize);
        QCOMPARE(world.text("known@example.org", "first_name"), QStringLiteral("Other"));
        QCOMPARE(world.ownFields("known@example.org").size(), 2);
        QCOMPARE(world.ownFields("new@example.org"),
                 (QJsonObject{{QStringLiteral("Membership"), QStringLiteral("Family")}}));

        const UndoReceipt receipt = world.undone(done);
        QCOMPARE(receipt.restored, 2 + crowdSize);
        QCOMPARE(receipt.failed, 0);
        QCOMPARE(world.ownFields("new@example.org"),
                 (QJsonObject{{QStringLiteral("Membership"), QStringLiteral("Child")}}));
    }

    void aFileThatWasImportedBeforeIsRecognisedByContentAndByPeople()
    {
        World world;
        const std::atomic_bool go = false;
        QVERIFY(formerImports(*world.practice.journal, world.plan, go)->imports.isEmpty());
        const ImportSummary done = world.import();
        const auto same = formerImports(*world.practice.journal, world.plan, go);
        QVERIFY(same);
        QCOMPARE(same->imports.size(), 1);
        QVERIFY(same->imports.first().sameContent);
        QCOMPARE(same->imports.first().people, 3);
        QCOMPARE(same->imports.first().import.id, done.id);

        world.plan =
            planFor(world.practice.folder.path(), csv() + "more@example.org,More,\r\n", {world.list});
        const auto more = formerImports(*world.practice.journal, world.plan, go);
        QCOMPARE(more->imports.size(), 1);
        QVERIFY(!more->imports.first().sameContent);
        QCOMPARE(more->ready, 4);
        QCOMPARE(more->known, (std::vector<quint32>{0, 1, 2}));
        world.plan.importedBefore = more->known;
        const ImportSummary rest = world.foretoldAndImported();
        QCOMPARE(rest.count(Outcome::LeftOut), 3);
        QCOMPARE(rest.count(Outcome::Added), 1);

        world.plan = planFor(world.practice.folder.path(),
                             "Email\r\nx@example.org\r\ny@example.org\r\nnew@example.org\r\n", {world.list});
        QVERIFY(formerImports(*world.practice.journal, world.plan, go)->imports.isEmpty()); // one of three
    }

    void whoWasTakenBackIsNewAgainAndWhoWasLeftIsNot()
    {
        World world;
        const std::atomic_bool go = false;
        const ImportSummary first = world.import();
        QCOMPARE(first.count(Outcome::Added), 1);
        QCOMPARE(first.count(Outcome::Updated), 2);
        QTRY_COMPARE(world.practice.listsLike(QStringLiteral("Rollcall")), 0);
        QCOMPARE(world.import().count(Outcome::Unchanged), 3);
        const QString id = world.text("new@example.org", "id");
        const QJsonObject renamed{
            {QStringLiteral("email_address"),
             QJsonObject{{QStringLiteral("address"), QStringLiteral("new@example.org")}}},
            {QStringLiteral("update_source"), QStringLiteral("Account")},
            {QStringLiteral("first_name"), QStringLiteral("Eleanor")},
            {QStringLiteral("list_memberships"), QJsonArray{world.list}}};
        QCOMPARE(world.practice.api("PUT", QLatin1String("contacts/") + id, renamed).status, 200);
        const UndoReceipt receipt = world.undone(first);
        QCOMPARE(receipt.restored, 2);
        QCOMPARE(receipt.left, 1);

        const auto former = formerImports(*world.practice.journal, world.plan, go);
        QCOMPARE(former->imports.size(), 2);
        QCOMPARE(former->imports.last().people, 3);
        QCOMPARE(former->imports.last().takenBack, 2);
        QCOMPARE(former->imports.first().takenBack, 0);
        QCOMPARE(former->known, std::vector<quint32>{2});
        world.plan.importedBefore = former->known;
        const ImportSummary rest = world.foretoldAndImported();
        QCOMPARE(rest.count(Outcome::LeftOut), 1);
        QCOMPARE(rest.count(Outcome::Updated), 2);
        // They came again after that.
        QCOMPARE(formerImports(*world.practice.journal, world.plan, go)->known,
                 (std::vector<quint32>{0, 1, 2}));
    }
};

QTEST_GUILESS_MAIN(PoliciesTest)
#include "tst_policies.moc"
