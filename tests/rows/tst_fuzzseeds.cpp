#include "fuzz/targets.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

using namespace rollcall;

using Target = void (*)(QByteArrayView);
Q_DECLARE_METATYPE(Target)

/// Each fuzzer over its seeds and what it once found, without a fuzzer: whatever was wrong stays mended.
class FuzzSeedsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingGoesWrong_data()
    {
        QTest::addColumn<Target>("target");
        QTest::addColumn<QStringList>("folders");
        const QString data = QStringLiteral(TEST_DATA);
        const auto row = [&data](const char *name, Target target, const QStringList &more) {
            QTest::newRow(name)
                << target
                << (QStringList(data + QLatin1String("/../fuzz/seeds/") + QLatin1String(name)) + more);
        };
        row("table", fuzz::table, {data + QLatin1String("/tables")});
        row("bodies", fuzz::bodies, {data + QLatin1String("/tables")});
        row("encoding", fuzz::encoding, {data + QLatin1String("/tables")});
        row("vcard", fuzz::vcard, {data + QLatin1String("/spreadsheets")});
        row("xlsx", fuzz::xlsx, {});
        row("ods", fuzz::ods, {});
        row("zip", fuzz::zip, {data + QLatin1String("/spreadsheets")});
    }

    void nothingGoesWrong()
    {
        QFETCH(Target, target);
        QFETCH(QStringList, folders);

        int seeds = 0;
        for (const QString &folder : std::as_const(folders)) {
            QDirIterator files(folder, QDir::Files);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                target(file.readAll());
                ++seeds;
            }
        }
        QVERIFY(seeds > 0);
    }
};

QTEST_GUILESS_MAIN(FuzzSeedsTest)
#include "tst_fuzzseeds.moc"
