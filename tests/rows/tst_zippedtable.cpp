#include "table/conversion.h"
#include "table/sheet.h"
#include "table/spreadsheetreader.h"
#include "table/ziparchive.h"

#include <QFile>
#include <QTest>

using namespace rollcall;

namespace {

QString data(const char *name)
{
    return QStringLiteral(TEST_DATA "/spreadsheets/") + QLatin1String(name);
}

std::shared_ptr<Sheet> opened(const char *name, const TableChoice &choice = {})
{
    const auto sheet = Sheet::open(data(name), choice);
    if (!sheet)
        qWarning("%s", qPrintable(sheet.error().message));
    return sheet.value_or(nullptr);
}

} // namespace

class ZippedTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOnlyTableIsOpened_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("beside a letter and what a Mac leaves behind") << QByteArray("onetable.zip");
        QTest::newRow("a text") << QByteArray("onlytext.zip");
    }

    void theOnlyTableIsOpened()
    {
        QFETCH(QByteArray, file);
        const auto sheet = opened(file.constData());
        QVERIFY(sheet);
        QCOMPARE(sheet->headers().join(QLatin1Char('|')), QStringLiteral("Email|Name"));
        QCOMPARE(sheet->cell(0, 1), QStringLiteral("Ann Müller"));
        QCOMPARE(sheet->format().delimiter, ';');
        QCOMPARE(sheet->format().encoding, QStringLiteral("windows-1252"));
        QCOMPARE(sheet->numberOf(0), 2);
        QCOMPARE(sheet->sheetNames(), QStringList());
        QCOMPARE(sheet->path(), data(file.constData()));
    }

    void mailchimpsFilesAreChosenLikeSheets()
    {
        const auto sheet = opened("mailchimp.zip");
        QVERIFY(sheet);
        const QString subscribed = QStringLiteral("subscribed_email_audience_export_abc.csv");
        const QString unsubscribed = QStringLiteral("unsubscribed_email_audience_export_abc.csv");
        const QString cleaned = QStringLiteral("cleaned_email_audience_export_abc.csv");
        QCOMPARE(sheet->sheetNames(), QStringList({subscribed, cleaned, unsubscribed}));
        QCOMPARE(sheet->format().sheetName, subscribed);
        QCOMPARE(sheet->cell(0, 0), QStringLiteral("subscribed@example.org"));

        TableChoice choice;
        choice.sheetName = unsubscribed;
        const auto other = opened("mailchimp.zip", choice);
        QVERIFY(other);
        QCOMPARE(other->format().sheetName, unsubscribed);
        QCOMPARE(other->cell(0, 0), QStringLiteral("unsubscribed@example.org"));
    }

    void cardsInAZipBecomeRows()
    {
        const auto sheet = opened("cards.zip");
        QVERIFY(sheet);
        QCOMPARE(sheet->rowCount(), 2);
    }

    void whatHoldsNoTableSaysSo_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("sentence");
        const QString noTable = QStringLiteral("There is no table in this file.");
        QTest::newRow("several tables")
            << data("several.zip")
            << "The ZIP file holds several tables: a.csv, b.csv, c.csv, d.csv, e.csv, ….";
        QTest::newRow("no table") << data("notable.zip") << noTable;
        QTest::newRow("nothing") << data("nothing.zip") << noTable;
        QTest::newRow("a ZIP in a ZIP") << data("inside.zip") << noTable;
        QTest::newRow("with a password") << data("encrypted.zip") << "The file is protected with a password.";
        QTest::newRow("a picture called .csv")
            << data("picture.zip") << "This is a picture or a recording, not a table.";
    }

    void whatHoldsNoTableSaysSo()
    {
        QFETCH(QString, file);
        QFETCH(QString, sentence);

        const auto sheet = Sheet::open(file);
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().kind, Error::Kind::Input);
        QCOMPARE(sheet.error().message, sentence);
        QVERIFY(!sheet.error().hint.isEmpty());
    }

    void noMoreComesOutThanWasAgreed()
    {
        QFile file(data("many.xlsx"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Conversion conversion;
        ZipArchive archive(file, conversion);
        QVERIFY(archive.open());
        const ZipArchive::Entry *entry = archive.find(QStringLiteral("XL/WORKSHEETS/sheet1.xml"));
        QVERIFY(entry);

        const auto enough = archive.part(*entry, 10'000'000);
        QVERIFY(enough);
        const qint64 size = (*enough)->readAll().size();
        QVERIFY((*enough)->finish());

        const auto tooMuch = archive.part(*entry, size - 1);
        QVERIFY(tooMuch);
        QVERIFY((*tooMuch)->readAll().size() < size);
        const Result<void> status = (*tooMuch)->finish();
        QVERIFY(!status);
        QCOMPARE(status.error().message, QStringLiteral("The file holds more than a table of contacts can."));
    }
};

QTEST_GUILESS_MAIN(ZippedTableTest)
#include "tst_zippedtable.moc"
