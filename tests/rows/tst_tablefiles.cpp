#include "table/sheet.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;

/// Each file in tests/data/tables shows one habit of the programs that write tables; the JSON beside it says
/// what it means.
class TableFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAsItIsMeant_data()
    {
        QTest::addColumn<QString>("path");
        const QDir folder(QStringLiteral(TEST_DATA "/tables"));
        for (const QString &name : folder.entryList({QStringLiteral("*.csv")}))
            QTest::newRow(qPrintable(name.chopped(4).replace(QLatin1Char('_'), QLatin1Char(' '))))
                << folder.filePath(name);
    }

    void readsAsItIsMeant()
    {
        QFETCH(QString, path);
        QFile file(path.chopped(4) + QStringLiteral(".json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject expected = QJsonDocument::fromJson(file.readAll()).object();
        QVERIFY(!expected.isEmpty());

        const auto opened = Sheet::open(path);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
        const Sheet &sheet = **opened;
        QCOMPARE(QJsonArray::fromStringList(sheet.headers()), expected[QLatin1String("headers")].toArray());
        QJsonArray rows;
        Sheet::Reader reader(sheet);
        RowView row;
        while (reader.next(row)) {
            QJsonArray cells;
            for (const std::string_view cell : row.cells)
                cells << QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
            rows << cells;
        }
        QCOMPARE(QJsonDocument(rows).toJson(QJsonDocument::Compact),
                 QJsonDocument(expected[QLatin1String("rows")].toArray()).toJson(QJsonDocument::Compact));

        const QJsonObject format = expected[QLatin1String("format")].toObject();
        const QJsonObject found{{QStringLiteral("encoding"), sheet.format().encoding},
                                {QStringLiteral("delimiter"), QString(QLatin1Char(sheet.format().delimiter))},
                                {QStringLiteral("quote"), QString(QLatin1Char(sheet.format().quote))},
                                {QStringLiteral("backslash"), sheet.format().backslashEscapes},
                                {QStringLiteral("headerLine"), sheet.format().headerLine}};
        for (auto key = format.begin(); key != format.end(); ++key)
            QVERIFY2(found[key.key()] == key.value(), qPrintable(key.key()));
    }
};

QTEST_APPLESS_MAIN(TableFilesTest)
#include "tst_tablefiles.moc"
