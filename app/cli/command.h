#pragma once

#include "cli/exitstatus.h"
#include "support/error.h"

#include <QJsonObject>
#include <QObject>
#include <QProcessEnvironment>
#include <QString>

#include <optional>

namespace CLI {
class App;
}

namespace rollcall::cli {

class Printer;

/// What a command leaves behind: the same once for programs and once for people.
struct CommandResult
{
    ExitStatus status = ExitStatus::Done;
    QJsonObject object;         ///< printed with --json
    QString text;               ///< printed without; may be empty
    std::optional<Error> error; ///< why not all is done; printed without --json

    /// {"error":{…}} and the exit status of that kind.
    static CommandResult failed(const Error &error);
};

/// {"kind","message","hint","detail"}
QJsonObject errorObject(const Error &error);

/// What every command is given.
struct CommandContext
{
    Printer &printer;
    QProcessEnvironment environment;
    bool json = false;
};

/// One command of the command line: its options, and what it does.
class Command : public QObject
{
    Q_OBJECT

public:
    explicit Command(CommandContext &context)
        : m_context(context)
    {}

    virtual QString name() const = 0;
    virtual QString summary() const = 0; ///< one sentence for the list of commands
    virtual void addOptions(CLI::App &options) = 0;

    /// After the options were read. Ends with finished(), later or at once.
    virtual void start() = 0;

    /// The person, or the system, wants an end: say what was done and finish soon.
    virtual void interrupt();

Q_SIGNALS:
    void finished(const rollcall::cli::CommandResult &result);

protected:
    CommandContext &context() { return m_context; }
    Printer &printer() { return m_context.printer; }
    bool json() const { return m_context.json; }
    void fail(const Error &error) { Q_EMIT finished(CommandResult::failed(error)); }

private:
    CommandContext &m_context;
};

} // namespace rollcall::cli
