#include "account/accountswitch.h"
#include "ui/windowworld.h"

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString another = QStringLiteral("Connect a different account");
const QString back = QStringLiteral("Switch to Hillside Library (the first account)"); // both are of it, and of one person

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

    void whoDisconnectsOneFindsTheOther()
    {
        WindowWorld world(quick());
        world.openWindow();
        world.connectAccount();
        openAccountPage(world);
        world.press(another);
        QTRY_VERIFY_WITH_TIMEOUT(world.isVisible(QStringLiteral("Import a file")), 20'000);
        openAccountPage(world);
        world.press(QStringLiteral("Disconnect…"));
        world.press(QStringLiteral("Disconnect"));
        QTRY_VERIFY(world.isVisible(QStringLiteral("Connect account")));
        QVERIFY(!world.isConnected());
        world.press(back);
        QTRY_VERIFY(world.isConnected());
        QCOMPARE(accountOf(world), QString());
    }

    void accountsOfOneOrganizationAreToldApart()
    {
        const QString club = QStringLiteral("Club");
        const auto account = [&](const char *name, const QString &organization, const char *user, bool isCurrent) {
            return KnownAccount{QLatin1String(name), organization, {}, QLatin1String(user), isCurrent};
        };
        AccountSwitch accounts;
        accounts.setAccounts({account("", club, "Ann", true), account("2", club, "Ben", false),
                              account("3", club, "Cid", false), account("4", club, "Cid", false),
                              account("5", club, "", false), account("6", QStringLiteral("Clinic"), "Ann", false),
                              account("7", {}, "", false)});
        QStringList ways;
        for (const auto *button : accounts.findChildren<QAbstractButton *>())
            ways << button->text();
        QCOMPARE(ways, QStringList({QStringLiteral("Switch to Club as Ben"), QStringLiteral("Switch to Club (account 3)"),
                                    QStringLiteral("Switch to Club (account 4)"),
                                    QStringLiteral("Switch to Club (account 5)"), QStringLiteral("Switch to Clinic"),
                                    QStringLiteral("Switch to an account without a name")}));
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
