#include "support/span.h"

#include <QTest>

using namespace rollcall;

class SpanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesAreToldInWords_data()
    {
        QTest::addColumn<QDateTime>("time");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("shortWords");
        const QDate day(2026, 11, 24);
        QTest::newRow("the same day") << QDateTime(day, {23, 59, 59}) << "today, 23:59" << "today, 23:59";
        QTest::newRow("the next day") << QDateTime(day.addDays(1), {0, 0}) << "tomorrow, 00:00" << "tomorrow, 00:00";
        QTest::newRow("the day before") << QDateTime(day.addDays(-1), {9, 5}) << "yesterday, 09:05" << "yesterday, 09:05";
        QTest::newRow("long before") << QDateTime({2026, 3, 1}, {9, 5}) << "Sunday, 1 March 2026, 09:05" << "1 Mar 2026, 09:05";
    }

    void timesAreToldInWords()
    {
        QFETCH(QDateTime, time);
        QFETCH(QString, words);
        QFETCH(QString, shortWords);
        QLocale::setDefault(QLocale::c());
        const QDateTime now({2026, 11, 24}, {12, 0});
        QCOMPARE(momentText(now, time.toUTC()), words);
        QCOMPARE(shortMomentText(now, time.toUTC()), shortWords);
    }
};

QTEST_APPLESS_MAIN(SpanTest)
#include "tst_span.moc"
