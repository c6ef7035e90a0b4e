#include "contact/datetext.h"

#include <QTest>

using namespace rollcall;
using Kind = DateText::Kind;

Q_DECLARE_METATYPE(rollcall::DateText::Kind)
Q_DECLARE_METATYPE(rollcall::DateOrder)

class DateTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDateIsUnderstoodOrSaidNotToBeOne_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<DateOrder>("order");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("date"); // year 0: none

        const auto row = [](const char *name, const char *text, DateOrder order, Kind kind,
                            const char *date) {
            QTest::newRow(name) << QByteArray(text) << order << kind << QString::fromLatin1(date);
        };
        const DateOrder any = DateOrder::Auto;
        row("the service's own form", "1985-03-14", any, Kind::Date, "1985-03-14");
        row("without leading zeros", "1985-3-4", any, Kind::Date, "1985-03-04");
        row("year first with slashes", "1985/3/14", any, Kind::Date, "1985-03-14");
        row("with a time", "2021-11-15 19:42:23 +0000", any, Kind::Date, "2021-11-15");
        row("with a time behind a T", "2021-11-15T19:42:23Z", any, Kind::Date, "2021-11-15");
        row("digits only", "19850314", any, Kind::Date, "1985-03-14");
        row("month first", "3/14/1985", any, Kind::Date, "1985-03-14");
        row("month first, two digits of year", "3/14/85", any, Kind::Date, "1985-03-14");
        row("29 is 2029, as in spreadsheets", "3/14/29", any, Kind::Date, "2029-03-14");
        row("month first with hyphens", "3-14-1985", any, Kind::Date, "1985-03-14");
        row("day first where the column is so", "14/3/1985", DateOrder::DayFirst, Kind::Date, "1985-03-14");
        row("both ways, day first", "3/4/1985", DateOrder::DayFirst, Kind::Date, "1985-04-03");
        row("both ways, month first", "3/4/1985", DateOrder::MonthFirst, Kind::Date, "1985-03-04");
        row("dots mean day first", "3.4.1985", any, Kind::Date, "1985-04-03");
        row("the other order than the column's", "14/3/1985", DateOrder::MonthFirst, Kind::Impossible, "");
        row("a month by name", "14 March 1985", any, Kind::Date, "1985-03-14");
        row("a month by name in front", "March 14, 1985", any, Kind::Date, "1985-03-14");
        row("a long date of a spreadsheet", "Thursday, March 14, 1985", any, Kind::Date, "1985-03-14");
        row("a long date in Portuguese", "quinta-feira, 14 de março de 1985", any, Kind::Date, "1985-03-14");
        row("an ordinal", "March 14th, 1985", any, Kind::Date, "1985-03-14");
        row("as spreadsheets write it", "14-Mar-85", any, Kind::Date, "1985-03-14");
        row("French", "14 août 1985", any, Kind::Date, "1985-08-14");
        row("Spanish", "14 de marzo de 1985", any, Kind::Date, "1985-03-14");
        row("German", "14. März 1985", any, Kind::Date, "1985-03-14");
        row("French in capitals", "14 AOÛT 1985", any, Kind::Date, "1985-08-14");
        row("day and month", "14-Mar", any, Kind::DayAndMonth, "0000-03-14");
        row("month and day", "03/14", any, Kind::DayAndMonth, "0000-03-14");
        row("an address book's birthday", "--03-14", any, Kind::DayAndMonth, "0000-03-14");
        row("the same where the column's order is another", "--04-03", DateOrder::DayFirst, Kind::DayAndMonth,
            "0000-04-03");
        row("the same without a hyphen", "--0314", any, Kind::DayAndMonth, "0000-03-14");
        row("an address book's day that there is not", "--13-14", any, Kind::Impossible, "");
        row("Apple's birthday without a year", "1604-02-29", any, Kind::DayAndMonth, "0000-02-29");
        row("29 February without a year", "2/29", any, Kind::DayAndMonth, "0000-02-29");
        row("29 February in a leap year", "2/29/1984", any, Kind::Date, "1984-02-29");
        row("29 February in another", "2/29/1985", any, Kind::Impossible, "");
        row("30 February", "02/30/1990", any, Kind::Impossible, "");
        row("a 13th month", "1990-13-01", any, Kind::Impossible, "");
        row("31st of 31st", "31.31.1999", any, Kind::Impossible, "");
        row("day zero", "1990/00/10", any, Kind::Impossible, "");
        row("all zeros", "00/00/0000", any, Kind::Impossible, "");
        row("a year before any living person", "0019-03-04", any, Kind::Impossible, "");
        row("Outlook's nothing", "0/0/00", any, Kind::Empty, "");
        row("Outlook's nothing in German", "0.0.00", any, Kind::Empty, "");
        row("nothing", "", any, Kind::Empty, "");
        row("a word", "yesterday", any, Kind::Unknown, "");
        row("a year", "1985", any, Kind::Unknown, "");
        row("month and year", "03/1985", any, Kind::Unknown, "");
        row("month and year by name", "Mar-85", any, Kind::Unknown, "");
        row("a phone number", "555-123-4567", any, Kind::Unknown, "");
        row("many digits", "123456789012345", any, Kind::Unknown, "");
        row("a spreadsheet's number", "31120", any, Kind::Serial, "1985-03-14");
    }

    void aDateIsUnderstoodOrSaidNotToBeOne()
    {
        QFETCH(QByteArray, text);
        QFETCH(DateOrder, order);
        QFETCH(Kind, kind);
        QFETCH(QString, date);
        const DateText parsed = DateText::parse({text.constData(), static_cast<size_t>(text.size())}, order);
        QCOMPARE(parsed.kind, kind);
        QCOMPARE(parsed.day == 0 ? QString() : isoDate(parsed), date);
    }

    void whatACellTellsOfItsColumn()
    {
        QCOMPARE(DateText::parse("14/3/1985").shows, DateOrder::DayFirst);
        QCOMPARE(DateText::parse("3/14/1985").shows, DateOrder::MonthFirst);
        QCOMPARE(DateText::parse("3/14").shows, DateOrder::MonthFirst);
        QCOMPARE(DateText::parse("3/4/1985").shows, DateOrder::Auto);
        QVERIFY(DateText::parse("3/4/1985").bothWays);
        QVERIFY(!DateText::parse("3/3/1985").bothWays);
        QVERIFY(!DateText::parse("3/14/1985").bothWays);
        QVERIFY(!DateText::parse("1985-03-04").bothWays);
        QVERIFY(!DateText::parse("--03-04").bothWays);
        QCOMPARE(DateText::parse("--03-14").shows, DateOrder::Auto);
        QVERIFY(DateText::parse("Jan-05").maybeYear);
        QVERIFY(!DateText::parse("5-Jan").maybeYear);
    }
};

QTEST_GUILESS_MAIN(DateTextTest)
#include "tst_datetext.moc"
