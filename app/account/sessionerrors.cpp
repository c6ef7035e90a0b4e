#include "account/sessionerrors.h"

#include "support/text.h"

namespace rollcall::session {

Error notConnected()
{
    return {Error::Kind::SignedOut,
            Text::tr("No account is connected."),
            Text::tr("Connect your account first; everything waits until then."),
            {}};
}

Error hasEnded()
{
    return {
        Error::Kind::SignedOut,
        Text::tr("The connection to your account has ended."),
        Text::tr(
            "Connect again and sign in once. Your settings and everything that waits to be sent are kept."),
        {}};
}

Error hasNoRefreshToken()
{
    return {
        Error::Kind::SignedOut,
        Text::tr(
            "The connection to your account has ended, because staying connected (offline_access) was not "
            "granted."),
        Text::tr(
            "Connect again and sign in once. Without that grant this is needed every 24 hours. Everything "
            "that waits is kept."),
        {}};
}

Error isOfAnother(const QString &organization, const ServiceProfile &profile)
{
    return {Error::Kind::Forbidden,
            Text::tr("This is the account of %1, but your organization's settings expect %2.")
                .arg(organization, profile.expectedOrganization),
            Text::tr("Nothing was sent. Connect the account of %1, or have the settings corrected.")
                .arg(profile.expectedOrganization),
            {}};
}

Error isOfUnknown(const ServiceProfile &profile, const Error &why)
{
    return {
        why.kind,
        Text::tr("It could not be read whose account this is, and your organization's settings expect %1.")
            .arg(profile.expectedOrganization),
        Text::tr("Nothing was kept. Connect again, and allow Rollcall to see the account (account_read)."),
        why.message};
}

Error isNotTheOneHere(const QString &organization, const QString &here)
{
    return {
        Error::Kind::Forbidden,
        Text::tr("You signed in to the account of %1, but what is kept here belongs to %2.")
            .arg(organization, here),
        Text::tr(
            "Nothing was changed. Sign in to %2, or add %1 as an account of its own: its history and what "
            "waits to be sent stay apart.")
            .arg(organization, here),
        {}};
}

Error isNotSurelyTheOneHere(const QString &here, const Error &why)
{
    return {
        why.kind,
        Text::tr("It could not be read whose account this is; what is kept here belongs to %1.").arg(here),
        Text::tr("Nothing was changed. Try again; when asked, allow Rollcall to see the account "
                 "(account_read)."),
        why.message};
}

} // namespace rollcall::session
