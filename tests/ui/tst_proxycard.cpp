#include "ui/windowworld.h"

#include "support/rawserver.h"

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString user = QStringLiteral("User name for the proxy");
const QString password = QStringLiteral("Password for the proxy");

/// The proxy of an office: lets through who can say who it is, to a service that is out of order.
QByteArray office(const QByteArray &request)
{
    const QByteArray login = "Basic " + QByteArray("desk:pass-word").toBase64();
    if (request.contains(login))
        return RawServer::http(502);
    return RawServer::http(407, {}, "Proxy-Authenticate: Basic realm=\"The office\"\r\n");
}

} // namespace

class ProxyCardTest : public QObject
{
    Q_OBJECT

private:
    static practice::Options quick()
    {
        practice::Options options;
        options.unlimited = true;
        return options;
    }

    /// Somebody wants a code, and the proxy wants to know who asks.
    static void askForCode(WindowWorld &world)
    {
        world.environment.insert(QStringLiteral("ROLLCALL_AUTH_URL"),
                                 QStringLiteral("https://sign-in.example.invalid/oauth2/default/v1"));
        world.openWindow();
        world.browser.follows = false;
        world.press(QStringLiteral("Connect account"));
        world.press(QStringLiteral("Use a code on another device"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Ask for a new code")));
        QTRY_VERIFY(world.shows(QStringLiteral("asks who you are")));
    }

    static void type(const WindowWorld &world, const QString &text)
    {
        auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(field && world.window->isAncestorOf(field));
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }

    static QString focused()
    {
        const QWidget *widget = QApplication::focusWidget();
        return widget ? widget->accessibleName() : QString();
    }

    std::unique_ptr<RawServer> m_proxy;

private Q_SLOTS:
    void init()
    {
        m_proxy = std::make_unique<RawServer>(office);
        qputenv("https_proxy", m_proxy->url({}).toEncoded());
    }

    void cleanup() { qunsetenv("https_proxy"); }

    void itIsAnsweredWithTheKeyboardAlone()
    {
        WindowWorld world(quick());
        askForCode(world);
        QVERIFY(!world.shows(QStringLiteral("does not accept")));
        QTRY_COMPARE(focused(), user);
        type(world, QStringLiteral("desk"));
        QCOMPARE(focused(), password);
        type(world, QStringLiteral("wrong"));

        // Said by the card, once what was waiting has been tried again and has failed anew.
        QTRY_VERIFY(world.shows(QStringLiteral("It does not accept the user name and password it was given.")));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Ask for a new code")));
        QTRY_COMPARE(focused(), password);
        QCOMPARE(world.named<QLineEdit>(user)->text(), QStringLiteral("desk"));
        QCOMPARE(world.named<QLineEdit>(password)->text(), QString());

        type(world, QStringLiteral("pass-word"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Ask for a new code")));
        QVERIFY(!world.named<QLineEdit>(password));
        QVERIFY(!world.shows(QStringLiteral("user name and")));
        QVERIFY(world.button(QStringLiteral("Ask for a new code"))->hasFocus());
        QVERIFY(m_proxy->requests.last().contains("Basic " + QByteArray("desk:pass-word").toBase64()));
        for (const QByteArray &request : m_proxy->requests)
            QVERIFY(request.startsWith("CONNECT sign-in.example.invalid:443 "));
    }

    void whoDoesNotWantToSayIsNotAskedAgain()
    {
        WindowWorld world(quick());
        askForCode(world);
        world.press(QStringLiteral("Not now"));
        QVERIFY(!world.named<QLineEdit>(user));
        const auto asked = m_proxy->requests.size();
        world.press(QStringLiteral("Ask for a new code"));
        QTRY_VERIFY(m_proxy->requests.size() > asked);
        QTRY_VERIFY(world.isVisible(QStringLiteral("Ask for a new code")));
        QVERIFY(world.shows(QStringLiteral("asks for a user name and a password")));
        QVERIFY(!world.named<QLineEdit>(user));
    }

    void withoutANameNothingIsTried()
    {
        WindowWorld world(quick());
        askForCode(world);
        const auto asked = m_proxy->requests.size();
        world.named<QLineEdit>(password)->setFocus();
        world.press(QStringLiteral("Go on"));
        QCOMPARE(focused(), user);
        QCOMPARE(m_proxy->requests.size(), asked);
    }

    void itGoesWithTheWindow()
    {
        WindowWorld world(quick());
        askForCode(world);
        type(world, QStringLiteral("desk"));
        type(world, QStringLiteral("wrong"));
        world.closeWindow();
        QCoreApplication::processEvents();
    }
};

QTEST_MAIN(ProxyCardTest)
#include "tst_proxycard.moc"
