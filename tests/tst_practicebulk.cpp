#include "practice/ids.h"
#include "practice/importbody.h"
#include "practice/seed.h"
#include "support/practicesetup.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::practice;
using namespace rollcall::test;

class PracticeBulkTest : public QObject, private PracticeSetup
{
    Q_OBJECT

private Q_SLOTS:
    void init() { startFast(); }

    void anImportIsNotDoneBeforeItsTime()
    {
        Options options;
        options.clock = *Clock::parse(QStringLiteral("20@%1").arg(QDateTime::currentMSecsSinceEpoch()));
        start(options);
        const PlainReply begun = import({row("ada@example.org")});
        QCOMPARE(begun.status, 201);
        QCOMPARE(text(begun.object(), "state"), QStringLiteral("initialized"));
        QVERIFY(person("ada@example.org").isEmpty());
        const QJsonObject activity = waitFor(begun);
        QCOMPARE(number(activity, "percent_done"), 100);
        QCOMPARE(number(status(activity), "person_count"), 1);
        QVERIFY(activity.contains(QLatin1String("completed_at")) &&
                activity.contains(QLatin1String("started_at")));
        QVERIFY(!activity.value(QLatin1String("_links")).toObject().contains(QLatin1String("results")));
        QVERIFY(!person("ada@example.org").isEmpty());
    }

    void newPeopleAreImplicitAndOnTheList()
    {
        imported({row("Ada@Example.org",
                      R"("first_name":"Ada","birthday_month":12,"birthday_day":10,"phone":"508-555-0100",
            "work_phone":"(508) 555 0101","street":"1 Main St","street2":"Apt 2","city":"Hillside","zip":"01000",
            "home country":"United States","work_city":"Eastham","cf:Library_card":"HL-1","cf:Membership":"Family")")});
        const QJsonObject ada = person("ada@example.org");
        QCOMPARE(text(ada, "permission"), QStringLiteral("implicit"));
        QCOMPARE(ada.value(QLatin1String("lists")).toArray(), QJsonArray{QStringLiteral("Newsletter")});
        QCOMPARE(number(ada, "birthday_month"), 12);
        QCOMPARE(ada.value(QLatin1String("phones")).toObject().value(QLatin1String("other")).toString(),
                 QStringLiteral("508-555-0100"));
        const QJsonObject home =
            ada.value(QLatin1String("streets")).toObject().value(QLatin1String("home")).toObject();
        QCOMPARE(text(home, "street"), QStringLiteral("1 Main St Apt 2"));
        QCOMPARE(text(home, "country"), QStringLiteral("United States"));
        QCOMPARE(ada.value(QLatin1String("streets"))
                     .toObject()
                     .value(QLatin1String("work"))
                     .toObject()
                     .value(QLatin1String("city"))
                     .toString(),
                 QStringLiteral("Eastham"));
        const QJsonObject fields = ada.value(QLatin1String("custom_fields")).toObject();
        QCOMPARE(text(fields, "Membership"), QStringLiteral("Family"));
        QCOMPARE(text(fields, "Library card"), QStringLiteral("HL-1"));
    }

    void whatIsNotInTheRowStaysAsItWas()
    {
        m_client->api("POST", QStringLiteral("contacts"),
                      R"({"create_source":"Contact","email_address":{"address":"ada@example.org",
            "permission_to_send":"explicit"},"first_name":"Ada","last_name":"King","phone_numbers":[{"phone_number":"508-555-0100","kind":"home"}]})");
        imported(
            {row("ada@example.org", R"("first_name":"Augusta","last_name":"","work_phone":"508-555-0101")")});
        const QJsonObject ada = person("ada@example.org");
        QCOMPARE(text(ada, "first_name"), QStringLiteral("Augusta"));
        QCOMPARE(text(ada, "last_name"), QStringLiteral("King"));
        QCOMPARE(text(ada, "permission"), QStringLiteral("explicit"));
        QCOMPARE(ada.value(QLatin1String("phones")).toObject().size(), 2);
    }

    void whoUnsubscribedStaysOffTheList()
    {
        m_client->api("POST", QStringLiteral("contacts"),
                      R"({"create_source":"Account","email_address":{"address":"ada@example.org",
            "permission_to_send":"unsubscribed"},"first_name":"Ada"})");
        const QJsonObject activity =
            imported({row("ada@example.org", R"("first_name":"Augusta")"), row("bea@example.org")});
        QCOMPARE(number(status(activity), "cannot_add_to_list_count"), 1);
        QCOMPARE(text(person("ada@example.org"), "permission"), QStringLiteral("unsubscribed"));
        QCOMPARE(person("ada@example.org").value(QLatin1String("lists")).toArray().size(), 0);
        QCOMPARE(person("bea@example.org").value(QLatin1String("lists")).toArray().size(), 1);
    }

    void whoWasDeletedIsRevived()
    {
        imported({row("ada@example.org")});
        m_client->api("DELETE", QStringLiteral("contacts/") + contactId("ada@example.org"));
        QVERIFY(person("ada@example.org").value(QLatin1String("deleted")).toBool());
        imported({row("ada@example.org")});
        QVERIFY(!person("ada@example.org").value(QLatin1String("deleted")).toBool());
    }

    void badRowsAreCountedAndNotNamed_data()
    {
        QTest::addColumn<QByteArray>("cells");
        QTest::addColumn<bool>("correctable");
        const auto bad = [](const char *name, const QByteArray &cells, bool correctable) {
            QTest::newRow(name) << cells << correctable;
        };
        bad("no address", R"("first_name":"Ada")", true);
        bad("an address that is none", R"("email":"ada@example")", true);
        bad("a blank before the address", R"("email":" ada@example.org")", true);
        bad("an address of 51 characters", "\"email\":\"" + QByteArray(39, 'a') + "@example.org\"", false);
        bad("an unknown anniversary", R"("email":"ada@example.org","anniversary":"14 March 1985")", true);
        bad("an impossible birthday", R"("email":"ada@example.org","birthday_month":2,"birthday_day":30)",
            true);
        bad("half a birthday", R"("email":"ada@example.org","birthday_month":2)", true);
        bad("a name of 51 characters",
            "\"email\":\"ada@example.org\",\"first_name\":\"" + QByteArray(51, 'a') + '"', false);
        bad("four phones",
            R"("email":"ada@example.org","home_phone":"5085550100","work_phone":"5085550100","mobile_phone":"5085550100","other_phone":"5085550100")",
            false);
        bad("a number that is none", R"("email":"ada@example.org","cf:Books_borrowed":"many")", false);
        bad("an unknown choice", R"("email":"ada@example.org","cf:Membership":"Emperor")", false);
    }

    void badRowsAreCountedAndNotNamed()
    {
        QFETCH(QByteArray, cells);
        QFETCH(bool, correctable);
        const QJsonObject activity = imported({'{' + cells + '}', row("good@example.org")});
        QCOMPARE(number(status(activity), "correctable_count"), correctable ? 1 : 0);
        QCOMPARE(number(status(activity), "error_count"), correctable ? 0 : 1);
        const QJsonArray errors = activity.value(QLatin1String("activity_errors")).toArray();
        QCOMPARE(errors.size(), 1);
        QVERIFY(errors.first().isString() && !errors.first().toString().contains(QLatin1String("ada")));
        QCOMPARE(number(report(), "contacts_total"), 1);
    }

    void aPhoneFromAbroadIsDroppedAndTheRowArrives()
    {
        imported(
            {row("ada@example.org", R"("home_phone":"+44 20 7946 0958","work_phone":"+1 508 555 0101")")});
        QCOMPARE(person("ada@example.org").value(QLatin1String("phones")).toObject().keys(),
                 QStringList{QStringLiteral("work")});
        QCOMPARE(number(report(), "phones_dropped"), 1);
    }

    void aFaultyImportIsRefusedAsAWhole_data()
    {
        QTest::addColumn<QByteArray>("json");
        const auto bad = [](const char *name, const char *json) { QTest::newRow(name) << QByteArray(json); };
        bad("no rows", R"({"list_ids":["LIST"]})");
        bad("no lists", R"({"import_data":[]})");
        bad("an empty array of lists", R"({"import_data":[],"list_ids":[]})");
        bad("an unknown list", R"({"import_data":[],"list_ids":["00000000-0000-0000-0000-000000000000"]})");
        bad("an unknown member", R"({"import_data":[],"list_ids":["LIST"],"tags":[]})");
        bad("an unknown property",
            R"({"import_data":[{"email":"a@example.org","nickname":"A"}],"list_ids":["LIST"]})");
        bad("home_country as one would expect it",
            R"({"import_data":[{"email":"a@example.org","home_country":"US"}],"list_ids":["LIST"]})");
        bad("a custom field that is not there",
            R"({"import_data":[{"email":"a@example.org","cf:Shoe_size":"9"}],"list_ids":["LIST"]})");
        bad("a custom field by its label",
            R"({"import_data":[{"email":"a@example.org","cf:Library card":"9"}],"list_ids":["LIST"]})");
        bad("a number for a text",
            R"({"import_data":[{"email":"a@example.org","zip":1000}],"list_ids":["LIST"]})");
        bad("a text for a number",
            R"({"import_data":[{"email":"a@example.org","birthday_day":"1","birthday_month":2}],"list_ids":["LIST"]})");
        bad("a trailing comma", R"({"import_data":[{"email":"a@example.org"},],"list_ids":["LIST"]})");
        bad("an end that is missing", R"({"import_data":[{"email":"a@example.org"}],"list_ids":["LIST"])");
        bad("something after the end", R"({"import_data":[],"list_ids":["LIST"]} x)");
        bad("a broken letter", "{\"import_data\":[{\"email\":\"a@example.org\",\"first_name\":\"\xe9\"}],"
                               "\"list_ids\":[\"LIST\"]}");
        bad("an unknown escape",
            R"({"import_data":[{"email":"a@example.org","first_name":"\q"}],"list_ids":["LIST"]})");
    }

    void aFaultyImportIsRefusedAsAWhole()
    {
        QFETCH(QByteArray, json);
        const PlainReply reply = post("contacts_json_import", json.replace("LIST", m_lists.first()));
        QCOMPARE(reply.status, 400);
        QVERIFY(reply.body.startsWith('['));
    }

    void everyBeginningOfABodyIsRefused()
    {
        State state;
        makeUp(state, 0, 0);
        QByteArray json =
            R"({"import_data":[{"email":"a@example.org","birthday_month":2},{"email":null}],"list_ids":["LIST"]})";
        json.replace("LIST", QByteArray::fromStdString(idOf(IdKind::List, 0)));
        const auto isGood = [&](const QByteArray &body) {
            Call call;
            call.body = body;
            Faults faults;
            return ImportBody::fromJson(call, state, faults).rows.size() == 2 && !faults.any();
        };
        QVERIFY(isGood(json));
        for (qsizetype size = 0; size < json.size(); ++size)
            QVERIFY2(!isGood(json.first(size)), json.first(size).constData());
    }

    void moreThanFiftyListsAreRefused()
    {
        QByteArrayList ids;
        for (int i = 0; i < 51; ++i)
            ids << text(m_client
                            ->api("POST", QStringLiteral("contact_lists"),
                                  QJsonObject{{QStringLiteral("name"), QString::number(i)}})
                            .object(),
                        "list_id")
                       .toLatin1();
        QCOMPARE(post("contacts_json_import", body({row("a@example.org")}, ids)).status, 400);
        QCOMPARE(post("contacts_json_import", body({row("a@example.org")}, ids.mid(1))).status, 201);
    }

    void lettersOfAllKindsArrive()
    {
        imported({row(
            "ada@example.org",
            "\"first_name\":\"Zo\\u00eb \\ud83d\\ude00\",\"last_name\":\"D’Ávila \\\"x\\\" \\\\ \\/\"")});
        QCOMPARE(text(person("ada@example.org"), "first_name"), QString::fromUtf8("Zoë 😀"));
        QCOMPARE(text(person("ada@example.org"), "last_name"), QString::fromUtf8("D’Ávila \"x\" \\ /"));
    }

    void whatIsPastFourMegabytesIsDroppedWithoutAWord()
    {
        QByteArrayList rows;
        const QByteArray filling = "\"company_name\":\"" + QByteArray(50, 'x') + '"';
        for (int i = 0; i < 45'000; ++i)
            rows << row("p" + QByteArray::number(i) + "@example.org", filling);
        const QByteArray json = body(rows, {m_lists.first()});
        QVERIFY(json.size() > 4'200'000);
        const PlainReply begun = post("contacts_json_import", json);
        QCOMPARE(begun.status, 201);
        const int arrived = number(status(waitFor(begun)), "person_count");
        const int fit = int(json.left(4'000'000).count("\"}"));
        QCOMPARE(arrived, qMin(fit, 40'000));
        QCOMPARE(number(report(), "contacts_total"), arrived);
        QCOMPARE(number(report(), "oversized_bodies"), 1);
    }

    void listsPastFourMegabytesAreMissing()
    {
        QByteArray json = R"({"import_data":[)" + row("a@example.org") + R"(],"pad":)";
        json = json.chopped(7) + QByteArray(4'000'000, ' ') + R"(,"list_ids":["LIST"]})";
        QCOMPARE(post("contacts_json_import", json.replace("LIST", m_lists.first())).status, 400);
    }

    void rowsPastFortyThousandAreDropped()
    {
        const PlainReply begun = import(QByteArrayList(40'005, row("a@example.org")));
        QCOMPARE(number(status(waitFor(begun)), "person_count"), 40'000);
        QCOMPARE(number(report(), "rows_cut"), 5);
    }

    void aFileIsImportedWithItsHeaderCounted()
    {
        const auto send = [this](const QByteArray &fileName, const QByteArray &csv) {
            QByteArray form;
            const auto part = [&form](const QByteArray &head, const QByteArray &content) {
                form += "--edge\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + content + "\r\n";
            };
            part("name=\"list_ids\"", m_lists.first());
            part("name=\"file\"; filename=\"" + fileName + "\"", csv);
            return m_client->send(
                "POST", m_account->addresses().apiUrl + QStringLiteral("/activities/contacts_file_import"),
                form + "--edge--\r\n",
                {{"Authorization", "Bearer " + m_client->accessToken.toLatin1()},
                 {"Content-Type", "multipart/form-data; boundary=edge"}});
        };
        QCOMPARE(send("people.xls", "email\na@example.org\n").status, 415);
        QCOMPARE(send("people.csv", "first_name\nA\n").status, 400);
        QCOMPARE(send("people.csv", "email,nickname\na@example.org,A\n").status, 400);
        const PlainReply begun =
            send("people.csv", "email,first_name\r\nada@example.org,\"King, Ada\"\r\nnobody,B\r\n");
        QCOMPARE(begun.status, 201);
        const QJsonObject activity = waitFor(begun);
        QCOMPARE(text(activity, "source_file_name"), QStringLiteral("people.csv"));
        QCOMPARE(number(status(activity), "items_total_count"), 3);
        QCOMPARE(number(status(activity), "correctable_count"), 1);
        QCOMPARE(text(person("ada@example.org"), "first_name"), QStringLiteral("King, Ada"));
    }

    void theSpecialTroubleLosesRowsWithoutATrace()
    {
        m_account->setTroubles({{QStringLiteral("refuse-silently"), 1}});
        const QJsonObject activity = imported({row("a@example.org"), row("b@example.org")});
        QCOMPARE(number(status(activity), "error_count"), 0);
        QCOMPARE(number(report(), "contacts_total"), 0);
        QCOMPARE(number(report(), "rows_lost"), 2);
    }
};

QTEST_GUILESS_MAIN(PracticeBulkTest)
#include "tst_practicebulk.moc"
