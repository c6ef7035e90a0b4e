#include "account/signinerrors.h"

#include "support/log.h"
#include "support/text.h"

namespace rollcall::signin {
namespace {

QString registered(const QString &clientId, const QString &redirect)
{
    return QStringLiteral("client_id: %1 · redirect_uri: %2").arg(clientId, redirect);
}

} // namespace

Error noKey()
{
    return {
        Error::Kind::Usage,
        Text::tr("There is no API key to connect with."),
        Text::tr(
            "Enter your organization's API key (client id) first, or ask your IT for a settings file that "
            "holds it."),
        {}};
}

Error noAddress()
{
    return {
        Error::Kind::Usage,
        Text::tr("There is no redirect address to come back to."),
        Text::tr(
            "Set redirect_uri in the settings file to the address that is registered with the API key, or "
            "use a code on another device."),
        {}};
}

Error portTaken(const QUrl &redirect)
{
    return {
        Error::Kind::Refused,
        Text::tr("Another program on this computer uses port %1, to which the browser is to come back.")
            .arg(redirect.port(80)),
        Text::tr("Close that program and try again, or use a code on another device. Your IT can register a "
                 "further "
                 "redirect address with another port."),
        redirect.toString()};
}

Error tooLate(const QString &clientId, const QString &redirect)
{
    return {
        Error::Kind::SignedOut, Text::tr("The sign-in was not finished within ten minutes."),
        Text::tr("Nothing is connected; start again. If the browser showed an error instead of a sign-in, "
                 "have the API key and the redirect address %1 compared with what is registered in the "
                 "developer portal, to the letter.")
            .arg(redirect),
        registered(clientId, redirect)};
}

Error cancelled()
{
    return {Error::Kind::Cancelled,
            Text::tr("The sign-in was cancelled."),
            Text::tr("Nothing is connected and nothing was changed."),
            {}};
}

Error deviceCodeExpired()
{
    return {Error::Kind::SignedOut,
            Text::tr("The code was not entered in time."),
            Text::tr("Nothing is connected. Ask for a new code; each is good for a few minutes."),
            {}};
}

Error deviceCodeUsed()
{
    return {Error::Kind::SignedOut,
            Text::tr("This code was used already, or the sign-in service does not know it any more."),
            Text::tr("Nothing is connected. Ask for a new code; each is good for one use."),
            QStringLiteral("token endpoint: invalid_grant")};
}

Error notForDevices()
{
    return {Error::Kind::Forbidden, Text::tr("This API key is not registered for a code on another device."),
            Text::tr("Nothing is connected. Sign in with this computer's browser, or have an application "
                     "with the flow "
                     "Device made in the developer portal: its key is set as device_client_id in the "
                     "settings file, or "
                     "as ROLLCALL_DEVICE_CLIENT_ID."),
            QStringLiteral("device/authorize: unauthorized_client")};
}

Error badVerificationAddress()
{
    return {
        Error::Kind::BadReply,
        Text::tr("The sign-in service gave an address that is not safe to open."),
        Text::tr(
            "Nothing is connected. Something between this computer and Constant Contact may have changed the "
            "answer: ask your IT."),
        {}};
}

Error wrongState()
{
    return {Error::Kind::SignedOut,
            Text::tr("The browser brought an answer that belongs to another sign-in."),
            Text::tr(
                "It may come from an older tab. For your safety it was not used. Close older tabs, and start "
                "again."),
            {}};
}

Error noCode()
{
    return {
        Error::Kind::Input,
        Text::tr("That address holds no answer to this sign-in."),
        Text::tr("Copy the whole address from the browser's address bar, after you have allowed access. It "
                 "holds “code=”."),
        {}};
}

Error notLedBack(const QString &clientId, const QString &redirect)
{
    return {Error::Kind::Input,
            Text::tr("That is the address of a page of Constant Contact, not the one it leads back to."),
            Text::tr("If that page shows an error, the API key or the redirect address %1 is probably not "
                     "registered as it is here: have both compared in the developer portal, to the letter. "
                     "Else go on there, until you have chosen Allow.")
                .arg(redirect),
            registered(clientId, redirect)};
}

Error bareCodeWithSecret()
{
    return {Error::Kind::Input,
            Text::tr("A code alone is not enough here."),
            Text::tr(
                "Copy the whole address from the browser's address bar: the rest of it shows that the answer "
                "is yours."),
            {}};
}

Error refused(const QString &error, const QString &description)
{
    const QString detail = QStringLiteral("authorize: %1 · %2").arg(error, redacted(description));
    if (error == QLatin1String("access_denied") || error == QLatin1String("consent_required") ||
        error == QLatin1String("login_required")) {
        return {
            Error::Kind::SignedOut, Text::tr("Access to the account was refused."),
            Text::tr("Nothing is connected and nothing was changed. If that was a mistake, start again and "
                     "choose Allow."),
            detail};
    }
    if (error == QLatin1String("invalid_scope")) {
        return {Error::Kind::Forbidden, Text::tr("This API key may not ask for what Rollcall needs."),
                Text::tr(
                    "Nothing is connected. Rollcall needs contact_data, account_read and offline_access: ask "
                    "whoever manages the API key."),
                detail};
    }
    if (error == QLatin1String("unauthorized_client") ||
        error == QLatin1String("unsupported_response_type")) {
        return {Error::Kind::Forbidden, Text::tr("This API key is registered for another way of signing in."),
                Text::tr("Nothing is connected. In the developer portal the flow is chosen when an "
                         "application is made: "
                         "PKCE, or the server flow with a client secret, for signing in in the browser; "
                         "Device for a code "
                         "on another device. An application of the right kind has a key of its own."),
                detail};
    }
    if (error == QLatin1String("server_error") || error == QLatin1String("temporarily_unavailable")) {
        return {Error::Kind::Offline,
                Text::tr("The sign-in service of Constant Contact is busy or out of order."),
                Text::tr("Nothing is connected. Try again in a few minutes."), detail};
    }
    if (error == QLatin1String("invalid_request")) {
        return {
            Error::Kind::Refused, Text::tr("The sign-in service did not understand the request."),
            Text::tr("Nothing is connected. Have the API key and the redirect address compared with what is "
                     "registered in the developer portal, to the letter; then start again."),
            detail};
    }
    return {Error::Kind::Refused, Text::tr("The sign-in service refused the request."),
            Text::tr("Nothing is connected. Try again; if it stays so, give the details to your IT."),
            detail};
}

} // namespace rollcall::signin
