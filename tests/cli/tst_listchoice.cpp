#include "cli/listchoice.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::cli;

namespace {

const QList<ContactList> account{{QStringLiteral("id-1"), QStringLiteral("Newsletter"), 12},
                                 {QStringLiteral("id-2"), QStringLiteral("newsletter"), 1},
                                 {QStringLiteral("id-3"), QStringLiteral("Office visitors"), 0},
                                 {QStringLiteral("id-4"), QStringLiteral("Été à Québec"), 3}};

} // namespace

class ListChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsAreFoundByName_data()
    {
        QTest::addColumn<QStringList>("wanted");
        QTest::addColumn<QStringList>("ids");
        QTest::addColumn<QStringList>("missing");

        const QStringList none;
        QTest::newRow("as written") << QStringList{QStringLiteral("Newsletter")}
                                    << QStringList{QStringLiteral("id-1")} << none;
        QTest::newRow("exact before another case")
            << QStringList{QStringLiteral("newsletter")} << QStringList{QStringLiteral("id-2")} << none;
        QTest::newRow("in another case")
            << QStringList{QStringLiteral("OFFICE VISITORS")} << QStringList{QStringLiteral("id-3")} << none;
        QTest::newRow("accents, and blanks around")
            << QStringList{QStringLiteral(" été à québec ")} << QStringList{QStringLiteral("id-4")} << none;
        QTest::newRow("by id") << QStringList{QStringLiteral("id-3")} << QStringList{QStringLiteral("id-3")}
                               << none;
        QTest::newRow("named twice, taken once")
            << QStringList{QStringLiteral("Newsletter"), QStringLiteral("id-1")}
            << QStringList{QStringLiteral("id-1")} << none;
        QTest::newRow("some there, some not")
            << QStringList{QStringLiteral("Friends"), QStringLiteral("Newsletter"), QStringLiteral("friends")}
            << QStringList{QStringLiteral("id-1")} << QStringList{QStringLiteral("Friends")};
    }

    void listsAreFoundByName()
    {
        QFETCH(QStringList, wanted);
        QFETCH(QStringList, ids);
        QFETCH(QStringList, missing);
        const ListChoice choice = chosenLists(wanted, account);
        QCOMPARE(choice.ids, ids);
        QCOMPARE(choice.missing, missing);
        QCOMPARE(choice.names.size(), choice.ids.size());
    }

    void aListThatIsNotThereNamesTheNearest_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("hint");
        QTest::newRow("a typing mistake") << QStringLiteral("Newsleter") << QStringLiteral("“Newsletter”");
        QTest::newRow("letters missing")
            << QStringLiteral("office visit") << QStringLiteral("“Office visitors”");
        QTest::newRow("another word altogether")
            << QStringLiteral("Board of trustees") << QStringLiteral("rollcall-cli lists");
        QTest::newRow("nothing at all") << QString() << QStringLiteral("rollcall-cli lists");
    }

    void aListThatIsNotThereNamesTheNearest()
    {
        QFETCH(QString, wanted);
        QFETCH(QString, hint);
        const Error error = noSuchList(wanted, account);
        QCOMPARE(error.kind, Error::Kind::Usage);
        QVERIFY(error.message.contains(wanted));
        QVERIFY2(error.hint.contains(hint), qPrintable(error.hint));
    }

    void anAccountWithoutListsHasNoNearest()
    {
        QVERIFY(
            noSuchList(QStringLiteral("Newsletter"), {}).hint.contains(QLatin1String("rollcall-cli lists")));
    }
};

QTEST_GUILESS_MAIN(ListChoiceTest)
#include "tst_listchoice.moc"
