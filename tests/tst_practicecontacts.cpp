#include "support/practiceclient.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::practice;
using namespace rollcall::test;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

QString text(const QJsonObject &object, const char *name)
{
    return object.value(QLatin1String(name)).toString();
}

} // namespace

class PracticeContactsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PracticeAccount> m_account;
    std::unique_ptr<PracticeClient> m_client;

    void start(int people)
    {
        Options options;
        options.approve = true;
        options.unlimited = true;
        options.seedContacts = people;
        auto account = PracticeAccount::start(options);
        QVERIFY(account);
        m_account = std::move(*account);
        m_client = std::make_unique<PracticeClient>(m_account->addresses());
        QVERIFY(m_client->signIn());
    }

    PlainReply api(const char *verb, const QString &path, const char *body = "")
    {
        return m_client->api(verb, path,
                             QByteArray(body).replace("LIST1", listId(0)).replace("LIST2", listId(1)));
    }

    QByteArray listId(int index)
    {
        if (m_lists.isEmpty())
            m_lists = m_client->api("GET", QStringLiteral("contact_lists"))
                          .object()
                          .value(QLatin1String("lists"))
                          .toArray();
        return text(m_lists.at(index).toObject(), "list_id").toLatin1();
    }

    /// Jane, explicit, on list 1, with a phone, an address, a birthday and a job.
    QString jane()
    {
        const PlainReply reply = api("POST", QStringLiteral("contacts"), R"({"create_source":"Account",
            "email_address":{"address":"Jane@Example.org","permission_to_send":"explicit"},"first_name":"Jane",
            "last_name":"Doe","job_title":"Clerk","birthday_month":2,"birthday_day":29,"anniversary":"3/14/1985",
            "phone_numbers":[{"phone_number":"508-555-0101","kind":"home"}],
            "street_addresses":[{"kind":"work","street":"1 Main St","city":"Hillside"}],"list_memberships":["LIST1"]})");
        return text(reply.object(), "contact_id");
    }

    QJsonArray m_lists;

private Q_SLOTS:
    void init()
    {
        m_lists = {};
        start(0);
    }

    void aContactComesBackAsItWasGiven()
    {
        const QString id = jane();
        QVERIFY(!id.isEmpty());
        const QJsonObject plain = api("GET", QStringLiteral("contacts/") + id).object();
        QCOMPARE(text(plain.value(QLatin1String("email_address")).toObject(), "address"),
                 QStringLiteral("jane@example.org"));
        QCOMPARE(text(plain, "anniversary"), QStringLiteral("1985-03-14"));
        QVERIFY(!plain.contains(QLatin1String("phone_numbers")) &&
                !plain.contains(QLatin1String("list_memberships")));
        const QJsonObject full =
            api("GET", QStringLiteral("contacts/") + id +
                           QStringLiteral("?include=phone_numbers,list_memberships,street_addresses,custom_"
                                          "fields,taggings,notes"))
                .object();
        QCOMPARE(full.value(QLatin1String("list_memberships")).toArray().size(), 1);
        QCOMPARE(text(full.value(QLatin1String("phone_numbers")).toArray().first().toObject(), "kind"),
                 QStringLiteral("home"));
    }

    void aFaultyContactIsRefused_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QByteArray &body, const char *message) {
            QTest::newRow(name) << body << QString::fromLatin1(message);
        };
        const QByteArray tooLong(51, 'x');
        row("no create_source", R"({"first_name":"J"})",
            "create_source is missing, create_source does not have a valid value");
        row("wrong create_source", R"({"create_source":"account","first_name":"J"})",
            "create_source does not have a valid value");
        row("nobody", R"({"create_source":"Account","job_title":"Clerk"})", "one of email_address");
        row("unknown field", R"({"create_source":"Account","first_name":"J","nickname":"J"})",
            "unrecognized field nickname");
        row("read-only field", R"({"create_source":"Account","first_name":"J","contact_id":"1"})",
            "unrecognized field contact_id");
        row("name too long",
            QByteArray(R"({"create_source":"Account","first_name":"LONG"})").replace("LONG", tooLong),
            "first_name is too long (maximum is 50 characters)");
        row("a number for a name", R"({"create_source":"Account","first_name":5})",
            "first_name does not have a valid value");
        row("bad address", R"({"create_source":"Account","email_address":{"address":"jane@example"}})",
            "email_address.address does not have");
        row("accented address",
            "{\"create_source\":\"Account\",\"email_address\":{\"address\":\"jan\xc3\xa9@example.org\"}}",
            "email_address.address does not have");
        row("address as text", R"({"create_source":"Account","email_address":"jane@example.org"})",
            "email_address does not have");
        row("no address", R"({"create_source":"Account","email_address":{"permission_to_send":"explicit"}})",
            "email_address.address is missing");
        row("unknown permission",
            R"({"create_source":"Account","email_address":{"address":"j@example.org","permission_to_send":"express"}})",
            "permission_to_send does not have");
        row("half a birthday", R"({"create_source":"Account","first_name":"J","birthday_month":2})",
            "must be used together");
        row("impossible birthday",
            R"({"create_source":"Account","first_name":"J","birthday_month":2,"birthday_day":30})",
            "birthday_day does not have");
        row("birthday as text",
            R"({"create_source":"Account","first_name":"J","birthday_month":"2","birthday_day":"1"})",
            "birthday_month does not have");
        row("day before month", R"({"create_source":"Account","first_name":"J","anniversary":"31/12/2001"})",
            "anniversary does not have");
        row("unknown list", R"({"create_source":"Account","first_name":"J","list_memberships":["0"]})",
            "list_memberships does not have");
        row("unknown kind",
            R"({"create_source":"Account","first_name":"J","phone_numbers":[{"phone_number":"1","kind":"cell"}]})",
            "kind does not have");
        row("four phones", R"({"create_source":"Account","first_name":"J","phone_numbers":[{},{},{},{}]})",
            "too many elements (maximum is 3)");
        row("address without kind",
            R"({"create_source":"Account","first_name":"J","street_addresses":[{"city":"X"}]})",
            "kind is missing");
    }

    void aFaultyContactIsRefused()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, message);
        const PlainReply reply = api("POST", QStringLiteral("contacts"), body.constData());
        QCOMPARE(reply.status, 400);
        QVERIFY2(reply.body.startsWith('['), reply.body.constData());
        QCOMPARE(reply.errorKey(), QStringLiteral("contacts.api.validation.error"));
        QVERIFY2(reply.errorMessage().contains(message), qPrintable(reply.errorMessage()));
    }

    void aBodyThatIsNoJsonIsRefused()
    {
        const QString address = m_account->addresses().apiUrl + QStringLiteral("/contacts");
        const QByteArray token = "Bearer " + m_client->accessToken.toLatin1();
        const auto post = [&](const QByteArray &type, const QByteArray &body) {
            return m_client->send("POST", address, body, {{"Authorization", token}, {"Content-Type", type}})
                .status;
        };
        QCOMPARE(post("text/plain", "{}"), 415);
        QCOMPARE(post("application/json; charset=latin1", "{}"), 415);
        QCOMPARE(post("application/json", "{\"first_name\":\"J\",}"), 400);
        QCOMPARE(post("application/json", "[]"), 400);
        QCOMPARE(post("application/json; charset=utf-8", R"({"create_source":"Account","first_name":"J"})"),
                 201);
    }

    void anAddressIsTakenForEver()
    {
        const QString id = jane();
        const char *again = R"({"create_source":"Account","email_address":{"address":"JANE@example.org"}})";
        const PlainReply taken = api("POST", QStringLiteral("contacts"), again);
        QCOMPARE(taken.status, 409);
        QCOMPARE(taken.errorMessage(), QStringLiteral("Validation failed: EmailAddress is not unique"));
        QCOMPARE(api("DELETE", QStringLiteral("contacts/") + id).status, 204);
        QCOMPARE(api("POST", QStringLiteral("contacts"), again).status, 409);
        // It cannot be seen without asking for it.
        const auto found = [&](const char *more) {
            return api("GET", QStringLiteral("contacts?email=jane%40example.org") + QLatin1String(more))
                .object()
                .value(QLatin1String("contacts"))
                .toArray();
        };
        QCOMPARE(found("").size(), 0);
        QCOMPARE(found("&status=all").size(), 1);
        QVERIFY(found("&status=all").first().toObject().contains(QLatin1String("deleted_at")));
    }

    void puttingBlanksWhatIsLeftOutButKeepsSubResources()
    {
        const QString id = jane();
        const QString address = QStringLiteral("contacts/") + id;
        QCOMPARE(api("PUT", address, R"({"first_name":"Janet"})").status, 400); // update_source is missing
        const PlainReply reply = api("PUT", address, R"({"update_source":"Account","first_name":"Janet"})");
        QCOMPARE(reply.status, 200);
        const QJsonObject now =
            api("GET", address + QStringLiteral("?include=phone_numbers,list_memberships")).object();
        QCOMPARE(text(now, "first_name"), QStringLiteral("Janet"));
        for (const char *gone : {"last_name", "job_title", "birthday_month", "anniversary"})
            QVERIFY2(!now.contains(QLatin1String(gone)), gone);
        QCOMPARE(text(now.value(QLatin1String("email_address")).toObject(), "permission_to_send"),
                 QStringLiteral("explicit"));
        QCOMPARE(now.value(QLatin1String("phone_numbers")).toArray().size(), 1);
        QCOMPARE(now.value(QLatin1String("list_memberships")).toArray().size(), 1);
        // What is given replaces the whole of it.
        api("PUT", address, R"({"update_source":"Account","phone_numbers":[],"list_memberships":["LIST2"]})");
        const QJsonObject then =
            api("GET", address + QStringLiteral("?include=phone_numbers,list_memberships")).object();
        QCOMPARE(then.value(QLatin1String("phone_numbers")).toArray().size(), 0);
        QCOMPARE(then.value(QLatin1String("list_memberships")).toArray().first().toString().toLatin1(),
                 listId(1));
    }

    void reviningADeletedContactNeedsTheAccountAndAList()
    {
        const QString address = QStringLiteral("contacts/") + jane();
        api("DELETE", address);
        QCOMPARE(api("DELETE", address).status, 404);
        QCOMPARE(api("PUT", address, R"({"update_source":"Account","first_name":"Jane"})").status, 400);
        QCOMPARE(api("PUT", address, R"({"update_source":"Contact","list_memberships":["LIST1"]})").status,
                 400);
        const PlainReply revived =
            api("PUT", address, R"({"update_source":"Account","list_memberships":["LIST1"]})");
        QCOMPARE(revived.status, 200);
        QVERIFY(!revived.object().contains(QLatin1String("deleted_at")));
    }

    void whoUnsubscribedCannotBePutBackByTheAccount()
    {
        const QString address = QStringLiteral("contacts/") + jane();
        const PlainReply out =
            api("PUT", address, R"({"update_source":"Contact","email_address":{"address":"jane@example.org",
            "permission_to_send":"unsubscribed","opt_out_reason":"enough"}})");
        const QJsonObject email = out.object().value(QLatin1String("email_address")).toObject();
        QCOMPARE(text(email, "opt_out_source"), QStringLiteral("Contact"));
        QCOMPARE(text(email, "opt_out_reason"), QStringLiteral("enough"));
        QCOMPARE(out.object().value(QLatin1String("list_memberships")).toArray().size(), 0);
        QCOMPARE(
            api("PUT", address, R"({"update_source":"Account","email_address":{"address":"jane@example.org",
            "permission_to_send":"explicit"}})")
                .status,
            400);
        QCOMPARE(api("PUT", address, R"({"update_source":"Account","list_memberships":["LIST1"]})").status,
                 400);
        // A confirmation e-mail can be asked for once.
        const QString resubscribe = QStringLiteral("contacts/resubscribe/") + address.mid(9);
        QCOMPARE(api("PUT", resubscribe, R"({"list_ids":["LIST1"]})").status, 200);
        QCOMPARE(api("PUT", resubscribe, R"({"list_ids":["LIST1"]})").status, 409);
    }

    void theSignUpFormPutsThemBackAndIsCounted()
    {
        const QString address = QStringLiteral("contacts/") + jane();
        api("PUT", address,
            R"({"update_source":"Contact","email_address":{"address":"jane@example.org","permission_to_send":"unsubscribed"}})");
        const PlainReply form = api("POST", QStringLiteral("contacts/sign_up_form"),
                                    R"({"email_address":"jane@example.org","list_memberships":["LIST2"]})");
        QCOMPARE(form.status, 200);
        QCOMPARE(text(form.object(), "action"), QStringLiteral("updated"));
        const QJsonObject now = api("GET", address).object().value(QLatin1String("email_address")).toObject();
        QCOMPARE(text(now, "permission_to_send"), QStringLiteral("explicit"));
        QCOMPARE(QJsonDocument::fromJson(m_account->report())
                     .object()
                     .value(QLatin1String("sign_up_form_calls"))
                     .toInt(),
                 1);
    }

    void pagesLeadThroughAllContactsOnceEach()
    {
        start(230);
        QString next = QStringLiteral("contacts?status=all&limit=100&include_count=true");
        QSet<QString> ids;
        QList<int> sizes;
        while (!next.isEmpty()) {
            const QJsonObject page = m_client->api("GET", next).object();
            const QJsonArray contacts = page.value(QLatin1String("contacts")).toArray();
            sizes << int(contacts.size());
            QCOMPARE(page.value(QLatin1String("contacts_count")).toInt(), 230);
            for (const QJsonValue &contact : contacts)
                ids.insert(text(contact.toObject(), "contact_id"));
            next =
                text(page.value(QLatin1String("_links")).toObject().value(QLatin1String("next")).toObject(),
                     "href");
            QVERIFY(next.isEmpty() || next.startsWith(QLatin1String("/v3/contacts?cursor=")));
        }
        QCOMPARE(sizes, QList<int>({100, 100, 30}));
        QCOMPARE(ids.size(), 230);
    }

    void filtersAgreeWithTheReport()
    {
        start(200);
        const QJsonArray all =
            QJsonDocument::fromJson(m_account->report()).object().value(QLatin1String("contacts")).toArray();
        int unsubscribed = 0, deleted = 0, onNewsletter = 0;
        for (const QJsonValue &value : all) {
            const QJsonObject person = value.toObject();
            const bool isDeleted = person.value(QLatin1String("deleted")).toBool();
            deleted += isDeleted;
            unsubscribed += !isDeleted && text(person, "permission") == QLatin1String("unsubscribed");
            onNewsletter +=
                person.value(QLatin1String("lists")).toArray().contains(QStringLiteral("Newsletter"));
        }
        QVERIFY(unsubscribed > 0 && deleted > 0 && onNewsletter > 100);
        const auto count = [&](const QString &query) {
            return m_client->api("GET", QStringLiteral("contacts?include_count=true&") + query)
                .object()
                .value(QLatin1String("contacts_count"))
                .toInt();
        };
        QCOMPARE(count(QStringLiteral("status=unsubscribed")), unsubscribed);
        QCOMPARE(count(QStringLiteral("status=deleted")), deleted);
        QCOMPARE(count(QStringLiteral("status=all")), 200);
        QCOMPARE(count(QString()), 200 - deleted);
        QCOMPARE(count(QStringLiteral("lists=") + QString::fromLatin1(listId(0))), onNewsletter);
        QCOMPARE(count(QStringLiteral("updated_after=2100-01-01T00:00:00%2B02:00")), 0);
        const QJsonObject counts = m_client->api("GET", QStringLiteral("contacts/counts")).object();
        QCOMPARE(counts.value(QLatin1String("unsubscribed")).toInt(), unsubscribed);
        QCOMPARE(counts.value(QLatin1String("total")).toInt(), 200 - deleted);
    }

    void aFaultyQueryIsRefused_data()
    {
        QTest::addColumn<QString>("query");
        for (const char *query :
             {"limit=0", "limit=501", "limit=x", "status=gone", "include=everything", "lists=1",
              "updated_after=yesterday", "colour=red", "cursor=abc", "limit=5&limit=6"})
            QTest::newRow(query) << QString::fromLatin1(query);
    }

    void aFaultyQueryIsRefused()
    {
        QFETCH(QString, query);
        QCOMPARE(m_client->api("GET", QStringLiteral("contacts?") + query).status, 400);
    }

    void aStrangeIdIsNotFoundOrNoId()
    {
        QCOMPARE(api("GET", QStringLiteral("contacts/12")).status, 400);
        QCOMPARE(api("GET", QStringLiteral("contacts/04fe9a97-a579-43c5-bb1a-58ed29bf0a6a")).status, 404);
        QCOMPARE(api("GET", QStringLiteral("contacts/") + QString::fromLatin1(listId(0))).status, 404);
        QCOMPARE(api("GET", QStringLiteral("nothing")).status, 404);
        QCOMPARE(api("PUT", QStringLiteral("contacts"), "{}").status, 405);
    }

    void listsHaveUniqueNamesAndAreDeletedInTime()
    {
        const PlainReply made = api("POST", QStringLiteral("contact_lists"),
                                    R"({"name":"Import 7","description":"x","favorite":true})");
        QCOMPARE(made.status, 201);
        const QString id = text(made.object(), "list_id");
        QCOMPARE(api("POST", QStringLiteral("contact_lists"), R"({"name":"import 7"})").status, 409);
        QCOMPARE(api("POST", QStringLiteral("contact_lists"), R"({"description":"x"})").status, 400);
        QCOMPARE(api("POST", QStringLiteral("contact_lists"), R"({"name":"y","colour":"red"})").status, 400);
        QCOMPARE(api("PUT", QStringLiteral("contact_lists/") + id, R"({"name":"Import 8"})").status, 200);
        const PlainReply deletion = api("DELETE", QStringLiteral("contact_lists/") + id);
        QCOMPARE(deletion.status, 202);
        QVERIFY(deletion.headers.value("location").startsWith("/v3/activities/"));
        QCOMPARE(api("GET", QStringLiteral("contact_lists/") + id).status, 200); // not yet
        QTRY_COMPARE_WITH_TIMEOUT(api("GET", QStringLiteral("contact_lists/") + id).status, 404, 5000);
    }

    void customFieldsTakeWhatTheirTypeTakes()
    {
        const QJsonArray fields = api("GET", QStringLiteral("contact_custom_fields?limit=100"))
                                      .object()
                                      .value(QLatin1String("custom_fields"))
                                      .toArray();
        QMap<QString, QString> ids;
        for (const QJsonValue &field : fields)
            ids.insert(text(field.toObject(), "type") +
                           field.toObject().value(QLatin1String("version")).toVariant().toString(),
                       text(field.toObject(), "custom_field_id"));
        const auto status = [&](const char *type, const QByteArray &value) {
            QByteArray body =
                R"({"create_source":"Account","first_name":"J","custom_fields":[{"custom_field_id":"ID",VALUE}]})";
            body.replace("ID", ids.value(QLatin1String(type)).toLatin1()).replace("VALUE", value);
            return api("POST", QStringLiteral("contacts"), body.constData()).status;
        };
        QCOMPARE(status("string", R"("value":"x")"), 201);
        QCOMPARE(status("string", "\"value\":\"" + QByteArray(256, 'x') + '"'), 400);
        QCOMPARE(status("number", R"("value":"12")"), 201);
        QCOMPARE(status("number", R"("value":"1.5")"), 400);
        QCOMPARE(status("number", R"("value":"twelve")"), 400);
        QCOMPARE(status("date2", R"("value":"2020-02-29")"), 201);
        QCOMPARE(status("date2", R"("value":"29/2/2020")"), 400);
        QCOMPARE(status("date1", R"("value":"once upon a time")"), 201);
        QCOMPARE(status("boolean", R"("value":"yes")"), 400);
        QCOMPARE(status("single_select", R"("choice_ids":["2"])"), 201);
        QCOMPARE(status("single_select", R"("choice_ids":["2","3"])"), 400);
        QCOMPARE(status("single_select", R"("choice_ids":["9"])"), 400);
        QCOMPARE(status("single_select", R"("value":"Adult")"), 400);
        QCOMPARE(status("multi_select", R"("choice_ids":["1","3"])"), 201);
        const PlainReply made =
            api("POST", QStringLiteral("contact_custom_fields"), R"({"label":"Shoe size","type":"number"})");
        QCOMPARE(made.status, 201);
        QCOMPARE(text(made.object(), "name"), QStringLiteral("Shoe_size"));
        QCOMPARE(
            api("POST", QStringLiteral("contact_custom_fields"), R"({"label":"Shoe size","type":"string"})")
                .status,
            409);
        QCOMPARE(
            api("POST", QStringLiteral("contact_custom_fields"), R"({"label":"Hat","type":"hat"})").status,
            400);
    }

    void tagsAreMadeOnceAndCounted()
    {
        const PlainReply made = api("POST", QStringLiteral("contact_tags"), R"({"name":"VIP"})");
        QCOMPARE(made.status, 201);
        QCOMPARE(api("POST", QStringLiteral("contact_tags"), R"({"name":"vip"})").status, 409);
        QCOMPARE(api("POST", QStringLiteral("contact_tags"), R"({"name":""})").status, 400);
        const QByteArray id = text(made.object(), "tag_id").toLatin1();
        QByteArray tagged = R"({"create_source":"Account","first_name":"J","taggings":["TAG"]})";
        api("POST", QStringLiteral("contacts"), tagged.replace("TAG", id).constData());
        const QJsonObject tag =
            api("GET", QStringLiteral("contact_tags/%1?include_count=true").arg(QString::fromLatin1(id)))
                .object();
        QCOMPARE(tag.value(QLatin1String("contacts_count")).toInt(), 1);
    }

    void theAccountSaysWhoItIs()
    {
        QCOMPARE(text(api("GET", QStringLiteral("account/summary")).object(), "organization_name"),
                 QStringLiteral("Hillside Library"));
        const QJsonArray privileges = api("GET", QStringLiteral("account/user/privileges")).array();
        QVERIFY(privileges.contains(json(R"({"privilege_id":11,"privilege_name":"contacts:write"})")));
        QCOMPARE(api("GET", QStringLiteral("account/emails")).array().size(), 1);
    }

    void scopesAndRolesAreAskedFor()
    {
        QVERIFY(m_client->signIn(QStringLiteral("account_read")));
        const PlainReply noScope = api("GET", QStringLiteral("contacts"));
        QCOMPARE(noScope.status, 403);
        QVERIFY(noScope.body.startsWith('{'));
        QVERIFY(m_client->signIn(QStringLiteral("contact_data")));
        QCOMPARE(api("GET", QStringLiteral("account/summary")).status, 403);
        QCOMPARE(api("GET", QStringLiteral("contacts")).status, 200);
        QVERIFY(m_client->signIn(QStringLiteral("contact_data account_read"),
                                 QStringLiteral("casey.lund@hillside-library.example.org")));
        QCOMPARE(api("GET", QStringLiteral("contacts")).status, 403);
        QCOMPARE(api("GET", QStringLiteral("account/user/privileges")).status, 200);
    }

    void aBadTokenIsUnauthorizedWithABareObject()
    {
        for (const char *token : {"", "abc", "eyJhbGciOiJub25lIn0.e30."}) {
            m_client->accessToken = QLatin1String(token);
            const PlainReply reply = m_client->api("GET", QStringLiteral("contacts"));
            QCOMPARE(reply.status, 401);
            QVERIFY(reply.body.startsWith('{'));
            QCOMPARE(reply.errorKey(), QStringLiteral("unauthorized"));
        }
    }
};

QTEST_GUILESS_MAIN(PracticeContactsTest)
#include "tst_practicecontacts.moc"
