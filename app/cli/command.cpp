#include "cli/command.h"

namespace rollcall::cli {

QJsonObject errorObject(const Error &error)
{
    return {{QStringLiteral("kind"), errorKindName(error.kind)},
            {QStringLiteral("message"), error.message},
            {QStringLiteral("hint"), error.hint},
            {QStringLiteral("detail"), error.detail}};
}

CommandResult CommandResult::failed(const Error &error)
{
    return {exitStatusFor(error.kind), {{QStringLiteral("error"), errorObject(error)}}, {}, error};
}

void Command::interrupt()
{
    fail(Error{Error::Kind::Cancelled, tr("Stopped."), tr("Nothing was changed."), {}});
}

} // namespace rollcall::cli
