#include "table/numberformat.h"

#include <QTest>

using namespace rollcall;

class NumberFormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNumberReadsAsPeopleMeanIt_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *format, const char *number, const char *text) {
            QTest::newRow(name) << QString::fromUtf8(format) << QByteArray(number) << QByteArray(text);
        };

        row("a phone number is no 1.6E+10", "General", "1.6175550142E10", "16175550142");
        row("a phone number in digits", "General", "16175550142", "16175550142");
        row("a needless fraction goes", "General", "12.0", "12");
        row("binary dust goes", "General", "0.30000000000000004", "0.3");
        row("digits beyond the fifteenth stay", "General", "1234567890123456789", "1234567890123456789");
        row("a small number has no exponent", "General", "1E-7", "0.0000001");
        row("a negative number", "General", "-12.50", "-12.5");
        row("minus nothing", "General", "-0", "0");
        row("an endless number keeps its exponent", "General", "1E300", "1e+300");
        row("no number at all", "General", "abc", "abc");

        row("a postal code keeps its zeros", "00000", "2134", "02134");
        row("a postal code in a format with a fraction that is not one", "00000", "2134.0", "02134");
        row("a postal code with four more", "00000-0000", "21340001", "02134-0001");
        row("zeros in front of a fraction would be wrong", "00000", "12.5", "12.5");
        row("a phone number in its format", R"([<=9999999]###\-####;\(###\)\ ###\-####)", "6175550142",
            "(617) 555-0142");
        row("a short phone number in its format", R"([<=9999999]###\-####;\(###\)\ ###\-####)", "5550142",
            "555-0142");
        row("seven digits where ten are expected", R"(\(###\)\ ###\-####)", "5550142", "555-0142");
        row("a country code in quotes", R"("+49 "000 000)", "30123456", "+49 30123 456");
        row("a member number with letters", R"("ID-"0000)", "12", "ID-0012");
        row("below zero", "0000", "-12", "-0012");
        row("below zero with a section for it", "0000;-0000", "-12", "-0012");
        row("more digits than places", "000", "12345", "12345");
        row("nothing in places that hide zeros", "##-##", "0", "");

        row("a date", "m/d/yyyy", "31120", "1985-03-14");
        row("a date with a locale", "[$-409]d\\-mmm\\-yy;@", "31120", "1985-03-14");
        row("a date in German", "tt.mm.jjjj", "31120", "1985-03-14");
        row("a date's hidden time", "yyyy-mm-dd", "31120.75", "1985-03-14");
        row("a date and time", "m/d/yy h:mm", "31120.75", "1985-03-14 18:00:00");
        row("a date and time at midnight", "m/d/yy h:mm", "31120", "1985-03-14");
        row("a time that rounds up to the next day", "m/d/yy h:mm", "31120.999999", "1985-03-15");
        row("a month and year", "mmm-yy", "38353", "2005-01-01");
        row("a time", "h:mm AM/PM", "0.5", "12:00:00");
        row("minutes are no months", "mm:ss", "0.5", "12:00:00");
        row("hours beyond a day", "[h]:mm", "1.5", "36:00:00");
        row("before 1 March 1900", "yyyy-mm-dd", "59", "1900-02-28");
        row("from 1 March 1900 on", "yyyy-mm-dd", "61", "1900-03-01");
        row("an empty cell seen through a formula", "m/d/yyyy", "0", "");
        row("a number that is no date", "m/d/yyyy", "16175550142", "16175550142");
        row("a day before time", "m/d/yyyy", "-5", "-5");

        row("percent", "0%", "0.07", "7%");
        row("percent with decimals", "0.00%", "0.1525", "15.25%");
        row("an amount", R"("$"#,##0.00)", "1234.5", "1234.50");
        row("an amount of accounting", R"(_("$"* #,##0.00_);_("$"* \(#,##0.00\);_("$"* "-"??_);_(@_))", "12",
            "12.00");
        row("more decimals than shown stay", "0.00", "3.14159", "3.14159");
        row("an exponent is not asked for", "0.00E+00", "16175550142", "16175550142");
        row("thousands", "#,##0", "16175550142", "16175550142");
        row("a fraction", "# ?/?", "0.5", "0.5");
        row("text", "@", "2134", "2134");
        row("a quoted semicolon is no end", R"(0"; "00)", "123", "1; 23");
        row("a bracket that is never closed", "[h", "1.5", "36:00:00");
        row("a quote that is never closed", "\"abc", "12", "12");
        row("nothing", "", "12", "12");
    }

    void aNumberReadsAsPeopleMeanIt()
    {
        QFETCH(QString, format);
        QFETCH(QByteArray, number);
        QFETCH(QByteArray, text);

        QCOMPARE(NumberFormat::parse(format).text(number), text);
    }

    void aWorkbookMayCountFrom1904()
    {
        const NumberFormat date = NumberFormat::parse(QStringLiteral("yyyy-mm-dd"));
        QCOMPARE(date.text("29658", NumberFormat::Epoch::Year1904), QByteArray("1985-03-14"));
        QCOMPARE(date.text("0", NumberFormat::Epoch::Year1904), QByteArray("1904-01-01"));
    }

    void formatsWithoutACodeAreKnownByNumber()
    {
        QCOMPARE(NumberFormat::builtIn(0).text("31120"), QByteArray("31120"));
        QCOMPARE(NumberFormat::builtIn(14).text("31120"), QByteArray("1985-03-14"));
        QCOMPARE(NumberFormat::builtIn(22).text("31120.5"), QByteArray("1985-03-14 12:00:00"));
        QCOMPARE(NumberFormat::builtIn(9).text("0.5"), QByteArray("50%"));
        QCOMPARE(NumberFormat::builtIn(49).text("02134"), QByteArray("02134"));
        QCOMPARE(NumberFormat::builtIn(-7).text("1"), QByteArray("1"));
    }
};

QTEST_GUILESS_MAIN(NumberFormatTest)
#include "tst_numberformat.moc"
