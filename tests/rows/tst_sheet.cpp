#include "rows/tablefile.h"

#include <QFile>
#include <QStringEncoder>
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

    void aMarkSaysWhichByteComesFirst_data()
    {
        QTest::addColumn<QStringConverter::Encoding>("written");
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("read");
        QTest::newRow("UTF-16") << QStringConverter::Utf16BE << QStringLiteral("UTF-16")
                                << QStringLiteral("UTF-16BE");
        QTest::newRow("the other order was chosen")
            << QStringConverter::Utf16LE << QStringLiteral("UTF-16BE") << QStringLiteral("UTF-16LE");
        QTest::newRow("UTF-32") << QStringConverter::Utf32BE << QStringLiteral("utf32")
                                << QStringLiteral("UTF-32BE");
    }

    void aMarkSaysWhichByteComesFirst()
    {
        QFETCH(QStringConverter::Encoding, written);
        QFETCH(QString, chosen);
        QFETCH(QString, read);
        QStringEncoder encoder(written, QStringConverter::Flag::WriteBom);
        TableChoice choice;
        choice.encoding = chosen;
        const auto sheet = m_dir.opened(encoder.encode(QStringLiteral("Email,Name\na@x.org,Zoë\n")), choice);
        QVERIFY(sheet);
        QCOMPARE(sheet->format().encoding, read);
        QCOMPARE(sheet->headers().constFirst(), QStringLiteral("Email"));
        QCOMPARE(rowsOf(*sheet), QStringList{QStringLiteral("a@x.org|Zoë")});
    }

    void blocksOfZerosAtTheEndAreDropped()
    {
        const auto sheet = m_dir.opened("Email,Name\na@x.org,Ann\n" + QByteArray(8192, '\0'));
        QVERIFY(sheet);
        QCOMPARE(rowsOf(*sheet), QStringList{QStringLiteral("a@x.org|Ann")});
        QCOMPARE(sheet->format().zeroBytes, 8192);
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
