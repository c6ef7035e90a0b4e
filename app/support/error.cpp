#include "support/error.h"

namespace rollcall {

bool passesByItself(const Error &error)
{
    return error.kind == Error::Kind::Offline || error.kind == Error::Kind::BadReply ||
           error.kind == Error::Kind::Throttled || error.kind == Error::Kind::Quota;
}

QString errorKindName(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Usage:
        return QStringLiteral("usage");
    case Error::Kind::Input:
        return QStringLiteral("input");
    case Error::Kind::SignedOut:
        return QStringLiteral("signed_out");
    case Error::Kind::Forbidden:
        return QStringLiteral("forbidden");
    case Error::Kind::Refused:
        return QStringLiteral("refused");
    case Error::Kind::Throttled:
        return QStringLiteral("throttled");
    case Error::Kind::Quota:
        return QStringLiteral("quota");
    case Error::Kind::Offline:
        return QStringLiteral("offline");
    case Error::Kind::BadReply:
        return QStringLiteral("bad_reply");
    case Error::Kind::Storage:
        return QStringLiteral("storage");
    case Error::Kind::Cancelled:
        return QStringLiteral("cancelled");
    }
    Q_UNREACHABLE();
}

} // namespace rollcall
