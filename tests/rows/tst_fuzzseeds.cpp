#include "fuzz/targets.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace rollcall;

using Target = void (*)(QByteArrayView);
Q_DECLARE_METATYPE(Target)

/// Each fuzzer over its seeds and what it once found, without a fuzzer: whatever was wrong stays mended. And
/// over seeds with a few bytes changed, for where there is no clang.
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
        row("index", fuzz::index, {data + QLatin1String("/tables")});
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

        const QByteArrayList seeds = seedsIn(folders);
        QVERIFY(!seeds.isEmpty());
        for (const QByteArray &seed : seeds)
            target(seed);
    }

    void norWhenBytesAreChanged_data() { nothingGoesWrong_data(); }

    /// ROLLCALL_FUZZ_SECONDS: goes on that long, with other bytes each time. The last input is in
    /// ROLLCALL_FUZZ_LAST.
    void norWhenBytesAreChanged()
    {
        QFETCH(Target, target);
        QFETCH(QStringList, folders);

        const QByteArrayList seeds = seedsIn(folders);
        const qint64 seconds = qEnvironmentVariableIntValue("ROLLCALL_FUZZ_SECONDS");
        QRandomGenerator random = seconds > 0 ? QRandomGenerator::securelySeeded() : QRandomGenerator(7);
        QFile last(qEnvironmentVariable("ROLLCALL_FUZZ_LAST"));
        QElapsedTimer timer;
        timer.start();
        int inputs = 0;
        for (; seconds > 0 ? timer.elapsed() < seconds * 1000 : inputs < 60; ++inputs) {
            const QByteArray input = changed(seeds, random);
            if (!last.fileName().isEmpty() && last.open(QIODevice::WriteOnly)) {
                last.write(input);
                last.close();
            }
            target(input);
        }
        QVERIFY(inputs > 0);
    }

private:
    static QByteArrayList seedsIn(const QStringList &folders)
    {
        QByteArrayList seeds;
        for (const QString &folder : folders) {
            QDir names(folder);
            for (const QString &name : names.entryList(QDir::Files, QDir::Name)) {
                QFile file(names.filePath(name));
                if (file.open(QIODevice::ReadOnly))
                    seeds << file.readAll();
            }
        }
        return seeds;
    }

    /// One of the seeds with a few bytes put in, taken out, doubled, or taken from another.
    static QByteArray changed(const QByteArrayList &seeds, QRandomGenerator &random)
    {
        static const QByteArrayList words{"\"",
                                          "\"\"",
                                          "'",
                                          ",",
                                          ";",
                                          "\t",
                                          "|",
                                          "\r",
                                          "\n",
                                          "\r\n",
                                          "\\",
                                          "\xEF\xBB\xBF",
                                          "\xFF\xFE",
                                          "\xC3",
                                          QByteArray(1, '\0'),
                                          "<",
                                          ">",
                                          "</c>",
                                          "&#x",
                                          "BEGIN:VCARD\n",
                                          "=\r\n",
                                          "sep=",
                                          "9999999999",
                                          "-1",
                                          "PK\3\4"};
        const auto below = [&random](qsizetype end) {
            return static_cast<qsizetype>(random.bounded(static_cast<int>(end)));
        };
        QByteArray input = seeds.at(below(seeds.size()));
        for (int changes = random.bounded(1, 8); changes > 0; --changes) {
            const qsizetype at = below(input.size() + 1);
            const qsizetype length = below(qMin(input.size() - at, qsizetype(40)) + 1);
            const QByteArray &other = seeds.at(below(seeds.size()));
            switch (random.bounded(6)) {
            case 0:
                input.insert(at, words.at(below(words.size())));
                break;
            case 1:
                input.remove(at, length);
                break;
            case 2:
                input.insert(at, input.mid(at, length));
                break;
            case 3:
                input.replace(at, length, other.mid(below(other.size() + 1), length));
                break;
            case 4:
                input.truncate(random.bounded(10) == 0 ? at : input.size());
                break;
            default:
                if (at < input.size())
                    input[at] = static_cast<char>(random.bounded(256));
            }
        }
        return input;
    }
};

QTEST_GUILESS_MAIN(FuzzSeedsTest)
#include "tst_fuzzseeds.moc"
