#include "cli/commands.h"

namespace rollcall::cli {

Runner::Commands allCommands(CommandContext &context)
{
    Q_UNUSED(context)
    return {};
}

} // namespace rollcall::cli
