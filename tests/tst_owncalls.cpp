#include "send/history.h"
#include "support/policyworld.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

struct World : PolicyWorld
{
    using PolicyWorld::PolicyWorld;

    void setFile(const QByteArray &csv) { plan = planFor(practice.folder.path(), csv, {list}); }

    QJsonArray notes(const char *email) { return array(email, "notes"); }
    QStringList tags(const char *email)
    {
        QStringList names;
        for (const QJsonValue &name : array(email, "tags"))
            names.append(name.toString());
        names.sort();
        return names;
    }
    QJsonObject phones(const char *email)
    {
        return practice.contact(QString::fromLatin1(email)).value(QLatin1String("phones")).toObject();
    }

    /// Replaces what is given; the first name goes if it is not among it.
    void change(const char *email, QJsonObject parts)
    {
        const QString id = practice.contact(QString::fromLatin1(email)).value(QLatin1String("id")).toString();
        parts.insert(QStringLiteral("update_source"), QStringLiteral("Account"));
        parts.insert(QStringLiteral("email_address"),
                     QJsonObject{{QStringLiteral("address"), QString::fromLatin1(email)}});
        const PlainReply reply = practice.api("PUT", QLatin1String("contacts/") + id, parts);
        if (reply.status != 200)
            qFatal("%s", reply.body.constData());
    }

    QString reasonOf(const ImportSummary &done, int row)
    {
        const auto answers = History(*practice.journal).answers(done.id, std::nullopt, 0, 100);
        return answers ? answers->at(row).reason : QString();
    }

private:
    QJsonArray array(const char *email, const char *what)
    {
        return practice.contact(QString::fromLatin1(email)).value(QLatin1String(what)).toArray();
    }
};

QJsonArray note(const char *text)
{
    return {QJsonObject{{QStringLiteral("content"), QString::fromLatin1(text)}}};
}

} // namespace

/// What bulk cannot do, an import does by calls of its own, which the forecast names.
class OwnCallsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNoteIsWrittenAndThoseThatAreThereStay()
    {
        World world;
        world.change("known@example.org", {{QStringLiteral("first_name"), QStringLiteral("Oldname")},
                                           {QStringLiteral("notes"), note("Came in 2019")}});
        world.setFile("Email,First name,Notes\r\n"
                      "known@example.org,Oldname,Likes jazz\r\n"
                      "bare@example.org,Bea,\r\n"
                      "new@example.org,Nell,\"Met at the fair,\nasked for the programme\"\r\n" +
                      crowd(",Carl,"));
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.state, ImportSummary::State::Done);
        QCOMPARE(done.count(Outcome::Updated), 2);
        QCOMPARE(done.count(Outcome::Added), 1 + crowdSize);
        QCOMPARE(world.told->singles, 2);
        QCOMPARE(world.told->singleCalls, 3); // one for who is new, two for who is there
        QCOMPARE(world.notes("known@example.org"),
                 (QJsonArray{QStringLiteral("Came in 2019"), QStringLiteral("Likes jazz")}));
        QCOMPARE(world.notes("new@example.org"),
                 QJsonArray{QStringLiteral("Met at the fair,\nasked for the programme")});
        QCOMPARE(world.text("known@example.org", "permission"), QStringLiteral("implicit"));
        QCOMPARE(world.bulkRows(), 1 + crowdSize);

        // It is there now: nothing is sent, and nothing written twice.
        QCOMPARE(world.foretoldAndImported().count(Outcome::Unchanged), 3 + crowdSize);

        const UndoReceipt receipt = world.undone(done);
        QCOMPARE(receipt.removed, 1 + crowdSize);
        QCOMPARE(receipt.restored, 2);
        QCOMPARE(receipt.failed, 0);
        QCOMPARE(world.notes("known@example.org"), QJsonArray{QStringLiteral("Came in 2019")});
    }

    void aNoteThatSomebodyWroteSinceKeepsWhoWasAdded()
    {
        World world;
        world.setFile("Email,Notes\r\nnew@example.org,Ours\r\nother@example.org,Ours\r\n");
        const ImportSummary done = world.import();
        QCOMPARE(done.count(Outcome::Added), 2);
        QJsonArray both = note("Ours");
        both.append(note("Theirs").first());
        world.change("other@example.org", {{QStringLiteral("notes"), both}});
        const UndoReceipt receipt = world.undone(done);
        QCOMPARE(receipt.removed, 1);
        QCOMPARE(receipt.left, 1);
        QCOMPARE(receipt.named.first().email, QStringLiteral("other@example.org"));
    }

    void eachPersonGetsTheTagsThatTheFileNames()
    {
        World world; // whose account has the tag “Donor”
        world.setFile("Email,First name,Tags\r\n"
                      "known@example.org,Oldname,\"donor, Choir\"\r\n"
                      "bare@example.org,,\r\n"
                      "new@example.org,Nell,Choir;Tenor\r\n"
                      "more@example.org,Mo,Choir\r\n" +
                      crowd(",Carl,"));
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.state, ImportSummary::State::Done);
        QCOMPARE(done.count(Outcome::Updated), 1); // nothing new but the tags
        QCOMPARE(done.count(Outcome::Unchanged), 1);
        QCOMPARE(done.count(Outcome::Added), 2 + crowdSize);
        QCOMPARE(world.told->newTags, (QStringList{QStringLiteral("Choir"), QStringLiteral("Tenor")}));
        QCOMPARE(world.told->singles, 0);
        QVERIFY2(qAbs(done.calls - world.told->calls) <= 3,
                 qPrintable(QStringLiteral("%1, foretold %2").arg(done.calls).arg(world.told->calls)));
        QCOMPARE(world.tags("known@example.org"),
                 (QStringList{QStringLiteral("Choir"), QStringLiteral("Donor")}));
        QCOMPARE(world.tags("new@example.org"),
                 (QStringList{QStringLiteral("Choir"), QStringLiteral("Tenor")}));
        QCOMPARE(world.tags("more@example.org"), QStringList{QStringLiteral("Choir")});
        QCOMPARE(world.tags("bare@example.org"), QStringList());
        // No row says that the service did not keep its tags: they come after it was read back.
        QCOMPARE(world.reasonOf(done, 0), QString());
        QCOMPARE(world.foretoldAndImported().count(Outcome::Unchanged), 4 + crowdSize);

        // A tag of the file's that somebody else set on another of its people is not ours to take back.
        const UndoReceipt receipt = world.undone(done);
        QCOMPARE(receipt.removed, 2 + crowdSize);
        QCOMPARE(receipt.restored, 1);
        QCOMPARE(receipt.failed, 0);
        QCOMPARE(world.tags("known@example.org"), QStringList());
    }

    void stoppedBeforeTheTaggingItIsDoneLater()
    {
        World world(100);
        world.setFile(
            "Email,First name,Tags\r\nnew@example.org,Nell,Choir\r\nknown@example.org,Oldname,Board\r\n" +
            crowd(",Carl,"));
        auto run = world.practice.run(world.plan);
        QString id;
        QObject::connect(run.get(), &ImportRun::progressed, this, [&](const ImportProgress &progress) {
            if (progress.state != ImportSummary::State::ReadingBack)
                return;
            id = run->id();
            run.reset();
        });
        run->start();
        QTRY_VERIFY_WITH_TIMEOUT(!run, 20'000);
        const auto goesOn = std::make_unique<ImportRun>(world.practice.needs(), id);
        const ImportEnding end = world.practice.ending(*goesOn);
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(world.tags("new@example.org"), QStringList{QStringLiteral("Choir")});
        QCOMPARE(world.tags("known@example.org"), QStringList{QStringLiteral("Board")});
    }

    void aColumnOfThousandsOfTagsIsNone()
    {
        World world;
        QByteArray csv = "Email,Tags\r\n";
        for (int i = 0; i < 600; ++i)
            csv += "p" + QByteArray::number(i) + "@example.org,Tag " + QByteArray::number(i) + "\r\n";
        world.setFile(csv);
        const QJsonArray tags = world.practice.report().value(QLatin1String("tags")).toArray();
        const auto run = world.practice.run(world.plan);
        const ImportEnding end = world.practice.ending(*run);
        QVERIFY(end.error);
        QCOMPARE(end.error->kind, Error::Kind::Input);
        QCOMPARE(end.summary.count(Outcome::NotSent), 600);
        QCOMPARE(world.bulkRows(), 0);
        QCOMPARE(world.practice.report().value(QLatin1String("tags")).toArray(), tags);
    }

    void aFourthTelephoneNumberIsNamed()
    {
        World world;
        world.change(
            "known@example.org",
            {{QStringLiteral("first_name"), QStringLiteral("Oldname")},
             {QStringLiteral("phone_numbers"),
              QJsonArray{QJsonObject{{QStringLiteral("kind"), QStringLiteral("home")},
                                     {QStringLiteral("phone_number"), QStringLiteral("555-0101")}},
                         QJsonObject{{QStringLiteral("kind"), QStringLiteral("work")},
                                     {QStringLiteral("phone_number"), QStringLiteral("555-0102")}},
                         QJsonObject{{QStringLiteral("kind"), QStringLiteral("other")},
                                     {QStringLiteral("phone_number"), QStringLiteral("555-0103")}}}}});
        world.setFile("Email,Home phone,Work phone,Mobile phone,Other phone\r\n"
                      "known@example.org,,555-0199,555-0104,\r\n"
                      "new@example.org,555-0111,555-0112,555-0113,555-0114\r\n");
        const ImportSummary done = world.foretoldAndImported();
        QCOMPARE(done.count(Outcome::Updated), 1);
        QCOMPARE(done.count(Outcome::Added), 1);
        QCOMPARE(world.told->withoutRoom, 1);
        QCOMPARE(world.told->phonesTooMany, 1);
        QCOMPARE(leftBehind(*world.told).size(), 2);
        QVERIFY2(world.reasonOf(done, 0).contains(QLatin1String("Mobile phone")),
                 qPrintable(world.reasonOf(done, 0)));
        QVERIFY2(world.reasonOf(done, 1).contains(QLatin1String("three phone numbers")),
                 qPrintable(world.reasonOf(done, 1)));
        QCOMPARE(world.phones("known@example.org"),
                 (QJsonObject{{QStringLiteral("home"), QStringLiteral("555-0101")},
                              {QStringLiteral("work"), QStringLiteral("555-0199")},
                              {QStringLiteral("other"), QStringLiteral("555-0103")}}));
        QCOMPARE(world.phones("new@example.org").size(), 3);
        // What cannot be sent is no reason to send again.
        QCOMPARE(world.foretoldAndImported().count(Outcome::Unchanged), 2);
    }

    void whatIsChosenIsASet()
    {
        World world;
        world.plan = world.planWithFields("Email,Interests\r\nnew@example.org,Readings; Music\r\n");
        QCOMPARE(world.foretoldAndImported().count(Outcome::Added), 1);
        world.plan = world.planWithFields("Email,Interests\r\nnew@example.org,Music; Readings\r\n");
        QCOMPARE(world.foretoldAndImported().count(Outcome::Unchanged), 1);
    }

    void deletedMeanwhileNobodyIsBroughtBackByACallOfTheirOwn()
    {
        World world(20);
        QByteArray csv = "Email,Notes\r\n";
        for (int i = 0; i < 30; ++i)
            csv += "p" + QByteArray::number(i) + "@example.org,A note\r\n";
        world.setFile(csv + "known@example.org,A note\r\n");
        const auto run = world.practice.run(world.plan);
        bool deleted = false;
        QObject::connect(run.get(), &ImportRun::progressed, this, [&](const ImportProgress &progress) {
            if (progress.state != ImportSummary::State::Sending || std::exchange(deleted, true))
                return;
            const QString id = world.practice.contact(QStringLiteral("known@example.org"))
                                   .value(QLatin1String("id"))
                                   .toString();
            QCOMPARE(world.practice.api("DELETE", QLatin1String("contacts/") + id).status, 204);
        });
        const ImportEnding end = world.practice.ending(*run);
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Added), 30);
        QCOMPARE(end.summary.count(Outcome::LeftOut), 1);
        QVERIFY2(world.reasonOf(end.summary, 30).contains(QLatin1String("deleted")),
                 qPrintable(world.reasonOf(end.summary, 30)));
        QVERIFY(world.practice.contact(QStringLiteral("known@example.org"))
                    .value(QLatin1String("deleted"))
                    .toBool());
    }
};

QTEST_GUILESS_MAIN(OwnCallsTest)
#include "tst_owncalls.moc"
