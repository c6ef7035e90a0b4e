#pragma once

#include "cli/sessioncommand.h"

namespace rollcall::cli {

/// Forgets the tokens on this computer.
class DisconnectCommand : public SessionCommand
{
    Q_OBJECT

public:
    using SessionCommand::SessionCommand;

    QString name() const override { return QStringLiteral("disconnect"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void begin() override;
    void answer(const Result<void> &forgotten);
};

} // namespace rollcall::cli
