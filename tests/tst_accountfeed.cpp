#include "send/accountfeed.h"
#include "send/accountreader.h"
#include "send/contactpicture.h"
#include "send/worker.h"
#include "service/fieldsapi.h"
#include "support/answers.h"
#include "support/connectedservice.h"
#include "support/fakenetwork.h"
#include "support/practiceimport.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include <map>
#include <memory>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr int people = 4200;

QString address(int i)
{
    return QStringLiteral("p%1@x.org").arg(i);
}

/// The account's page, by which the export is judged: `count` contacts from `from` on.
Exchange page(int from, int count, bool more)
{
    QByteArray json;
    for (int i = from; i < from + count; ++i)
        json += (i > from ? "," : "") + QByteArray(R"({"contact_id":"c)") + QByteArray::number(i) +
                R"(","first_name":"First","birthday_month":3,"birthday_day":5,"email_address":{"address":")" +
                address(i).toUtf8() + R"(","permission_to_send":"implicit"},"list_memberships":["l1"]})";
    json = R"({"contacts":[)" + json + R"(],"contacts_count":)" + QByteArray::number(people);
    if (more)
        json += R"(,"_links":{"next":{"href":"/v3/contacts?cursor=x"}})";
    return {"GET", QStringLiteral("/v3/contacts"), 200, json + "}"};
}

Exchange begun(const char *id)
{
    return {"POST", QStringLiteral("/v3/activities/contact_exports"), 201,
            QByteArray(R"({"state":"initialized","activity_id":")") + id + "\"}"};
}

Exchange over(const char *state = "completed")
{
    QByteArray activities;
    for (const char *id : {"all", "l1"})
        activities += QByteArray(activities.isEmpty() ? "" : ",") + R"({"activity_id":")" + id +
                      R"(","state":")" + state + R"(","_links":{"results":{"href":"/v3/contact_exports/)" +
                      id + R"("}}})";
    return {"GET", QStringLiteral("/v3/activities"), 200, R"({"activities":[)" + activities + "]}"};
}

Exchange file(const char *id, const QByteArray &csv)
{
    return {"GET", QStringLiteral("/v3/contact_exports/") + QLatin1String(id), 200, csv};
}

const QByteArray header =
    "Email address,First name,Email status,Email permission status,Confirmed Opt-Out Source,"
    "Birthday\n";

/// As the service would write it, or with something about it that is not understood.
QByteArray exported(const QByteArray &firstRowsRest = ",First,Active,Implied,,3/5", int count = people,
                    const QByteArray &head = header)
{
    QByteArray csv = head;
    for (int i = 0; i < count; ++i)
        csv +=
            address(i).toUtf8() + (i == 1 ? firstRowsRest : QByteArray(",First,Active,Implied,,3/5")) + '\n';
    return csv;
}

QByteArray members(int count)
{
    QByteArray csv = "Email address\n";
    for (int i = 0; i < count; ++i)
        csv += address(i).toUtf8() + '\n';
    return csv;
}

/// Reads an account by the feed, as an import does.
struct Reading
{
    Reading(ConnectedService &itsService, const AccountFeed::Wish &wish)
        : service(itsService)
        , feed(std::make_unique<AccountFeed>(
              AccountFeed::Needs{worker, service.contacts, service.activities, service.clock, folder.path()},
              wish,
              [this](const QList<KnownContact> &page) {
                  contacts += page;
                  return Result<void>();
              }))
        , finished(feed.get(), &AccountFeed::finished)
    {}

    qsizetype filesLeft() const
    {
        return QDir(folder.path()).entryList({QStringLiteral("account-*")}, QDir::Files).size();
    }

    ConnectedService &service;
    QTemporaryDir folder;
    QList<KnownContact> contacts;
    Worker worker;
    std::unique_ptr<AccountFeed> feed;
    QSignalSpy finished;
};

} // namespace

class AccountFeedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargeAccountIsExportedAndSaysTheSameAsItsPages()
    {
        practice::Options options;
        options.seedContacts = 9000;
        PracticeImport practice(options, 60);
        ConnectedService &service = practice.service();
        const QStringList lists{practice.listId(QStringLiteral("Newsletter")),
                                practice.listId(QStringLiteral("Volunteers"))};
        Answer<Result<QList<CustomField>>> fields;
        FieldsApi(service.client).all(this, fields.handler());
        QVERIFY(fields.wait());
        AccountReader pages(service.contacts, QStringList());
        std::map<QString, KnownContact> expected;
        connect(&pages, &AccountReader::pageRead, this, [&](const QList<KnownContact> &page) {
            for (const KnownContact &known : page)
                expected[known.contact.email] = known;
        });
        QSignalSpy read(&pages, &AccountReader::finished);
        pages.start();
        QTRY_COMPARE_WITH_TIMEOUT(read.count(), 1, 30'000);

        const int before = service.client.callsMade();
        Reading reading(service, {{}, lists, *fields.wait(), true});
        reading.feed->start();
        QTRY_COMPARE_WITH_TIMEOUT(reading.finished.count(), 1, 30'000);
        QVERIFY(!reading.finished.at(0).at(0).value<std::optional<Error>>());
        QVERIFY2(service.client.callsMade() - before <= 12,
                 qPrintable(QString::number(service.client.callsMade())));
        QCOMPARE(reading.contacts.size(), 9000);
        QStringList different;
        for (const KnownContact &exported : std::as_const(reading.contacts)) {
            const KnownContact &known = expected[exported.contact.email];
            const bool isSame =
                known.deleted == exported.deleted &&
                (known.deleted || known.permission == exported.permission) &&
                known.optOutSource == exported.optOutSource &&
                fingerprint(known.contact) == fingerprint(exported.contact) &&
                std::all_of(lists.cbegin(), lists.cend(), [&](const QString &list) {
                    return known.contact.listIds.contains(list) == exported.contact.listIds.contains(list);
                });
            if (!isSame)
                different.append(exported.contact.email);
        }
        QCOMPARE(different.join(QLatin1Char(' ')), QString());
        QCOMPARE(reading.filesLeft(), 0);
    }

    void anExportThatIsNotUnderstoodCostsThePagesBesides_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<int>("onTheList");
        QTest::addColumn<bool>("understood");

        QTest::newRow("understood") << exported() << people << true;
        QTest::newRow("somebody more than there were")
            << exported({",First,Active,Implied,,3/5"}, people + 1) << people << true;
        QTest::newRow("somebody is missing")
            << exported({",First,Active,Implied,,3/5"}, people - 1) << people << false;
        QTest::newRow("other headers") << exported({",First,Active,Implied,,3/5"}, people,
                                                   "Adresse,Vorname,Stand,Erlaubnis,Quelle,Tag\n")
                                       << people << false;
        QTest::newRow("a status that nobody knows")
            << exported(",First,Dormant,Implied,,3/5") << people << false;
        QTest::newRow("another value than on the page")
            << exported(",Fist,Active,Implied,,3/5") << people << false;
        QTest::newRow("day and month the other way round")
            << exported(",First,Active,Implied,,5/3") << people << false;
        QTest::newRow("another permission than on the page")
            << exported(",First,Active,Express,,3/5") << people << false;
        QTest::newRow("not on the list that the page says") << exported() << 1 << false;
        QTest::newRow("nothing at all") << QByteArray() << people << false;
    }

    void anExportThatIsNotUnderstoodCostsThePagesBesides()
    {
        QFETCH(QByteArray, csv);
        QFETCH(int, onTheList);
        QFETCH(bool, understood);
        FakeNetwork network({page(0, 3, true), begun("all"), begun("l1"), over(), file("all", csv),
                             file("l1", members(onTheList))});
        if (!understood)
            network.expect(page(3, 2, false));
        ConnectedService service(network);
        Reading reading(service, {{}, {QStringLiteral("l1")}, {}, true});
        reading.feed->start();
        QTRY_COMPARE_WITH_TIMEOUT(reading.finished.count(), 1, 20'000);
        QVERIFY(!reading.finished.at(0).at(0).value<std::optional<Error>>());
        COMPARE_SCRIPT_DONE(network);
        if (!understood)
            QCOMPARE(reading.contacts.size(), 5);
        else
            QVERIFY(reading.contacts.size() >= people);
        QCOMPARE(reading.filesLeft(), 0);
    }

    void anExportThatFailsCostsThePagesBesides()
    {
        FakeNetwork network({page(0, 3, true), begun("all"), over("failed"), page(3, 2, false)});
        ConnectedService service(network);
        Reading reading(service, {{}, {}, {}, true});
        reading.feed->start();
        QTRY_COMPARE(reading.finished.count(), 1);
        COMPARE_SCRIPT_DONE(network);
        QCOMPARE(reading.contacts.size(), 5);
        QCOMPARE(reading.filesLeft(), 0);
    }

    void nothingIsExportedWhereThatTellsTooLittle()
    {
        FakeNetwork network({page(0, 3, true), page(3, 2, false)});
        ConnectedService service(network);
        Reading reading(service, {{}, {}, {}, false});
        reading.feed->start();
        QTRY_COMPARE(reading.finished.count(), 1);
        COMPARE_SCRIPT_DONE(network);
        QCOMPARE(reading.contacts.size(), 5);
    }

    void deletedWhileTheExportIsOnItsWay()
    {
        std::unique_ptr<Reading> reading;
        Exchange onItsWay = file("all", exported());
        onItsWay.before = [&reading] { reading.reset(); };
        FakeNetwork network({page(0, 3, true), begun("all"), over(), onItsWay});
        ConnectedService service(network);
        reading = std::make_unique<Reading>(service, AccountFeed::Wish{{}, {}, {}, true});
        reading->feed->start();
        QTRY_VERIFY(!reading);
        QTest::qWait(20);
        QCOMPARE(network.surprise, QString());
    }
};

QTEST_GUILESS_MAIN(AccountFeedTest)
#include "tst_accountfeed.moc"
