#include "send/rowindex.h"

#include <QTest>

using namespace rollcall;

class RowIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRowOfAnAddressIsFound_data()
    {
        QTest::addColumn<quint32>("people");
        for (const quint32 people : {0U, 1U, 7U, 8U, 9U, 5'000U})
            QTest::addRow("%u", people) << people;
    }
    void everyRowOfAnAddressIsFound()
    {
        QFETCH(const quint32, people);
        RowIndex index;
        for (quint32 row = 0; row < 2 * people; ++row) // each of them twice
            index.add(row, address(row % people).toStdString());
        index.sort();
        for (quint32 i = 0; i < people; ++i)
            QCOMPARE(rowsOf(index, address(i)), (QList<quint32>{i, i + people}));
        QVERIFY(rowsOf(index, QStringLiteral("nobody@example.org")).isEmpty());
    }

    void nothingIsFoundBeforeThereIsAnything() { QVERIFY(rowsOf({}, address(1)).isEmpty()); }

private:
    static QString address(quint32 i) { return QStringLiteral("person.%1@example.org").arg(i); }
    static QList<quint32> rowsOf(const RowIndex &index, const QString &email)
    {
        QList<quint32> rows;
        index.visit(email, [&rows](quint32 row) { rows << row; });
        std::sort(rows.begin(), rows.end());
        return rows;
    }
};

QTEST_GUILESS_MAIN(RowIndexTest)
#include "tst_rowindex.moc"
