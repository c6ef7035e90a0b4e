#include "send/undo.h"
#include "support/practiceimport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString news = QStringLiteral("Newsletter");
const QString ownLists = QStringLiteral("Rollcall");

struct Taken
{
    UndoReceipt receipt;
    std::optional<Error> error;
};

Taken take(Undo &undo, void (Undo::*way)())
{
    std::optional<Taken> taken;
    QObject::connect(&undo, &Undo::finished, &undo,
                     [&taken](const UndoReceipt &receipt, const std::optional<Error> &error) {
                         taken = Taken{receipt, error};
                     });
    (undo.*way)();
    if (taken || !QTest::qWaitFor([&taken] { return taken.has_value(); }, 60'000))
        qFatal("No answer, or before the call returned.");
    return *taken;
}

QByteArray people(int count)
{
    QByteArray csv = "Email,First name,Company,Phone\r\n";
    for (int i = 0; i < count; ++i)
        csv += "person" + QByteArray::number(i) + "@example.org,First" + QByteArray::number(i) +
               ",Acme,508-555-0100\r\n";
    return csv;
}

/// Without what differs from one making to the next.
QJsonObject plain(QJsonObject contact)
{
    QJsonObject phones = contact.value(QLatin1String("phones")).toObject();
    contact.insert(QLatin1String("phones"), phones);
    return contact;
}

} // namespace

class UndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasAddedGoesAndWhatWasChangedComesBack()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(news);
        const QString other = practice.listId(QStringLiteral("Events"));
        practice.addContact(QStringLiteral("person1@example.org"), QStringLiteral("explicit"), {other},
                            QStringLiteral("Old"));
        practice.addContact(QStringLiteral("person2@example.org"), QStringLiteral("implicit"), {other},
                            QStringLiteral("First2"));
        const QJsonObject one = plain(practice.contact(QStringLiteral("person1@example.org")));
        const QJsonObject two = plain(practice.contact(QStringLiteral("person2@example.org")));
        const ImportEnding end = practice.import(people(700), {list});
        QCOMPARE(end.summary.count(Outcome::Added), 698);
        QCOMPARE(end.summary.count(Outcome::Updated), 2);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);

        Undo look(practice.needs(), end.summary.id);
        const Taken receipt = take(look, &Undo::look);
        QVERIFY2(!receipt.error, receipt.error ? qPrintable(receipt.error->message) : "");
        QCOMPARE(receipt.receipt.state, ImportSummary::State::Forecast);
        QCOMPARE(receipt.receipt.removed, 698);
        QCOMPARE(receipt.receipt.restored, 2);
        QCOMPARE(receipt.receipt.left, 0);
        QVERIFY(!practice.contact(QStringLiteral("person0@example.org"))
                     .value(QLatin1String("deleted"))
                     .toBool());

        Undo undo(practice.needs(), end.summary.id);
        const Taken done = take(undo, &Undo::start);
        QVERIFY2(!done.error, done.error ? qPrintable(done.error->message) : "");
        QCOMPARE(done.receipt.state, ImportSummary::State::Done);
        QCOMPARE(done.receipt.removed, 698);
        QCOMPARE(done.receipt.restored, 2);
        QCOMPARE(done.receipt.failed, 0);
        QVERIFY2(done.receipt.calls <= receipt.receipt.calls,
                 qPrintable(QString::number(done.receipt.calls)));
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
        QVERIFY(
            practice.contact(QStringLiteral("person0@example.org")).value(QLatin1String("deleted")).toBool());
        QCOMPARE(plain(practice.contact(QStringLiteral("person1@example.org"))), one);
        QCOMPARE(plain(practice.contact(QStringLiteral("person2@example.org"))), two);

        Undo again(practice.needs(), end.summary.id);
        const Taken twice = take(again, &Undo::start);
        QVERIFY(twice.error);
        QCOMPARE(twice.error->kind, Error::Kind::Usage);
    }

    void peopleOfALargeAccountAreKnownByAnExportAndComeBackAsTheyWere()
    {
        practice::Options options;
        options.seedContacts = 5000;
        PracticeImport practice(options, 60);
        const QString list = practice.listId(QStringLiteral("Events"));
        const QJsonArray before = practice.report().value(QLatin1String("contacts")).toArray();
        QByteArray csv = "Email,First name\r\n";
        for (int i = 600; i < 900; ++i) // none of them on the first page
            csv += before.at(i)[QLatin1String("email")].toString().toUtf8() + ",Someone\r\n";
        const ImportEnding end = practice.import(csv, {list});
        QVERIFY2(!end.error, end.error ? qPrintable(end.error->message) : "");
        QVERIFY(end.summary.count(Outcome::Updated) > 200);
        QCOMPARE(end.summary.count(Outcome::Updated) + end.summary.count(Outcome::Unsubscribed) +
                     end.summary.count(Outcome::LeftOut),
                 300);
        const QJsonObject calls = practice.report().value(QLatin1String("calls")).toObject();
        QCOMPARE(calls.value(QLatin1String("POST /activities/contact_exports")).toInt(), 2);

        Undo undo(practice.needs(), end.summary.id);
        const Taken done = take(undo, &Undo::start);
        QVERIFY2(!done.error, done.error ? qPrintable(done.error->message) : "");
        QCOMPARE(done.receipt.restored, end.summary.count(Outcome::Updated));
        QCOMPARE(done.receipt.left, 0);
        QCOMPARE(practice.report().value(QLatin1String("contacts")).toArray(), before);
    }

    void oldValuesComeBackByBulkWhereNothingHasToBecomeEmpty()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("a@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Ann"));
        practice.addContact(QStringLiteral("b@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Ben"));
        const ImportEnding end =
            practice.import("Email,First name\r\na@example.org,Annie\r\nb@example.org,Benny\r\n", {list});
        QCOMPARE(end.summary.count(Outcome::Updated), 2);
        const auto puts = [&practice] {
            return practice.report()
                .value(QLatin1String("calls"))
                .toObject()
                .value(QLatin1String("PUT /contacts/{contact_id}"))
                .toInt();
        };
        Undo undo(practice.needs(), end.summary.id);
        const Taken done = take(undo, &Undo::start);
        QVERIFY(!done.error);
        QCOMPARE(done.receipt.restored, 2);
        QCOMPARE(
            practice.contact(QStringLiteral("a@example.org")).value(QLatin1String("first_name")).toString(),
            QStringLiteral("Ann"));
        QTRY_COMPARE(
            practice.contact(QStringLiteral("b@example.org")).value(QLatin1String("lists")).toArray(),
            QJsonArray{news});
        QCOMPARE(puts(), 0);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void whoseAddressIsTooLongForBulkGetsOldValuesByACallOfTheirOwn()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(news);
        const QString longOne = QString(45, QLatin1Char('a')) + QStringLiteral("@example.org");
        practice.addContact(longOne, QStringLiteral("implicit"), {list}, QStringLiteral("Ann"));
        const ImportEnding end =
            practice.import("Email,First name\r\n" + longOne.toUtf8() + ",Annie\r\n", {list});
        QCOMPARE(end.summary.count(Outcome::Updated), 1);
        Undo undo(practice.needs(), end.summary.id);
        const Taken done = take(undo, &Undo::start);
        QVERIFY(!done.error);
        QCOMPARE(done.receipt.restored, 1);
        QCOMPARE(done.receipt.failed, 0);
        QCOMPARE(practice.contact(longOne).value(QLatin1String("first_name")).toString(),
                 QStringLiteral("Ann"));
    }

    void whatChangedSinceIsLeftAndNamed()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("person3@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Old"));
        const ImportEnding end = practice.import(people(4), {list});
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
        const auto put = [&practice](const QString &email, const QString &permission, const QString &name) {
            const QString id = practice.contact(email).value(QLatin1String("id")).toString();
            QJsonObject address{{QStringLiteral("address"), email}};
            if (!permission.isEmpty())
                address.insert(QStringLiteral("permission_to_send"), permission);
            const PlainReply reply =
                practice.api("PUT", QLatin1String("contacts/") + id,
                             QJsonObject{{QStringLiteral("email_address"), address},
                                         {QStringLiteral("update_source"), QStringLiteral("Contact")},
                                         {QStringLiteral("first_name"), name}});
            QCOMPARE(reply.status, 200);
        };
        put(QStringLiteral("person0@example.org"), {}, QStringLiteral("Changed"));
        put(QStringLiteral("person1@example.org"), QStringLiteral("unsubscribed"), QStringLiteral("First1"));
        put(QStringLiteral("person3@example.org"), QStringLiteral("unsubscribed"), QStringLiteral("First3"));
        Undo undo(practice.needs(), end.summary.id);
        const Taken done = take(undo, &Undo::start);
        QVERIFY(!done.error);
        QCOMPARE(done.receipt.removed, 1);
        QCOMPARE(done.receipt.left, 3);
        QCOMPARE(done.receipt.named.size(), 3);
        QVERIFY(!done.receipt.named.first().reason.isEmpty());
        QCOMPARE(done.receipt.named.first().email, QStringLiteral("person0@example.org"));
        QCOMPARE(practice.contact(QStringLiteral("person1@example.org"))
                     .value(QLatin1String("permission"))
                     .toString(),
                 QStringLiteral("unsubscribed"));
        QCOMPARE(practice.contact(QStringLiteral("person3@example.org"))
                     .value(QLatin1String("permission"))
                     .toString(),
                 QStringLiteral("unsubscribed"));
        QVERIFY(!practice.contact(QStringLiteral("person0@example.org"))
                     .value(QLatin1String("deleted"))
                     .toBool());
        QVERIFY(
            practice.contact(QStringLiteral("person2@example.org")).value(QLatin1String("deleted")).toBool());
    }

    void whoWasBroughtBackIsDeletedAgainUnlessOthersHaveUsedThemSince_data()
    {
        QTest::addColumn<QByteArray>("since"); // laid over how the import left them
        QTest::newRow("nothing happened") << QByteArray();
        QTest::newRow("on a further list") << QByteArray(R"({"list_memberships": ["NEWS", "EVENTS"]})");
        QTest::newRow("tagged") << QByteArray(R"({"taggings": ["OURS", "THEIRS"]})");
        QTest::newRow("given another note") << QByteArray(R"({"notes": [{"content": "On the board"}]})");
        QTest::newRow("has agreed expressly") << QByteArray(
            R"({"email_address": {"address": "back@example.org", "permission_to_send": "explicit"}})");
        QTest::newRow("has the old name again") << QByteArray(R"({"first_name": "Old"})");
    }

    void whoWasBroughtBackIsDeletedAgainUnlessOthersHaveUsedThemSince()
    {
        QFETCH(QByteArray, since);
        PracticeImport practice({}, 60);
        const QString list = practice.listId(news);
        const QString events = practice.listId(QStringLiteral("Events"));
        const auto tag = [&practice](const QString &name) {
            return practice.api("POST", QStringLiteral("contact_tags"), {{QStringLiteral("name"), name}})
                .object()
                .value(QLatin1String("tag_id"))
                .toString();
        };
        const QString ours = tag(QStringLiteral("Ours"));
        const QString theirs = tag(QStringLiteral("Theirs"));
        const QString email = QStringLiteral("back@example.org");
        practice.addContact(email, QStringLiteral("implicit"), {events}, QStringLiteral("Old"));
        const QString path =
            QLatin1String("contacts/") + practice.contact(email).value(QLatin1String("id")).toString();
        QJsonObject contact;
        const auto put = [&](QByteArray with) {
            with.replace("NEWS", list.toUtf8()).replace("EVENTS", events.toUtf8());
            with.replace("OURS", ours.toUtf8()).replace("THEIRS", theirs.toUtf8());
            const QJsonObject fields = QJsonDocument::fromJson(with).object();
            for (auto field = fields.begin(); field != fields.end(); ++field)
                contact.insert(field.key(), field.value());
            const PlainReply reply = practice.api("PUT", path, contact);
            QVERIFY2(reply.status == 200, reply.body.constData());
        };
        put(R"({"email_address": {"address": "back@example.org"}, "update_source": "Account",
                "first_name": "Old", "list_memberships": ["EVENTS"], "taggings": ["OURS"],
                "notes": [{"content": "Plays the organ"}]})");
        QCOMPARE(practice.api("DELETE", path).status, 204);

        ImportPlan plan =
            planFor(practice.folder.path(), "Email,First name\r\nback@example.org,New\r\n", {list});
        plan.revive = true;
        const auto run = practice.run(plan);
        const ImportSummary done = practice.ending(*run).summary;
        QCOMPARE(done.count(Outcome::Updated), 1);
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
        QVERIFY(!practice.contact(email).value(QLatin1String("deleted")).toBool());
        const bool goes = since.isEmpty();
        if (!goes) {
            contact.insert(QStringLiteral("first_name"), QStringLiteral("New"));
            contact.insert(QStringLiteral("list_memberships"), QJsonArray{list});
            put(since);
        }

        Undo undo(practice.needs(), done.id);
        const Taken taken = take(undo, &Undo::start);
        QVERIFY2(!taken.error, taken.error ? qPrintable(taken.error->message) : "");
        QCOMPARE(taken.receipt.restored, goes ? 1 : 0);
        QCOMPARE(taken.receipt.left, goes ? 0 : 1);
        QCOMPARE(practice.contact(email).value(QLatin1String("deleted")).toBool(), goes);
    }

    void stoppedAtAnyMomentItGoesOn_data()
    {
        QTest::addColumn<int>("wait");
        for (const int wait : {0, 20, 60, 120, 200, 300})
            QTest::addRow("after %d ms", wait) << wait;
    }

    void stoppedAtAnyMomentItGoesOn()
    {
        QFETCH(int, wait);
        PracticeImport practice({}, 60);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("person1@example.org"), QStringLiteral("explicit"), {},
                            QStringLiteral("Old"));
        const ImportEnding end = practice.import(people(600), {list});
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
        auto undo = std::make_unique<Undo>(practice.needs(), end.summary.id);
        QSignalSpy finished(undo.get(), &Undo::finished);
        undo->start();
        QTest::qWait(wait);
        if (finished.count() > 0)
            return;
        undo.reset();
        // It may have come to its end with no moment left to say so.
        const auto kept = practice.journal->undo(end.summary.id);
        QVERIFY(kept);
        if (*kept && (*kept)->state == static_cast<quint8>(ImportSummary::State::Done)) {
            QCOMPARE((*kept)->removed, 599);
            return;
        }
        Undo second(practice.needs(), end.summary.id);
        const Taken done = take(second, &Undo::start);
        QVERIFY2(!done.error, done.error ? qPrintable(done.error->message) : "");
        QCOMPARE(done.receipt.removed, 599);
        QCOMPARE(done.receipt.restored, 1);
        QCOMPARE(practice.contact(QStringLiteral("person1@example.org"))
                     .value(QLatin1String("first_name"))
                     .toString(),
                 QStringLiteral("Old"));
        QTRY_COMPARE(practice.listsLike(ownLists), 0);
    }

    void troublesOnTheWay()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(news);
        practice.addContact(QStringLiteral("person1@example.org"), QStringLiteral("explicit"), {},
                            QStringLiteral("Old"));
        const ImportEnding end = practice.import(people(600), {list});
        practice.account->setTroubles({{QStringLiteral("lost-answer"), 0.1},
                                       {QStringLiteral("http500"), 0.1},
                                       {QStringLiteral("cut"), 0.1}});
        UndoReceipt receipt;
        for (int tries = 0; tries < 10 && receipt.state != ImportSummary::State::Done; ++tries) {
            Undo undo(practice.needs(), end.summary.id);
            receipt = take(undo, &Undo::start).receipt;
        }
        QCOMPARE(receipt.state, ImportSummary::State::Done);
        QCOMPARE(receipt.removed, 599);
        QCOMPARE(receipt.restored + receipt.failed, 1);
    }

    void anImportUnderWayCannotBeTakenBack()
    {
        PracticeImport practice({}, 60);
        Undo unknown(practice.needs(), QStringLiteral("77"));
        QCOMPARE(take(unknown, &Undo::look).error->kind, Error::Kind::Usage);
    }
};

QTEST_GUILESS_MAIN(UndoTest)
#include "tst_undo.moc"
