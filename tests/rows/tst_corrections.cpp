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
