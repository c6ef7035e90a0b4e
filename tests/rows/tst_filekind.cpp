#include "rows/tablefile.h"
#include "table/csvindex.h"

#include <QFile>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// What is taken for a table, and what is said of the rest.
class FileKindTest : public QObject
{
    Q_OBJECT

private:
    TableFolder m_dir;

private Q_SLOTS:
    void anAcceptedListOfOneColumn()
    {
        const auto sheet = m_dir.opened("Email\na@x.org\nb@x.org\nnot an address\n");
        QVERIFY(sheet);
        QCOMPARE(sheet->rowCount(), 3);
        const auto bare = m_dir.opened("a@x.org\nb@x.org\n");
        QVERIFY(bare);
        QCOMPARE(bare->rowCount(), 2);
        QCOMPARE(bare->format().headerLine, 0);
        QCOMPARE(bare->format().dialectConfidence, 1.0); // nothing stands between cells
    }

    void whatCannotBeRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char *name, const QByteArray &content, const char *sentence) {
            QTest::newRow(name) << content << QString::fromLatin1(sentence);
        };
        row("an empty file", "", "The file is empty.");
        row("only blank lines", "\n\n  \n", "The file is empty.");
        row("a header alone", "Email,Name\n", "There are no rows below the header of this file.");
        row("one column that is no list of addresses", "Name: Jane\nName: Max\nName: Bo\n",
            "Only one column was found in this file, and it is not a list of addresses.");
        row("addresses with more in their cells, behind colons",
            "Email:Name\na@example.org:Ann\nb@example.org:Bo\n",
            "Only one column was found in this file, and it is not a list of addresses.");
        row("a picture", QByteArray("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16),
            "This is a picture or a recording, not a table.");
        row("a PDF", "%PDF-1.7\n%\xE2\xE3\n", "This is a PDF document, not a table.");
        row("a program",
            QByteArray("\x7F"
                       "ELF\2\1\1\0\0\0",
                       10),
            "This is a program, not a table.");
        row("an old workbook", QByteArray("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0", 12),
            "This is a workbook in an old Excel format, or one that is protected with a password.");
        row("a web page called .xls", "<html><table><tr><td>Email</td></tr></table></html>",
            "This is a web page, though its name may say something else.");
        row("an XML file", "<?xml version=\"1.0\"?><people/>",
            "This is an XML file, not a table that Rollcall can read.");
        const char *const json = "This is a JSON file, not a table that Rollcall can read.";
        row("JSON on one line", "[{\"email\":\"a@example.org\",\"name\":\"Ann\"},{\"email\":\"b@example.org\"}]\n",
            json);
        row("JSON on many lines",
            "\xEF\xBB\xBF{\r\n  \"contacts\": [\r\n    {\"email\": \"a@example.org\", \"name\": \"Ann\"}\r\n  ]\r\n}",
            json);
        row("a JSON object a line", "{\"email\":\"a@example.org\",\"n\":1}\n{\"email\":\"b@example.org\",\"n\":2}\n",
            json);
        row("JSON of lists", "[\n[\"Email\",\"Name\"],\n[\"a@example.org\",\"Ann\"]\n]", json);
        QByteArray noise;
        for (int i = 0; i < 4000; ++i)
            noise += static_cast<char>((i * 7919) >> 3);
        row("bytes that are no text", noise, "This file does not hold text, so it cannot be a table.");
    }

    void whatCannotBeRead()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, sentence);
        const auto sheet = Sheet::open(m_dir.file(content));
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().message, sentence);
        QCOMPARE(sheet.error().kind, Error::Kind::Input);
        QVERIFY(!sheet.error().hint.isEmpty());
        QVERIFY(!Sheet::preview(m_dir.filePath(QStringLiteral("table.csv"))));
    }

    void bracketsAroundNamesAreNoJson()
    {
        const auto sheet = m_dir.opened("[Email],[Name]\na@x.org,{A}\n");
        QVERIFY(sheet);
        QCOMPARE(sheet->headers(), (QStringList{QStringLiteral("[Email]"), QStringLiteral("[Name]")}));
    }

    void oneColumnIsAcceptedWhenTheDelimiterWasChosen()
    {
        TableChoice choice;
        choice.delimiter = ':';
        const auto sheet = m_dir.opened("Name: Jane\nName: Max\n", choice);
        QVERIFY(sheet);
        QCOMPARE(sheet->columnCount(), 2);
        choice.delimiter = ',';
        const auto whole = m_dir.opened("Name: Jane\nName: Max\n", choice);
        QVERIFY(whole);
        QCOMPARE(whole->columnCount(), 1);
    }

    void notAFile()
    {
        const auto missing = Sheet::open(m_dir.filePath(QStringLiteral("none.csv")));
        QVERIFY(!missing);
        QVERIFY(missing.error().message.startsWith(QStringLiteral("There is no file")));
        const auto folder = Sheet::open(m_dir.path());
        QVERIFY(!folder);
        QVERIFY(folder.error().message.contains(QStringLiteral("is a folder")));
        const QString closed = m_dir.file("a,b\n1,2\n", QStringLiteral("closed.csv"));
        QFile::setPermissions(closed, {});
        if (QFile(closed).open(QIODevice::ReadOnly))
            QSKIP("this user may read anything");
        const auto unreadable = Sheet::open(closed);
        QVERIFY(!unreadable);
        QVERIFY(unreadable.error().message.contains(QStringLiteral("cannot be read")));
    }

    void aChoiceThatMakesNoSenseIsSaid()
    {
        TableChoice choice;
        choice.encoding = QStringLiteral("klingon");
        const auto sheet = Sheet::open(m_dir.file("a,b\n1,2\n"), choice);
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().kind, Error::Kind::Usage);
        choice = {};
        choice.delimiter = '\n';
        QVERIFY(!Sheet::open(m_dir.file("a,b\n1,2\n"), choice));
    }

    void aHugeLineIsReadAndAnEndlessOneRefused()
    {
        const QByteArray big(5'000'000, 'x');
        const auto sheet = m_dir.opened("Email,Note\na@x.org," + big + "\nb@x.org,y\n");
        QVERIFY(sheet);
        QCOMPARE(sheet->rowCount(), 2);
        QCOMPARE(sheet->cell(0, 1).size(), big.size());
        QCOMPARE(rowsOf(*sheet).at(1), QStringLiteral("b@x.org|y"));
        const auto endless = Sheet::open(m_dir.file(
            "Email,Note\na@x.org," + QByteArray(CsvIndex::longestRecord + 1'000'000, 'x') + "\nb@x.org,y\n"));
        QVERIFY(!endless);
        QCOMPARE(endless.error().kind, Error::Kind::Input);
        QVERIFY(endless.error().message.contains(QLatin1Char('2')));
    }
};

QTEST_GUILESS_MAIN(FileKindTest)
#include "tst_filekind.moc"
