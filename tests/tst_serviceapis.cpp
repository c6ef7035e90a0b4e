#include "account/session.h"
#include "net/pacer.h"
#include "service/accountapi.h"
#include "service/activitiesapi.h"
#include "service/contactsapi.h"
#include "service/fieldsapi.h"
#include "service/listsapi.h"
#include "service/serviceclient.h"
#include "service/tagsapi.h"
#include "support/answers.h"
#include "support/fakenetwork.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

QByteArray janeJson()
{
    QFile file(QStringLiteral(TEST_DATA "/contact.json"));
    const bool isThere = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isThere);
    return file.readAll();
}

KnownContact janeKnown()
{
    KnownContact known;
    known.id = QStringLiteral("c-1");
    known.permission = Permission::Unsubscribed;
    known.deleted = true;
    known.optOutSource = QStringLiteral("Contact");
    known.optOutDate = QStringLiteral("2026-01-02T03:04:05Z");
    known.updatedAt = QStringLiteral("2026-02-03T04:05:06-05:00");
    Contact &contact = known.contact;
    contact.email = QStringLiteral("jane@example.org");
    contact.firstName = QStringLiteral("Jane");
    contact.lastName = QStringLiteral("Doe");
    contact.jobTitle = QStringLiteral("Chair");
    contact.companyName = QStringLiteral("Club");
    contact.birthdayMonth = 2;
    contact.birthdayDay = 29;
    contact.anniversary = QStringLiteral("2006-11-15");
    contact.phones = {{QStringLiteral("mobile"), QStringLiteral("555 1234")}};
    contact.addresses = {{QStringLiteral("work"), QStringLiteral("1 Main St"), QStringLiteral("Boston"),
                          QStringLiteral("MA"), QStringLiteral("02110"), QStringLiteral("US")}};
    contact.customValues = {{QStringLiteral("f-1"), QStringLiteral("17"), {}},
                            {QStringLiteral("f-2"), {}, {QStringLiteral("3"), QStringLiteral("4")}}};
    contact.listIds = {QStringLiteral("l-1"), QStringLiteral("l-2")};
    contact.tagIds = {QStringLiteral("t-1")};
    known.notes = {{{}, {}, QStringLiteral("x")}};
    return known;
}

QString ofV3(const char *path)
{
    return QLatin1String("/v3/") + QLatin1String(path);
}

} // namespace

class ServiceApisTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    Clock m_clock;
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<Http> m_http;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<Pacer> m_pacer;
    std::unique_ptr<ServiceClient> m_client;

    void expect(const QByteArray &verb, const char *path, int status, const QByteArray &answer)
    {
        m_network->expect({verb, ofV3(path), status, answer});
    }

    QJsonObject sent(int index = 0) const
    {
        return QJsonDocument::fromJson(m_network->bodies.value(index)).object();
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        const ServiceProfile profile = profileFor(m_dir->path(), QStringLiteral("memory"));
        m_clock = fastClock(200);
        m_network = std::make_unique<FakeNetwork>();
        m_http = std::make_unique<Http>(*m_network);
        m_session = std::make_unique<Session>(profile, m_clock, *m_network, TokenStore::make(profile));
        m_pacer = std::make_unique<Pacer>(m_clock, m_dir->path());
        m_client = std::make_unique<ServiceClient>(profile.apiUrl, m_clock, *m_http, *m_session, *m_pacer);
        Answer<Result<void>> adopted;
        m_session->adopt(tokensUntil(m_clock, 86400), this, adopted.handler());
        QVERIFY(adopted.wait());
    }

    void cleanup()
    {
        QCOMPARE(m_network->surprise, QString());
        QCOMPARE(m_network->left(), 0);
        m_client.reset();
        m_session.reset();
        m_pacer.reset();
        m_network.reset();
    }

    void aContactIsFoundWhateverItsStatus()
    {
        expect("GET", "contacts", 200, "{\"contacts\":[" + janeJson() + "]}");
        ContactsApi api(*m_client);
        Answer<Result<std::optional<KnownContact>>> answer;
        api.find(QStringLiteral("jane+x@example.org"), this, answer.handler());
        QVERIFY(answer.wait());
        QCOMPARE(**answer.wait(), janeKnown());
        const Said &said = m_network->said.first();
        QCOMPARE(said.query(QStringLiteral("email")), QStringLiteral("jane+x@example.org"));
        QCOMPARE(said.query(QStringLiteral("status")), QStringLiteral("all"));
        QVERIFY(said.query(QStringLiteral("include")).contains(QLatin1String("list_memberships")));
    }

    void nobodyIsAnAnswerToo()
    {
        expect("GET", "contacts", 200, "{\"contacts\":[]}");
        ContactsApi api(*m_client);
        Answer<Result<std::optional<KnownContact>>> answer;
        api.find(QStringLiteral("x@example.org"), this, answer.handler());
        QVERIFY(answer.wait());
        QVERIFY(!answer.wait()->has_value());
    }

    void aContactIsCreatedWithItsSourceAndPermission()
    {
        expect(
            "POST", "contacts", 201,
            R"({"contact_id":"c-9","email_address":{"address":"a@x.org","permission_to_send":"implicit"}})");
        ContactsApi api(*m_client);
        Contact contact;
        contact.email = QStringLiteral("a@x.org");
        contact.firstName = QStringLiteral("Ann");
        contact.birthdayMonth = 5; // without a day: not sent
        contact.listIds = {QStringLiteral("l-1")};
        Answer<Result<KnownContact>> answer;
        api.create(contact, Permission::Implicit, this, answer.handler());
        QVERIFY(answer.wait());
        QCOMPARE(answer.wait()->id, QStringLiteral("c-9"));
        QCOMPARE(sent().value(QLatin1String("create_source")).toString(), QStringLiteral("Account"));
        QCOMPARE(sent().value(QLatin1String("email_address")),
                 QJsonValue(QJsonObject{{QStringLiteral("address"), QStringLiteral("a@x.org")},
                                        {QStringLiteral("permission_to_send"), QStringLiteral("implicit")}}));
        QVERIFY(!sent().contains(QLatin1String("birthday_month")));
        QVERIFY(!sent().contains(QLatin1String("last_name")));
        QCOMPARE(m_network->said.first().contentType, QByteArray("application/json"));
    }

    void aContactThatIsThereIsRefused()
    {
        expect(
            "POST", "contacts", 409,
            R"([{"error_key":"contacts.api.conflict","error_message":"Validation failed: EmailAddress is not unique"}])");
        ContactsApi api(*m_client);
        Answer<Result<KnownContact>> answer;
        api.create({}, Permission::Implicit, this, answer.handler());
        QCOMPARE(answer.wait().error().kind, Error::Kind::Refused);
        QVERIFY(answer.wait().error().detail.contains(QLatin1String("409")));
    }

    void replacingSendsAllOfTheContactAndNoPermission()
    {
        expect("PUT", "contacts/c-1", 200, janeJson());
        ContactsApi api(*m_client);
        Answer<Result<KnownContact>> answer;
        api.replace(janeKnown(), std::nullopt, this, answer.handler());
        QVERIFY(answer.wait());
        const QJsonObject body = sent();
        QCOMPARE(body.value(QLatin1String("update_source")).toString(), QStringLiteral("Account"));
        QVERIFY(!body.value(QLatin1String("email_address"))
                     .toObject()
                     .contains(QLatin1String("permission_to_send")));
        const QJsonObject original = QJsonDocument::fromJson(janeJson()).object();
        for (const char *key : {"first_name", "last_name", "job_title", "company_name", "birthday_month",
                                "birthday_day", "anniversary", "list_memberships", "taggings"})
            QCOMPARE(body.value(QLatin1String(key)), original.value(QLatin1String(key)));
        QCOMPARE(body.value(QLatin1String("phone_numbers")).toArray().size(), 1);
        QCOMPARE(body.value(QLatin1String("street_addresses")).toArray().size(), 1);
        QCOMPARE(body.value(QLatin1String("custom_fields")).toArray().size(), 2);
        QVERIFY(!body.contains(QLatin1String("notes"))); // kept when left out
        QVERIFY(!body.contains(QLatin1String("deleted_at")));
    }

    void replacingSendsAPermissionOnlyWhenAsked()
    {
        expect("PUT", "contacts/c-1", 200, janeJson());
        ContactsApi api(*m_client);
        Answer<Result<KnownContact>> answer;
        api.replace(janeKnown(), Permission::Explicit, this, answer.handler());
        QVERIFY(answer.wait());
        QCOMPARE(sent().value(QLatin1String("email_address"))[QLatin1String("permission_to_send")].toString(),
                 QStringLiteral("explicit"));
    }

    void pagesFollowTheLinkAsItIs()
    {
        expect("GET", "contacts", 200,
               "{\"contacts\":[" + janeJson() +
                   "],\"_links\":{\"next\":{\"href\":\"/v3/contacts?cursor=abc%3D\"}}}");
        expect("GET", "contacts", 200, "{\"contacts\":[]}");
        ContactsApi api(*m_client);
        Answer<Result<ContactsPage>> first;
        api.page({}, QStringLiteral("l-1"), this, first.handler());
        QCOMPARE(first.wait()->contacts, QList{janeKnown()});
        QCOMPARE(m_network->said.first().query(QStringLiteral("lists")), QStringLiteral("l-1"));
        QCOMPARE(m_network->said.first().query(QStringLiteral("limit")), QStringLiteral("500"));
        QCOMPARE(m_network->said.first().query(QStringLiteral("status")), QStringLiteral("all"));
        Answer<Result<ContactsPage>> second;
        api.page(first.wait()->next, QStringLiteral("l-1"), this, second.handler());
        QVERIFY(second.wait()->next.isEmpty());
        QCOMPARE(m_network->said.last().url.query(QUrl::FullyEncoded), QStringLiteral("cursor=abc%3D"));
    }

    void anAnswerWithoutWhatItShouldHoldIsABadReply_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("HTML") << QByteArray("<html>Sign in to the Wi-Fi</html>");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another object") << QByteArray("{\"a\":1}");
    }

    void anAnswerWithoutWhatItShouldHoldIsABadReply()
    {
        QFETCH(QByteArray, body);
        for (const char *path : {"contacts", "contact_lists", "contact_custom_fields", "activities"})
            expect("GET", path, 200, body);
        Answer<Result<ContactsPage>> page;
        ContactsApi(*m_client).page({}, {}, this, page.handler());
        QCOMPARE(page.wait().error().kind, Error::Kind::BadReply);
        Answer<Result<QList<ContactList>>> lists;
        ListsApi(*m_client).all(this, lists.handler());
        QCOMPARE(lists.wait().error().kind, Error::Kind::BadReply);
        Answer<Result<QList<CustomField>>> fields;
        FieldsApi(*m_client).all(this, fields.handler());
        QCOMPARE(fields.wait().error().kind, Error::Kind::BadReply);
        Answer<Result<QList<Activity>>> activities;
        ActivitiesApi(*m_client).recent(this, activities.handler());
        QCOMPARE(activities.wait().error().kind, Error::Kind::BadReply);
    }

    void listsAreReadToTheLastPage()
    {
        expect(
            "GET", "contact_lists", 200,
            R"({"lists":[{"list_id":"l-1","name":"News","membership_count":12}],"_links":{"next":{"href":"/v3/contact_lists?cursor=2"}}})");
        expect("GET", "contact_lists", 200,
               R"({"lists":[{"list_id":"l-2","name":"Choir"}],"lists_count":2})");
        ListsApi api(*m_client);
        Answer<Result<QList<ContactList>>> answer;
        api.all(this, answer.handler());
        QCOMPARE(*answer.wait(), (QList<ContactList>{{QStringLiteral("l-1"), QStringLiteral("News"), 12},
                                                     {QStringLiteral("l-2"), QStringLiteral("Choir"), 0}}));
    }

    void aFailureOnALaterPageIsNoShortList()
    {
        expect(
            "GET", "contact_lists", 200,
            R"({"lists":[{"list_id":"l-1","name":"News"}],"_links":{"next":{"href":"/v3/contact_lists?cursor=2"}}})");
        expect("GET", "contact_lists", 403, "");
        Answer<Result<QList<ContactList>>> answer;
        ListsApi(*m_client).all(this, answer.handler());
        QCOMPARE(answer.wait().error().kind, Error::Kind::Forbidden);
    }

    void aPageThatLeadsElsewhereIsRefused()
    {
        expect("GET", "contact_lists", 200,
               "{\"lists\":[],\"_links\":{\"next\":{\"href\":\"https://evil.example/v3/contact_lists\"}}}");
        Answer<Result<QList<ContactList>>> answer;
        ListsApi(*m_client).all(this, answer.handler());
        QCOMPARE(answer.wait().error().kind, Error::Kind::BadReply);
        QCOMPARE(m_network->said.size(), 1);
    }

    void listsAreMadeAndRemoved()
    {
        expect("POST", "contact_lists", 201, R"({"list_id":"l-3","name":"Import","favorite":false})");
        expect("DELETE", "contact_lists/l-3", 202, R"({"activity_id":"a-1"})");
        expect("DELETE", "contact_lists/l-3", 404, "[]");
        ListsApi api(*m_client);
        Answer<Result<ContactList>> made;
        api.create(QStringLiteral("Import"), QStringLiteral("by Rollcall"), this, made.handler());
        QCOMPARE(made.wait()->id, QStringLiteral("l-3"));
        QCOMPARE(sent().value(QLatin1String("description")).toString(), QStringLiteral("by Rollcall"));
        Answer<Result<void>> removed;
        api.remove(QStringLiteral("l-3"), this, removed.handler());
        QVERIFY(removed.wait());
        Answer<Result<void>> again;
        api.remove(QStringLiteral("l-3"), this, again.handler());
        QVERIFY(again.wait()); // gone already
    }

    void fieldsComeWithTheirChoices()
    {
        expect(
            "GET", "contact_custom_fields", 200,
            R"({"custom_fields":[{"custom_field_id":"f-1","label":"Member number","name":"Member_number","type":"string"},{"custom_field_id":"f-2","label":"T-shirt","name":"Tshirt","type":"single_select","choices":[{"choice_id":3,"choice_label":"S"},{"choice_id":4,"choice_label":"M","deleted_at":"2026-01-01"}]}]})");
        Answer<Result<QList<CustomField>>> answer;
        FieldsApi(*m_client).all(this, answer.handler());
        const auto fields = *answer.wait();
        QCOMPARE(fields.size(), 2);
        QCOMPARE(fields.first().name, QStringLiteral("Member_number"));
        QCOMPARE(fields.last().choices,
                 (QList<CustomField::Choice>{{QStringLiteral("3"), QStringLiteral("S")}}));
    }

    void anImportIsSentAsItIsAndNeverTwice()
    {
        expect("POST", "activities/contacts_json_import", 201,
               R"({"activity_id":"a-1","state":"initialized","percent_done":1})");
        m_network->expect({"POST", ofV3("activities/contacts_json_import"), 201, "{\"act", true});
        ActivitiesApi api(*m_client);
        const QByteArray body = R"({"import_data":[{"email":"a@x.org"}],"list_ids":["l-1"]})";
        Answer<Result<Activity>> first;
        api.importJson(body, this, first.handler());
        QCOMPARE(first.wait()->id, QStringLiteral("a-1"));
        QCOMPARE(m_network->bodies.first(), body);
        Answer<Result<Activity>> second;
        api.importJson(body, this, second.handler());
        QCOMPARE(second.wait().error().kind, Error::Kind::Offline);
    }

    void activitiesTellHowFarTheyAre()
    {
        expect(
            "GET", "activities", 200,
            R"({"activities":[{"activity_id":"a-1","state":"completed","percent_done":100,"created_at":"2026-01-02T00:00:00Z","activity_errors":["bad row",{"message":"other"}],"status":{"items_total_count":10,"person_count":8,"error_count":1,"correctable_count":2,"cannot_add_to_list_count":3},"_links":{"self":{"href":"/v3/activities/a-1"},"results":{"href":"/v3/contact_exports/a-1"}}}]})");
        expect("GET", "activities/a-2", 200, R"({"activity_id":"a-2","state":"timed_out"})");
        ActivitiesApi api(*m_client);
        Answer<Result<QList<Activity>>> recent;
        api.recent(this, recent.handler());
        Activity expected{QStringLiteral("a-1"),
                          Activity::State::Completed,
                          100,
                          10,
                          8,
                          1,
                          2,
                          3,
                          {QStringLiteral("bad row"), QStringLiteral("other")},
                          QStringLiteral("2026-01-02T00:00:00Z"),
                          QStringLiteral("/v3/contact_exports/a-1")};
        QCOMPARE(*recent.wait(), QList{expected});
        QVERIFY(recent.wait()->first().isOver());
        Answer<Result<Activity>> one;
        api.one(QStringLiteral("a-2"), this, one.handler());
        QCOMPARE(one.wait()->state, Activity::State::TimedOut);
    }

    void bulkActivitiesSaySomeoneAndSomething()
    {
        const ActivitySource people{{QStringLiteral("c-1"), QStringLiteral("c-2")}, {}};
        const ActivitySource list{{}, {QStringLiteral("l-9")}};
        const QStringList lists{QStringLiteral("l-1")};
        const QStringList tags{QStringLiteral("t-1")};
        for (const char *activity :
             {"contact_exports", "contact_delete", "add_list_memberships", "remove_list_memberships",
              "contacts_taggings_add", "contacts_taggings_remove"})
            m_network->expect(
                {"POST", ofV3("activities/") + QLatin1String(activity), 201, R"({"activity_id":"a-1"})"});
        ActivitiesApi api(*m_client);
        std::array<Answer<Result<Activity>>, 6> answers;
        api.exportContacts({lists, QStringLiteral("all"), {QStringLiteral("email_address")}}, this,
                           answers[0].handler());
        QVERIFY(answers[0].wait());
        api.deleteContacts(people.contactIds, this, answers[1].handler());
        QVERIFY(answers[1].wait());
        api.addToLists(people, lists, this, answers[2].handler());
        QVERIFY(answers[2].wait());
        api.removeFromLists(list, lists, this, answers[3].handler());
        QVERIFY(answers[3].wait());
        api.addTags(list, tags, this, answers[4].handler());
        QVERIFY(answers[4].wait());
        api.removeTags(people, tags, this, answers[5].handler());
        QVERIFY(answers[5].wait());
        const QList<QByteArray> expected{R"({"fields":["email_address"],"list_ids":["l-1"],"status":"all"})",
                                         R"({"contact_ids":["c-1","c-2"]})",
                                         R"({"list_ids":["l-1"],"source":{"contact_ids":["c-1","c-2"]}})",
                                         R"({"list_ids":["l-1"],"source":{"list_ids":["l-9"]}})",
                                         R"({"source":{"list_ids":["l-9"]},"tag_ids":["t-1"]})",
                                         R"({"source":{"contact_ids":["c-1","c-2"]},"tag_ids":["t-1"]})"};
        QCOMPARE(m_network->bodies, expected);
    }

    void anExportIsFetchedFromItsLink()
    {
        expect("GET", "contact_exports/a-1", 200, "Email address\na@x.org\n");
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("export.csv")));
        Answer<Result<void>> answer;
        ActivitiesApi(*m_client).results(QStringLiteral("/v3/contact_exports/a-1"), file.fileName(), this,
                                         answer.handler());
        QVERIFY(answer.wait());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("Email address\na@x.org\n"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void anExportElsewhereGetsNoToken()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("export.csv"));
        Answer<Result<void>> answer;
        ActivitiesApi(*m_client).results(QStringLiteral("https://evil.example/v3/contact_exports/a-1"), path, this,
                                         answer.handler());
        const Result<void> fetched = answer.wait();
        QVERIFY(!fetched);
        QCOMPARE(fetched.error().kind, Error::Kind::BadReply);
        QVERIFY(m_network->said.isEmpty());
        QVERIFY(!QFile::exists(path));
    }

    void unsubscribingSaysWhoAskedForIt_data()
    {
        QTest::addColumn<bool>("askedByContact");
        QTest::newRow("the person") << true;
        QTest::newRow("the account") << false;
    }

    void unsubscribingSaysWhoAskedForIt()
    {
        QFETCH(bool, askedByContact);
        expect("PUT", "contacts/c-1", 200, janeJson());
        Answer<Result<KnownContact>> answer;
        ContactsApi(*m_client).unsubscribe(janeKnown(), askedByContact, QStringLiteral("by telephone"), this,
                                           answer.handler());
        QVERIFY(answer.wait());
        QCOMPARE(sent().value(QLatin1String("update_source")).toString(),
                 askedByContact ? QStringLiteral("Contact") : QStringLiteral("Account"));
        const QJsonValue email = sent().value(QLatin1String("email_address"));
        QCOMPARE(email[QLatin1String("permission_to_send")].toString(), QStringLiteral("unsubscribed"));
        QCOMPARE(email[QLatin1String("opt_out_reason")].toString(), QStringLiteral("by telephone"));
        QVERIFY(!janeKnown().contact.listIds.isEmpty());
        QCOMPARE(sent().value(QLatin1String("list_memberships")), QJsonValue(QJsonArray()));
        QCOMPARE(sent().value(QLatin1String("first_name")).toString(), QStringLiteral("Jane"));
    }

    void aContactIsDeleted()
    {
        expect("DELETE", "contacts/c-1", 204, "");
        expect("DELETE", "contacts/c-1", 404, "[]");
        ContactsApi api(*m_client);
        Answer<Result<void>> first;
        api.remove(QStringLiteral("c-1"), this, first.handler());
        QVERIFY(first.wait());
        Answer<Result<void>> again;
        api.remove(QStringLiteral("c-1"), this, again.handler());
        QVERIFY(again.wait());
    }

    void tagsAndFieldsAreReadAndMade()
    {
        expect(
            "GET", "contact_tags", 200,
            R"({"tags":[{"tag_id":"t-1","name":"VIP"}],"_links":{"next":{"next":{"href":"/v3/contact_tags?cursor=2"}}}})");
        expect("GET", "contact_tags", 200, R"({"tags":[{"tag_id":"t-2","name":"Choir"}]})");
        expect("POST", "contact_tags", 201, R"({"tag_id":"t-3","name":"New"})");
        expect("POST", "contact_custom_fields", 201,
               R"({"custom_field_id":"f-9","label":"Member number","name":"Member_number","type":"string"})");
        TagsApi api(*m_client);
        Answer<Result<QList<ContactTag>>> all;
        api.all(this, all.handler());
        QCOMPARE(*all.wait(), (QList<ContactTag>{{QStringLiteral("t-1"), QStringLiteral("VIP")},
                                                 {QStringLiteral("t-2"), QStringLiteral("Choir")}}));
        Answer<Result<ContactTag>> made;
        api.create(QStringLiteral("New"), this, made.handler());
        QCOMPARE(made.wait()->id, QStringLiteral("t-3"));
        Answer<Result<CustomField>> field;
        FieldsApi(*m_client).create(QStringLiteral("Member number"), QStringLiteral("string"), this,
                                    field.handler());
        QCOMPARE(field.wait()->name, QStringLiteral("Member_number"));
        QCOMPARE(sent(3), (QJsonObject{{QStringLiteral("label"), QStringLiteral("Member number")},
                                       {QStringLiteral("type"), QStringLiteral("string")}}));
    }

    void theAccountAndWhatItsUserMayDo()
    {
        expect(
            "GET", "account/summary", 200,
            R"({"organization_name":"Public Library","encoded_account_id":"p07e1","contact_email":"desk@library.example"})");
        expect(
            "GET", "account/user/privileges", 200,
            R"([{"privilege_id":1,"privilege_name":"contacts:read"},{"privilege_id":2,"privilege_name":"contacts:write"}])");
        Answer<Result<AccountSummary>> answer;
        AccountApi(*m_client).summary(this, answer.handler());
        const AccountSummary expected{QStringLiteral("Public Library"),
                                      QStringLiteral("p07e1"),
                                      {},
                                      {QStringLiteral("contacts:read"), QStringLiteral("contacts:write")}};
        QCOMPARE(*answer.wait(), expected);
    }

    void whoIsGoneIsNotAnswered()
    {
        auto context = std::make_unique<QObject>();
        Exchange onItsWay{"GET", ofV3("account/summary"), 200, "{\"organization_name\":\"x\"}"};
        onItsWay.before = [&context] { context.reset(); };
        m_network->expect(onItsWay);
        bool called = false;
        AccountApi(*m_client).summary(context.get(),
                                      [&called](const Result<AccountSummary> &) { called = true; });
        QTRY_VERIFY(!context);
        QTest::qWait(20);
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(ServiceApisTest)
#include "tst_serviceapis.moc"
