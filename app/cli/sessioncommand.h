#pragma once

#include "cli/command.h"
#include "cli/terminal.h"
#include "net/proxylogin.h"
#include "support/result.h"

#include <memory>

namespace rollcall {
class Application;
class Journal;
} // namespace rollcall

namespace rollcall::cli {

/// What the environment and the settings file say about the other side.
Result<std::unique_ptr<Application>> makeApplication(const QProcessEnvironment &environment);

/// A command on what is kept on this computer. Needs no connection.
class JournalCommand : public Command
{
    Q_OBJECT

public:
    explicit JournalCommand(CommandContext &context);
    ~JournalCommand() override;

    void start() final;

protected:
    virtual Result<CommandResult> work(Journal &journal) = 0;

    Application &application() { return *m_application; }

private:
    std::unique_ptr<Application> m_application;
};

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
    Terminal &terminal() { return m_terminal; }

private:
    void loaded();
    std::optional<ProxyLogin::Login> askForProxyLogin(const QString &proxy, bool wasRefused);

    Terminal m_terminal;
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
