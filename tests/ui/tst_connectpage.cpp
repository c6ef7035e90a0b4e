#include "ui/windowworld.h"

#include "common/label.h"
#include "common/qrpicture.h"
#include "support/answers.h"

#include <QClipboard>
#include <QUrlQuery>

using namespace rollcall;
using namespace rollcall::test;

namespace {

practice::Options quick()
{
    practice::Options options;
    options.unlimited = true;
    return options;
}

/// The address under the code that is shown, as a person would go to it.
QUrl shownAddress(const WindowWorld &world)
{
    for (const auto *label : world.window->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().endsWith(QLatin1String("/activate")))
            return QUrl(label->text());
    }
    return {};
}

/// The code in large type.
QString shownCode(const WindowWorld &world)
{
    for (const auto *label : world.window->findChildren<QLabel *>()) {
        if (label->isVisible() && label->font().pixelSize() >= static_cast<int>(TextSize::Code))
            return label->text();
    }
    return {};
}

} // namespace

/// The ways in besides the browser of this computer, and what helps where there is none.
class ConnectPageTest : public QObject
{
    Q_OBJECT

private:
    static void askForCode(WindowWorld &world)
    {
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        world.press(QStringLiteral("Use a code on another device"));
    }

private Q_SLOTS:
    void aCodeIsEnteredOnAnotherDevice()
    {
        WindowWorld world(quick());
        world.openWindow();
        askForCode(world);
        QTRY_VERIFY(!shownAddress(world).isEmpty());
        const QString code = shownCode(world);
        QVERIFY(code.size() >= 8);
        QVERIFY(world.shows(QStringLiteral("The code is good for")));
        const auto *picture = world.window->findChild<QrPicture *>();
        QVERIFY(picture->isVisible() && picture->width() >= 180); // a telephone has to read it
        world.press(QStringLiteral("Copy address"));
        QCOMPARE(QGuiApplication::clipboard()->text(), shownAddress(world).toString());

        // The account says yes to every code by itself, as a person does over there.
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        QVERIFY(world.isConnected());
    }

    void fromTheCodeOneGoesBackToTheBrowser()
    {
        WindowWorld world(quick());
        world.openWindow();
        askForCode(world);
        QTRY_VERIFY(!shownAddress(world).isEmpty());
        world.browser.follows = true;
        world.press(QStringLiteral("Use this computer's browser instead"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
    }

    void aKeyThatIsNotForDevicesIsNamed()
    {
        WindowWorld world(quick());
        world.environment.remove(QStringLiteral("ROLLCALL_DEVICE_CLIENT_ID")); // then it is the browser's
        world.openWindow();
        askForCode(world);
        QTRY_VERIFY(world.shows(QStringLiteral("not registered for a code on another device")));
        QVERIFY(world.shows(QStringLiteral("device_client_id")));
        QVERIFY(!world.isVisible(QStringLiteral("Ask for a new code"))); // it would be refused as well
        QVERIFY(!world.isVisible(QStringLiteral("Use a code on another device")));
        world.browser.follows = true;
        world.press(QStringLiteral("Use this computer's browser"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
    }

    void whereOnlyCodesAreRegisteredACodeIsAskedFor()
    {
        WindowWorld world(quick());
        world.environment.remove(QStringLiteral("ROLLCALL_CLIENT_ID"));
        world.openWindow();
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        QVERIFY(world.browser.opened.isEmpty());
    }

    void withoutAKeychainNobodySignsInInVainAndAFileIsOffered()
    {
        const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
        WindowWorld world(quick());
        world.environment.remove(QStringLiteral("ROLLCALL_TOKEN_STORE"));
        world.openWindow();
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("keychain of this computer cannot be used")), 20'000);
        QVERIFY(world.browser.opened.isEmpty());
        QVERIFY(!world.isVisible(QStringLiteral("Use a code on another device"))); // nor could that be kept
        world.press(QStringLiteral("Keep it in a file instead"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        QVERIFY(world.shows(QStringLiteral("in a file that only you can read")));
        world.openWindow(); // at the next start
        QTRY_VERIFY(world.isConnected());
        QCOMPARE(world.workplace->application()->profile().tokenStore, QStringLiteral("file"));
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    }

    void anErrorPageIsHelpedWith()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY(world.shows(QStringLiteral("Finish signing in in your browser")));
        QVERIFY(!world.isVisible(QStringLiteral("Copy both")));
        world.press(QStringLiteral("The browser shows an error instead of a sign-in"));
        world.press(QStringLiteral("Copy both"));
        const QUrlQuery asked(world.browser.opened.last());
        for (const char *item : {"client_id", "redirect_uri"}) {
            const QString value = asked.queryItemValue(QLatin1String(item), QUrl::FullyDecoded);
            QVERIFY2(!value.isEmpty() && QGuiApplication::clipboard()->text().contains(value), item);
        }
        world.press(QStringLiteral("The browser shows an error instead of a sign-in"));
        QVERIFY(!world.isVisible(QStringLiteral("Copy both")));
    }

    void afterTheWrongAccountAnotherIsChosen()
    {
        WindowWorld world(quick());
        world.environment.insert(QStringLiteral("ROLLCALL_ORGANIZATION"), QStringLiteral("Riverside Clinic"));
        world.openWindow();
        world.press(QStringLiteral("Connect account"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("settings expect Riverside Clinic")), 20'000);
        QVERIFY(!world.browser.opened.last().query().contains(QStringLiteral("prompt=login")));
        world.browser.follows = false;
        world.press(QStringLiteral("Choose another account"));
        QTRY_COMPARE(world.browser.opened.size(), 2);
        QVERIFY(world.browser.opened.last().query().contains(QStringLiteral("prompt=login")));
    }

    void afterTheWrongAccountByCodeAnotherCodeIsOffered()
    {
        WindowWorld world(quick());
        world.environment.insert(QStringLiteral("ROLLCALL_ORGANIZATION"), QStringLiteral("Riverside Clinic"));
        world.openWindow();
        askForCode(world);
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("settings expect Riverside Clinic")), 20'000);
        QVERIFY(world.isVisible(QStringLiteral("Ask for a new code")));
        QVERIFY(world.isVisible(QStringLiteral("Use this computer's browser")));
    }

    void aCodeThatNobodyEntersExpires()
    {
        practice::Options options = quick();
        options.clock = fastClock(200);
        WindowWorld world(options, ColourScheme::Light, false);
        world.clock = options.clock;
        world.openWindow();
        askForCode(world);
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("The code was not entered in time.")), 20'000);
        world.press(QStringLiteral("Ask for a new code"));
        QTRY_VERIFY(!shownAddress(world).isEmpty());
        world.press(QStringLiteral("Cancel"));
        QVERIFY(world.isVisible(QStringLiteral("Try it with a practice account")));
    }

    void theGuideSaysWhichFlowToChoose()
    {
        WindowWorld world(quick());
        world.environment.remove(QStringLiteral("ROLLCALL_CLIENT_ID"));
        world.environment.remove(QStringLiteral("ROLLCALL_DEVICE_CLIENT_ID"));
        world.openWindow();
        world.press(QStringLiteral("Connect account"));
        QVERIFY(!world.shows(QStringLiteral("server flow")));
        world.press(QStringLiteral("Why these, and when to choose others"));
        for (const char *choice : {"PKCE: for people", "client_secret", "device_client_id", "Implicit: not offered", "rotating",
                                   "https://localhost"})
            QVERIFY2(world.shows(QLatin1String(choice)), choice);
        world.press(QStringLiteral("Copy address"));
        QCOMPARE(QGuiApplication::clipboard()->text(), world.account->addresses().redirectUris.first());
        world.press(QStringLiteral("Why these, and when to choose others"));
        QVERIFY(!world.shows(QStringLiteral("server flow")));
        world.type(QStringLiteral("API key"), world.account->addresses().clientId);
        world.press(QStringLiteral("Use this key"));
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
    }

    void theConnectionIsCheckedBeforeThereIsOne()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.press(QStringLiteral("Check my connection"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("failed: what to do")), 20'000);
        QVERIFY(world.shows(QStringLiteral("The browser can come back to")));
        world.press(QStringLiteral("Copy report"));
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(report.startsWith(QLatin1String("Rollcall ")));
        QVERIFY(report.contains(QStringLiteral("[FAILED] ")));
        QVERIFY(report.contains(QStringLiteral("[ok] ")));
        world.press(QStringLiteral("Close"));
        QVERIFY(!world.isVisible(QStringLiteral("Copy report")));
        world.connectAccount();
    }

    void aConnectionInOrderIsSaidToBe()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        world.press(QStringLiteral("Account"));
        world.press(QStringLiteral("Check my connection"));
        QTRY_VERIFY_WITH_TIMEOUT(world.shows(QStringLiteral("Your connection is in order")), 20'000);
        world.press(QStringLiteral("Copy report"));
        const QString report = QGuiApplication::clipboard()->text();
        QVERIFY(!report.contains(QStringLiteral("[FAILED]")));
        QVERIFY(!report.contains(QLatin1Char('@')));
        const Tokens tokens = world.workplace->application()->session().tokens();
        for (const QString &secret : {tokens.accessToken, tokens.refreshToken})
            QVERIFY(!report.contains(secret));
    }

    void aCheckThatIsUnderWayEndsWithTheWindow()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.press(QStringLiteral("Check my connection"));
        world.closeWindow();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(ConnectPageTest)
#include "tst_connectpage.moc"
