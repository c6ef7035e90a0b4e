#include "cli/tokencommand.h"

#include "account/jwt.h"
#include "account/session.h"
#include "account/tokenmove.h"
#include "application.h"
#include "cli/moment.h"
#include "cli/printer.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>
#include <QJsonDocument>

namespace rollcall::cli {
namespace {

/// A claim's value on one line, as it is written in the token.
QString claimText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(array.mid(1, array.size() - 2));
}

} // namespace

QString TokenCommand::summary() const
{
    return tr("Say what the access token grants and how long; never shows the token.");
}

void TokenCommand::addOptions(CLI::App &options)
{
    auto *renew = options.add_flag("--renew", m_renew, tr("Renew it first.").toStdString());
    options
        .add_option(
            "--move-to", m_moveTo,
            tr("Keep the tokens there from now on (keychain, file), without signing in again.").toStdString())
        ->check(CLI::IsMember({"keychain", "file"}))
        ->excludes(renew);
}

void TokenCommand::work()
{
    if (!m_moveTo.empty())
        move();
    else if (m_renew)
        application().session().renew(this, [this](const Result<void> &renewed) { answer(renewed); });
    else
        answer({});
}

void TokenCommand::move()
{
    const ServiceProfile &profile = application().profile();
    const QString to = QString::fromStdString(m_moveTo);
    if (profile.tokenStore == to) {
        fail({Error::Kind::Usage, tr("The tokens are kept there already."), tr("Nothing was changed."), {}});
        return;
    }
    moveTokens(profile, to, this, [this](const Result<void> &moved) { tellMoved(moved); });
}

void TokenCommand::tellMoved(const Result<void> &moved)
{
    if (!moved) {
        fail(moved.error());
        return;
    }
    const QString to = QString::fromStdString(m_moveTo);
    const bool isFixed = application().profile().origins.value(QStringLiteral("token_store")) ==
                         ServiceProfile::Origin::Environment;
    CommandResult result;
    result.object = {{QStringLiteral("token_store"), to}};
    result.text = to == QLatin1String("file")
                      ? tr("The tokens are now kept in a file that only you can read.")
                      : tr("The tokens are now kept in the keychain.");
    if (isFixed) {
        printer().sentence(
            tr("ROLLCALL_TOKEN_STORE says where to look for them: set it to “%1” from now on.").arg(to));
    }
    Q_EMIT finished(result);
}

void TokenCommand::answer(const Result<void> &ready)
{
    if (!ready) {
        fail(ready.error());
        return;
    }
    const Tokens tokens = application().session().tokens();
    // A token that is no JWT is good all the same: then only what the server said of it is known.
    const QJsonObject claims = Jwt::parse(tokens.accessToken).value_or(Jwt{}).claims;
    CommandResult result;
    result.object = {{QStringLiteral("expires_at"), momentValue(tokens.expiresAt)},
                     {QStringLiteral("issued_at"), momentValue(tokens.issuedAt)},
                     {QStringLiteral("scopes"), QJsonArray::fromStringList(tokens.scopes)},
                     {QStringLiteral("claims"), claims}};
    QStringList lines{
        tr("Good from %1 until %2.").arg(momentText(tokens.issuedAt), momentText(tokens.expiresAt)),
        tr("Granted: %1").arg(tokens.scopes.join(QLatin1Char(' ')))};
    for (auto claim = claims.begin(); claim != claims.end(); ++claim)
        lines << QStringLiteral("  %1  %2").arg(claim.key(), -12).arg(claimText(claim.value()));
    result.text = lines.join(QLatin1Char('\n'));
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
