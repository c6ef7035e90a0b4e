#include "table/conversion.h"
#include "table/sheet.h"
#include "table/spreadsheetreader.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

namespace {

QString data(const char *name)
{
    return QStringLiteral(TEST_DATA "/spreadsheets/") + QLatin1String(name);
}

QStringList list(std::initializer_list<const char *> texts)
{
    QStringList strings;
    for (const char *text : texts)
        strings.append(QString::fromUtf8(text));
    return strings;
}

QByteArray rowsOf(Result<ConvertedTable> table)
{
    return table ? table->rows->readAll() : table.error().message.toUtf8();
}

const QByteArray members = R"(Members of the club,,,,,,,,,,,,,

First name,Last name,Email address,Phone,Zip,Birthday,Joined,Share,Active,Notes,Fee,Due,,
Zoë Ann,O'Brien,zoe@example.org,(617) 555-0142,02134,1985-03-14,2024-03-14 09:30:00,15%,TRUE,"Line one
line ""two"", & more",12.50,2024-03-14,,

BO,,bo@example.org,16175550142,,,2024-03-14,,FALSE,#N/A,,,,

,,cy@example.org,0049301234,,1985-03-14,,,,,,,,far right
)";

const QByteArray odsMembers = R"(First name,Email,Phone,Zip,Birthday,Joined,Share,Active,Notes,Time,Count


Zoë Ann,zoe@example.org,(617) 555-0142,02134,1985-03-14,2024-03-14 09:30:00,15%,TRUE,"Line one
two
three	""four"",  five",09:30:00,1234.5
,bo@example.org,16175550142,16175550142,#N/A,,,said once,,,
Cy,cy@example.org,,,,,,,,,
Cy,cy@example.org,,,,,,,,,
Cy,cy@example.org,,,,,,,,,
)";

} // namespace

class SpreadsheetsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWorkbookBecomesRows_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("sheet");
        QTest::addColumn<QByteArray>("rows");

        QTest::newRow("XLSX with what it can have") << data("features.xlsx") << "Members" << members;
        QTest::newRow("the first visible sheet that holds something")
            << data("features.xlsx") << QString() << members;
        QTest::newRow("another sheet, by its name")
            << data("features.xlsx") << "Board & co" << QByteArray("Email,Name\nbea@example.org,Bea\n");
        QTest::newRow("a hidden sheet when it is asked for")
            << data("features.xlsx") << "Read me" << QByteArray("Email,Name\nhidden@example.org,Hidden\n");
        QTest::newRow("only a hidden sheet holds something")
            << data("onlyhidden.xlsx") << QString() << QByteArray("Email,Name\nhidden@example.org,Hidden\n");
        QTest::newRow("days counted from 1904") << data("dates1904.xlsx") << QString()
                                                << QByteArray("Email,Birthday\nann@example.org,1985-03-14\n");
        QTest::newRow("a cell that refers to no text is empty")
            << data("emptytext.xlsx") << QString() << QByteArray("Email,Name\nann@example.org,\n");
        QTest::newRow("the strict edition, no references, other folders")
            << data("strict.xlsx") << QString() << QByteArray("Email,Age\nann@example.org,42\n");
        QTest::newRow("ODS with what it can have") << data("features.ods") << QString() << odsMembers;
        QTest::newRow("another sheet of an ODS, by its name")
            << data("features.ods") << "Board & co" << QByteArray("Email,Name\nbea@example.org,Bea\n");
        QTest::newRow("a hidden sheet of an ODS when it is asked for")
            << data("features.ods") << "Hidden" << QByteArray("Email,Name\nhidden@example.org,Hidden\n");
        QTest::newRow("only a hidden sheet of an ODS holds something")
            << data("onlyhidden.ods") << QString() << QByteArray("Email,Name\nhidden@example.org,Hidden\n");
    }

    void aWorkbookBecomesRows()
    {
        QFETCH(QString, file);
        QFETCH(QString, sheet);
        QFETCH(QByteArray, rows);

        const auto wanted = sheet.isEmpty() ? std::nullopt : std::optional(sheet);
        QCOMPARE(rowsOf(convertToRows(file, wanted)), rows);
    }

    void aPageOfWordsInFrontIsNotTheTable()
    {
        const auto found = Sheet::open(data("coverpage.xlsx"));
        QVERIFY(found);
        QCOMPARE((*found)->format().sheetName, QStringLiteral("Members"));
        QCOMPARE((*found)->headers().constFirst(), QStringLiteral("Email"));
        TableChoice cover;
        cover.sheetName = QStringLiteral("Cover");
        QVERIFY(!Sheet::open(data("coverpage.xlsx"), cover)); // who chooses it is told what is in it
    }

    void visibleSheetsComeFirstAndChartsAreNone()
    {
        const auto xlsx = convertToRows(data("features.xlsx"));
        QVERIFY(xlsx);
        QCOMPARE(xlsx->sheetNames, list({"Empty", "Members", "Board & co", "Read me"}));
        QCOMPARE(xlsx->sheetName, QStringLiteral("Members"));
        QVERIFY(xlsx->isPlain && xlsx->isWhole);

        const auto ods = convertToRows(data("features.ods"));
        QVERIFY(ods);
        QCOMPARE(ods->sheetNames, list({"Empty", "Members", "Board & co", "Hidden"}));
        QCOMPARE(ods->sheetName, QStringLiteral("Members"));
    }

    void aRowThatIsRepeatedIsThereAsOften()
    {
        const auto table = convertToRows(data("repeated.ods"), {});
        QVERIFY(table);
        QVERIFY(table->rows->size() < 16'000'000);
        const QList<QByteArray> lines = table->rows->readAll().split('\n');
        QCOMPARE(lines.count("bo@example.org,Bo"), 300'000);
        QCOMPARE(lines.at(1'000'002), QByteArray("cy@example.org,Cy"));
        QCOMPARE(lines.count(QByteArray()), 700'001);
    }

    void whatCannotBeReadSaysWhy_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("sheet");
        QTest::addColumn<QString>("sentence");
        const QString damaged = QStringLiteral("The file is damaged or incomplete.");
        const QString tooLarge = QStringLiteral("The file holds more than a table of contacts can.");
        const QString password = QStringLiteral("The file is protected with a password.");

        QTest::newRow("XLSX with a password") << data("protected.xlsx") << QString() << password;
        QTest::newRow("ODS with a password") << data("protected.ods") << QString() << password;
        QTest::newRow("an old workbook")
            << data("old.xls") << QString()
            << "This is a workbook in an old Excel format, or one that is protected with a password.";
        QTest::newRow("an old letter")
            << data("old.doc") << QString() << "This is a text document or a presentation, not a table.";
        QTest::newRow("a letter") << data("letter.docx") << QString()
                                  << "This is a text document or a presentation, not a table.";
        QTest::newRow("a letter of LibreOffice")
            << data("letter.odt") << QString() << "There is no table in this file.";
        QTest::newRow("a binary workbook")
            << data("binary.xlsb") << QString() << "This is a binary Excel workbook (XLSB).";
        QTest::newRow("Apple Numbers") << data("apple.numbers") << QString()
                                       << "This is a document of Apple's Numbers, Pages or Keynote.";
        QTest::newRow("no sheet of that name") << data("features.xlsx") << "Staff"
                                               << "There is no sheet “Staff” in the file.";
        QTest::newRow("no sheet of that name in an ODS") << data("features.ods") << "Staff"
                                                         << "There is no sheet “Staff” in the file.";
        QTest::newRow("a chosen sheet that is empty") << data("features.xlsx") << "Empty"
                                                      << "The sheet “Empty” has no rows.";
        QTest::newRow("a chosen sheet of an ODS that is empty") << data("features.ods") << "Empty"
                                                                << "The sheet “Empty” has no rows.";
        QTest::newRow("nothing in it") << data("empty.xlsx") << QString() << "The file has no rows.";
        QTest::newRow("tags that do not match") << data("brokenxml.xlsx") << QString() << damaged;
        QTest::newRow("a sheet that is missing") << data("nosheet.xlsx") << QString() << damaged;
        QTest::newRow("a cell that refers to a text that is not there")
            << data("nosuchtext.xlsx") << QString() << damaged;
        QTest::newRow("a workbook without the texts of its cells")
            << data("notexts.xlsx") << QString() << damaged;
        QTest::newRow("a text from outside the file") << data("entity.xlsx") << QString() << damaged;
        QTest::newRow("tags inside each other without end") << data("deep.xlsx") << QString() << damaged;
        QTest::newRow("a text without end") << data("longtext.xlsx") << QString() << tooLarge;
        QTest::newRow("a column beyond the last") << data("toofar.xlsx") << QString() << tooLarge;
        QTest::newRow("a row beyond the last") << data("toolow.xlsx") << QString() << tooLarge;
        QTest::newRow("one cell repeated until the disk is full")
            << data("bomb.ods") << QString() << tooLarge;
        QTest::newRow("a row of text a million times") << data("repeated_text.ods") << QString() << tooLarge;
        QTest::newRow("a wide row a million times") << data("repeated_columns.ods") << QString() << tooLarge;
        QTest::newRow("no file") << data("nowhere.xlsx") << QString() << "The file cannot be read.";
    }

    void whatCannotBeReadSaysWhy()
    {
        QFETCH(QString, file);
        QFETCH(QString, sheet);
        QFETCH(QString, sentence);

        const auto wanted = sheet.isEmpty() ? std::nullopt : std::optional(sheet);
        const auto table = convertToRows(file, wanted);
        QVERIFY(!table);
        QCOMPARE(table.error().kind, Error::Kind::Input);
        QCOMPARE(table.error().message, sentence);
        QVERIFY(!table.error().hint.isEmpty());
    }

    /// A file that was cut short or damaged gives its table or says so; under the sanitizers this shows more.
    void damageIsNoticedOrHarmless_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name :
             {"features.xlsx", "features.ods", "strict.xlsx", "mailchimp.zip", "workbook.zip", "apple.vcf",
              "outlook.vcf", "four.vcf", "wide.vcf", "protected.xlsx"})
            QTest::newRow(name) << data(name);
    }

    void damageIsNoticedOrHarmless()
    {
        QFETCH(QString, file);
        QFile whole(file);
        QVERIFY(whole.open(QIODevice::ReadOnly));
        const QByteArray bytes = whole.readAll();
        const auto tryIt = [](QByteArray damaged) {
            QBuffer buffer(&damaged);
            buffer.open(QIODevice::ReadOnly);
            const auto table = convertToRows(buffer, {}, Nesting::Outside);
            return table || table.error().kind == Error::Kind::Input;
        };
        for (qsizetype length = 0; length < bytes.size(); length += 1 + length / 50)
            QVERIFY2(tryIt(bytes.first(length)), qPrintable(QString::number(length)));
        for (qsizetype at = 0; at < bytes.size(); at += 7) {
            QByteArray damaged = bytes;
            damaged[at] = static_cast<char>(damaged.at(at) ^ (1 << at % 8));
            QVERIFY2(tryIt(damaged), qPrintable(QString::number(at)));
        }
    }

    void aChangedByteInTheRowsIsNoticed()
    {
        QFile whole(data("dates1904.xlsx"));
        QVERIFY(whole.open(QIODevice::ReadOnly));
        QByteArray bytes = whole.readAll();
        // The checksum of the sheet, which no XML reader would miss.
        const qsizetype entry = bytes.lastIndexOf("xl/worksheets/sheet1.xml");
        bytes[entry - 46 + 16] = static_cast<char>(bytes.at(entry - 46 + 16) ^ 1);
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::ReadOnly);
        QCOMPARE(rowsOf(convertToRows(buffer, {}, Nesting::Outside)),
                 QByteArray("The file is damaged or incomplete."));
    }

    void readingCanBeStopped()
    {
        const std::atomic_bool stopped = true;
        for (const char *name : {"features.xlsx", "features.ods", "onetable.zip", "apple.vcf"}) {
            const auto table = convertToRows(data(name), {}, &stopped);
            QVERIFY2(!table, name);
            QCOMPARE(table.error().kind, Error::Kind::Cancelled);
        }
    }

    void manyRowsAreReadInOrderAndAFewAtOnce()
    {
        const auto all = convertToRows(data("many.xlsx"));
        QVERIFY(all);
        const QByteArray rows = all->rows->readAll();
        QCOMPARE(rows.count('\n'), 5001);
        QVERIFY(rows.endsWith("\nperson4998@example.org,4998\nperson4999@example.org,4999\n"));

        const auto few = convertToRows(data("many.xlsx"), {}, nullptr, 1000);
        QVERIFY(few && !few->isWhole);
        const QByteArray beginning = few->rows->readAll();
        QVERIFY(beginning.size() >= 1000 && beginning.size() < 1100);
        QVERIFY(rows.startsWith(beginning));
        QCOMPARE(few->sheetNames, list({"Sheet1"}));
    }

    void hiddenRowsAreReadAndSaid_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<qint64>("hidden");
        QTest::newRow("XLSX") << data("features.xlsx") << qint64(1);
        QTest::newRow("ODS") << data("features.ods") << qint64(1);
        QTest::newRow("none") << data("onlyhidden.xlsx") << qint64(0);
    }

    void hiddenRowsAreReadAndSaid()
    {
        QFETCH(QString, file);
        QFETCH(qint64, hidden);
        const auto sheet = Sheet::open(file);
        QVERIFY(sheet);
        QCOMPARE((*sheet)->format().hiddenRows, hidden);
        QCOMPARE((*sheet)->format().damageText().contains(QStringLiteral("hidden")), hidden > 0);
        QVERIFY((*sheet)->rowCount() >= hidden);
    }

    void aSheetOpensOnAWorkbook_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("XLSX") << data("features.xlsx");
        QTest::newRow("XLSX in a ZIP") << data("workbook.zip");
    }

    void aSheetOpensOnAWorkbook()
    {
        QFETCH(QString, file);
        for (const bool isPreview : {false, true}) {
            const auto opened = isPreview ? Sheet::preview(file) : Sheet::open(file);
            QVERIFY(opened);
            const Sheet &sheet = **opened;
            QCOMPARE(sheet.path(), file);
            QCOMPARE(sheet.fileSize(), QFile(file).size());
            QCOMPARE(sheet.sheetNames().size(), 4);
            QCOMPARE(sheet.format().sheetName, QStringLiteral("Members"));
            QCOMPARE(sheet.format().headerLine, 3);
            QVERIFY(!sheet.isPreview());
            QCOMPARE(sheet.columnCount(), 14);
            QCOMPARE(sheet.headers().first(3), list({"First name", "Last name", "Email address"}));
            QCOMPARE(sheet.rowCount(), 3);
            QCOMPARE(sheet.cell(0, 9), QStringLiteral("Line one\nline \"two\", & more"));
            QCOMPARE(sheet.cell(2, 13), QStringLiteral("far right"));
            // As the spreadsheet program numbers them.
            QCOMPARE(sheet.numberOf(0), 4);
            QCOMPARE(sheet.numberOf(1), 6);
            QCOMPARE(sheet.numberOf(2), 8);
            QVERIFY(sheet.status());
        }
    }

    void aSheetOpensOnAnotherSheet()
    {
        TableChoice choice;
        choice.sheetName = QStringLiteral("Board & co");
        for (const char *name : {"features.xlsx", "features.ods"}) {
            const auto sheet = Sheet::open(data(name), choice);
            QVERIFY(sheet);
            QCOMPARE((*sheet)->format().sheetName, QStringLiteral("Board & co"));
            QCOMPARE((*sheet)->headers(), list({"Email", "Name"}));
            QCOMPARE((*sheet)->rowCount(), 1);
            QCOMPARE((*sheet)->numberOf(0), 2);
        }
    }

    void aSheetOpensOnAnOpenDocument()
    {
        const auto opened = Sheet::open(data("features.ods"));
        QVERIFY(opened);
        const Sheet &sheet = **opened;
        QCOMPARE(sheet.format().headerLine, 1);
        QCOMPARE(sheet.columnCount(), 11);
        QCOMPARE(sheet.rowCount(), 5);
        QCOMPARE(sheet.numberOf(0), 4);
        QCOMPARE(sheet.numberOf(4), 8);
        QCOMPARE(sheet.cell(0, 3), QStringLiteral("02134"));
    }

    void aWorkbookThatIsReplacedMeanwhileIsNoticed()
    {
        const QString path = m_dir.filePath(QStringLiteral("replaced.xlsx"));
        QVERIFY(QFile::copy(data("strict.xlsx"), path));
        const auto sheet = Sheet::open(path);
        QVERIFY(sheet);
        QVERIFY((*sheet)->status());
        QVERIFY(QFile::remove(path));
        QVERIFY(!(*sheet)->status());
    }

    void aCorrectedWorkbookIsSavedAsCsv()
    {
        const auto sheet = Sheet::open(data("strict.xlsx"));
        QVERIFY(sheet);
        (*sheet)->correct(0, 1, QStringLiteral("43, really"));
        const QString path = m_dir.filePath(QStringLiteral("corrected.csv"));
        QVERIFY((*sheet)->saveCorrected(path));
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), QByteArray("\xEF\xBB\xBF"
                                             "Email,Age\nann@example.org,\"43, really\"\n"));
    }

private:
    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(SpreadsheetsTest)
#include "tst_spreadsheets.moc"
