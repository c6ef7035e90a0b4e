#include "cli/exitstatus.h"

namespace rollcall::cli {

ExitStatus exitStatusFor(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Usage:
        return ExitStatus::WrongUsage;
    case Error::Kind::Input:
        return ExitStatus::Unreadable;
    case Error::Kind::SignedOut:
    case Error::Kind::Forbidden:
        return ExitStatus::NotConnected;
    case Error::Kind::Refused:
        return ExitStatus::SomeRefused;
    case Error::Kind::Throttled:
    case Error::Kind::Quota:
    case Error::Kind::Offline:
    case Error::Kind::BadReply: // a service that talks nonsense is a service that is down
        return ExitStatus::NotNow;
    case Error::Kind::Storage:
        return ExitStatus::CannotKeep;
    case Error::Kind::Cancelled:
        return ExitStatus::Interrupted;
    }
    Q_UNREACHABLE();
}

} // namespace rollcall::cli
