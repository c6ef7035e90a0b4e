#include "ui/windowworld.h"

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString another = QStringLiteral("Connect a different account");
const QString back = QStringLiteral("Switch to Hillside Library"); // both are of it: the practice account has one

QString accountOf(const WindowWorld &world)
{
    return world.workplace->application()->profile().account;
}

practice::Options quick()
{
    practice::Options options;
    options.unlimited = true;
    return options;
}

} // namespace

class AccountSwitchTest : public QObject
{
    Q_OBJECT

    /// The Account page of a connected account, when it is known whose it is.
    void openAccountPage(WindowWorld &world)
    {
        world.press(QStringLiteral("Account"));
        QTRY_VERIFY(world.isVisible(another));
    }

private Q_SLOTS:
    void anotherAccountIsKeptBesideAndSwitchedTo()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        QCOMPARE(accountOf(world), QString());
        openAccountPage(world);
        QVERIFY(!world.isVisible(back));

        world.press(another);
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        QCOMPARE(accountOf(world), QStringLiteral("2"));
        world.openWindow(); // it stays so
        QTRY_VERIFY(world.isConnected());
        QCOMPARE(accountOf(world), QStringLiteral("2"));

        openAccountPage(world);
        QTRY_VERIFY(world.isVisible(back));
        world.press(back);
        QTRY_VERIFY(world.isConnected());
        QCOMPARE(accountOf(world), QString());
        world.openWindow();
        QCOMPARE(accountOf(world), QString());
    }

    void cancellingGoesBackToTheOneBefore()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        openAccountPage(world);
        world.browser.follows = false;
        world.press(another);
        QTRY_VERIFY(world.isVisible(QStringLiteral("Cancel")));
        world.press(QStringLiteral("Cancel"));
        QCOMPARE(accountOf(world), QString());
        QTRY_VERIFY(world.isConnected());
        QTRY_VERIFY(world.isVisible(another));
        QVERIFY(!world.isVisible(back));
    }
};

QTEST_MAIN(AccountSwitchTest)
#include "tst_accountswitch.moc"
