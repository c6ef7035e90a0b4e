#include "account/browserpage.h"

#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

using namespace rollcall;

namespace {

/// A language that is written from the right, and has each text between signs of its own.
class OtherLanguage : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *text, const char *, int) const override
    {
        if (qstrcmp(text, "en") == 0)
            return QStringLiteral("ar");
        return QStringLiteral("«%1»").arg(QLatin1String(text));
    }
};

} // namespace

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

    void theyAreInThePersonsLanguage()
    {
        OtherLanguage language;
        QVERIFY(QCoreApplication::installTranslator(&language));
        const QString html = QString::fromUtf8(browserPage(BrowserPage::Denied));
        QCoreApplication::removeTranslator(&language);
        QVERIFY(html.contains(QLatin1String("<html lang=\"ar\" dir=\"rtl\">")));
        QVERIFY(html.contains(QStringLiteral("<h1 class=\"bad\">«Rollcall was not let in»</h1>")));
        QCOMPARE(html.count(QStringLiteral("«")), 4); // title, heading, what it means, what to do
    }
};

QTEST_GUILESS_MAIN(BrowserPageTest)
#include "tst_browserpage.moc"
