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
    return {Error::Kind::Refused, Text::tr("The service did not accept this."),
            Text::tr("Nothing was changed. The details say what it objects to."), detail};
}

Error strayLinkError(const QString &call)
{
    return {Error::Kind::BadReply,
            Text::tr("The service's answer leads to another server, where Rollcall does not go."),
            Text::tr("Nothing was sent there. Ask your IT whether something changes the answers on the way."),
            call};
}

} // namespace rollcall
