#pragma once

#include "cli/runner.h"

namespace rollcall::cli {

/// Every command there is, in the order in which help lists them.
Runner::Commands allCommands(CommandContext &context);

} // namespace rollcall::cli
