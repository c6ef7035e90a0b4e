#include "rows/tablefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

class CorrectionsTest : public QObject
{
    Q_OBJECT

private:
    QByteArray saved(const Sheet &sheet)
    {
        const QString path = m_dir.filePath(QStringLiteral("saved.csv"));
        if (const auto done = sheet.saveCorrected(path); !done)
            return done.error().message.toUtf8();
        QFile in(path);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

    TableFolder m_dir;

private Q_SLOTS:
    void correctionsLieOverTheFile()
    {
        const auto sheet = m_dir.opened("Email,Name\na@x.org,Ann\nb@x.org\n");
        QVERIFY(sheet && !sheet->hasCorrections());
        sheet->correct(0, 1, QStringLiteral("Änne"));
        sheet->correct(1, 1, QStringLiteral("Bo"));
        QVERIFY(sheet->hasCorrections());
        QCOMPARE(sheet->cell(0, 1), QStringLiteral("Änne"));
        QCOMPARE(rowsOf(*sheet), (QStringList{QStringLiteral("a@x.org|Änne"), QStringLiteral("b@x.org|Bo")}));
        sheet->correct(0, 1, {});
        QCOMPARE(sheet->cell(0, 1), QStringLiteral("Ann"));
        sheet->correct(1, 1, {});
        QVERIFY(!sheet->hasCorrections());
    }

    void savedFilesDifferInTheCorrectedCellsOnly()
    {
        const QByteArray content =
            "\xEF\xBB\xBFMembers;;\r\nEmail;Name;City\r\n a@x.org ;\"Ann \"\"A\"\"\";x\n\n"
            "b@x.org;Bo\r\nc@x.org;\"Cy\";z;more\rd@x.org;\"D";
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        QCOMPARE(sheet->rowCount(), 4);
        QCOMPARE(saved(*sheet), content);
        sheet->correct(0, 0, QStringLiteral("new@x.org"));
        sheet->correct(1, 2, QStringLiteral("a;b \"c\""));
        sheet->correct(2, 1, QStringLiteral("Cyd"));
        sheet->correct(3, 1, QStringLiteral("D"));
        QCOMPARE(saved(*sheet),
                 QByteArray("\xEF\xBB\xBFMembers;;\r\nEmail;Name;City\r\nnew@x.org;\"Ann \"\"A\"\"\";x\n\n"
                            "b@x.org;Bo;\"a;b \"\"c\"\"\"\r\nc@x.org;\"Cyd\";z;more\rd@x.org;\"D\""));
    }

    void savedInItsOwnEncoding()
    {
        const QByteArray content = "Email,Name\na@x.org,Jos\xE9\nb@x.org,Ren\xE9"
                                   "e\n";
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        QCOMPARE(sheet->format().encoding, QStringLiteral("windows-1252"));
        QCOMPARE(sheet->cell(0, 1), QStringLiteral("José"));
        sheet->correct(0, 1, QStringLiteral("Zoë"));
        QCOMPARE(saved(*sheet), QByteArray("Email,Name\na@x.org,Zo\xEB\nb@x.org,Ren\xE9"
                                           "e\n"));
        sheet->correct(0, 1, QStringLiteral("Łukasz"));
        QVERIFY(saved(*sheet).startsWith("A correction has characters"));
    }

    void whatNobodyTouchedStaysByteForByte_data()
    {
        QTest::addColumn<QString>("encoding");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, const char *encoding, const QByteArray &content, const QByteArray &expected) {
            QTest::newRow(name) << QString::fromLatin1(encoding) << content << expected;
        };
        row("bytes that are no UTF-8", "UTF-8", "Email,Name\r\na@x.org,Ann,J\xE9\xC3\xA9\nb@x.org,Jos\xE9\n\nc@x.org,\xFF\n",
            "Email,Name\r\na@x.org,Zo\xC3\xAB,J\xE9\xC3\xA9\nb@x.org,Jos\xE9\n\nc@x.org,\xFF\n");
        row("zero bytes", "UTF-8", QByteArray("Email,Name\na@x.org,A\0nn,x\0\n\0b@x.org,\0\n", 37),
            QByteArray("Email,Name\na@x.org,Zo\xC3\xAB,x\0\n\0b@x.org,\0\n", 37));
        row("zero bytes in a line end", "UTF-8", QByteArray("Email,Name\r\0\na@x.org,Ann\r\n", 26),
            "Email,Name\r\na@x.org,Zo\xC3\xAB\r\n");
        row("half characters", "Shift_JIS", "Email,Name\na@x.org,x,\x93\x8C\x83|\x81\nb@x.org,\x93\n\x93,\x81\x5C",
            "Email,Name\na@x.org,Zoe,\x93\x8C\x83|\x81\nb@x.org,\x93\n\x93,\x81\x5C");
        row("characters with two codes", "Shift_JIS", "Email,Name\na@x.org,x,\xFA\x4A\nb@x.org,\x87\x54\n",
            "Email,Name\na@x.org,Zoe,\xFA\x4A\nb@x.org,\x87\x54\n");
        row("bytes that mean nothing", "GB18030", "Email,Name\na@x.org,x,\xFF\x96\x31 \nb@x.org,\xFF\xFF\n",
            "Email,Name\na@x.org,Zoe,\xFF\x96\x31 \nb@x.org,\xFF\xFF\n");
        row("escapes", "ISO-2022-JP",
            "Email,Name\na@x.org,\x1B$B0-\x1B(B,\x1B$B0-\x1B(J\x1B(B\nb@x.org,\x1B$B\x1B(B\x1B$B0-\x1B(B\n",
            "Email,Name\na@x.org,Zoe,\x1B$B0-\x1B(J\x1B(B\nb@x.org,\x1B$B\x1B(B\x1B$B0-\x1B(B\n");
        row("half a pair in UTF-16", "UTF-16LE",
            QByteArray("E\0,\0N\0\r\0\n\0a\0,\0x\0,\0\x00\xD8\r\0\n\0b\0,\0,\x2C\x00\xDC\n\0c\0", 36),
            QByteArray("E\0,\0N\0\r\0\n\0a\0,\0Z\0o\0e\0,\0\x00\xD8\r\0\n\0b\0,\0,\x2C\x00\xDC\n\0c\0", 40));
        row("a byte order mark in a cell", "UTF-16LE", QByteArray("E\0,\0N\0\n\0a\0,\0x\0,\0\xFF\xFEz\0", 20),
            QByteArray("E\0,\0N\0\n\0a\0,\0Z\0o\0e\0,\0\xFF\xFEz\0", 24));
        row("half a unit of UTF-16 at the end", "UTF-16LE", QByteArray("E\0,\0N\0\n\0a\0,\0x\0,\0z", 17),
            QByteArray("E\0,\0N\0\n\0a\0,\0Z\0o\0e\0,\0z", 21));
    }

    void whatNobodyTouchedStaysByteForByte()
    {
        QFETCH(QString, encoding);
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, expected);
        TableChoice choice;
        choice.encoding = encoding;
        choice.delimiter = ',';
        choice.headerLine = 1;
        const auto sheet = m_dir.opened(content, choice);
        QVERIFY(sheet);
        if (!content.contains("\r\0\na")) // there it is told by what is corrected only
            QCOMPARE(saved(*sheet), content);
        sheet->correct(0, 1, encoding == QLatin1String("UTF-8") ? QStringLiteral("Zoë") : QStringLiteral("Zoe"));
        QCOMPARE(saved(*sheet), expected);
    }

    void aTableInAZipIsSavedAsTheTable()
    {
        const auto sheet = Sheet::open(QStringLiteral(TEST_DATA "/tables/marked.zip"));
        QVERIFY(sheet);
        QCOMPARE(saved(**sheet), QByteArray("\xEF\xBB\xBF"
                                            "Email;Name\r\na@example.org;Zo\xC3\xAB\r\n"));
    }

    void aWorkbookCountsRowsAndIsSavedAsCsv()
    {
        const auto opened = Sheet::open(QStringLiteral(TEST_DATA "/spreadsheets/features.xlsx"));
        QVERIFY(opened);
        for (qint64 row = 0; row < (*opened)->rowCount(); ++row)
            QCOMPARE((*opened)->lineOf(row), (*opened)->numberOf(row));
        (*opened)->correct(0, 0, QStringLiteral("Zoë"));
        const QByteArray csv = saved(**opened);
        QVERIFY(csv.startsWith("\xEF\xBB\xBF"));
        QVERIFY(csv.contains("Zo\xC3\xAB,"));
    }
};

QTEST_GUILESS_MAIN(CorrectionsTest)
#include "tst_corrections.moc"
