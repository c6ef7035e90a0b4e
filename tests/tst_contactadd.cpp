#include "send/contactadd.h"
#include "support/connectedservice.h"
#include "support/fakenetwork.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString all = QStringLiteral("/v3/contacts");
const QString one = QStringLiteral("/v3/contacts/c1");

Contact jane()
{
    Contact contact;
    contact.email = QStringLiteral("Jane@Example.org");
    contact.firstName = QStringLiteral("Jane");
    contact.listIds = {QStringLiteral("l1")};
    return contact;
}

QByteArray contactJson(const char *permission, const char *more = "")
{
    return QByteArray(
               R"({"contact_id":"c1","email_address":{"address":"jane@example.org","permission_to_send":")") +
           permission + R"("},"first_name":"Janet","last_name":"Doe","list_memberships":["l2"])" + more + "}";
}

Exchange nobody()
{
    return {"GET", all, 200, R"({"contacts":[]})"};
}
Exchange somebody(const QByteArray &contact)
{
    return {"GET", all, 200, R"({"contacts":[)" + contact + "]}"};
}
Exchange created()
{
    return {"POST", all, 201, contactJson("implicit")};
}
Exchange conflict()
{
    return {"POST", all, 409, R"([{"error_key":"contacts.api.conflict","error_message":"not unique"}])"};
}
Exchange replaced()
{
    return {"PUT", one, 200, contactJson("implicit")};
}

} // namespace

class ContactAddTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachWayOfBeingThereHasItsAnswer_data()
    {
        QTest::addColumn<QList<Exchange>>("script");
        QTest::addColumn<bool>("update");
        QTest::addColumn<int>("kind");

        const auto row = [](const char *name, const QList<Exchange> &script, bool update,
                            AddAnswer::Kind kind) {
            QTest::newRow(name) << script << update << static_cast<int>(kind);
        };
        using Kind = AddAnswer::Kind;
        const char *deleted = R"(,"deleted_at":"2026-01-01T00:00:00Z")";
        row("nobody has the address", {nobody(), created()}, false, Kind::Added);
        row("somebody has it: nothing changes unasked", {somebody(contactJson("implicit"))}, false,
            Kind::Exists);
        row("somebody has it, and an update was asked for", {somebody(contactJson("implicit")), replaced()},
            true, Kind::Updated);
        row("unsubscribed: left alone", {somebody(contactJson("unsubscribed"))}, false, Kind::Unsubscribed);
        row("unsubscribed: left alone also when an update was asked for",
            {somebody(contactJson("unsubscribed"))}, true, Kind::Unsubscribed);
        row("deleted: said so", {somebody(contactJson("implicit", deleted))}, false, Kind::Deleted);
        row("deleted: revived when asked", {somebody(contactJson("implicit", deleted)), replaced()}, true,
            Kind::Updated);
        row("deleted and unsubscribed: left alone", {somebody(contactJson("unsubscribed", deleted))}, true,
            Kind::Unsubscribed);
        row("all of it is there already",
            {somebody(R"({"contact_id":"c1","email_address":{"address":"jane@example.org",)"
                      R"("permission_to_send":"explicit"},"first_name":"Jane","list_memberships":["l1"]})")},
            true, Kind::Unchanged);
        row("somebody else was quicker", {nobody(), conflict(), somebody(contactJson("implicit"))}, false,
            Kind::Exists);
    }

    void eachWayOfBeingThereHasItsAnswer()
    {
        QFETCH(QList<Exchange>, script);
        QFETCH(bool, update);
        QFETCH(int, kind);
        const Result<AddAnswer> answer = add(script, update);
        QVERIFY2(answer, answer ? "" : qPrintable(answer.error().message));
        QCOMPARE(static_cast<int>(answer->kind), kind);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void itLooksAlsoForDeletedAndUnsubscribedOnes()
    {
        QVERIFY(add({nobody(), created()}, false));
        QCOMPARE(m_network->said.at(0).query(QStringLiteral("email")), QStringLiteral("Jane@Example.org"));
        QCOMPARE(m_network->said.at(0).query(QStringLiteral("status")), QStringLiteral("all"));
        QCOMPARE(body(1).value(QLatin1String("create_source")).toString(), QStringLiteral("Account"));
    }

    void anUpdateSendsEverythingAndNoPermission()
    {
        const auto answer = add({somebody(contactJson("explicit")), replaced()}, true);
        QVERIFY(answer);
        const QJsonObject sent = body(1);
        QCOMPARE(sent.value(QLatin1String("first_name")).toString(), QStringLiteral("Jane"));
        QCOMPARE(sent.value(QLatin1String("last_name")).toString(), QStringLiteral("Doe"));
        QCOMPARE(sent.value(QLatin1String("list_memberships")).toArray().size(), 2);
        QVERIFY(!sent.value(QLatin1String("email_address"))
                     .toObject()
                     .contains(QLatin1String("permission_to_send")));
        QCOMPARE(answer->differences.size(), 2);
        QCOMPARE(answer->differences.at(0).field, QStringLiteral("first_name"));
        QCOMPARE(answer->differences.at(0).before, QStringLiteral("Janet"));
        QCOMPARE(answer->differences.at(1).field, QStringLiteral("list:l1"));
    }

    void theTermsHold_data()
    {
        QTest::addColumn<QList<Exchange>>("script");
        QTest::addColumn<bool>("isNew");
        QTest::addColumn<bool>("mayCreate");
        QTest::addColumn<bool>("mayUpdate");
        QTest::addColumn<bool>("mayRevive");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, const QList<Exchange> &script, const char *may,
                            AddAnswer::Kind kind) {
            const QByteArray letters(may);
            QTest::newRow(name) << script << letters.contains('n') << letters.contains('c')
                                << letters.contains('u') << letters.contains('r') << static_cast<int>(kind);
        };
        using Kind = AddAnswer::Kind;
        const QByteArray gone = contactJson("implicit", R"(,"deleted_at":"2026-01-01T00:00:00Z")");
        row("new: one call", {created()}, "ncu", Kind::Added);
        row("new, but somebody was quicker", {conflict(), somebody(contactJson("implicit")), replaced()}, "ncu",
            Kind::Updated);
        row("new, but unsubscribed meanwhile", {conflict(), somebody(contactJson("unsubscribed"))}, "ncu",
            Kind::Unsubscribed);
        row("new, and only new ones are wanted", {conflict(), somebody(contactJson("implicit"))}, "nc", Kind::Exists);
        row("deleted, and not to be brought back", {somebody(gone)}, "cu", Kind::Deleted);
        row("deleted, and to be brought back", {somebody(gone), replaced()}, "cur", Kind::Updated);
        row("not there, and not to be created", {nobody()}, "u", Kind::Deleted);
    }

    void theTermsHold()
    {
        QFETCH(QList<Exchange>, script);
        QFETCH(bool, isNew);
        QFETCH(bool, mayCreate);
        QFETCH(bool, mayUpdate);
        QFETCH(bool, mayRevive);
        QFETCH(int, kind);
        FakeNetwork network(script);
        ConnectedService service(network);
        std::optional<Result<AddAnswer>> answer;
        QObject context;
        ContactAdd(service.contacts)
            .add(jane(), AddTerms{Permission::Explicit, mayCreate, mayUpdate, mayRevive, isNew}, &context,
                 [&answer](const Result<AddAnswer> &told) { answer = told; });
        QTRY_VERIFY(answer);
        QVERIFY(*answer);
        QCOMPARE(static_cast<int>((*answer)->kind), kind);
        COMPARE_SCRIPT_DONE(network);
    }

    void aNoteJoinsThoseThatAreThere()
    {
        const QByteArray noted = contactJson(
            "implicit",
            R"(,"notes":[{"note_id":"n1","created_at":"2020-01-01T00:00:00Z","content":"Likes jazz"}])");
        Contact wanted = jane();
        wanted.notes = {{{}, {}, QStringLiteral("Likes jazz")}};
        FakeNetwork network({somebody(noted), replaced(), somebody(noted), replaced()});
        ConnectedService service(network);
        QObject context;
        int answers = 0;
        const auto count = [&answers](const Result<AddAnswer> &) { ++answers; };
        ContactAdd(service.contacts).add(wanted, Permission::Implicit, true, &context, count);
        QTRY_COMPARE(answers, 1);
        QVERIFY(!QJsonDocument::fromJson(network.said.at(1).body).object().contains(QLatin1String("notes")));
        wanted.notes->first().content = QStringLiteral("Sings");
        ContactAdd(service.contacts).add(wanted, Permission::Implicit, true, &context, count);
        QTRY_COMPARE(answers, 2);
        const QJsonArray notes =
            QJsonDocument::fromJson(network.said.at(3).body).object().value(QLatin1String("notes")).toArray();
        QCOMPARE(notes.size(), 2);
        QCOMPARE(notes.at(0)[QLatin1String("note_id")].toString(), QStringLiteral("n1"));
        QCOMPARE(notes.at(0)[QLatin1String("created_at")].toString(), QStringLiteral("2020-01-01T00:00:00Z"));
        QCOMPARE(notes.at(1).toObject(),
                 (QJsonObject{{QStringLiteral("content"), QStringLiteral("Sings")}}));
    }

    void whoIsThereIsKeptBeforeAnythingIsChanged()
    {
        QVERIFY(add({nobody(), created()}, false));
        QCOMPARE(m_kept, QStringList{QStringLiteral("nobody")});
        QVERIFY(add({somebody(contactJson("explicit")), replaced()}, true));
        QCOMPARE(m_kept, QStringList{QStringLiteral("Janet")});
        QVERIFY(add({somebody(contactJson("explicit"))}, false));
        QCOMPARE(m_kept, QStringList());
    }

    void whatCannotBeKeptIsNotDone_data()
    {
        QTest::addColumn<QList<Exchange>>("script");
        QTest::newRow("nobody is there") << QList<Exchange>{nobody()};
        QTest::newRow("somebody is there") << QList<Exchange>{somebody(contactJson("implicit"))};
    }

    void whatCannotBeKeptIsNotDone()
    {
        QFETCH(QList<Exchange>, script);
        FakeNetwork network(script);
        ConnectedService service(network);
        ContactAdd contactAdd(service.contacts, [](const std::optional<KnownContact> &, QObject *,
                                                   const std::function<void(const Result<void> &)> &handle) {
            handle(failure(Error::Kind::Storage, QStringLiteral("No room.")));
        });
        std::optional<Result<AddAnswer>> answer;
        contactAdd.add(jane(), Permission::Implicit, true, this, [&answer](const auto &came) { answer = came; });
        QTRY_VERIFY(answer);
        QCOMPARE(answer->error().kind, Error::Kind::Storage);
        COMPARE_SCRIPT_DONE(network);
    }

    void aRefusalIsCarriedOn()
    {
        const Exchange refused{"POST", all, 400,
                               R"([{"error_key":"contacts.api.validation.error","error_message":"no"}])"};
        const auto answer = add({nobody(), refused, nobody()}, false);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Refused);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aLostAnswerIsNoReasonToCreateTwice()
    {
        const Exchange lost{"POST", all, 201, contactJson("implicit"), true};
        const auto answer = add({nobody(), lost}, false);
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Offline);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whoAskedMayBeGoneBeforeTheAnswer()
    {
        auto context = std::make_unique<QObject>();
        Exchange onItsWay = nobody();
        onItsWay.before = [&context] { context.reset(); };
        FakeNetwork network({onItsWay});
        ConnectedService service(network);
        ContactAdd contactAdd(service.contacts);
        bool answered = false;
        contactAdd.add(jane(), Permission::Implicit, false, context.get(),
                       [&answered](const auto &) { answered = true; });
        QTRY_VERIFY(!context);
        QTest::qWait(20);
        QVERIFY(!answered);
        QCOMPARE(network.surprise, QString());
    }

    void emptyValuesBlankNothing()
    {
        KnownContact known;
        known.contact.email = QStringLiteral("jane@example.org");
        known.contact.companyName = QStringLiteral("Acme");
        known.contact.birthdayMonth = 3;
        known.contact.birthdayDay = 14;
        known.contact.phones = {{QStringLiteral("home"), QStringLiteral("1")},
                                {QStringLiteral("work"), QStringLiteral("2")}};
        known.contact.addresses = {
            {QStringLiteral("home"), QStringLiteral("Elm St 1"), QStringLiteral("Salem"), {}, {}, {}}};
        known.contact.customValues = {{QStringLiteral("f1"), QStringLiteral("old"), {}}};
        Contact wanted;
        wanted.email = QStringLiteral("JANE@example.org");
        wanted.jobTitle = QStringLiteral("Boss");
        wanted.phones = {{QStringLiteral("work"), QStringLiteral("3")},
                         {QStringLiteral("mobile"), QStringLiteral("4")}};
        wanted.addresses = {{QStringLiteral("home"), {}, {}, QStringLiteral("MA"), {}, {}}};
        wanted.customValues = {{QStringLiteral("f1"), {}, {}},
                               {QStringLiteral("f2"), QStringLiteral("new"), {}}};

        const Contact contact = merged(known, wanted).contact;
        QCOMPARE(contact.email, QStringLiteral("jane@example.org"));
        QCOMPARE(contact.companyName, QStringLiteral("Acme"));
        QCOMPARE(contact.jobTitle, QStringLiteral("Boss"));
        QCOMPARE(contact.birthdayMonth, 3);
        QCOMPARE(contact.phones, (QList<Phone>{{QStringLiteral("home"), QStringLiteral("1")},
                                               {QStringLiteral("work"), QStringLiteral("3")},
                                               {QStringLiteral("mobile"), QStringLiteral("4")}}));
        QCOMPARE(contact.addresses.at(0), (StreetAddress{QStringLiteral("home"),
                                                         QStringLiteral("Elm St 1"),
                                                         QStringLiteral("Salem"),
                                                         QStringLiteral("MA"),
                                                         {},
                                                         {}}));
        QCOMPARE(contact.customValues,
                 (QList<CustomValue>{{QStringLiteral("f1"), QStringLiteral("old"), {}},
                                     {QStringLiteral("f2"), QStringLiteral("new"), {}}}));

        QStringList fields;
        for (const FieldDifference &one : differences(known.contact, contact))
            fields.append(one.field);
        QCOMPARE(fields, (QStringList{QStringLiteral("job_title"), QStringLiteral("work_phone"),
                                      QStringLiteral("mobile_phone"), QStringLiteral("home_state"),
                                      QStringLiteral("cf:f2")}));
    }

private:
    Result<AddAnswer> add(const QList<Exchange> &script, bool update)
    {
        m_kept.clear();
        m_network = std::make_unique<FakeNetwork>(script);
        ConnectedService service(*m_network);
        ContactAdd contactAdd(service.contacts, [this](const std::optional<KnownContact> &before, QObject *asker,
                                                       std::function<void(const Result<void> &)> handle) {
            m_kept.append(before ? before->contact.firstName : QStringLiteral("nobody"));
            QMetaObject::invokeMethod(asker, [handle] { handle({}); }, Qt::QueuedConnection);
        });
        QObject context;
        std::optional<Result<AddAnswer>> answer;
        contactAdd.add(jane(), Permission::Implicit, update, &context,
                       [&answer](const auto &came) { answer = came; });
        if (answer || !QTest::qWaitFor([&answer] { return answer.has_value(); }, 10'000))
            qFatal("No answer, or before the call returned.");
        return *answer;
    }

    QJsonObject body(qsizetype request) const
    {
        return QJsonDocument::fromJson(m_network->bodies.at(request)).object();
    }

    std::unique_ptr<FakeNetwork> m_network;
    QStringList m_kept; ///< of whom the last call kept what they were like
};

QTEST_GUILESS_MAIN(ContactAddTest)
#include "tst_contactadd.moc"
