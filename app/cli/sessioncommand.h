#pragma once

#include "cli/command.h"
#include "support/result.h"

#include <memory>

namespace rollcall {
class Application;
}

namespace rollcall::cli {

/// What the environment and the settings file say about the other side.
Result<std::unique_ptr<Application>> makeApplication(const QProcessEnvironment &environment);

/// A command that needs to know which account it works for: reads the tokens before it begins.
class SessionCommand : public Command
{
    Q_OBJECT

public:
    explicit SessionCommand(CommandContext &context);
    ~SessionCommand() override;

    void start() final;

protected:
    /// The tokens are read, whatever that brought.
    virtual void begin() = 0;

    Application &application() { return *m_application; }
    /// Why nothing can be asked of the service; nothing when connected.
    Result<void> connected();

private:
    void loaded();

    std::unique_ptr<Application> m_application;
    bool m_begun = false;
};

/// One that can do nothing without a connection.
class ConnectedCommand : public SessionCommand
{
    Q_OBJECT

public:
    using SessionCommand::SessionCommand;

protected:
    virtual void work() = 0;

private:
    void begin() final;
};

} // namespace rollcall::cli
