#include "rows/checkedrows.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

class ProblemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void suggestionsMendWhatIsKnown_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("suggestion");
        const auto mend = [](const char *name, const char *table, const char *suggestion) {
            QTest::newRow(name) << QString::fromUtf8(table) << QString::fromUtf8(suggestion);
        };
        mend("mailto", "Email\nmailto:a@example.org\n", "a@example.org");
        mend("a name around it", "Email,x\nJane Doe <a@example.org>,\n", "a@example.org");
        mend("the first of two", "Email,x\n\"a@example.org; b@example.org\",\n", "a@example.org");
        mend("the second address where there is no first",
             "Email,E-mail 2 Address,E-mail 3 Address\na@example.org,x@example.org,\n,none,b@example.org\n",
             "b@example.org");
        mend("the second address where a spreadsheet lost the first",
             "E-mail 2 Address,Email\nx@example.org,a@example.org\nb@example.org,#N/A\n", "b@example.org");
        mend("no second address either", "Email,Email 2\na@example.org,\n,none\n", "");
        mend("another column of addresses may be another person's",
             "Email,Helper\na@example.org,x@example.org\n,b@example.org\n", "");
        mend("a provider", "Email\njane@gmial.com\n", "jane@gmail.com");
        mend("a zip code", "Email,State,Zip\na@example.org,MA,2138\n", "02138");
        mend("a zip code with two zeros", "Email,State,Zip\na@example.org,PR,926\n", "00926");
        mend("accents", "Email,First Name\na@example.org,JosÃ©\n", "José");
        mend("a quotation mark", "Email,Company\na@example.org,Joeâ€™s\n", "Joe’s");
        mend("a country", "Email,Country\na@example.org,Untied States\n", "United States");
        mend("a choice", "Email,Plan\na@example.org,Glod\n", "Gold");
        mend("a spreadsheet's date", "Email,Anniversary\na@example.org,31120\n", "1985-03-14");
        mend(
            "a date in the other order",
            "Email,Anniversary\na@example.org,31/12/1985\nb@example.org,3/14/1985\nc@example.org,3/15/1985\n",
            "1985-12-31");
        mend("lost digits stay lost", "Email,Phone\na@example.org,4.47E+11\n", "");
        mend("no address at all", "Email,x\nnone,\n", "");
    }

    void suggestionsMendWhatIsKnown()
    {
        QFETCH(QString, table);
        QFETCH(QString, suggestion);
        const auto sheet = sheetOf(table);
        const ColumnMapping mapping = ColumnMapping::suggest(*sheet, customFields());
        const auto report = checkRows(*sheet, mapping, customFields());
        QVERIFY(report);
        QCOMPARE(report->problems.size(), 1u);
        QCOMPARE(problemSuggestion(report->problems.front(), *sheet, mapping, customFields()), suggestion);
    }

    void everyKindHasANameAndALabel()
    {
        QSet<QString> names;
        for (int i = 0; i < static_cast<int>(ProblemKind::Count); ++i) {
            names.insert(problemKindName(static_cast<ProblemKind>(i)));
            QVERIFY(!problemKindLabel(static_cast<ProblemKind>(i)).isEmpty());
        }
        QCOMPARE(names.size(), static_cast<qsizetype>(ProblemKind::Count));
    }
};

QTEST_GUILESS_MAIN(ProblemTest)
#include "tst_problem.moc"
