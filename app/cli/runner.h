#pragma once

#include "cli/command.h"
#include "cli/interrupts.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace rollcall::cli {

/// Reads the arguments, runs the command they name until it has finished or was interrupted, and prints what
/// it leaves.
class Runner : public QObject
{
    Q_OBJECT

public:
    using Commands = std::vector<std::unique_ptr<Command>>;
    using MakeCommands = std::function<Commands(CommandContext &)>;

    Runner(Printer &printer, const QProcessEnvironment &environment, const MakeCommands &make);
    ~Runner() override;

    /// Runs the application's event loop; the process's exit status. `arguments` without the program's name.
    int run(const QStringList &arguments);

private:
    Command *read(const QStringList &arguments);
    void refuseUsage(const QString &message, const QString &hint);
    void onInterrupt(Interrupts::Kind kind);
    void onFinished(const CommandResult &result);

    Printer &m_printer;
    CommandContext m_context;
    Commands m_commands;
    Command *m_command = nullptr;
    std::optional<Interrupts::Kind> m_interrupted;
    ExitStatus m_status = ExitStatus::Done;
    bool m_finished = false;
};

} // namespace rollcall::cli
