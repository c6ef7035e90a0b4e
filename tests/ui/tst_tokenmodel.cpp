#include "account/tokenmodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QTest>

using namespace rollcall;

class TokenModelTest : public QObject
{
    Q_OBJECT

    const QDateTime m_now = QDateTime::fromSecsSinceEpoch(1'780'000'000);

    QString valueOf(const QString &claim, const QJsonValue &value) const
    {
        TokenModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setJwt(Jwt{{{claim, value}}, {}, {}, {}});
        model.setNow(m_now);
        return model.index(0, TokenModel::Value).data().toString();
    }

private Q_SLOTS:
    void timesAreLocalAndInSecondsAndFromNow_data()
    {
        QTest::addColumn<QString>("claim");
        QTest::addColumn<int>("seconds"); // from now
        QTest::addColumn<QString>("span");
        QTest::newRow("its end") << QStringLiteral("exp") << 3700 << QStringLiteral("in 1 h 1 min");
        QTest::newRow("its end, over") << QStringLiteral("exp") << -120 << QStringLiteral("2 min ago");
        QTest::newRow("issued a while ago") << QStringLiteral("iat") << -600 << QStringLiteral("10 min ago");
        QTest::newRow("issued at this moment") << QStringLiteral("iat") << 0 << QStringLiteral("just now");
        QTest::newRow("issued some seconds ago") << QStringLiteral("iat") << -20 << QStringLiteral("just now");
        QTest::newRow("issued by a clock ahead of ours") << QStringLiteral("iat") << 200 << QStringLiteral("just now");
        QTest::newRow("signed in by a clock ahead of ours") << QStringLiteral("auth_time") << 20 << QStringLiteral("just now");
        QTest::newRow("good later only") << QStringLiteral("nbf") << 300 << QStringLiteral("in 5 min");
    }

    void timesAreLocalAndInSecondsAndFromNow()
    {
        QFETCH(QString, claim);
        QFETCH(int, seconds);
        QFETCH(QString, span);
        const qint64 epoch = m_now.toSecsSinceEpoch() + seconds;
        const QString text = valueOf(claim, epoch);
        QVERIFY2(text.endsWith(QStringLiteral(" · ") + span), qPrintable(text));
        QVERIFY2(text.contains(QStringLiteral("(%1)").arg(epoch)), qPrintable(text));
        QVERIFY2(text.startsWith(QDateTime::fromSecsSinceEpoch(epoch).toString(QStringLiteral("d MMMM yyyy, HH:mm:ss"))),
                 qPrintable(text));
    }

    void whatIsNoTimeIsShownAsItIs()
    {
        QCOMPARE(valueOf(QStringLiteral("scp"), QJsonArray{QStringLiteral("contact_data"), QStringLiteral("account_read")}),
                 QStringLiteral("contact_data account_read"));
        QCOMPARE(valueOf(QStringLiteral("iat"), QStringLiteral("yesterday")), QStringLiteral("yesterday"));
        QCOMPARE(valueOf(QStringLiteral("unheard_of"), 1'780'000'000), QStringLiteral("1780000000"));
    }
};

QTEST_GUILESS_MAIN(TokenModelTest)
#include "tst_tokenmodel.moc"
