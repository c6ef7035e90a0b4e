#pragma once

#include "cli/sessioncommand.h"

#include <optional>
#include <string>

namespace rollcall::cli {

/// Takes one person out of everything that is kept on this computer.
class EraseCommand : public JournalCommand
{
    Q_OBJECT

public:
    using JournalCommand::JournalCommand;

    QString name() const override { return QStringLiteral("erase"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    Result<CommandResult> work(Journal &journal) override;

    std::string m_email;
};

/// Deletes what is old: what contacts were like before imports.
class PurgeCommand : public JournalCommand
{
    Q_OBJECT

public:
    using JournalCommand::JournalCommand;

    QString name() const override { return QStringLiteral("purge"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    Result<CommandResult> work(Journal &journal) override;

    std::optional<int> m_days; ///< none: as the settings have it
    std::string m_id;
};

} // namespace rollcall::cli
