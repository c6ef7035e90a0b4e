#include "cli/accountcommand.h"

#include "account/accounts.h"
#include "account/jwt.h"
#include "account/session.h"
#include "application.h"
#include "cli/moment.h"
#include "net/pacer.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QJsonArray>

#include <algorithm>

namespace rollcall::cli {
namespace {

QString originName(ServiceProfile::Origin origin)
{
    switch (origin) {
    case ServiceProfile::Origin::Missing:
        return QStringLiteral("missing");
    case ServiceProfile::Origin::BuiltIn:
        return QStringLiteral("built_in");
    case ServiceProfile::Origin::SettingsFile:
        return QStringLiteral("settings_file");
    case ServiceProfile::Origin::Environment:
        return QStringLiteral("environment");
    case ServiceProfile::Origin::Entered:
        return QStringLiteral("entered");
    }
    Q_UNREACHABLE();
}

QString redirectsText(const ServiceProfile &profile)
{
    QStringList texts;
    for (const QUrl &uri : profile.redirectUris)
        texts << uri.toString();
    return texts.join(QLatin1Char(' '));
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

} // namespace

QString AccountCommand::summary() const
{
    return tr("Say which account is connected, and where each setting comes from.");
}

void AccountCommand::addOptions(CLI::App &options)
{
    auto *all = options.add_flag("--all", m_all, tr("Name all accounts that are kept here.").toStdString());
    options
        .add_option("--use", m_use,
                    tr("Work for this account from now on, given by name or organization.").toStdString())
        ->excludes(all);
}

void AccountCommand::begin()
{
    if (m_all)
        return tellAll();
    if (!m_use.empty())
        return choose();
    const Result<void> state = connected();
    if (!state) {
        answer(state);
        return;
    }
    application().account().summary(this, [this](const Result<AccountSummary> &summary) {
        if (!summary)
            return answer(tl::unexpected(summary.error()));
        m_privileges = summary->privileges;
        Session &session = application().session();
        const QString user = Jwt::parse(session.tokens().accessToken).value_or(Jwt{}).user();
        session.setPerson(summary->organization, user, summary->role, this,
                          [this](const Result<void> &kept) { answer(kept); });
    });
}

void AccountCommand::tellAll()
{
    QJsonArray accounts;
    QStringList lines;
    const QList<KnownAccount> known = knownAccounts(application().profile());
    for (const KnownAccount &account : known) {
        accounts << QJsonObject{{QStringLiteral("name"), account.name},
                                {QStringLiteral("organization"), textOrNull(account.organization)},
                                {QStringLiteral("current"), account.isCurrent}};
        const QString organization =
            account.organization.isEmpty() ? tr("(not connected yet)") : account.organization;
        lines << QStringLiteral("%1 %2  %3")
                     .arg(account.isCurrent ? QStringLiteral("*") : QStringLiteral(" "), organization,
                          account.name);
    }
    CommandResult result;
    result.object = {{QStringLiteral("accounts"), accounts}};
    result.text = lines.join(QLatin1Char('\n'));
    Q_EMIT finished(result);
}

void AccountCommand::choose()
{
    ServiceProfile profile = application().profile();
    const QString wanted = QString::fromStdString(m_use);
    const QString name = accountNamed(profile, wanted);
    const QList<KnownAccount> known = knownAccounts(profile);
    const bool isThere = std::any_of(known.begin(), known.end(), [&name](const KnownAccount &account) {
        return account.name == name && !account.organization.isEmpty();
    });
    if (!isThere) {
        fail({Error::Kind::Usage,
              tr("No account here is called “%1”, or several are.").arg(wanted),
              tr("Nothing was changed. “rollcall-cli account --all” names them; “rollcall-cli connect "
                 "--account "
                 "NAME” adds one."),
              {}});
        return;
    }
    profile.account = name;
    profile.origins[QStringLiteral("account")] = ServiceProfile::Origin::Entered;
    if (const Result<void> kept = profile.keepEntered(); !kept) {
        fail(kept.error());
        return;
    }
    CommandResult result;
    result.object = {{QStringLiteral("account"), name}};
    result.text = tr("From now on it works for %1.").arg(currentAccount(profile).organization);
    Q_EMIT finished(result);
}

/// What is known is told in any case; the error says why it may not be the latest.
void AccountCommand::answer(const Result<void> &state)
{
    CommandResult result;
    result.object = object();
    if (result.object.value(QLatin1String("connected")).toBool())
        result.text = text();
    if (!state) {
        result.status = exitStatusFor(state.error().kind);
        result.object.insert(QStringLiteral("error"), errorObject(state.error()));
        result.error = state.error();
    }
    Q_EMIT finished(result);
}

QString AccountCommand::text()
{
    const StoredConnection connection = application().session().connection();
    const Tokens tokens = application().session().tokens();
    const QList<std::pair<QString, QString>> values{
        {tr("Organization"), connection.organization},
        {tr("User"), connection.user},
        {tr("Role"), role()},
        {tr("Granted"), tokens.scopes.join(QLatin1Char(' '))},
        {tr("Tokens kept in"), application().profile().tokenStore},
        {tr("Access until"), momentText(tokens.expiresAt)},
        {tr("Calls today"), tr("%L1 of %L2").arg(application().pacer().callsToday()).arg(Pacer::callsADay)}};
    QStringList lines;
    for (const auto &[label, value] : values) {
        if (!value.isEmpty())
            lines << label + QStringLiteral(": ") + value;
    }
    return lines.join(QLatin1Char('\n'));
}

/// The service names what the role allows, and not the role.
QString AccountCommand::role() const
{
    if (!m_privileges)
        return {};
    return tr("not told by the service. %1").arg(contactRightsSentence(contactRights(*m_privileges)));
}

QJsonObject AccountCommand::object()
{
    const Session &session = application().session();
    const StoredConnection connection = session.connection();
    return {{QStringLiteral("connected"), session.isConnected()},
            {QStringLiteral("organization"), textOrNull(connection.organization)},
            {QStringLiteral("user"), textOrNull(connection.user)},
            {QStringLiteral("role"), textOrNull(connection.role)},
            {QStringLiteral("privileges"),
             m_privileges ? QJsonArray::fromStringList(*m_privileges) : QJsonValue()},
            {QStringLiteral("scopes"), QJsonArray::fromStringList(session.tokens().scopes)},
            {QStringLiteral("token_store"), application().profile().tokenStore},
            {QStringLiteral("expires_at"), momentValue(session.tokens().expiresAt)},
            {QStringLiteral("calls_today"), application().pacer().callsToday()},
            {QStringLiteral("profile"), profileObject(application().profile())}};
}

QJsonObject profileObject(const ServiceProfile &profile)
{
    QList<std::pair<QString, QJsonValue>> values{
        {QStringLiteral("auth_url"), profile.authUrl.toString()},
        {QStringLiteral("api_url"), profile.apiUrl.toString()},
        {QStringLiteral("client_id"), textOrNull(profile.clientId)},
        {QStringLiteral("device_client_id"), textOrNull(profile.deviceClientId)},
        {QStringLiteral("client_secret"), QJsonValue()},
        {QStringLiteral("redirect_uri"), redirectsText(profile)},
        {QStringLiteral("data_dir"), profile.dataDir},
        {QStringLiteral("token_store"), profile.tokenStore}};
    const QList<std::pair<QString, QString>> optional{
        {QStringLiteral("organization"), profile.expectedOrganization},
        {QStringLiteral("account"), profile.account}};
    for (const auto &[name, value] : optional) {
        if (!value.isEmpty())
            values << std::pair<QString, QJsonValue>{name, value};
    }
    QJsonObject object;
    for (const auto &[name, value] : std::as_const(values)) {
        const ServiceProfile::Origin origin = profile.origins.value(name, ServiceProfile::Origin::Missing);
        object.insert(name, QJsonObject{{QStringLiteral("value"), value},
                                        {QStringLiteral("origin"), originName(origin)}});
    }
    return object;
}

} // namespace rollcall::cli
