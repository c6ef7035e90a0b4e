#include "ui/pictures.h"
#include "ui/windowworld.h"

#include "net/proxylogin.h"
#include "support/answers.h"
#include "support/practiceclient.h"

#include <QTableView>
#include <QTcpServer>

using namespace rollcall;
using namespace rollcall::test;

/// The screens of connecting that a walk through the window does not come by: what goes wrong, and what few need.
class SignInScreensTest : public QObject
{
    Q_OBJECT

private:
    Pictures m_pictures;
    ColourScheme m_scheme = ColourScheme::Light;
    QSize m_size;

    static practice::Options quick()
    {
        practice::Options options;
        options.unlimited = true;
        return options;
    }

    void open(WindowWorld &world) const
    {
        world.openWindow();
        world.window->resize(m_size);
    }

    void look(WindowWorld &world, const char *page) { m_pictures.look(*world.window, page); }

    void askForCode(WindowWorld &world) const
    {
        open(world);
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        world.press(QStringLiteral("Use a code on another device"));
    }

    void walkGuide()
    {
        WindowWorld world(quick(), m_scheme);
        world.environment.remove(QStringLiteral("ROLLCALL_CLIENT_ID"));
        world.environment.remove(QStringLiteral("ROLLCALL_DEVICE_CLIENT_ID"));
        open(world);
        world.press(QStringLiteral("Connect account"));
        look(world, "key");
        world.press(QStringLiteral("Why these, and when to choose others"));
        look(world, "key-choices");
    }

    void walkExpiredCode()
    {
        practice::Options options = quick();
        options.clock = fastClock(300);
        WindowWorld world(options, m_scheme, false);
        world.clock = options.clock;
        askForCode(world);
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("The code was not entered in time.")), 20'000);
        look(world, "code-expired");
    }

    void walkKeyNotForDevices()
    {
        WindowWorld world(quick(), m_scheme);
        world.environment.remove(QStringLiteral("ROLLCALL_DEVICE_CLIENT_ID"));
        askForCode(world);
        QTRY_VERIFY(world.shows(QStringLiteral("not registered for a code on another device")));
        look(world, "key-not-for-devices");
    }

    void walkTakenPort()
    {
        WindowWorld world(quick(), m_scheme);
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
        world.environment.insert(QStringLiteral("ROLLCALL_REDIRECT_URI"),
                                 QStringLiteral("http://127.0.0.1:%1/callback").arg(other.serverPort()));
        open(world);
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QString::number(other.serverPort())));
        QVERIFY(world.isVisible(QStringLiteral("Use a code on another device")));
        look(world, "port-taken");
    }

    void walkWrongOrganization()
    {
        WindowWorld world(quick(), m_scheme);
        world.environment.insert(QStringLiteral("ROLLCALL_ORGANIZATION"), QStringLiteral("Riverside Clinic"));
        open(world);
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("settings expect Riverside Clinic")), 20'000);
        QVERIFY(!world.isConnected());
        look(world, "wrong-organization");
    }

    void walkAskingForCode()
    {
        WindowWorld world(quick(), m_scheme);
        world.account->setTroubles({{QStringLiteral("slow"), 1.0}});
        askForCode(world);
        QVERIFY(world.shows(QStringLiteral("Asking for a code")));
        look(world, "code-asked-for");
    }

    void walkErrorPage()
    {
        WindowWorld world(quick(), m_scheme);
        open(world);
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        world.press(QStringLiteral("The browser shows an error instead of a sign-in"));
        look(world, "error-page");
    }

    void walkTooLate()
    {
        practice::Options options = quick();
        options.clock = fastClock(300);
        WindowWorld world(options, m_scheme);
        world.clock = options.clock;
        open(world);
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("not finished within ten minutes")), 20'000);
        world.press(QStringLiteral("Technical details"));
        look(world, "too-late");
    }

    void walkNoBrowser()
    {
        WindowWorld world(quick(), m_scheme);
        QDesktopServices::unsetUrlHandler(QStringLiteral("http"));
        open(world);
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("No browser could be opened")));
        look(world, "no-browser");
    }

    void walkStoring()
    {
        WindowWorld world(quick(), m_scheme);
        open(world);
        world.account->setTroubles({{QStringLiteral("slow"), 1.0}});
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Allowed: keeping the connection")), 20'000);
        look(world, "storing");
    }

    void walkWrongKey()
    {
        WindowWorld world(quick(), m_scheme);
        open(world);
        world.account->setTroubles({{QStringLiteral("token:invalid_client"), 1.0}});
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("does not accept this API key")));
        world.press(QStringLiteral("Technical details"));
        look(world, "wrong-key");
    }

    void walkNoKeychain()
    {
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        WindowWorld world(quick(), m_scheme);
        world.environment.remove(QStringLiteral("ROLLCALL_TOKEN_STORE"));
        open(world);
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Keep it in a file instead")), 20'000);
        look(world, "no-keychain");
    }

    /// For a while only, by somebody whose role may do nothing here.
    void walkLesserAccount()
    {
        WindowWorld world(quick(), m_scheme, false);
        open(world);
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        QTRY_COMPARE(world.browser.opened.size(), 1);
        PracticeClient browser(world.account->addresses());
        const PlainReply decided = browser.decide(world.browser.opened.last().toString(QUrl::FullyEncoded), "allow",
                                                  QStringLiteral("casey.lund@hillside-library.example.org"));
        world.browser.follows = true;
        world.browser.open(QUrl(QString::fromLatin1(decided.headers.value("location"))));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        QVERIFY(world.shows(QStringLiteral("Signed in as casey.lund"))); // and not the account's owner
        Session &session = world.workplace->application()->session();
        Tokens lesser = session.tokens();
        lesser.scopes = {QStringLiteral("contact_data")};
        lesser.refreshToken.clear();
        Answer<Result<void>> adopted;
        session.adopt(lesser, this, adopted.handler());
        QVERIFY(adopted.wait());
        world.press(QStringLiteral("Account"));
        QTRY_VERIFY(world.shows(QStringLiteral("role may")) || world.shows(QStringLiteral("role does")));
        look(world, "lesser-account");
    }

    void walkRenewal()
    {
        WindowWorld world(quick(), m_scheme);
        open(world);
        world.connectAccount();
        world.press(QStringLiteral("Account"));
        world.account->setTroubles({{QStringLiteral("html-error"), 1.0}});
        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY(world.shows(QStringLiteral("busy or out of order")));
        look(world, "renewal-failed");
        world.account->setTroubles({});
        QTRY_VERIFY(world.canBePressed(QStringLiteral("Renew now")));
        world.press(QStringLiteral("Renew now"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Renewed just now")), 20'000);
        look(world, "renewed");
        world.press(QStringLiteral("Disconnect…"));
        look(world, "disconnect");
        world.press(QStringLiteral("Stay connected"));
        bringIntoView(world.named<QTableView>(QStringLiteral("Token details")));
        look(world, "token");
    }

    void walkSeveralAccounts()
    {
        WindowWorld world(quick(), m_scheme);
        open(world);
        world.connectAccount();
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Connect a different account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        world.press(QStringLiteral("Account"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Switch to Hillside Library (the first account)")));
        QTRY_VERIFY(world.shows(QStringLiteral("role may")));
        look(world, "several-accounts");
    }

    void walkProxy()
    {
        WindowWorld world(quick(), m_scheme);
        open(world);
        ProxyLogin &login = world.workplace->application()->proxyLogin();
        Q_EMIT login.wanted(QStringLiteral("proxy.hillside-library.example:3128"), false);
        QTRY_VERIFY(world.shows(QStringLiteral("asks who you are")));
        look(world, "proxy");
        world.named<QLineEdit>(QStringLiteral("User name for the proxy"))->setText(QStringLiteral("desk"));
        world.press(QStringLiteral("Go on"));
        Q_EMIT login.wanted(QStringLiteral("proxy.hillside-library.example:3128"), true);
        QTRY_VERIFY(world.shows(QStringLiteral("It does not accept")));
        world.window->activateWindow(); // offscreen it has lost that by what was hidden
        QTRY_VERIFY(world.named<QLineEdit>(QStringLiteral("Password for the proxy"))->hasFocus());
        look(world, "proxy-refused");
    }

    void walkRightsUnknown()
    {
        WindowWorld world(quick(), m_scheme);
        open(world);
        world.connectAccount();
        world.account->setTroubles({{QStringLiteral("quota"), 1.0}});
        world.press(QStringLiteral("Account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("role allows could not be read")), 20'000);
        QVERIFY(world.shows(QStringLiteral("The service does not tell the user's role")));
        look(world, "rights-unknown");
    }

private Q_SLOTS:
    void everythingHasANameAndFits_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("dark");
        QTest::newRow("connecting as it opens") << QSize(1080, 700) << false;
        QTest::newRow("connecting as small as it gets") << QSize(760, 520) << false;
        QTest::newRow("connecting dark") << QSize(1080, 700) << true;
    }

    void everythingHasANameAndFits()
    {
        QFETCH(bool, dark);
        QFETCH(QSize, size);
        m_scheme = dark ? ColourScheme::Dark : ColourScheme::Light;
        m_size = size;
        m_pictures = Pictures(QTest::currentDataTag());
        for (const auto walk : {&SignInScreensTest::walkGuide, &SignInScreensTest::walkAskingForCode,
                                &SignInScreensTest::walkErrorPage, &SignInScreensTest::walkTooLate,
                                &SignInScreensTest::walkNoBrowser,
                                &SignInScreensTest::walkStoring, &SignInScreensTest::walkWrongKey,
                                &SignInScreensTest::walkNoKeychain, &SignInScreensTest::walkLesserAccount,
                                &SignInScreensTest::walkRenewal, &SignInScreensTest::walkExpiredCode,
                                &SignInScreensTest::walkKeyNotForDevices, &SignInScreensTest::walkTakenPort,
                                &SignInScreensTest::walkWrongOrganization, &SignInScreensTest::walkSeveralAccounts,
                                &SignInScreensTest::walkProxy, &SignInScreensTest::walkRightsUnknown}) {
            (this->*walk)();
            if (QTest::currentTestFailed())
                return;
        }
        QCOMPARE(m_pictures.faults(), QString());
    }
};

QTEST_MAIN(SignInScreensTest)
#include "tst_signinscreens.moc"
