#include "account/serviceprofile.h"

#include "account/settingsfile.h"
#include "support/text.h"

#include <QCryptographicHash>
#include <QDir>
#include <QHostAddress>
#include <QRegularExpression>
#include <QStandardPaths>

#include <algorithm>

namespace rollcall {
namespace {

using Origin = ServiceProfile::Origin;

constexpr auto settingsName = "rollcall/rollcall.conf";

/// All values, as text, by name: names of the settings file and, in capitals behind ROLLCALL_, of the
/// environment.
struct Values
{
    QMap<QString, QString> text;
    QMap<QString, Origin> origins;

    static QStringList names()
    {
        return {QStringLiteral("auth_url"),      QStringLiteral("api_url"),
                QStringLiteral("client_id"),     QStringLiteral("device_client_id"),
                QStringLiteral("client_secret"), QStringLiteral("redirect_uri"),
                QStringLiteral("data_dir"),      QStringLiteral("token_store"),
                QStringLiteral("organization"),  QStringLiteral("account"),
                QStringLiteral("keep_days")};
    }

    void set(const QString &name, const QString &value, Origin origin)
    {
        if (value.trimmed().isEmpty())
            return;
        text[name] = value.trimmed();
        origins[name] = origin;
    }
};

Values builtIn()
{
    Values values;
    values.set(QStringLiteral("auth_url"), QStringLiteral("https://authz.constantcontact.com/oauth2/default"),
               Origin::BuiltIn);
    values.set(QStringLiteral("api_url"), QStringLiteral("https://api.cc.email/v3"), Origin::BuiltIn);
    values.set(QStringLiteral("client_id"), QStringLiteral(ROLLCALL_CLIENT_ID), Origin::BuiltIn);
    values.set(QStringLiteral("redirect_uri"), QStringLiteral("http://localhost:8743/callback"),
               Origin::BuiltIn);
    // Not AppDataLocation: window and command line are two programs with one folder.
    values.set(QStringLiteral("data_dir"),
               QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                   QLatin1String("/rollcall"),
               Origin::BuiltIn);
    values.set(QStringLiteral("token_store"), QStringLiteral("keychain"), Origin::BuiltIn);
    values.set(QStringLiteral("keep_days"), QStringLiteral("90"), Origin::BuiltIn);
    return values;
}

QString variableOf(const QString &name)
{
    return QLatin1String("ROLLCALL_") + name.toUpper();
}

QString whereToCorrect(const QString &name)
{
    return Text::tr("Correct “%1” in the settings file, or the variable %2.").arg(name, variableOf(name));
}

Result<Values> gather(const QProcessEnvironment &environment, const QString &settingsFile)
{
    QStringList files =
        QStandardPaths::locateAll(QStandardPaths::GenericConfigLocation, QLatin1String(settingsName));
    std::reverse(files.begin(), files.end()); // the person's own comes first there, and is to win here
    if (!settingsFile.isEmpty()) {
        files.removeAll(ServiceProfile::personalSettingsFile());
        files << settingsFile;
    }
    Values values = builtIn();
    for (const QString &file : std::as_const(files)) {
        const Result<QMap<QString, QString>> read = readSettingsFile(file, Values::names());
        if (!read)
            return tl::unexpected(read.error());
        for (const auto &[name, value] : read->asKeyValueRange())
            values.set(name, value, Origin::SettingsFile);
    }
    for (const QString &name : Values::names())
        values.set(name, environment.value(variableOf(name)), Origin::Environment);
    return values;
}

/// https, or http to this computer; nothing that could carry a token elsewhere or hide where it goes.
Result<QUrl> addressOf(const QString &name, QString text)
{
    while (text.endsWith(QLatin1Char('/')) && name != QLatin1String("redirect_uri"))
        text.chop(1);
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty() || url.hasFragment() ||
        (url.hasQuery() && name != QLatin1String("redirect_uri"))) {
        return failure(Error::Kind::Usage,
                       Text::tr("“%1” is not an address that Rollcall can use.").arg(text),
                       whereToCorrect(name));
    }
    const bool isSafe = url.scheme() == QLatin1String("https") ||
                        (url.scheme() == QLatin1String("http") && ServiceProfile::isLoopback(url));
    if (!isSafe) {
        return failure(Error::Kind::Usage,
                       Text::tr("“%1” is not a safe address: it must begin with https.").arg(text),
                       Text::tr("Plain http is only for addresses of this computer (127.0.0.1, localhost).") +
                           QLatin1Char(' ') + whereToCorrect(name));
    }
    return url;
}

Result<QList<QUrl>> redirectsOf(const QString &text)
{
    QList<QUrl> redirects;
    static const QRegularExpression between(QStringLiteral("[\\s,]+"));
    const QStringList parts = text.split(between, Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const Result<QUrl> url = addressOf(QStringLiteral("redirect_uri"), part);
        if (!url)
            return tl::unexpected(url.error());
        redirects.append(*url);
    }
    return redirects;
}

Result<ServiceProfile> fromValues(const Values &values)
{
    const auto value = [&values](const char *name) { return values.text.value(QLatin1String(name)); };
    const Result<QUrl> auth = addressOf(QStringLiteral("auth_url"), value("auth_url"));
    const Result<QUrl> api = addressOf(QStringLiteral("api_url"), value("api_url"));
    const Result<QList<QUrl>> redirects = redirectsOf(value("redirect_uri"));
    if (!auth || !api)
        return tl::unexpected(auth ? api.error() : auth.error());
    if (!redirects)
        return tl::unexpected(redirects.error());
    const QString store = value("token_store");
    if (!QStringList{QStringLiteral("keychain"), QStringLiteral("file"), QStringLiteral("memory")}.contains(
            store)) {
        return failure(Error::Kind::Usage, Text::tr("Tokens cannot be kept in “%1”.").arg(store),
                       Text::tr("It is keychain, file or memory.") + QLatin1Char(' ') +
                           whereToCorrect(QStringLiteral("token_store")));
    }
    bool isNumber = false;
    const int keepDays = value("keep_days").toInt(&isNumber);
    if (!isNumber || keepDays < 0 || keepDays > 36'500) {
        return failure(Error::Kind::Usage, Text::tr("“%1” is not a number of days.").arg(value("keep_days")),
                       Text::tr("It is from 0 to 36500.") + QLatin1Char(' ') +
                           whereToCorrect(QStringLiteral("keep_days")));
    }
    ServiceProfile profile;
    profile.authUrl = *auth;
    profile.apiUrl = *api;
    profile.clientId = value("client_id");
    profile.deviceClientId =
        value("device_client_id").isEmpty() ? profile.clientId : value("device_client_id");
    profile.clientSecret = value("client_secret");
    profile.redirectUris = *redirects;
    profile.dataDir = QDir(value("data_dir")).absolutePath();
    profile.tokenStore = store;
    profile.expectedOrganization = value("organization");
    profile.keepDays = keepDays;
    profile.account = value("account");
    for (const QString &name : Values::names())
        profile.origins[name] = values.origins.value(name, Origin::Missing);
    if (value("device_client_id").isEmpty()) // the one key is for both
        profile.origins[QStringLiteral("device_client_id")] = profile.origins[QStringLiteral("client_id")];
    return profile;
}

QUrl below(const QUrl &base, const char *path)
{
    QUrl url = base;
    url.setPath(base.path() + QLatin1String(path));
    return url;
}

} // namespace

Result<ServiceProfile> ServiceProfile::load(const QProcessEnvironment &environment,
                                            const QString &settingsFile)
{
    const Result<Values> values = gather(environment, settingsFile);
    if (!values)
        return tl::unexpected(values.error());
    return fromValues(*values);
}

QString ServiceProfile::personalSettingsFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QLatin1Char('/') +
           QLatin1String(settingsName);
}

Result<void> ServiceProfile::keepEntered() const
{
    QStringList redirects;
    for (const QUrl &redirect : redirectUris)
        redirects << redirect.toString();
    const QMap<QString, QString> values{{QStringLiteral("client_id"), clientId},
                                        {QStringLiteral("device_client_id"), deviceClientId},
                                        {QStringLiteral("redirect_uri"), redirects.join(QLatin1Char(' '))},
                                        {QStringLiteral("token_store"), tokenStore},
                                        {QStringLiteral("account"), account}};
    QMap<QString, QString> entered; // the first account has no name: its line goes
    for (const auto &[name, value] : values.asKeyValueRange()) {
        if (origins.value(name) == Origin::Entered)
            entered[name] = value;
    }
    const Result<void> kept = changeSettingsFile(personalSettingsFile(), entered);
    if (!kept) {
        return failure(
            Error::Kind::Storage, Text::tr("What you typed could not be kept for the next start."),
            Text::tr("It is used now; check that the disk has room and that the file can be written."),
            kept.error().detail);
    }
    return {};
}

bool ServiceProfile::isLoopback(const QUrl &address)
{
    return address.host() == QLatin1String("localhost") || QHostAddress(address.host()).isLoopback();
}

QUrl ServiceProfile::authorizeUrl() const
{
    return below(authUrl, "/v1/authorize");
}

QUrl ServiceProfile::tokenUrl() const
{
    return below(authUrl, "/v1/token");
}

QUrl ServiceProfile::deviceAuthorizeUrl() const
{
    return below(authUrl, "/v1/device/authorize");
}

bool ServiceProfile::expects(const QString &organization) const
{
    return expectedOrganization.isEmpty() ||
           expectedOrganization.simplified().compare(organization.simplified(), Qt::CaseInsensitive) == 0;
}

QString ServiceProfile::storageKey() const
{
    QStringList parts{authUrl.toString(), apiUrl.toString(), clientId};
    if (!account.isEmpty())
        parts << account;
    const QByteArray all = parts.join(QLatin1Char('\n')).toUtf8();
    return QString::fromLatin1(QCryptographicHash::hash(all, QCryptographicHash::Sha256).toHex().left(16));
}

QString ServiceProfile::storageFolder() const
{
    return dataDir + QLatin1Char('/') + storageKey();
}

QString ServiceProfile::paceFolder() const
{
    ServiceProfile first = *this;
    first.account.clear();
    return first.storageFolder();
}

bool ServiceProfile::isPractice() const
{
    return isLoopback(authUrl) && isLoopback(apiUrl);
}

} // namespace rollcall
