#include "rows/tablefile.h"
#include "table/csvindex.h"

#include <QDir>
#include <QFile>
#include <QStringEncoder>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace rollcall;
using namespace rollcall::test;

class SheetTest : public QObject
{
    Q_OBJECT

private:
    TableFolder m_dir;

private Q_SLOTS:
    void aPlainFileIsReadAsItIs()
    {
        const auto sheet =
            m_dir.opened("Email,Name\njane@example.org,Jane\n\nmax@example.org,\"Max, Jr.\"\n");
        QVERIFY(sheet);
        QCOMPARE(sheet->headers(), (QStringList{QStringLiteral("Email"), QStringLiteral("Name")}));
        QCOMPARE(rowsOf(*sheet), (QStringList{QStringLiteral("jane@example.org|Jane"),
                                              QStringLiteral("max@example.org|Max, Jr.")}));
        QCOMPARE(sheet->cell(1, 1), QStringLiteral("Max, Jr."));
        QCOMPARE(sheet->rawRecord(1), QByteArray("max@example.org,\"Max, Jr.\""));
        QCOMPARE(sheet->lineOf(0), 2);
        QCOMPARE(sheet->lineOf(1), 4);
        QCOMPARE(sheet->numberOf(1), 4);
        QCOMPARE(sheet->format().headerLine, 1);
        QVERIFY(sheet->format().confidence() > 0.8);
    }

    void linesAreThoseOfAnEditorAndNumbersThoseOfASpreadsheet()
    {
        const auto sheet =
            m_dir.opened("Email,Note\r\na@x.org,\"one\ntwo\"\r\nb@x.org,x\r\n,\r\n\r\nc@x.org,y");
        QVERIFY(sheet);
        QCOMPARE(sheet->rowCount(), 3);
        QCOMPARE(sheet->lineOf(1), 4);
        QCOMPARE(sheet->numberOf(1), 3);
        QCOMPARE(sheet->lineOf(2), 7);
        QCOMPARE(sheet->numberOf(2), 6);
    }

    void shortRowsAreFilledAndLongOnesNamed()
    {
        const auto sheet =
            m_dir.opened("Email,Name,City\na@x.org\nb@x.org,Bo,Rome,extra\nc@x.org,C,Bonn,,\n");
        QVERIFY(sheet);
        Sheet::Reader reader(*sheet);
        RowView row;
        QVERIFY(reader.next(row) && !row.isLong);
        QCOMPARE(row.cells.size(), size_t(3));
        QVERIFY(row.cells[2].empty());
        QVERIFY(reader.next(row) && row.isLong);
        QVERIFY(reader.next(row) && !row.isLong);
        QVERIFY(!reader.next(row));
        QVERIFY(reader.status());
        QCOMPARE(sheet->cell(0, 2), QString());
    }

    void aQuoteThatIsNeverClosedKeepsToItsLine()
    {
        const auto sheet = m_dir.opened("Email,Name\na@x.org,\"Ann\nb@x.org,\"Bo\"\nc@x.org,\"Cy\n");
        QVERIFY(sheet);
        QCOMPARE(sheet->rowCount(), 3);
        Sheet::Reader reader(*sheet);
        RowView row;
        QVERIFY(reader.next(row) && row.quoteUnclosed);
        QVERIFY(reader.next(row) && !row.quoteUnclosed);
        QVERIFY(reader.next(row) && row.quoteUnclosed);
        QCOMPARE(sheet->lineOf(2), 4);
        sheet->correct(0, 1, QStringLiteral("Ann"));
        Sheet::Reader again(*sheet);
        QVERIFY(again.next(row) && !row.quoteUnclosed);
    }

    void headers_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("headers");
        QTest::addColumn<qint64>("headerLine");
        QTest::addColumn<qint64>("rows");
        const auto row = [](const char *name, const char *content, const char *headers, qint64 line,
                            qint64 rows) {
            QTest::newRow(name) << QByteArray(content) << QString::fromUtf8(headers) << line << rows;
        };
        row("on the first line", "Email,Name\na@x.org,A\n", "Email|Name", 1, 1);
        row("none: the first line has an address", "a@x.org,Ann\nb@x.org,Bo\n", "|", 0, 2);
        row("none: the first line has numbers as those below", "Ann,12\nBo,15\nCy,19\n", "|", 0, 3);
        row("below title lines",
            "Members of the club\nAs of 3 March\n\nEmail,Name,City\na@x.org,A,X\nb@x.org,B,Y\n",
            "Email|Name|City", 4, 2);
        row("below a title with delimiters to fill the line",
            "Members 2024,,\nEmail,Name,City\na@x.org,A,X\n", "Email|Name|City", 2, 1);
        row("blank lines above it", "\n\nEmail,Name\na@x.org,A\n", "Email|Name", 3, 1);
        row("below a line of groups, which tell equal names apart",
            "Person,,Home,,Work,\nEmail,Name,Street,City,Street,City\na@x.org,A,s,c,t,d\n",
            "Email|Name|Home Street|Home City|Work Street|Work City", 2, 1);
        row("below a line of groups that is as wide as the table",
            "Contact,Name,,Phone\nEmail,First,Last,Number\na@x.org,A,B,1\nb@x.org,C,D,2\n",
            "Email|First|Last|Number", 2, 2);
        row("above a first row with a bad address, where a name is missing",
            "Email,Name,,Phone\nno mail,Ann,x,none\na@x.org,B,y,1\nb@x.org,C,z,2\n", "Email|Name||Phone", 1,
            3);
        row("with a second line that explains it",
            "email,name\nRecipient email address,Full name\na@x.org,A\nb@x.org,B\n", "email|name", 1, 2);
        row("a first row with a bad address is a row",
            "email,name\njane at gmail,Jane\na@x.org,A\nb@x.org,B\n", "email|name", 1, 3);
        row("empty columns at the end are dropped", "Email,Name,,\na@x.org,A,,\nb@x.org,B,,\n", "Email|Name",
            1, 2);
        row("a column without a name that has content stays", "Email,Name,\na@x.org,A,x\nb@x.org,B,\n",
            "Email|Name|", 1, 2);
        row("names that occur twice and none", "Email,,Email\na@x.org,x,b@x.org\n", "Email||Email", 1, 1);
        row("with a line break inside a name", "\"E\nmail\",Name\na@x.org,A\n", "E mail|Name", 1, 1);
        row("narrower than its rows", "Email,Name\na@x.org,A,x\nb@x.org,B,y\nc@x.org,C,z\n", "Email|Name|", 1,
            3);
        row("sep= says the delimiter", "sep=;\nEmail;Name\na@x.org;A\n", "Email|Name", 2, 1);
    }

    void headers()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, headers);
        QFETCH(qint64, headerLine);
        QFETCH(qint64, rows);
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        QCOMPARE(sheet->headers().join(QLatin1Char('|')), headers);
        QCOMPARE(sheet->format().headerLine, headerLine);
        QCOMPARE(sheet->rowCount(), rows);
    }

    void aChosenHeaderLineIsNotDoubted()
    {
        const QByteArray content = "x,y\nEmail,Name\na@x.org,A\n";
        TableChoice choice;
        choice.headerLine = 2;
        const auto second = m_dir.opened(content, choice);
        QVERIFY(second);
        QCOMPARE(second->headers().constFirst(), QStringLiteral("Email"));
        QCOMPARE(second->rowCount(), 1);
        choice.headerLine = 0;
        const auto none = m_dir.opened(content, choice);
        QVERIFY(none);
        QCOMPARE(none->rowCount(), 3);
        QCOMPARE(none->headers(), QStringList({QString(), QString()}));
        choice.headerLine = 99;
        const auto beyond = Sheet::open(m_dir.file(content), choice);
        QVERIFY(!beyond);
        QCOMPARE(beyond.error().kind, Error::Kind::Input);
    }

    void anAcceptedListOfOneColumn()
    {
        const auto sheet = m_dir.opened("Email\na@x.org\nb@x.org\nnot an address\n");
        QVERIFY(sheet);
        QCOMPARE(sheet->rowCount(), 3);
        const auto bare = m_dir.opened("a@x.org\nb@x.org\n");
        QVERIFY(bare);
        QCOMPARE(bare->rowCount(), 2);
        QCOMPARE(bare->format().headerLine, 0);
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

    void aFileThatChangesUnderneathIsAnErrorAndNoCrash_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"cut short", "longer", "deleted", "replaced"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    void aFileThatChangesUnderneathIsAnErrorAndNoCrash()
    {
        QFETCH(QString, how);
        QByteArray content = "Email,Name\n";
        for (int i = 0; i < 50'000; ++i)
            content += "person" + QByteArray::number(i) + "@example.org,Somebody\n";
        const QString path = m_dir.file(content);
        const auto sheet = Sheet::open(path);
        QVERIFY(sheet);
        Sheet::Reader reader(**sheet);
        RowView row;
        QVERIFY(reader.next(row));
        if (how == QLatin1String("cut short")) {
            QVERIFY(QFile::resize(path, 1000));
        } else if (how == QLatin1String("longer")) {
            QFile out(path);
            QVERIFY(out.open(QIODevice::Append) && out.write("x") == 1);
        } else if (how == QLatin1String("deleted")) {
            QVERIFY(QFile::remove(path));
        } else {
            m_dir.file("Email,Name\nother@x.org,O\n", QStringLiteral("other.csv"));
            QVERIFY(QFile::remove(path));
            QVERIFY(QFile::rename(m_dir.filePath(QStringLiteral("other.csv")), path));
        }
        while (reader.next(row)) {
        }
        QVERIFY(!reader.status());
        QCOMPARE(reader.status().error().kind, Error::Kind::Input);
        QVERIFY(!(*sheet)->status());
        QCOMPARE((*sheet)->cell(40'000, 0), QString());
        QVERIFY(!(*sheet)->saveCorrected(m_dir.filePath(QStringLiteral("saved.csv"))));
    }

    void aPreviewLooksAtTheBeginningOnly()
    {
        QByteArray content = "Email,Name\n";
        while (content.size() < 3'000'000)
            content += "person" + QByteArray::number(content.size()) + "@example.org,\"Some\nbody\"\n";
        const QString path = m_dir.file(content);
        const auto preview = Sheet::preview(path);
        const auto whole = Sheet::open(path);
        QVERIFY(preview && whole);
        QVERIFY((*preview)->isPreview() && !(*whole)->isPreview());
        QVERIFY((*preview)->rowCount() * 2 < (*whole)->rowCount());
        QCOMPARE((*preview)->format(), (*whole)->format());
        const qint64 last = (*preview)->rowCount() - 1;
        QCOMPARE((*preview)->rawRecord(last), (*whole)->rawRecord(last));
        QVERIFY(!(*Sheet::preview(m_dir.file("a,b\nc,d\n")))->isPreview());
    }

    void windows1252FarBehindAnAsciiBeginningIsFound()
    {
        QByteArray content = "Email,Name\n";
        while (content.size() < 2'000'000)
            content += "person" + QByteArray::number(content.size()) + "@example.org,Somebody\n";
        content += "last@example.org,Jos\xE9\n";
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        QCOMPARE(sheet->format().encoding, QStringLiteral("windows-1252"));
        QCOMPARE(sheet->cell(sheet->rowCount() - 1, 1), QStringLiteral("José"));
    }

    void zeroBytesAreDropped()
    {
        const auto sheet = m_dir.opened(QByteArray("Email,Name\na@x.org,A\0nn\0\0\nb@x.org,B\n", 37));
        QVERIFY(sheet);
        QCOMPARE(sheet->cell(0, 1), QStringLiteral("Ann"));
        QCOMPARE(sheet->rowCount(), 2);
    }

    void zeroBytesAreToldWithTheirNumberAndTheFirstLine_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<qint64>("count");
        QTest::addColumn<qint64>("line");
        const auto wide = [](QString text) {
            QStringEncoder encoder(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
            return QByteArray(encoder.encode(text.replace(QLatin1Char('~'), QChar(0))));
        };
        const auto plain = [](QByteArray text) { return text.replace('~', '\0'); };
        QTest::newRow("none") << plain("Email,Name\na@x.org,Ann\n") << qint64(0) << qint64(0);
        QTest::newRow("in a row") << plain("Email,Name\na@x.org,Bo\n\nb@x.org,A~nn~~\nc@x.org,C~\n")
                                  << qint64(4) << qint64(4);
        QTest::newRow("in the header") << plain("Email,Na~me\na@x.org,Ann\n") << qint64(1) << qint64(1);
        QTest::newRow("padding at the end")
            << plain("Email,Name\na@x.org,Ann\n~~~~") << qint64(4) << qint64(2);
        QTest::newRow("beside accents")
            << plain("Email,Name\na@x.org,Zo\xC3\xAB~\n") << qint64(1) << qint64(2);
        QTest::newRow("windows-1252")
            << plain("Email,Name\na@x.org,Jos\xE9\nb@x.org,Ren~\xE9\n") << qint64(1) << qint64(3);
        QTest::newRow("UTF-16") << wide(QStringLiteral("Email,Name\na@x.org,Ann\nb@x.org,Z~oë\n"))
                                << qint64(1) << qint64(3);
    }

    void zeroBytesAreToldWithTheirNumberAndTheFirstLine()
    {
        QFETCH(QByteArray, content);
        QFETCH(qint64, count);
        QFETCH(qint64, line);
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        QCOMPARE(sheet->format().zeroBytes, count);
        QCOMPARE(sheet->format().zeroBytesLine, line);
        QCOMPARE(sheet->format().damageText().isEmpty(), count == 0);
    }

    void zeroBytesMakeTheEncodingNoLessCertain()
    {
        const auto sheet = m_dir.opened(QByteArray("Email,Name\na@x.org,A\0nn\n", 24));
        QVERIFY(sheet);
        QCOMPARE(sheet->format().encodingConfidence, 1.0);
    }

    void aFewWrongBytesDoNotSpoilTheOthers()
    {
        QByteArray content = "Email,Name\n";
        for (int i = 0; i < 30; ++i)
            content += "p" + QByteArray::number(i) + "@x.org,Zo\xC3\xAB\n";
        content += "q@x.org,Jos\xE9\n";
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        QCOMPARE(sheet->format().encoding, QStringLiteral("UTF-8"));
        QCOMPARE(sheet->cell(3, 1), QStringLiteral("Zoë"));
        QCOMPARE(sheet->cell(30, 1), QStringLiteral("José"));
        QVERIFY(sheet->format().encodingConfidence < 0.8);
        QVERIFY(sheet->format().dialectConfidence > 0.8 && sheet->format().headerConfidence > 0.8);
        QVERIFY(sheet->format().confidence() < 0.8);
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

    void rangesOfRowsAreReadOnSeveralThreads()
    {
        QByteArray content = "Email,Number\n";
        for (int i = 0; i < 100'000; ++i)
            content += "person" + QByteArray::number(i) + "@example.org," + QByteArray::number(i) + "\n";
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        std::vector<qint64> sums(4);
        std::vector<std::thread> threads;
        for (size_t part = 0; part < sums.size(); ++part) {
            threads.emplace_back([&, part] {
                const qint64 from = static_cast<qint64>(part) * 25'000;
                Sheet::Reader reader(*sheet, from, from + 25'000);
                RowView row;
                while (reader.next(row))
                    sums[part] += QByteArray(row.cells[1].data(), static_cast<qsizetype>(row.cells[1].size()))
                                      .toLongLong();
                sums[part] += sheet->cell(from, 1).toLongLong() - from;
            });
        }
        for (int i = 0; i < 1000; ++i)
            sheet->correct(0, 0, QString::number(i));
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(sums[0] + sums[1] + sums[2] + sums[3], qint64(100'000) * 99'999 / 2);
    }

    void openingCanBeStopped()
    {
        const std::atomic_bool cancel = true;
        const auto sheet = Sheet::open(m_dir.file("a,b\n1,2\n"), {}, &cancel);
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().kind, Error::Kind::Cancelled);
    }

    void pastedCells()
    {
        const auto sheet = Sheet::fromText(QStringLiteral("Email\tName\njosé@x.org\tJosé\n"));
        QVERIFY(sheet);
        QCOMPARE((*sheet)->format().delimiter, '\t');
        QCOMPARE((*sheet)->cell(0, 1), QStringLiteral("José"));
        QCOMPARE((*sheet)->path(), QString());
    }
};

QTEST_GUILESS_MAIN(SheetTest)
#include "tst_sheet.moc"
