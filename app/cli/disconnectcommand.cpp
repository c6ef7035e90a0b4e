#include "cli/disconnectcommand.h"

#include "account/session.h"
#include "application.h"

#include <CLI/CLI.hpp>

namespace rollcall::cli {

QString DisconnectCommand::summary() const
{
    return tr("Forget the connection on this computer; contacts and history stay.");
}

void DisconnectCommand::addOptions(CLI::App &) {}

void DisconnectCommand::begin()
{
    application().session().disconnectAccount(this,
                                              [this](const Result<void> &forgotten) { answer(forgotten); });
}

void DisconnectCommand::answer(const Result<void> &forgotten)
{
    if (!forgotten) {
        fail(forgotten.error());
        return;
    }
    CommandResult result;
    result.object = {{QStringLiteral("disconnected"), true}};
    result.text = tr(
        "Disconnected. To withdraw the consent as well, remove Rollcall from the connected applications in "
        "the settings of your Constant Contact account.");
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
