#include "account/devicesignin.h"
#include "account/session.h"
#include "practice/practiceaccount.h"
#include "support/answers.h"

#include <QCryptographicHash>
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

/// Writes down each use of a refresh token before it is made and each answer before it is heard, a line each, into
/// a file that all processes share: what a killed one had under way is found there.
class WitnessedNetwork : public QNetworkAccessManager
{
public:
    WitnessedNetwork(const QString &folder, const ServiceProfile &profile)
        : m_store(profile.storageFolder() + QStringLiteral("/tokens.json"))
        , m_file(folder + QStringLiteral("/uses"))
    {
        if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
            qFatal("cannot write the test's file");
    }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        const QByteArray name = storedToken(); // a body is read but once: who looks into it takes it away
        write(name, "asked");
        QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body);
        connect(reply, &QNetworkReply::finished, this, [this, reply, name] {
            write(name, reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toByteArray());
        });
        return reply;
    }

private:
    /// Of the refresh token that is in the store, which this process has locked: that is the one it uses.
    QByteArray storedToken() const
    {
        QFile file(m_store);
        const bool isOpen = file.open(QIODevice::ReadOnly);
        const QString token = QJsonDocument::fromJson(isOpen ? file.readAll() : QByteArray())
                                  .object()
                                  .value(QLatin1String("refresh_token"))
                                  .toString();
        if (token.isEmpty())
            qFatal("a renewal without a stored token");
        return QCryptographicHash::hash(token.toLatin1(), QCryptographicHash::Sha256).toHex();
    }

    void write(const QByteArray &token, const QByteArray &what)
    {
        m_file.write(QByteArray::number(QCoreApplication::applicationPid()) + ' ' + token + ' ' + what + '\n');
    }

    const QString m_store;
    QFile m_file;
};

/// One of the competing processes: renews and renews, until there is a file named "stop".
class Renewer : public QObject
{
public:
    Renewer(const practice::Addresses &addresses, const QString &folder, const Clock &clock)
        : m_stop(folder + QStringLiteral("/stop"))
        , m_clock(clock)
        , m_profile(profileOf(addresses, folder))
        , m_network(folder, m_profile)
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
    WitnessedNetwork m_network;
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
    QSet<qint64> m_killed;

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

    struct Use
    {
        qint64 process = 0;
        QByteArray status; ///< empty: no answer was heard
    };

    /// Of each refresh token, in order, as the processes wrote it down. Of each process, the last token it used.
    std::pair<QHash<QByteArray, QList<Use>>, QHash<qint64, QByteArray>> uses() const
    {
        QHash<QByteArray, QList<Use>> uses;
        QHash<qint64, QByteArray> last;
        QFile file(m_dir->filePath(QStringLiteral("uses")));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray &line : lines) {
            const QList<QByteArray> words = line.split(' ');
            if (words.size() != 3)
                continue;
            const qint64 process = words.at(0).toLongLong();
            QList<Use> &of = uses[words.at(1)];
            if (words.at(2) == "asked")
                of.append(Use{process, {}});
            else
                of.last().status = words.at(2);
            last.insert(process, words.at(1));
        }
        return {uses, last};
    }

    /// A token may be used again after an answer that says it was not done, or where the process was killed in the
    /// middle of its use: that was the last thing it did. Returns how many were, after a kill; -1 where one was for
    /// no such reason.
    int usedAgainAfterAKill() const
    {
        const auto [all, last] = uses();
        int count = 0;
        for (auto token = all.begin(); token != all.end(); ++token) {
            bool isCutOff = false;
            for (int i = 0; i + 1 < token->size(); ++i) {
                const Use &earlier = token->at(i);
                const bool wasKilled =
                    m_killed.contains(earlier.process) && last.value(earlier.process) == token.key();
                isCutOff = isCutOff || wasKilled;
                if (!wasKilled && earlier.status != "429") {
                    qWarning("used again after “%s”, and nobody was killed", earlier.status.constData());
                    return -1;
                }
            }
            count += isCutOff;
        }
        return count;
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
        m_killed.clear();
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
                m_killed.insert(victim->processId());
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
        const int afterKills = usedAgainAfterAKill();
        QVERIFY2(afterKills >= 0, "a refresh token was used again without need");
        QVERIFY2(reuses <= afterKills, "more were used twice than kills explain");
        QVERIFY(uses().first.size() >= m_wanted);
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
