#include "account/devicesignin.h"
#include "account/session.h"
#include "practice/practiceaccount.h"
#include "support/answers.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr int processes = 4;

ServiceProfile profileOf(const practice::Addresses &addresses, const QString &dataDir)
{
    ServiceProfile profile;
    profile.authUrl = QUrl(addresses.authUrl);
    profile.apiUrl = QUrl(addresses.apiUrl);
    profile.clientId = addresses.clientId;
    profile.deviceClientId = addresses.deviceClientId;
    profile.dataDir = dataDir;
    profile.tokenStore = QStringLiteral("file");
    return profile;
}

/// One of the competing processes: renews and renews, until there is a file named "stop".
class Renewer : public QObject
{
public:
    Renewer(const practice::Addresses &addresses, const QString &folder, const Clock &clock)
        : m_stop(folder + QStringLiteral("/stop"))
        , m_clock(clock)
        , m_profile(profileOf(addresses, folder))
        , m_session(m_profile, m_clock, m_network, TokenStore::make(m_profile))
    {
        m_session.load();
        QTimer::singleShot(0, this,
                           [this] { next(); }); // exit() says nothing to a loop that does not run yet
    }

private:
    void next()
    {
        if (QFile::exists(m_stop))
            return QCoreApplication::exit(0);
        m_session.renew(this, [this](const Result<void> &result) { renewed(result); });
    }

    void renewed(const Result<void> &result)
    {
        using Kind = Error::Kind;
        const bool isExpected = result || result.error().kind == Kind::SignedOut ||
                                result.error().kind == Kind::Throttled ||
                                result.error().kind == Kind::Offline;
        if (!isExpected)
            return QCoreApplication::exit(3);
        if (!result)
            m_session.load(); // where it has ended, the test signs in anew
        QTimer::singleShot(QRandomGenerator::global()->bounded(10), this, [this] { next(); });
    }

    const QString m_stop;
    const Clock m_clock;
    const ServiceProfile m_profile;
    QNetworkAccessManager m_network;
    Session m_session;
};

} // namespace

/// Many renewals by processes that compete for one grant, against the practice account, which revokes the
/// whole grant when an old refresh token is used again.
class RenewalSoakTest : public QObject
{
    Q_OBJECT

    const int m_wanted = qEnvironmentVariableIntValue("ROLLCALL_SOAK") > 0
                             ? qEnvironmentVariableIntValue("ROLLCALL_SOAK")
                             : 200;
    Clock m_clock;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<practice::PracticeAccount> m_account;
    ServiceProfile m_profile;
    QNetworkAccessManager m_network;
    int m_signIns = 0;

    int counted(const char *what) const
    {
        return QJsonDocument::fromJson(m_account->report()).object().value(QLatin1String(what)).toInt();
    }

    bool hasEnded() const
    {
        QFile file(m_profile.storageFolder() + QStringLiteral("/tokens.json"));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains("\"ended\":true");
    }

    void signIn()
    {
        DeviceSignIn signIn(m_profile, m_clock, m_network);
        std::optional<Result<Tokens>> tokens;
        std::unique_ptr<QNetworkReply> page;
        connect(&signIn, &DeviceSignIn::codeReady, this,
                [this, &page](const QString &, const QUrl &, const QUrl &complete) {
                    page.reset(m_network.get(QNetworkRequest(complete))); // it consents by itself
                });
        connect(&signIn, &DeviceSignIn::finished, this,
                [&tokens](const Result<Tokens> &result) { tokens = result; });
        signIn.start();
        QTRY_VERIFY(tokens);
        QVERIFY(*tokens);
        Session session(m_profile, m_clock, m_network, TokenStore::make(m_profile));
        Answer<Result<void>> adopted;
        session.adopt(**tokens, this, adopted.handler());
        QVERIFY(adopted.wait());
        ++m_signIns;
    }

    std::unique_ptr<QProcess> startProcess()
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        const practice::Addresses addresses = m_account->addresses();
        process->start(QCoreApplication::applicationFilePath(),
                       {QStringLiteral("renewer"), addresses.authUrl, addresses.apiUrl, addresses.clientId,
                        addresses.deviceClientId, m_dir->path(), m_clock.toText()});
        return process;
    }

private Q_SLOTS:
    void init()
    {
        m_clock = fastClock(50);
        m_dir = std::make_unique<QTemporaryDir>();
        practice::Options options;
        options.approve = true;
        options.clock = m_clock;
        auto account = practice::PracticeAccount::start(options);
        QVERIFY(account);
        m_account = std::move(*account);
        m_profile = profileOf(m_account->addresses(), m_dir->path());
        m_signIns = 0;
    }

    void aProcessThatComesLateEndsAsTold()
    {
        QFile stop(m_dir->filePath(QStringLiteral("stop")));
        QVERIFY(stop.open(QIODevice::WriteOnly));
        const auto late = startProcess();
        QTRY_COMPARE_WITH_TIMEOUT(late->state(), QProcess::NotRunning, 30'000);
        QCOMPARE(late->exitCode(), 0);
    }

    void aRefreshTokenIsNeverUsedTwice_data()
    {
        QTest::addColumn<bool>("withKills");
        QTest::newRow("by four processes at once") << false;
        QTest::newRow("but after a kill between the request and its storing") << true;
    }

    void aRefreshTokenIsNeverUsedTwice()
    {
        QFETCH(bool, withKills);
        signIn();
        if (withKills) // answers that take their time: a kill then meets a request under way
            m_account->setTroubles({{QStringLiteral("slow"), 0.1}});
        std::vector<std::unique_ptr<QProcess>> all;
        for (int i = 0; i < processes; ++i)
            all.push_back(startProcess());
        int kills = 0;
        qint64 nextKill = QDateTime::currentMSecsSinceEpoch() + 300;
        QElapsedTimer timer;
        timer.start();
        while (counted("refreshes") < m_wanted && timer.elapsed() < m_wanted * 1000) {
            QTest::qWait(5);
            if (withKills && QDateTime::currentMSecsSinceEpoch() > nextKill) {
                auto &victim = all.at(static_cast<size_t>(QRandomGenerator::global()->bounded(processes)));
                victim->kill();
                QTRY_COMPARE(victim->state(), QProcess::NotRunning);
                ++kills;
                victim = startProcess();
                nextKill = QDateTime::currentMSecsSinceEpoch() + QRandomGenerator::global()->bounded(50, 400);
            }
            if (hasEnded())
                signIn();
        }
        QFile stop(m_dir->filePath(QStringLiteral("stop")));
        QVERIFY(stop.open(QIODevice::WriteOnly));
        for (const auto &process : all) {
            QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 30'000);
            QCOMPARE(process->exitStatus(), QProcess::NormalExit);
            QCOMPARE(process->exitCode(), 0);
        }
        const int reuses = counted("refresh_reuses");
        qInfo("%d refreshes, %d kills, %d refresh tokens used twice, %d sign-ins", counted("refreshes"),
              kills, reuses, m_signIns);
        QVERIFY(counted("refreshes") >= m_wanted);
        QVERIFY(reuses <= kills);
        if (!withKills)
            QCOMPARE(m_signIns, 1);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) != QLatin1String("renewer")) {
        RenewalSoakTest test;
        return QTest::qExec(&test, argc, argv);
    }
    practice::Addresses addresses;
    addresses.authUrl = arguments.at(2);
    addresses.apiUrl = arguments.at(3);
    addresses.clientId = arguments.at(4);
    addresses.deviceClientId = arguments.at(5);
    Renewer renewer(addresses, arguments.at(6), *Clock::parse(arguments.at(7)));
    return QCoreApplication::exec();
}

#include "tst_renewalsoak.moc"
