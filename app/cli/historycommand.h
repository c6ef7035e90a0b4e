#pragma once

#include "cli/sessioncommand.h"
#include "send/history.h"

#include <string>

namespace rollcall::cli {

/// The imports of this account from this computer, or one of them with each of its rows.
class HistoryCommand : public JournalCommand
{
    Q_OBJECT

public:
    explicit HistoryCommand(CommandContext &context);
    ~HistoryCommand() override;

    QString name() const override { return QStringLiteral("history"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    Result<CommandResult> work(Journal &journal) override;
    Result<CommandResult> all(Journal &journal);
    Result<CommandResult> one(Journal &journal);

    std::string m_id;
    std::string m_rows;
    std::string m_report;
};

/// Tells of the imports that a kill, a power cut or a passing trouble left half way; empty when there are
/// none.
Result<QString> interruptedText(History &history);

} // namespace rollcall::cli
