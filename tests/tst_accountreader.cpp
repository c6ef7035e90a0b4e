#include "send/accountreader.h"
#include "support/connectedservice.h"
#include "support/fakenetwork.h"

#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString path = QStringLiteral("/v3/contacts");

QByteArray people(int from, int count)
{
    QByteArray json;
    for (int i = from; i < from + count; ++i) {
        json += (i > from ? "," : "") + QByteArray(R"({"contact_id":"c)") + QByteArray::number(i) +
                R"(","email_address":{"address":"p)" + QByteArray::number(i) +
                R"(@x.org","permission_to_send":"implicit"}})";
    }
    return json;
}

Exchange page(int from, int count, int total, bool more)
{
    QByteArray json =
        R"({"contacts":[)" + people(from, count) + R"(],"contacts_count":)" + QByteArray::number(total);
    if (more)
        json += R"(,"_links":{"next":{"href":"/v3/contacts?cursor=)" + QByteArray::number(from + count) +
                R"("}})";
    return {"GET", path, 200, json + "}"};
}

QStringList addresses(int from, int count)
{
    QStringList list;
    for (int i = from; i < from + count; ++i)
        list.append(QStringLiteral("p%1@x.org").arg(i));
    return list;
}

} // namespace

class AccountReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCheapestWayIsTaken_data()
    {
        QTest::addColumn<QStringList>("wanted");
        QTest::addColumn<QList<Exchange>>("script");
        QTest::addColumn<int>("read");

        QTest::newRow("all pages") << QStringList() << QList{page(0, 3, 5, true), page(3, 2, 5, false)} << 5;
        QTest::newRow("one address is looked up") << addresses(7, 1) << QList{page(7, 1, 1, false)} << 1;
        QTest::newRow("nobody has the address") << addresses(7, 1) << QList{page(0, 0, 0, false)} << 0;
        QTest::newRow("a small account: one page answers for many")
            << addresses(0, 400) << QList{page(0, 5, 5, false)} << 5;
        QTest::newRow("few people, a large account: looked up after the first page told how large")
            << addresses(499, 3)
            << QList{page(0, 500, 9000, true), page(500, 1, 1, false), page(501, 1, 1, false)} << 502;
        QTest::newRow("all of them on the first page")
            << addresses(1, 2) << QList{page(0, 500, 9000, true)} << 500;
        QTest::newRow("more people than pages are left")
            << addresses(499, 3) << QList{page(0, 500, 600, true), page(500, 100, 600, false)} << 600;
        QTest::newRow("the service does not say how many there are")
            << addresses(499, 3) << QList{page(0, 500, -1, true), page(500, 1, -1, false)} << 501;
    }

    void theCheapestWayIsTaken()
    {
        QFETCH(QStringList, wanted);
        QFETCH(QList<Exchange>, script);
        QFETCH(int, read);
        FakeNetwork network(script);
        ConnectedService service(network);
        AccountReader reader(service.contacts, wanted);
        QList<KnownContact> contacts;
        qint64 told = 0;
        connect(&reader, &AccountReader::pageRead, this,
                [&](const QList<KnownContact> &page, qint64 count, qint64 total) {
                    contacts += page;
                    told = count;
                    QVERIFY(total >= count);
                });
        QSignalSpy finished(&reader, &AccountReader::finished);
        reader.start();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(!finished.at(0).at(0).value<std::optional<Error>>());
        QCOMPARE(contacts.size(), read);
        COMPARE_SCRIPT_DONE(network);
    }

    void deletedAndUnsubscribedOnesAreReadToo()
    {
        FakeNetwork network({page(0, 1, 1, false)});
        ConnectedService service(network);
        AccountReader reader(service.contacts, QStringList());
        QSignalSpy finished(&reader, &AccountReader::finished);
        reader.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(network.said.at(0).query(QStringLiteral("status")), QStringLiteral("all"));
        QCOMPARE(network.said.at(0).query(QStringLiteral("limit")), QStringLiteral("500"));
        QCOMPARE(network.said.at(0).query(QStringLiteral("lists")), QString());
    }

    void aListIsReadByItself()
    {
        FakeNetwork network({page(0, 1, 1, false)});
        ConnectedService service(network);
        AccountReader reader(service.contacts, QStringLiteral("l1"));
        QSignalSpy finished(&reader, &AccountReader::finished);
        reader.start();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(network.said.at(0).query(QStringLiteral("lists")), QStringLiteral("l1"));
    }

    void aPageThatCannotBeReadEndsItWithAnError()
    {
        FakeNetwork network({page(0, 3, 5, true), {"GET", path, 403, "{}"}});
        ConnectedService service(network);
        AccountReader reader(service.contacts, QStringList());
        QSignalSpy pages(&reader, &AccountReader::pageRead);
        QSignalSpy finished(&reader, &AccountReader::finished);
        reader.start();
        QTRY_COMPARE(finished.count(), 1);
        const auto error = finished.at(0).at(0).value<std::optional<Error>>();
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Forbidden);
        QCOMPARE(pages.count(), 1);
        COMPARE_SCRIPT_DONE(network);
    }

    void heldItMakesNoMoreCalls()
    {
        FakeNetwork network({page(0, 3, 5, true), page(3, 2, 5, false)});
        ConnectedService service(network);
        AccountReader reader(service.contacts, QStringList());
        connect(&reader, &AccountReader::pageRead, this, [&reader] { reader.hold(true); });
        QSignalSpy pages(&reader, &AccountReader::pageRead);
        QSignalSpy finished(&reader, &AccountReader::finished);
        reader.start();
        QTRY_COMPARE(pages.count(), 1);
        QTest::qWait(20);
        QCOMPARE(network.left(), 1);
        reader.hold(false);
        QTRY_COMPARE(finished.count(), 1);
        COMPARE_SCRIPT_DONE(network);
    }

    void deletedWhileACallIsOnItsWay()
    {
        std::unique_ptr<AccountReader> reader;
        Exchange onItsWay = page(0, 3, 5, true);
        onItsWay.before = [&reader] { reader.reset(); };
        FakeNetwork network({onItsWay});
        ConnectedService service(network);
        reader = std::make_unique<AccountReader>(service.contacts, QStringList());
        reader->start();
        QTRY_VERIFY(!reader);
        QTest::qWait(20);
        QCOMPARE(network.surprise, QString());
    }

    void deletedByWhoHearsOfAPage()
    {
        FakeNetwork network({page(0, 3, 5, true)});
        ConnectedService service(network);
        auto *reader = new AccountReader(service.contacts, QStringList());
        connect(reader, &AccountReader::pageRead, this, [reader] { delete reader; });
        QPointer<AccountReader> alive(reader);
        reader->start();
        QTRY_VERIFY(!alive);
        QTest::qWait(20);
        QCOMPARE(network.surprise, QString());
    }
};

QTEST_GUILESS_MAIN(AccountReaderTest)
#include "tst_accountreader.moc"
