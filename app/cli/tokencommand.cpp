#include "cli/tokencommand.h"

#include "account/jwt.h"
#include "account/session.h"
#include "application.h"
#include "cli/moment.h"

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
    options.add_flag("--renew", m_renew, tr("Renew it first.").toStdString());
}

void TokenCommand::work()
{
    if (m_renew)
        application().session().renew(this, [this](const Result<void> &renewed) { answer(renewed); });
    else
        answer({});
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
