#pragma once

#include "support/error.h"

namespace rollcall::cli {

/// What a script learns without reading a word; the numbers are promised.
enum class ExitStatus {
    Done = 0,
    SomeRefused = 1,
    WrongUsage = 2,
    NotConnected = 3,
    NotNow = 4,
    Unreadable = 5,
    CannotKeep = 6,
    PersonNeeded = 7,
    Interrupted = 130, ///< 128 + SIGINT, as shells have it
    Terminated = 143,  ///< 128 + SIGTERM
};

ExitStatus exitStatusFor(Error::Kind kind);

} // namespace rollcall::cli
