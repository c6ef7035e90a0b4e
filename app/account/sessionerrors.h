#pragma once

#include "account/serviceprofile.h"
#include "support/error.h"

namespace rollcall::session {

/// Why there is no token, in words.
Error notConnected();
Error hasEnded();
Error hasNoRefreshToken();

/// Why this account is not the right one.
Error isOfAnother(const QString &organization, const ServiceProfile &profile);
Error isOfUnknown(const ServiceProfile &profile, const Error &why);
Error isNotTheOneHere(const QString &organization, const QString &here);
Error isNotSurelyTheOneHere(const QString &here, const Error &why);

} // namespace rollcall::session
