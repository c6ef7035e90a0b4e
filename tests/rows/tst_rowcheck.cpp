#include "rows/checkedrows.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

void columns()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("states");
    QTest::addColumn<QString>("problems");
}

void row(const char *name, const QString &table, const char *states, const char *problems = "")
{
    QTest::newRow(name) << table << QString::fromLatin1(states) << QString::fromLatin1(problems);
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

} // namespace

class RowCheckTest : public QObject
{
    Q_OBJECT

    void check()
    {
        QFETCH(QString, table);
        QFETCH(QString, states);
        QFETCH(QString, problems);
        const auto sheet = sheetOf(table);
        QVERIFY(sheet);
        const ColumnMapping mapping = ColumnMapping::suggest(*sheet, customFields());
        const Result<CheckReport> report = checkRows(*sheet, mapping, customFields());
        QVERIFY(report);
        QCOMPARE(stateLetters(*report), states);
        QCOMPARE(told(*report), problems);
        QCOMPARE(report->counts.ready + report->counts.toFix + report->counts.duplicates +
                     report->counts.leftOut,
                 report->counts.rows);
        for (const Problem &problem : report->problems)
            QVERIFY(!problemMessage(problem, *sheet, mapping).isEmpty());
    }

private Q_SLOTS:
    void addresses_data()
    {
        columns();
        row("good", text("Email\na@example.org\n"), "R");
        row("missing", text("Email,Name\n,Jane\n"), "F", "0:0:email_missing!");
        row("not one", text("Email\njane\n"), "F", "0:0:email_syntax!");
        row("two in a cell", text("Email,Name\n\"a@example.org, b@example.org\",x\n"), "F",
            "0:0:two_addresses!");
        row("too long",
            text("Email\n") + QString(60, QLatin1Char('a')) + text("@") + QString(20, QLatin1Char('b')) +
                text(".org\n"),
            "F", "0:0:too_long!");
        row("long but taken singly", text("Email\n") + QString(45, QLatin1Char('a')) + text("@example.org\n"),
            "R", "0:0:email_long?");
        row("a mistyped provider", text("Email\njane@gmial.com\n"), "R", "0:0:email_domain_typo?");
        row("a role", text("Email\ninfo@example.org\n"), "R", "0:0:email_role?");
        row("apostrophes that are the person's own", text("Email\n'jane'@example.org\n"), "R");
        row("the apostrophe that makes a text of a cell", text("Email\n'jane@example.org\n"), "R",
            "0:0:text_mark?");
        row("an error of a spreadsheet", text("Email,Name\n#N/A,Jane\n"), "F", "0:0:cell_error!");
    }
    void addresses() { check(); }

    void lengths_data()
    {
        columns();
        const auto long51 = QString(51, QLatin1Char('x'));
        row("a first name of 50", text("Email,First Name\na@example.org,") + long51.left(50) + text("\n"),
            "R");
        row("a first name of 51", text("Email,First Name\na@example.org,") + long51 + text("\n"), "F",
            "0:1:too_long!");
        row("50 letters of three bytes",
            text("Email,First Name\na@example.org,") + QString(50, QChar(0x7f8e)) + text("\n"), "R");
        row("a phone number of 26",
            text("Email,Phone\na@example.org,") + QString(26, QLatin1Char('1')) + text("\n"), "F",
            "0:1:too_long!");
        row("a street of 255",
            text("Email,Street\na@example.org,") + QString(255, QLatin1Char('x')) + text("\n"), "R");
        row("a street of 256",
            text("Email,Street\na@example.org,") + QString(256, QLatin1Char('x')) + text("\n"), "F",
            "0:1:too_long!");
        row("two lines of 255 together",
            text("Email,Street,Street2\na@example.org,") + QString(203, QLatin1Char('x')) + text(",") +
                long51.left(50) + text("\n"),
            "R");
        row("two lines of 256 together",
            text("Email,Street,Street2\na@example.org,") + QString(203, QLatin1Char('x')) + text(",") +
                long51 + text("\n"),
            "F", "0:2:too_long!");
        row("a name that is split first",
            text("Email,Name\na@example.org,") + long51.left(50) + text(" ") + long51.left(50) + text("\n"),
            "R");
        row("a part of a name too long", text("Email,Name\na@example.org,Jane ") + long51 + text("\n"), "F",
            "0:1:too_long!");
        row("a column that is not sent",
            text("Email,Shoe\na@example.org,") + QString(300, QLatin1Char('x')) + text("\n"), "R");
    }
    void lengths() { check(); }

    void dates_data()
    {
        columns();
        row("the service's own form", text("Email,Anniversary\na@example.org,1985-03-14\n"), "R");
        row("not a date", text("Email,Anniversary\na@example.org,yesterday\n"), "F", "0:1:date_unknown!");
        row("no such day", text("Email,Anniversary\na@example.org,02/30/1990\n"), "F",
            "0:1:date_impossible!");
        row("an anniversary without a year", text("Email,Anniversary\na@example.org,03/14\n"), "F",
            "0:1:date_unknown!");
        row("a birthday without a year", text("Email,Birthday\na@example.org,03/14\n"), "R");
        row("one date speaks for all: day first",
            text("Email,Anniversary\na@example.org,3/4/1985\nb@example.org,14/4/1985\n"), "RR");
        row("one date speaks for all: month first",
            text("Email,Anniversary\na@example.org,3/4/1985\nb@example.org,4/14/1985\n"), "RR");
        row("nothing speaks for an order: said once",
            text("Email,Anniversary\na@example.org,3/3/1985\nb@example.org,3/4/1985\nc@example.org,5/6/"
                 "1985\n"),
            "RRR", "1:1:date_ambiguous?");
        row("dots mean day first, whatever those without say",
            text("Email,Anniversary\na@example.org,3/14/1985\nb@example.org,14.3.1985\n"), "RR");
        row("unless one with dots shows the month first",
            text("Email,Anniversary\na@example.org,3.14.1985\nb@example.org,16.3.1985\nc@example.org,3.15."
                 "1985\n"),
            "RFR", "1:1:date_impossible!");
        row("one in the other order than the rest",
            text("Email,Anniversary\na@example.org,3/14/1985\nb@example.org,3/15/1985\nc@example.org,16/3/"
                 "1985\n"),
            "RRF", "2:1:date_impossible!");
        row("of which some can be read both ways",
            text("Email,Anniversary\na@example.org,3/14/1985\nb@example.org,3/4/1985\nc@example.org,3/15/"
                 "1985\n"
                 "d@example.org,16/3/1985\n"),
            "RRRF", "1:1:date_ambiguous? 3:1:date_impossible!");
        row("each column by itself",
            text("Email,Anniversary,Joined\na@example.org,14/3/1985,3/14/2001\nb@example.org,3/4/1985,3/4/"
                 "2001\n"),
            "RR");
        row("a spreadsheet's number", text("Email,Anniversary\na@example.org,31120\n"), "F",
            "0:1:number_damaged!");
        row("Jan-05", text("Email,Birthday\na@example.org,Jan-05\n"), "R", "0:1:date_ambiguous?");
        row("Outlook's nothing", text("Email,Birthday\na@example.org,0/0/00\n"), "R");
        row("month and day in two columns",
            text("Email,birthday_month,birthday_day\na@example.org,3,14\nb@example.org,March,14\nc@example."
                 "org,,\n"),
            "RRR");
        row("a month without a day", text("Email,birthday_month,birthday_day\na@example.org,3,\n"), "F",
            "0:2:date_unknown!");
        row("a day without a month", text("Email,birthday_month,birthday_day\na@example.org,,3\n"), "F",
            "0:1:date_unknown!");
        row("30 February in two columns", text("Email,birthday_month,birthday_day\na@example.org,2,30\n"),
            "F", "0:1:date_impossible!");
        row("a 13th month", text("Email,birthday_month,birthday_day\na@example.org,13,1\n"), "F",
            "0:1:date_impossible!");
        row("a custom date", text("Email,Joined\na@example.org,never\n"), "F", "0:1:date_unknown!");
    }
    void dates() { check(); }

    void damage_data()
    {
        columns();
        row("a phone number as 4.47E+11", text("Email,Phone\na@example.org,4.47E+11\n"), "F",
            "0:1:number_damaged!");
        row("a name with E and +", text("Email,Company\na@example.org,E+Co\n"), "R");
        row("1/5 as Jan-05", text("Email,Street,street2\na@example.org,1 Main St,5-Jan\nb@example.org,x,Jan-05\n"), "RR",
            "0:2:number_damaged? 1:2:number_damaged?");
        row("as other languages write it",
            text("Email,street2,Remark\na@example.org,05. "
                 "Jan,\nb@example.org,05-janv,Jan-05\nc@example.org,ene-05,\n"
                 "d@example.org,5-févr.,2024-01-05\ne@example.org,5/jan,\n"),
            "RRRRR",
            "0:1:number_damaged? 1:1:number_damaged? 1:2:number_damaged? 2:1:number_damaged? "
            "3:1:number_damaged? "
            "4:1:number_damaged?");
        row("as it is in the spreadsheet itself", text("Email,street2\na@example.org,2024-01-05\n"), "R",
            "0:1:number_damaged?");
        row("nearly such dates",
            text("Email,street2\na@example.org,5....\nb@example.org,Apt. 12\nc@example.org,12-14/B\n"),
            "RRR");
        row("a German postal code that lost its zero",
            text("Email,Zip,Country\na@example.org,1067,Germany\nb@example.org,10115,Germany\nc@example.org,"
                 "1010,Austria\n"),
            "RRR", "0:1:zeros_lost?");
        row("beside a state that is none of America's",
            text("Email,State,Zip\na@example.org,Sachsen,1067\nb@example.org,Berlin,10115\n"), "RR",
            "0:2:zeros_lost?");
        row("a phone number among those with a zero in front",
            text("Email,Phone\na@example.org,7700900123\nb@example.org,07700900124\nc@example.org,07700 "
                 "900125\n"),
            "RRR", "0:1:zeros_lost?");
        row("phone numbers of which few have a zero in front",
            text("Email,Phone\na@example.org,6175550100\nb@example.org,0617555012\nc@example.org,"
                 "6175550101\n"),
            "RRR");
        row("no dates", text("Email,Company,street2\na@example.org,3-Com,B-12\nb@example.org,Anj-05,5-anJ\n"), "RR");
        row("a column that was too narrow", text("Email,Birthday\na@example.org,########\n"), "F",
            "0:1:cell_error!");
        row("#REF! in a name", text("Email,First Name\na@example.org,#REF!\n"), "F", "0:1:cell_error!");
        row("a number sign in an address", text("Email,Street\na@example.org,#5 Main St\n"), "R");
        row("a zip code that lost its zero", text("Email,State,Zip,Country\na@example.org,MA,2138,US\n"), "R",
            "0:2:zeros_lost?");
        row("without a country", text("Email,State,Zip\na@example.org,Massachusetts,2138\n"), "R",
            "0:2:zeros_lost?");
        row("two zeros, in Puerto Rico", text("Email,State,Zip\na@example.org,PR,926\n"), "R",
            "0:2:zeros_lost?");
        row("four digits abroad", text("Email,State,Zip,Country\na@example.org,ZH,8001,CH\n"), "R");
        row("four digits in a state without zeros",
            text("Email,State,Zip,Country\na@example.org,CA,9411,US\n"), "R");
        row("broken accents", text("Email,First Name\na@example.org,JosÃ©\n"), "R", "0:1:mojibake?");
        row("accents that are right",
            text("Email,First Name,City\na@example.org,José,São Paulo\nb@example.org,Ãngela,É\n"), "RR");
        row("a letter that is lost", text("Email,First Name\na@example.org,Jos\xef\xbf\xbd\n"), "R",
            "0:1:mojibake?");
        row("control characters",
            text("Email,First Name,Any remark\na@example.org,Ja\x01ne,") + QString(60, QLatin1Char('x')) +
                text("\n"),
            "F", "0:1:not_text!");
        row("lines and tabs are text", text("Email,Company\na@example.org,\"A\tB\nC\"\n"), "R");
        row("a row with more cells than columns",
            text("Email,First Name\na@example.org,Jane,Doe\nb@example.org,Joe\nc@example.org,Jim\n"), "FRR",
            "0:-1:row_long!");
        row("a short row", text("Email,First Name,City\na@example.org,Jane\n"), "R");
    }
    void damage() { check(); }

    void placesAndPhones_data()
    {
        columns();
        row("countries by name or code",
            text("Email,Country\na@example.org,USA\nb@example.org,de\nc@example.org,Schweiz\n"
                 "d@example.org,United Kingdom\ne@example.org,États-Unis\n"),
            "RRRRR");
        row("no such country", text("Email,Country\na@example.org,Untied States\n"), "R",
            "0:1:country_unknown?");
        row("a state by name or code",
            text("Email,State,Country\na@example.org,ma,US\nb@example.org,Ohio,USA\nc@example.org,QC,"
                 "Canada\n"),
            "RRR");
        row("no such state", text("Email,State,Country\na@example.org,ZZ,US\nb@example.org,MA,Canada\n"),
            "RR", "0:1:state_unknown? 1:1:state_unknown?");
        row("states elsewhere are not known",
            text("Email,State,Country\na@example.org,Bayern,Germany\nb@example.org,Xyz,\n"), "RR");
        row("each address by itself",
            text("Email,Home State,Home Country,Work State,Work Country\n"
                 "a@example.org,MA,US,Bayern,Germany\n"),
            "R");
        row("phone numbers at home",
            text("Email,Phone\na@example.org,(617) 555-0100\nb@example.org,+1 617 555 0100\n"), "RR");
        row("phone numbers abroad",
            text("Email,Phone\na@example.org,+49 30 1234567\nb@example.org,0049301234567\n"), "RR",
            "0:1:phone_international? 1:1:phone_international?");
        row("more than three phones",
            text("Email,Phone,Home Phone,Work Phone,Mobile Phone\n"
                 "a@example.org,1,2,3,4\nb@example.org,1,2,,4\n"),
            "RR", "0:4:phones_too_many?");
    }
    void placesAndPhones() { check(); }

    void customValues_data()
    {
        columns();
        row("one of the choices", text("Email,Plan\na@example.org,gold\n"), "R");
        row("not one of them", text("Email,Plan\na@example.org,Platinum\n"), "F", "0:1:choice_unknown!");
        row("several choices", text("Email,Plans\na@example.org,Gold; silver\n"), "R");
        row("several where there is one", text("Email,Plan\na@example.org,Gold; Silver\n"), "F",
            "0:1:choice_unknown!");
        row("numbers", text("Email,Count\na@example.org,\"$1,234.50\"\nb@example.org,-3\n"), "RR");
        row("no numbers", text("Email,Count\na@example.org,many\nb@example.org,\"12,50\"\n"), "FF",
            "0:1:number_invalid! 1:1:number_invalid!");
        row("yes and no", text("Email,Member\na@example.org,Yes\nb@example.org,0\n"), "RR");
        row("yes and no in other languages",
            text("Email,Member\na@example.org,VRAI\nb@example.org,FALSCH\nc@example.org,VERDADEIRO\n"
                 "d@example.org,SÍ\ne@example.org,NÃO\n"),
            "RRRRR");
        row("maybe", text("Email,Member\na@example.org,maybe\n"), "F", "0:1:choice_unknown!");
        row("a type of tomorrow is text", text("Email,Odd\na@example.org,anything\n"), "R");
        row("text of 256", text("Email,Remark\na@example.org,") + QString(256, QLatin1Char('x')) + text("\n"),
            "F", "0:1:too_long!");
    }
    void customValues() { check(); }

    void whereEachRowIsKeptNothingIsMerged()
    {
        const auto sheet = sheetOf(text("First Name,Email,Email status\n"
                                        "Ana,Home@example.org,Active\n"
                                        "#N/A,home@example.org,Active\n"
                                        "Tom,home@example.org,Active\n"
                                        "Li,gone@example.org,Unsubscribed\n"
                                        "Lo,gone@example.org,Active\n"
                                        "Max,max@gmial.com,Active\n"));
        QVERIFY(sheet);
        ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        QCOMPARE(stateLetters(*checkRows(*sheet, mapping)), QStringLiteral("RFDLLR"));
        mapping.setKeepsEach(true);
        const auto report = checkRows(*sheet, mapping);
        QVERIFY(report);
        QCOMPARE(stateLetters(*report), QStringLiteral("RFFLLR"));
        QCOMPARE(told(*report), QStringLiteral("1:0:cell_error! 2:1:email_repeated! 5:1:email_domain_typo?"));
        QVERIFY(report->mergedInto.empty());
        QCOMPARE(report->counts, (CheckCounts{6, 2, 2, 1, 0, 2}));
        QVERIFY(!problemMessage(report->problems.at(1), *sheet, mapping).isEmpty());
    }

    void thePersonsDateOrderStands()
    {
        const auto sheet =
            sheetOf(text("Email,Anniversary\na@example.org,3/4/1985\nb@example.org,3/14/1985\n"));
        ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        ColumnTarget target = mapping.at(1);
        target.dateOrder = DateOrder::DayFirst;
        mapping.set(1, target);
        const auto report = checkRows(*sheet, mapping);
        QVERIFY(report);
        QCOMPARE(told(*report), QStringLiteral("1:1:date_impossible!"));
        QCOMPARE(report->dateOrders.at(1), DateOrder::DayFirst);
    }

    void datesWithDotsHaveTheDayFirstInAColumnOfMonthsFirst()
    {
        const auto sheet =
            sheetOf(text("Email,Anniversary\na@example.org,3/14/1985\nb@example.org,3.4.1985\n"));
        QVERIFY(sheet);
        const auto report = checkRows(*sheet, ColumnMapping::suggest(*sheet));
        QVERIFY(report);
        QCOMPARE(told(*report), QString());
        QCOMPARE(isoDate(DateText::parse("3.4.1985", report->dateOrders.at(1))), text("1985-04-03"));
        QCOMPARE(isoDate(DateText::parse("3/4/1985", report->dateOrders.at(1))), text("1985-03-04"));
    }

    void anOrderThatOnlyShowsLaterStillHoldsFromTheFirstRow()
    {
        QString table = text("Email,Anniversary\n");
        for (int i = 0; i < 3000; ++i)
            table += QStringLiteral("p%1@example.org,3/4/1985\n").arg(i);
        table += text("last@example.org,25/12/1985\n");
        const auto sheet = sheetOf(table);
        const auto report = checkRows(*sheet, ColumnMapping::suggest(*sheet));
        QVERIFY(report);
        QCOMPARE(report->dateOrders.at(1), DateOrder::DayFirst);
        QCOMPARE(told(*report), QString());
    }

    void countsAddUp()
    {
        const auto sheet =
            sheetOf(text("Email,Email status\na@example.org,Active\nA@EXAMPLE.org,Active\nbad,Active\n"
                         "info@example.org,Active\nb@example.org,Unsubscribed\n"));
        const auto report = checkRows(*sheet, ColumnMapping::suggest(*sheet));
        QVERIFY(report);
        QCOMPARE(report->counts, (CheckCounts{5, 2, 1, 1, 1, 1}));
    }

    void withoutAnEmailColumnNothingIsChecked()
    {
        const auto sheet = sheetOf(text("Name,City\nJane,Boston\n"));
        const auto report = checkRows(*sheet, ColumnMapping::suggest(*sheet));
        QVERIFY(!report);
        QCOMPARE(report.error().kind, Error::Kind::Input);
    }

    void aCheckCanBeStoppedAndTellsHowFarItIs()
    {
        QString table = text("Email,First Name\n");
        for (int i = 0; i < 40'000; ++i)
            table += QStringLiteral("p%1@example.org,Jane\n").arg(i);
        const auto sheet = sheetOf(table);
        const ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        qint64 done = 0;
        QVERIFY(
            checkRows(*sheet, mapping, {}, nullptr, [&done](qint64 rows) { done = std::max(done, rows); }));
        QVERIFY(done > 0 && done <= 40'000);

        std::atomic_bool cancel = true;
        const auto stopped = checkRows(*sheet, mapping, {}, &cancel);
        QVERIFY(!stopped);
        QCOMPARE(stopped.error().kind, Error::Kind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(RowCheckTest)
#include "tst_rowcheck.moc"
