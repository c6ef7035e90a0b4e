#pragma once

#include "support/error.h"

namespace rollcall::session {

/// Why there is no token, in words.
Error notConnected();
Error hasEnded();
Error hasNoRefreshToken();

} // namespace rollcall::session
