#include "cli/accountcommand.h"

#include "account/session.h"
#include "application.h"
#include "cli/moment.h"
#include "net/pacer.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QJsonArray>

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

void AccountCommand::addOptions(CLI::App &) {}

void AccountCommand::begin()
{
    const Result<void> state = connected();
    if (!state) {
        answer(state);
        return;
    }
    application().account().summary(this, [this](const Result<AccountSummary> &summary) {
        if (summary)
            application().session().setPerson(summary->organization, summary->user, summary->role, this,
                                              [this](const Result<void> &kept) { answer(kept); });
        else
            answer(tl::unexpected(summary.error()));
    });
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
        {tr("Role"), connection.role},
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

QJsonObject AccountCommand::object()
{
    const Session &session = application().session();
    const StoredConnection connection = session.connection();
    return {{QStringLiteral("connected"), session.state() == Session::State::Connected},
            {QStringLiteral("organization"), textOrNull(connection.organization)},
            {QStringLiteral("user"), textOrNull(connection.user)},
            {QStringLiteral("role"), textOrNull(connection.role)},
            {QStringLiteral("scopes"), QJsonArray::fromStringList(session.tokens().scopes)},
            {QStringLiteral("token_store"), application().profile().tokenStore},
            {QStringLiteral("expires_at"), momentValue(session.tokens().expiresAt)},
            {QStringLiteral("calls_today"), application().pacer().callsToday()},
            {QStringLiteral("profile"), profileObject(application().profile())}};
}

QJsonObject profileObject(const ServiceProfile &profile)
{
    const QList<std::pair<QString, QJsonValue>> values{
        {QStringLiteral("auth_url"), profile.authUrl.toString()},
        {QStringLiteral("api_url"), profile.apiUrl.toString()},
        {QStringLiteral("client_id"), textOrNull(profile.clientId)},
        {QStringLiteral("device_client_id"), textOrNull(profile.deviceClientId)},
        {QStringLiteral("client_secret"), QJsonValue()},
        {QStringLiteral("redirect_uri"), redirectsText(profile)},
        {QStringLiteral("data_dir"), profile.dataDir},
        {QStringLiteral("token_store"), profile.tokenStore}};
    QJsonObject object;
    for (const auto &[name, value] : values) {
        const ServiceProfile::Origin origin = profile.origins.value(name, ServiceProfile::Origin::Missing);
        object.insert(name, QJsonObject{{QStringLiteral("value"), value},
                                        {QStringLiteral("origin"), originName(origin)}});
    }
    return object;
}

} // namespace rollcall::cli
