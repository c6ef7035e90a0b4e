#pragma once

#include "cli/command.h"
#include "cli/terminal.h"
#include "net/proxylogin.h"
#include "storage/damage.h"
#include "support/result.h"

#include <memory>

namespace rollcall {
class Application;
class Journal;
} // namespace rollcall

namespace rollcall::cli {

/// What the environment and the settings file say about the other side.
Result<std::unique_ptr<Application>> makeApplication(const QProcessEnvironment &environment);

/// A command that works for the account the environment and the settings file tell of.
class ApplicationCommand : public Command
{
    Q_OBJECT

public:
    explicit ApplicationCommand(CommandContext &context);
    ~ApplicationCommand() override;

    void start() final;

protected:
    /// There is an application from here on.
    virtual void run() = 0;

    Application &application() { return *m_application; }
    /// Damaged records that were set aside since then, newest first.
    QList<SetAside> setAsideSince(const QDateTime &since) const;

    /// What was set aside since the last time: this command may have been the one that found it damaged.
    void tellSetAside();

private:
    std::unique_ptr<Application> m_application;
    QDateTime m_told = QDateTime::currentDateTimeUtc();
};

/// A command on what is kept on this computer. Needs no connection.
class JournalCommand : public ApplicationCommand
{
    Q_OBJECT

public:
    using ApplicationCommand::ApplicationCommand;

protected:
    virtual Result<CommandResult> work(Journal &journal) = 0;

private:
    void run() final;
};

/// A command that needs to know which account it works for: reads the tokens before it begins.
class SessionCommand : public ApplicationCommand
{
    Q_OBJECT

public:
    explicit SessionCommand(CommandContext &context);
    ~SessionCommand() override;

protected:
    /// The tokens are read, whatever that brought.
    virtual void begin() = 0;

    /// Why nothing can be asked of the service; nothing when connected.
    Result<void> connected();
    Terminal &terminal() { return m_terminal; }

private:
    void run() final;
    void loaded();
    std::optional<ProxyLogin::Login> askForProxyLogin(const QString &proxy, bool wasRefused);

    Terminal m_terminal;
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
