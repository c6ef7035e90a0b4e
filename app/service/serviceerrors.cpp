#include "service/serviceerrors.h"

#include "service/serviceclient.h"
#include "support/log.h"
#include "support/text.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rollcall {
namespace {

QString detailOf(const HttpAnswer &answer, const QString &call)
{
    const ServiceFault fault = ServiceFault::parse(answer.body);
    QStringList parts{call + QLatin1String(": ") + QString::number(answer.status)};
    if (!fault.key.isEmpty())
        parts << fault.key;
    if (!fault.message.isEmpty())
        parts << redacted(fault.message); // it can repeat the address that was sent
    const QByteArray id = answer.header("x-amzn-RequestId");
    if (!id.isEmpty())
        parts << QLatin1String("request ") + QString::fromLatin1(id);
    return parts.join(QStringLiteral(" · "));
}

/// What it objects to, in its own words: a line that a person reads, without addresses and secrets, and
/// without brackets, because a tooltip would take "<address>" for HTML.
QString objection(const HttpAnswer &answer)
{
    constexpr qsizetype longest = 300;
    const ServiceFault fault = ServiceFault::parse(answer.body);
    QString words = redacted(fault.message.isEmpty() ? fault.key : fault.message).simplified();
    words.replace(QLatin1Char('<'), QChar(0x2039)).replace(QLatin1Char('>'), QChar(0x203a));
    return words.size() > longest ? words.left(longest) + QChar(0x2026) : words;
}

/// Every row that is refused shows message and hint, and nothing else of it.
Error refused(const QString &words, const QString &detail)
{
    if (words.isEmpty())
        return {Error::Kind::Refused, Text::tr("The service did not accept this, and does not say why."),
                Text::tr("Nothing was changed."), detail};
    return {Error::Kind::Refused, Text::tr("The service did not accept this. It says: “%1”").arg(words),
            Text::tr("Nothing was changed."), detail};
}

} // namespace

ServiceFault ServiceFault::parse(const QByteArray &body)
{
    const QJsonDocument json = QJsonDocument::fromJson(body);
    ServiceFault fault;
    const QJsonArray all = json.isArray() ? json.array() : QJsonArray{json.object()};
    QStringList messages;
    for (const QJsonValue &each : all) {
        if (fault.key.isEmpty())
            fault.key = each[QLatin1String("error_key")].toString();
        const QString message = each[QLatin1String("error_message")].toString();
        if (!message.isEmpty())
            messages << message;
    }
    fault.message = messages.join(QLatin1String("; "));
    return fault;
}

Error serviceError(const HttpAnswer &answer, const QString &call)
{
    const QString detail = detailOf(answer, call);
    if (answer.status == 401) {
        return {Error::Kind::SignedOut, Text::tr("The service does not accept this connection any more."),
                Text::tr("Connect again and sign in once. Your settings and everything that waits are kept."),
                detail};
    }
    if (answer.status == 403) {
        return {
            Error::Kind::Forbidden, Text::tr("This connection is not allowed to do that."),
            Text::tr(
                "One of three things: the permission was not granted when connecting (connect again and "
                "allow it); your "
                "role in the account does not include it (ask the account's owner for the Account Manager "
                "role); or the "
                "API key was switched off (ask whoever manages it)."),
            detail};
    }
    if (answer.status == 429) {
        return {Error::Kind::Throttled, Text::tr("The service is too busy for more right now."),
                Text::tr("Nothing is lost. Try again in a few minutes."), detail};
    }
    if (answer.status >= 500) {
        return {Error::Kind::Offline, Text::tr("The service is out of order at the moment."),
                Text::tr("Nothing is lost here. Try again later."), detail};
    }
    if (answer.status >= 300 && answer.status < 400) {
        return {
            Error::Kind::BadReply,
            Text::tr("The service sends Rollcall on to another address, which it does not follow."),
            Text::tr("Something between this computer and Constant Contact may be in the way (a sign-in page "
                     "of the network, "
                     "a proxy). Ask your IT."),
            detail};
    }
    return refused(objection(answer), detail);
}

Error strayLinkError(const QString &call)
{
    return {Error::Kind::BadReply,
            Text::tr("The service's answer leads to another server, where Rollcall does not go."),
            Text::tr("Nothing was sent there. Ask your IT whether something changes the answers on the way."),
            call};
}

} // namespace rollcall
