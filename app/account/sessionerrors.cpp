#include "account/sessionerrors.h"

#include <QCoreApplication>

namespace rollcall::session {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Session", text);
}

} // namespace

Error notConnected()
{
    return {Error::Kind::SignedOut,
            tr("No account is connected."),
            tr("Connect your account first; everything waits until then."),
            {}};
}

Error hasEnded()
{
    return {
        Error::Kind::SignedOut,
        tr("The connection to your account has ended."),
        tr("Press Reconnect and sign in once. Your settings and everything that waits to be sent are kept."),
        {}};
}

Error hasNoRefreshToken()
{
    return {
        Error::Kind::SignedOut,
        tr("The connection to your account has ended, because staying connected (offline_access) was not "
           "granted."),
        tr("Press Reconnect and sign in once. Without that grant this is needed every 24 hours. Everything "
           "that waits is kept."),
        {}};
}

} // namespace rollcall::session
