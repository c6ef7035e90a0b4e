#include "support/practicesetup.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::practice;
using namespace rollcall::test;

class PracticeActivitiesTest : public QObject, private PracticeSetup
{
    Q_OBJECT

private Q_SLOTS:
    void init() { startFast(); }

    void listsAreFilledAndEmptied()
    {
        imported({row("ada@example.org"), row("bea@example.org")});
        const QByteArray ada = contactId("ada@example.org").toLatin1();
        const auto change = [&](const char *what, const QByteArray &source) {
            QByteArray json = R"({"source":SOURCE,"list_ids":["LIST"]})";
            return post(what, json.replace("SOURCE", source).replace("LIST", m_lists.at(1)));
        };
        waitFor(change("add_list_memberships",
                       QByteArray(R"({"list_ids":["LIST"]})").replace("LIST", m_lists.first())));
        QCOMPARE(person("ada@example.org").value(QLatin1String("lists")).toArray().size(), 2);
        waitFor(
            change("remove_list_memberships", QByteArray(R"({"contact_ids":["ID"]})").replace("ID", ada)));
        QCOMPARE(person("ada@example.org").value(QLatin1String("lists")).toArray().size(), 1);
        QCOMPARE(person("bea@example.org").value(QLatin1String("lists")).toArray().size(), 2);
        QCOMPARE(change("add_list_memberships", "{}").status, 400);
        QCOMPARE(
            change("add_list_memberships", R"({"all_active_contacts":true,"new_subscriber":true})").status,
            400);
    }

    void tagsReachTheMembersOfAList()
    {
        imported({row("ada@example.org")});
        const QByteArray tag =
            text(m_client->api("POST", QStringLiteral("contact_tags"), R"({"name":"VIP"})").object(),
                 "tag_id")
                .toLatin1();
        const auto change = [&](const char *what) {
            QByteArray json = R"({"source":{"list_ids":["LIST"]},"tag_ids":["TAG"]})";
            return post(what, json.replace("LIST", m_lists.first()).replace("TAG", tag));
        };
        const QJsonObject activity = waitFor(change("contacts_taggings_add"));
        QCOMPARE(number(status(activity), "items_completed_count"), 1);
        QCOMPARE(person("ada@example.org").value(QLatin1String("tags")).toArray().size(), 1);
        waitFor(change("contacts_taggings_remove"));
        QCOMPARE(person("ada@example.org").value(QLatin1String("tags")).toArray().size(), 0);
    }

    void contactsAndListsAreDeletedInBulk()
    {
        imported({row("ada@example.org"), row("bea@example.org")});
        QByteArray json = R"({"contact_ids":["ID"]})";
        waitFor(post("contact_delete", json.replace("ID", contactId("ada@example.org").toLatin1())));
        QVERIFY(person("ada@example.org").value(QLatin1String("deleted")).toBool());
        QVERIFY(!person("bea@example.org").value(QLatin1String("deleted")).toBool());
        json = R"({"list_ids":["LIST"]})";
        waitFor(post("list_delete", json.replace("LIST", m_lists.first())));
        QCOMPARE(person("bea@example.org").value(QLatin1String("lists")).toArray().size(), 0);
        QCOMPARE(m_client->api("GET", QStringLiteral("contact_lists/") + QString::fromLatin1(m_lists.first()))
                     .status,
                 404);
    }

    void anExportIsACsvFileWithTheServicesHeaders()
    {
        imported({row("ada@example.org", "\"first_name\":\"A, \\\"B\\\"\",\"cf:Library_card\":\"HL-1\""),
                  row("bea@example.org")});
        m_client->api("DELETE", QStringLiteral("contacts/") + contactId("bea@example.org"));
        const PlainReply begun = post("contact_exports", "{}");
        QCOMPARE(begun.status, 201);
        const QString early = QStringLiteral("contact_exports/") + text(begun.object(), "activity_id");
        QCOMPARE(m_client->api("GET", early).status, 404);
        const QJsonObject links = waitFor(begun).value(QLatin1String("_links")).toObject();
        const QString href = text(links.value(QLatin1String("results")).toObject(), "href");
        const PlainReply file = m_client->api("GET", href);
        QCOMPARE(file.headers.value("content-type"), QByteArray("text/csv"));
        const QByteArrayList lines = file.body.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines.first().startsWith(
            "Email address,First name,Last name,Company,Job title,Email status,Email permission status,"));
        QVERIFY(lines.first().contains(",Library card,") &&
                lines.first().endsWith(",Tags,Email Lists,Created At,Updated At"));
        QVERIFY(lines.at(1).startsWith("ada@example.org,\"A, \"\"B\"\"\",,,,Active,Implied,Account,"));
        QVERIFY(lines.at(1).contains(",HL-1,") && lines.at(1).contains(",Newsletter,"));

        const QString some =
            text(waitFor(post("contact_exports",
                              R"({"status":"all","fields":["first_name","email_optin_date","lists"]})"))
                     .value(QLatin1String("_links"))
                     .toObject()
                     .value(QLatin1String("results"))
                     .toObject(),
                 "href");
        QCOMPARE(m_client->api("GET", some).body,
                 QByteArray("First name,Email Lists\n\"A, \"\"B\"\"\",Newsletter\n\"\",\n"));
        QCOMPARE(post("contact_exports", R"({"fields":["shoe_size"]})").status, 400);
    }

    void activitiesAreListedNewestFirstAndForgottenAfterTenDays()
    {
        for (const char *email : {"a@example.org", "b@example.org", "c@example.org"})
            imported({row(email)});
        const QJsonObject page = get(QStringLiteral("activities?limit=2"));
        QCOMPARE(page.value(QLatin1String("activities")).toArray().size(), 2);
        const QString next = text(
            page.value(QLatin1String("_links")).toObject().value(QLatin1String("next")).toObject(), "href");
        const QJsonArray rest = get(next).value(QLatin1String("activities")).toArray();
        QCOMPARE(rest.size(), 1);
        QVERIFY(text(rest.first().toObject(), "created_at") <
                text(page.value(QLatin1String("activities")).toArray().first().toObject(), "created_at"));
        QCOMPARE(get(QStringLiteral("activities?state=processing"))
                     .value(QLatin1String("activities"))
                     .toArray()
                     .size(),
                 0);
        QCOMPARE(m_client->api("GET", QStringLiteral("activities?state=initialized")).status, 400);

        const QTemporaryDir folder;
        Options options;
        options.unlimited = true;
        options.dataDir = folder.path();
        start(options);
        const QString path =
            QStringLiteral("activities/") + text(imported({row("a@example.org")}), "activity_id");
        const auto statusAfter = [&](qint64 days) {
            m_account.reset();
            const qint64 anchor = QDateTime::currentMSecsSinceEpoch() - days * 86'400'000;
            options.clock = *Clock::parse(QStringLiteral("2@%1").arg(anchor)); // that many days ahead
            start(options);
            return m_client->api("GET", path).status;
        };
        QCOMPARE(statusAfter(9), 200);
        QCOMPARE(statusAfter(11), 404);
        QCOMPARE(get(QStringLiteral("activities")).value(QLatin1String("activities")).toArray().size(), 0);
    }

    void aThousandActivitiesFillTheQueue()
    {
        Options options;
        options.unlimited = true;
        options.clock =
            *Clock::parse(QStringLiteral("0.01@%1").arg(QDateTime::currentMSecsSinceEpoch())); // nothing ends
        start(options);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(import({}).status, 201);
        QCOMPARE(import({}).status, 429);
        QCOMPARE(number(report(), "queue_full"), 1);
    }
};

QTEST_GUILESS_MAIN(PracticeActivitiesTest)
#include "tst_practiceactivities.moc"
