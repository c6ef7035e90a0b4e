#include "cli/importanswer.h"

#include <QTest>

#include <numeric>

using namespace rollcall;
using namespace rollcall::cli;

namespace {

ImportSummary summaryOf(const QList<qint64> &counts)
{
    ImportSummary summary;
    summary.id = QStringLiteral("7");
    summary.file = QStringLiteral("people.csv");
    summary.state = ImportSummary::State::Done;
    std::copy(counts.cbegin(), counts.cend(), summary.counts);
    summary.rows = std::accumulate(counts.cbegin(), counts.cend(), qint64(0));
    return summary;
}

// added, updated, unchanged, unsubscribed, refused, duplicate, left_out, not_sent
const QList<qint64> allKinds{8, 7, 6, 5, 4, 3, 2, 1};

} // namespace

class ImportAnswerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCountsAddUpToTheRows()
    {
        const QJsonObject object = importObject(summaryOf(allKinds), std::nullopt);
        qint64 sum = 0;
        for (const char *name : {"added", "updated", "unchanged", "unsubscribed", "refused", "duplicates",
                                 "left_out", "not_sent"}) {
            QVERIFY2(object.contains(QLatin1String(name)), name);
            sum += object.value(QLatin1String(name)).toInteger();
        }
        QCOMPARE(sum, object.value(QLatin1String("rows")).toInteger());
        QCOMPARE(object.value(QLatin1String("duplicates")).toInteger(), 3);
        QCOMPARE(object.value(QLatin1String("state")).toString(), QStringLiteral("done"));
        QVERIFY(object.value(QLatin1String("report")).isNull());
        QVERIFY(object.value(QLatin1String("activities")).isArray());
        QVERIFY(!object.contains(QLatin1String("error")));
    }

    void anErrorIsToldBesideTheCounts()
    {
        const Error error{Error::Kind::Offline, QStringLiteral("Gone."), {}, {}};
        const QJsonObject object = importObject(summaryOf(allKinds), error);
        QCOMPARE(object.value(QLatin1String("error")).toObject().value(QLatin1String("kind")).toString(),
                 QStringLiteral("offline"));
        QCOMPARE(object.value(QLatin1String("added")).toInteger(), 8);
    }

    void theStatusIsThatOfTheWorstRow_data()
    {
        QTest::addColumn<QList<qint64>>("counts");
        QTest::addColumn<int>("status");
        QTest::newRow("all added") << QList<qint64>{3, 0, 0, 0, 0, 0, 0, 0} << 0;
        QTest::newRow("unsubscribed, doubles and left out are done")
            << QList<qint64>{1, 1, 1, 1, 0, 1, 1, 0} << 0;
        QTest::newRow("one refused") << QList<qint64>{3, 0, 0, 0, 1, 0, 0, 0} << 1;
        QTest::newRow("one not sent") << QList<qint64>{3, 0, 0, 0, 1, 0, 0, 1} << 4;
        QTest::newRow("no rows") << QList<qint64>{0, 0, 0, 0, 0, 0, 0, 0} << 0;
    }

    void theStatusIsThatOfTheWorstRow()
    {
        QFETCH(QList<qint64>, counts);
        QFETCH(int, status);
        QCOMPARE(static_cast<int>(importStatus(summaryOf(counts), std::nullopt)), status);
    }

    void anErrorDecidesTheStatus()
    {
        const Error error{Error::Kind::Storage, QStringLiteral("The disk is full."), {}, {}};
        QCOMPARE(static_cast<int>(importStatus(summaryOf(allKinds), error)), 6);
    }

    void peopleReadTheSameNumbers()
    {
        const QString text = importText(summaryOf(allKinds));
        for (int i = 0; i < static_cast<int>(Outcome::Count); ++i) {
            const QString line =
                QStringLiteral("%1  %2").arg(allKinds.at(i)).arg(outcomeLabel(static_cast<Outcome>(i)));
            QVERIFY2(text.contains(line), qPrintable(line));
        }
    }
};

QTEST_GUILESS_MAIN(ImportAnswerTest)
#include "tst_importanswer.moc"
