#include "workplace.h"

#include "account/accounts.h"
#include "application.h"
#include "net/proxylogin.h"
#include "practice/practiceaccount.h"
#include "support/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace rollcall {
namespace {

constexpr int madeUpPeople = 40;

/// As the person's own, readable by nobody else: it may hold a client secret.
Result<void> keepSettings(const QString &path)
{
    const QString own = ServiceProfile::personalSettingsFile();
    QFile file(path);
    if (QFileInfo(path).canonicalFilePath() == QFileInfo(own).canonicalFilePath() || !file.open(QIODevice::ReadOnly))
        return {};
    QDir().mkpath(QFileInfo(own).path());
    return writePrivateFile(own, file.readAll());
}

} // namespace

Workplace::Workplace(QProcessEnvironment environment, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_environment(std::move(environment))
    , m_clock(clock)
{
}

Workplace::~Workplace() = default;

Result<void> Workplace::openAccount(const QString &settingsFile)
{
    const QString file = settingsFile.isEmpty() ? m_settingsFile : settingsFile;
    auto profile = ServiceProfile::load(m_environment, file);
    if (!profile)
        return tl::unexpected(profile.error());
    m_settingsFile = file;
    if (!settingsFile.isEmpty()) {
        if (const auto kept = keepSettings(settingsFile); !kept)
            Q_EMIT notKept(kept.error());
    }
    open(*profile, nullptr);
    return {};
}

Result<void> Workplace::openWithKey(const QString &clientId)
{
    auto profile = ServiceProfile::load(m_environment, m_settingsFile);
    if (!profile)
        return tl::unexpected(profile.error());
    if (profile->deviceClientId == profile->clientId) // none of its own
        profile->deviceClientId = clientId;
    profile->clientId = clientId;
    profile->origins.insert(QStringLiteral("client_id"), ServiceProfile::Origin::Entered);
    if (const auto kept = profile->keepEntered(); !kept)
        Q_EMIT notKept(kept.error());
    open(*profile, nullptr);
    return {};
}

void Workplace::openWithFileStore()
{
    ServiceProfile profile = m_application->profile();
    profile.tokenStore = QStringLiteral("file");
    profile.origins.insert(QStringLiteral("token_store"), ServiceProfile::Origin::Entered);
    if (const auto kept = profile.keepEntered(); !kept)
        Q_EMIT notKept(kept.error());
    open(profile, nullptr);
}

Result<void> Workplace::openKept(const QString &account)
{
    auto profile = ServiceProfile::load(m_environment, m_settingsFile);
    if (!profile)
        return tl::unexpected(profile.error());
    profile->account = account;
    open(*profile, nullptr);
    keepAccount();
    return {};
}

Result<void> Workplace::openBeside()
{
    auto profile = ServiceProfile::load(m_environment, m_settingsFile);
    if (!profile)
        return tl::unexpected(profile.error());
    profile->account = freeAccountName(*profile);
    open(*profile, nullptr);
    return {};
}

/// Not over a variable: it would win at the next start in any case.
void Workplace::keepAccount()
{
    ServiceProfile profile = m_application->profile();
    ServiceProfile::Origin &origin = profile.origins[QStringLiteral("account")];
    if (m_practice || origin == ServiceProfile::Origin::Environment)
        return;
    origin = ServiceProfile::Origin::Entered;
    if (const auto kept = profile.keepEntered(); !kept)
        Q_EMIT notKept(kept.error());
}

Result<void> Workplace::openPractice()
{
    auto profile = ServiceProfile::load(m_environment, m_settingsFile);
    if (!profile)
        return tl::unexpected(profile.error());
    practice::Options options;
    options.dataDir = QDir(profile->dataDir).filePath(QStringLiteral("practice"));
    options.seedContacts = madeUpPeople;
    options.clock = m_clock;
    auto account = practice::PracticeAccount::start(options);
    if (!account)
        return tl::unexpected(account.error());
    const practice::Addresses addresses = (*account)->addresses();
    profile->authUrl = QUrl(addresses.authUrl);
    profile->apiUrl = QUrl(addresses.apiUrl);
    profile->clientId = addresses.clientId;
    profile->deviceClientId = addresses.deviceClientId;
    profile->clientSecret.clear();
    profile->redirectUris.clear();
    for (const QString &redirect : addresses.redirectUris)
        profile->redirectUris << QUrl(redirect);
    profile->dataDir = options.dataDir;
    profile->tokenStore = QStringLiteral("memory"); // its sign-in is part of what is practised
    profile->expectedOrganization.clear();
    open(*profile, std::move(*account));
    return {};
}

void Workplace::open(const ServiceProfile &profile, std::unique_ptr<practice::PracticeAccount> practice)
{
    auto application = std::make_unique<Application>(profile, m_clock);
    if (m_application)
        application->proxyLogin().learnFrom(m_application->proxyLogin());
    // The old ones live until everyone has turned to the new: only then is nobody left to ask them anything.
    auto before = std::exchange(m_application, std::move(application));
    auto practiceBefore = std::exchange(m_practice, std::move(practice));
    Q_EMIT changed(m_application.get());
    m_application->load();
}

} // namespace rollcall
