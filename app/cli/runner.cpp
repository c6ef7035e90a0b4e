#include "cli/runner.h"

#include "cli/printer.h"

#include <CLI/CLI.hpp>

#include <QCoreApplication>

namespace rollcall::cli {
namespace {

/// What was wrong, in our words; CLI11's are for programmers.
QString usageMessage(const CLI::ParseError &error, const CLI::App &app)
{
    const QString said = QString::fromUtf8(error.what()).section(QLatin1Char('\n'), 0, 0);
    const std::vector<std::string> extras = app.remaining(true);
    if (!extras.empty())
        return Runner::tr("“%1” is not a command or option here.")
            .arg(QString::fromStdString(extras.front()));
    if (dynamic_cast<const CLI::RequiredError *>(&error)) {
        if (said.contains(QLatin1String("subcommand")))
            return Runner::tr("A command is missing.");
        return Runner::tr("%1 is missing.").arg(said.section(QLatin1Char(' '), 0, 0));
    }
    if (dynamic_cast<const CLI::ArgumentMismatch *>(&error))
        return Runner::tr("An option is without its value, or has too many: %1.").arg(said);
    return Runner::tr("This was not understood: %1.").arg(said);
}

} // namespace

Runner::Runner(Printer &printer, const QProcessEnvironment &environment, const MakeCommands &make)
    : m_printer(printer)
    , m_context{printer, environment, false}
    , m_commands(make(m_context))
{}

Runner::~Runner() = default;

int Runner::run(const QStringList &arguments)
{
    m_command = read(arguments);
    if (m_command) {
        connect(m_command, &Command::finished, this, &Runner::onFinished);
        Interrupts interrupts;
        connect(&interrupts, &Interrupts::came, this, &Runner::onInterrupt);
        QMetaObject::invokeMethod(m_command, &Command::start, Qt::QueuedConnection);
        QCoreApplication::exec();
    }
    if (!m_printer.reachedOutput()) {
        m_printer.error({Error::Kind::Storage,
                         tr("The answer could not be written to the output."),
                         tr("What was done is done; only the words are lost. Is the disk full?"),
                         {}});
        m_status = ExitStatus::CannotKeep;
    }
    return static_cast<int>(m_status);
}

/// The command that was asked for; none when everything is said already (help, or a mistake).
Command *Runner::read(const QStringList &arguments)
{
    CLI::App app(
        tr("Puts people on Constant Contact mailing lists, from a form or a spreadsheet.").toStdString(),
        "rollcall-cli");
    app.allow_windows_style_options(false); // "/home/…" is a file everywhere
    app.set_help_flag("-h,--help", tr("Say what can be asked for, and how.").toStdString());
    app.set_version_flag("--version", ROLLCALL_VERSION, tr("Say which version this is.").toStdString());
    std::string account;
    const auto addGeneral = [this, &account](CLI::App &to) {
        to.add_flag("--json", m_context.json, tr("Print one JSON object for programs.").toStdString());
        to.add_option("--account", account,
                      tr("Which of several accounts to work for, by name or organization.").toStdString());
    };
    addGeneral(app);
    app.require_subcommand(1);
    std::vector<CLI::App *> parts;
    for (const std::unique_ptr<Command> &command : m_commands) {
        CLI::App *part = app.add_subcommand(command->name().toStdString(), command->summary().toStdString());
        addGeneral(*part);
        command->addOptions(*part);
        parts.push_back(part);
    }
    std::vector<std::string> words; // the last one first: CLI11 takes them off the end
    for (auto word = arguments.crbegin(); word != arguments.crend(); ++word)
        words.push_back(word->toStdString());
    try {
        app.parse(std::move(words));
    } catch (const CLI::CallForHelp &) {
        m_printer.text(QString::fromStdString(app.help()));
        return nullptr;
    } catch (const CLI::CallForVersion &) {
        if (arguments.contains(QLatin1String("--json")))
            m_printer.object({{QStringLiteral("version"), QStringLiteral(ROLLCALL_VERSION)}});
        else
            m_printer.text(QStringLiteral("rollcall-cli " ROLLCALL_VERSION));
        return nullptr;
    } catch (const CLI::ParseError &error) {
        m_context.json = arguments.contains(QLatin1String("--json"));
        refuseUsage(usageMessage(error, app),
                    tr("“rollcall-cli --help” lists the commands, and “rollcall-cli COMMAND "
                       "--help” what one takes. Nothing was changed."));
        return nullptr;
    }
    if (!account.empty())
        m_context.environment.insert(QStringLiteral("ROLLCALL_ACCOUNT"), QString::fromStdString(account));
    for (size_t i = 0; i < parts.size(); ++i) {
        if (parts.at(i)->parsed())
            return m_commands.at(i).get();
    }
    return nullptr;
}

void Runner::refuseUsage(const QString &message, const QString &hint)
{
    onFinished(CommandResult::failed({Error::Kind::Usage, message, hint, {}}));
}

void Runner::onInterrupt(Interrupts::Kind kind)
{
    m_interrupted = kind;
    m_command->interrupt();
}

void Runner::onFinished(const CommandResult &result)
{
    if (m_finished)
        return; // interrupted just as it finished
    m_finished = true;
    m_status = result.status;
    if (m_status == ExitStatus::Interrupted && m_interrupted == Interrupts::Kind::Terminated)
        m_status = ExitStatus::Terminated;
    if (m_context.json) {
        if (!result.object.isEmpty()) // a practice account that was closed has nothing more to say
            m_printer.object(result.object);
    } else {
        if (!result.text.isEmpty())
            m_printer.text(result.text);
        if (result.error)
            m_printer.error(*result.error);
    }
    QCoreApplication::exit(0); // our status goes its own way: it also tells of output that was lost
}

} // namespace rollcall::cli
