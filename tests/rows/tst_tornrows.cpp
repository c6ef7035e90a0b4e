#include "rows/checkedrows.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// Quotes in the wrong place tear rows apart or swallow them; what that may have done is named.
class TornRowsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatQuotesMayHaveDoneIsNamed_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("problems");
        const auto row = [](const char *name, const char *table, const char *problems) {
            QTest::newRow(name) << QString::fromLatin1(table) << QString::fromLatin1(problems);
        };
        row("one that is never closed, where it opens",
            "Email,First Name\na@example.org,Jane\nb@example.org,\"Joe\nc@example.org,Jim\n",
            "1:-1:quote_unclosed!");
        row("quotes inside a quoted cell",
            "Email,Company,City,State\na@example.org,\"The \"Red, White\" "
            "Shop\",Boston,\nb@example.org,B,C,D\n",
            "0:1:quote_inside?");
        row("a backslash where quotes are doubled",
            "Email,Company,City\na@example.org,\"Joe \\\"JJ\\\" Doe\",X\nb@example.org,\"B \"\"x\"\"\",C\n"
            "c@example.org,\"C \"\"x\"\"\",C\n",
            "0:1:quote_inside?");
        row("in a column that is not sent, too", "Email,Shoe,City\na@example.org,\"The \"Red\" Shop\",X\n",
            "0:1:quote_inside?");
        row("beyond the last column",
            "Email,City\na@example.org,X,\"The \"Red\" Shop\"\nb@example.org,Y\nc@example.org,Z\n",
            "0:-1:row_long! 0:-1:quote_inside?");
        row("whose yes is no longer in its column",
            "Email,Company,Newsletter\na@example.org,\"The \"Red, White\" Shop\",yes\nb@example.org,B,yes\n",
            "0:-1:row_long! 0:1:quote_inside?");
        row("whose yes may no longer be in its column, in a row as wide as the table",
            "Email,Company,City,Newsletter,Note\na@example.org,\"The \"Red, White\" Shop\",Boston,yes\n"
            "b@example.org,B,Y,yes,Z\n",
            "0:1:quote_inside!");
        row("whose no stands before it", "Email,Newsletter,Company\na@example.org,no,\"The \"Red\" Shop\"\n",
            "");
        row("who left, whatever is torn",
            "Email,Company,Unsubscribed\na@example.org,\"The \"Red\" Shop\",yes\n", "");
        row("blanks behind a quote are none", "Email,Company,City\na@example.org,\"Shop\"  ,X\n", "");
        row("a person in another's cell",
            "Email,Company,City\na@example.org,\"Big Bob,Boston\nb@example.org,12\",Chicago\n",
            "0:1:cell_holds_rows?");
        row("in a column that is not sent, between others",
            "Email,Shoe,City\na@example.org,\"9,X\n\nB,b@example.org,12\n\",Chicago\n",
            "0:1:cell_holds_rows?");
        row("lines that are no rows",
            "Email,Note\na@example.org,\"Met in Rome, twice\nwrote from b@example.org\n\"\n", "");
    }

    void whatQuotesMayHaveDoneIsNamed()
    {
        QFETCH(QString, table);
        QFETCH(QString, problems);
        const auto sheet = sheetOf(table);
        QVERIFY(sheet);
        const ColumnMapping mapping = ColumnMapping::suggest(*sheet);
        const auto report = checkRows(*sheet, mapping);
        QVERIFY(report);
        QCOMPARE(told(*report), problems);
        for (const Problem &problem : report->problems)
            QVERIFY(!problemMessage(problem, *sheet, mapping).isEmpty());
    }

    void aTornCellThatWasCorrectedIsNamedNoMore()
    {
        const auto sheet =
            sheetOf(QStringLiteral("Email,Company,City\na@example.org,\"The \"Red\" Shop\",X\n"));
        QVERIFY(sheet);
        sheet->correct(0, 1, QStringLiteral("The Red Shop"));
        const auto report = checkRows(*sheet, ColumnMapping::suggest(*sheet));
        QVERIFY(report);
        QCOMPARE(told(*report), QString());
    }
};

QTEST_GUILESS_MAIN(TornRowsTest)
#include "tst_tornrows.moc"
