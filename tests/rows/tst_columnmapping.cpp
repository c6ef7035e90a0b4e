#include "check/columnmapping.h"
#include "table/sheet.h"
#include "rows/tablefile.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// "email first_name ignore", as scripts see the mapping.
QString names(const ColumnMapping &mapping)
{
    QStringList list;
    for (qsizetype column = 0; column < mapping.size(); ++column)
        list.append(ColumnMapping::targetName(mapping.at(column)));
    return list.join(QLatin1Char(' '));
}

} // namespace

class ColumnMappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePersonsChoiceStands_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QString>("fields");

        QTest::newRow("by header") << QStringLiteral("Plan=job_title")
                                   << QStringLiteral("email first_name job_title ignore");
        QTest::newRow("by header in another case")
            << QStringLiteral("PLAN = note") << QStringLiteral("email first_name note ignore");
        QTest::newRow("by number") << QStringLiteral("3=company_name")
                                   << QStringLiteral("email first_name company_name ignore");
        QTest::newRow("a header with an equals sign")
            << QStringLiteral("a=b=zip") << QStringLiteral("email first_name ignore zip");
        QTest::newRow("a custom field")
            << QStringLiteral("Plan=cf:Plan") << QStringLiteral("email first_name cf:Plan ignore");
        QTest::newRow("left out") << QStringLiteral("First=ignore")
                                  << QStringLiteral("email ignore ignore ignore");
        QTest::newRow("takes the field from another column")
            << QStringLiteral("Plan=first_name") << QStringLiteral("email ignore first_name ignore");
        QTest::newRow("unknown header") << QStringLiteral("Nowhere=zip") << QString();
        QTest::newRow("unknown field") << QStringLiteral("Plan=shoe_size") << QString();
        QTest::newRow("no equals sign") << QStringLiteral("Plan") << QString();
    }

    void thePersonsChoiceStands()
    {
        QFETCH(QString, choice);
        QFETCH(QString, fields);
        const auto sheet = sheetOf(QStringLiteral("Email,First,Plan,a=b\na@example.org,A,B,C\n"));
        ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        const Result<void> applied = mapping.apply(*sheet, choice);
        QCOMPARE(applied.has_value(), !fields.isEmpty());
        if (applied) {
            QCOMPARE(names(mapping), fields);
        } else {
            QCOMPARE(applied.error().kind, Error::Kind::Usage);
            QCOMPARE(names(mapping), QStringLiteral("email first_name ignore ignore"));
        }
    }

    void theOtherColumnsOfAddressesAreKnown()
    {
        const auto sheet = sheetOf(QStringLiteral("Email,Email 2,Name\na@example.org,,A\n"));
        ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        const auto spare = [&mapping] {
            QList<bool> columns;
            for (qsizetype column = 0; column < mapping.size(); ++column)
                columns << mapping.at(column).spareEmail;
            return columns;
        };
        QCOMPARE(spare(), (QList<bool>{false, true, false}));
        mapping.choose(1, Field::Email);
        QCOMPARE(spare(), (QList<bool>{true, false, false}));
        mapping.choose(0, Field::Ignore); // it is not the person's
        QCOMPARE(spare(), (QList<bool>{false, false, false}));
    }

    void whatIsOnlyGuessedCanBeLeftOut()
    {
        const auto sheet = sheetOf(QStringLiteral("Email,Frist Name,Ring,Unsubscirbed\na@example.org,A,617-555-0100,yes\n"));
        ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        QCOMPARE(names(mapping), QStringLiteral("email first_name phone do_not_mail"));
        ColumnMapping sure = mapping;
        sure.leaveOutGuesses();
        QCOMPARE(names(sure), QStringLiteral("email ignore ignore do_not_mail"));
        QCOMPARE(sure.at(1).guessed, Field::FirstName);
        QCOMPARE(sure.at(2).guessed, Field::Phone);
        QVERIFY(mapping.apply(*sheet, QStringLiteral("Frist Name=first_name")));
        mapping.leaveOutGuesses();
        QCOMPARE(names(mapping), QStringLiteral("email first_name ignore do_not_mail"));
    }

    void oneFieldIsNotChosenForTwoColumns()
    {
        const auto sheet = sheetOf(QStringLiteral("Email,First,Plan\na@example.org,A,B\n"));
        ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        QVERIFY(mapping.apply(*sheet, QStringLiteral("Plan=first_name"))); // over what was only found
        const Result<void> again = mapping.apply(*sheet, QStringLiteral("Email=first_name"));
        QVERIFY(!again);
        QCOMPARE(again.error().kind, Error::Kind::Usage);
        QCOMPARE(names(mapping), QStringLiteral("email ignore first_name"));
        QVERIFY(mapping.apply(*sheet, QStringLiteral("Plan=tag")));
        QVERIFY(mapping.apply(*sheet, QStringLiteral("First=tag"))); // there may be many
        QCOMPARE(names(mapping), QStringLiteral("email tag tag"));
    }

    void anUnknownCustomFieldIsRefusedOnceTheAccountIsKnown()
    {
        const auto sheet = sheetOf(QStringLiteral("Email,Plan\na@example.org,A\n"));
        const QList<CustomField> fields{{QStringLiteral("1"),
                                         QStringLiteral("Level"),
                                         QStringLiteral("Level"),
                                         QStringLiteral("string"),
                                         {}}};
        ColumnMapping mapping = ColumnMapping::suggest(*sheet, fields);
        QVERIFY(!mapping.apply(*sheet, QStringLiteral("Plan=cf:Plan"), fields));
        QVERIFY(mapping.apply(*sheet, QStringLiteral("Plan=cf:level"), fields));
        QCOMPARE(names(mapping), QStringLiteral("email cf:Level"));
    }

    void aMappingThatCannotBeUsedSaysWhy()
    {
        const auto sheet = sheetOf(QStringLiteral("Email,City,Home City\na@example.org,A,B\n"));
        ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        QVERIFY(mapping.problem(*sheet));

        mapping.set(2, ColumnTarget{Field::HomeCity, {}, {}, true, {}, {}});
        QVERIFY(!mapping.problem(*sheet));
        QCOMPARE(mapping.problem(*sheet).error().kind, Error::Kind::Input);
        QVERIFY(mapping.problem(*sheet).error().message.contains(QStringLiteral("Home City")));

        mapping.set(2, ColumnTarget());
        mapping.set(0, ColumnTarget());
        QVERIFY(!mapping.problem(*sheet));
        QCOMPARE(mapping.problem(*sheet).error().kind, Error::Kind::Input);
    }

    void moreThanTwentyFiveCustomFieldsAreRefused()
    {
        QStringList headers{QStringLiteral("Email")};
        for (int i = 0; i < 26; ++i)
            headers.append(QStringLiteral("cf:field%1").arg(i));
        const auto sheet = sheetOf(headers.join(QLatin1Char(',')) + QStringLiteral("\na@example.org,x\n"));
        QVERIFY(!ColumnMapping::suggest(*sheet).problem(*sheet));
    }
};

QTEST_GUILESS_MAIN(ColumnMappingTest)
#include "tst_columnmapping.moc"
