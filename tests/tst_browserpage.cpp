#include "account/browserpage.h"

#include <QRegularExpression>
#include <QTest>

using namespace rollcall;

class BrowserPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesAreWholeAndHoldNoPlaceHolder_data()
    {
        QTest::addColumn<BrowserPage>("page");
        QTest::newRow("signed in") << BrowserPage::SignedIn;
        QTest::newRow("denied") << BrowserPage::Denied;
        QTest::newRow("expired") << BrowserPage::Expired;
        QTest::newRow("wrong answer") << BrowserPage::WrongAnswer;
        QTest::newRow("failed") << BrowserPage::Failed;
        QTest::newRow("not found") << BrowserPage::NotFound;
    }

    void pagesAreWholeAndHoldNoPlaceHolder()
    {
        QFETCH(BrowserPage, page);
        const QString html = QString::fromUtf8(browserPage(page));
        QVERIFY(html.startsWith(QLatin1String("<!doctype html>")));
        QVERIFY(html.contains(QLatin1String("<html lang=\"en\" dir=\"ltr\">")));
        QVERIFY(html.contains(QLatin1String("prefers-color-scheme: dark")));
        QVERIFY(!html.contains(QLatin1String("{{")));
        QVERIFY(!html.contains(QRegularExpression(QStringLiteral("(src|href)="))));
        QCOMPARE(html.contains(QLatin1String("class=\"good\"")), page == BrowserPage::SignedIn);
    }
};

QTEST_GUILESS_MAIN(BrowserPageTest)
#include "tst_browserpage.moc"
