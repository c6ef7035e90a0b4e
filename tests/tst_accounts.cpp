#include "account/accounts.h"
#include "support/answers.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

class AccountsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    ServiceProfile m_profile;

    void note(const QString &account, const QString &organization)
    {
        ServiceProfile profile = m_profile;
        profile.account = account;
        QVERIFY(noteAccount(profile, {account, organization, organization + QLatin1String("-id"),
                                      organization + QLatin1String("-user")}));
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_profile = profileFor(m_dir->path(), QStringLiteral("file"));
    }

    void atFirstThereIsOnlyTheOneThatIsYetToBeConnected()
    {
        QCOMPARE(knownAccounts(m_profile), (QList<KnownAccount>{{{}, {}, {}, {}, true}}));
        QCOMPARE(currentAccount(m_profile), (KnownAccount{{}, {}, {}, {}, true}));
    }

    void theyAreKeptSideBySideByOrganization()
    {
        note({}, QStringLiteral("Library"));
        note(QStringLiteral("2"), QStringLiteral("Clinic"));
        m_profile.account = QStringLiteral("2");
        const KnownAccount library{{},
                                   QStringLiteral("Library"),
                                   QStringLiteral("Library-id"),
                                   QStringLiteral("Library-user"),
                                   false};
        const KnownAccount clinic{QStringLiteral("2"), QStringLiteral("Clinic"), QStringLiteral("Clinic-id"),
                                  QStringLiteral("Clinic-user"), true};
        QCOMPARE(knownAccounts(m_profile), (QList{clinic, library}));
        QCOMPARE(currentAccount(m_profile), clinic);
        QCOMPARE(freeAccountName(m_profile), QStringLiteral("3"));
    }

    void oneIsMeantByItsNameOrItsOrganization()
    {
        note({}, QStringLiteral("Library"));
        note(QStringLiteral("2"), QStringLiteral("Clinic"));
        note(QStringLiteral("3"), QStringLiteral("Club"));
        note(QStringLiteral("4"), QStringLiteral("Club"));
        QCOMPARE(accountNamed(m_profile, QStringLiteral("2")), QStringLiteral("2"));
        QCOMPARE(accountNamed(m_profile, QStringLiteral("clinic")), QStringLiteral("2"));
        QCOMPARE(accountNamed(m_profile, QStringLiteral("Library")), QString());
        QCOMPARE(accountNamed(m_profile, QStringLiteral("Club")), QStringLiteral("Club"));
        QCOMPARE(accountNamed(m_profile, QStringLiteral("new")), QStringLiteral("new"));
    }

    void eachHasItsOwnFolderAndAllOneCount()
    {
        ServiceProfile other = m_profile;
        other.account = QStringLiteral("2");
        QVERIFY(other.storageFolder() != m_profile.storageFolder());
        QCOMPARE(other.paceFolder(), m_profile.paceFolder());
    }

    void thoseOfAnotherKeyAreNotAmongThem()
    {
        note({}, QStringLiteral("Library"));
        m_profile.clientId = QStringLiteral("another");
        QCOMPARE(knownAccounts(m_profile), (QList<KnownAccount>{{{}, {}, {}, {}, true}}));
    }

    void whatIsKeptInMemoryLeavesNothingBehind()
    {
        m_profile.tokenStore = QStringLiteral("memory");
        note({}, QStringLiteral("Library"));
        QVERIFY(!QFile::exists(m_profile.storageFolder()));
    }
};

QTEST_GUILESS_MAIN(AccountsTest)
#include "tst_accounts.moc"
