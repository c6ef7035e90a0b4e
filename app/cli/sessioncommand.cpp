#include "cli/sessioncommand.h"

#include "account/accounts.h"
#include "account/session.h"
#include "account/sessionerrors.h"
#include "application.h"
#include "cli/printer.h"
#include "storage/journal.h"

#include <utility>

namespace rollcall::cli {

Result<std::unique_ptr<Application>> makeApplication(const QProcessEnvironment &environment)
{
    Result<ServiceProfile> profile = ServiceProfile::load(environment);
    if (!profile)
        return tl::unexpected(profile.error());
    if (!profile->account.isEmpty())
        profile->account = accountNamed(*profile, profile->account);
    const Result<Clock> clock = Clock::parse(environment.value(QStringLiteral("ROLLCALL_CLOCK")));
    if (!clock)
        return tl::unexpected(clock.error());
    return std::make_unique<Application>(*profile, *clock);
}

ApplicationCommand::ApplicationCommand(CommandContext &context)
    : Command(context)
{
    connect(this, &Command::finished, this, &ApplicationCommand::tellSetAside);
}

ApplicationCommand::~ApplicationCommand() = default;

void ApplicationCommand::start()
{
    Result<std::unique_ptr<Application>> made = makeApplication(context().environment);
    if (!made) {
        fail(made.error());
        return;
    }
    m_application = std::move(*made);
    run();
}

QList<SetAside> ApplicationCommand::setAsideSince(const QDateTime &since) const
{
    QList<SetAside> files;
    if (m_application)
        files = filesSetAside(Journal::pathIn(m_application->profile().storageFolder()));
    files.removeIf([&since](const SetAside &file) { return file.when < since; });
    return files;
}

void ApplicationCommand::tellSetAside()
{
    const QList<SetAside> files = setAsideSince(std::exchange(m_told, QDateTime::currentDateTimeUtc()));
    for (const SetAside &file : files)
        printer().sentence(setAsideText(file, application().profile().keepDays));
}

void JournalCommand::run()
{
    const Result<Journal *> journal = application().journal();
    tellSetAside(); // before it may be erased
    const Result<CommandResult> result = journal.and_then([this](Journal *opened) { return work(*opened); });
    application().tidyUp(); // afterwards: what the command itself deletes, it counts
    if (result)
        Q_EMIT finished(*result);
    else
        fail(result.error());
}

SessionCommand::SessionCommand(CommandContext &context)
    : ApplicationCommand(context)
{}

SessionCommand::~SessionCommand() = default;

void SessionCommand::run()
{
    application().proxyLogin().setAsk(
        [this](const QString &proxy, bool wasRefused) { return askForProxyLogin(proxy, wasRefused); });
    connect(&application().session(), &Session::stateChanged, this, &SessionCommand::loaded);
    application().load();
}

void SessionCommand::loaded()
{
    if (m_begun || application().session().state() == Session::State::Loading)
        return;
    m_begun = true;
    begin();
}

/// Nobody there, nothing asked: the command then ends with the reason.
std::optional<ProxyLogin::Login> SessionCommand::askForProxyLogin(const QString &proxy, bool wasRefused)
{
    const QString asks =
        wasRefused ? tr("The proxy %1 does not accept that. User name, once more (Ctrl+C: none):").arg(proxy)
                   : tr("The proxy %1 asks for a user name and a password. User name:").arg(proxy);
    const std::optional<QString> user = m_terminal.ask(printer(), asks, false);
    if (!user || user->isEmpty())
        return std::nullopt;
    const std::optional<QString> password =
        m_terminal.ask(printer(), tr("Password (it is not shown, and not kept):"), true);
    if (!password)
        return std::nullopt;
    return ProxyLogin::Login{*user, *password};
}

Result<void> SessionCommand::connected()
{
    const Session &session = application().session();
    switch (session.state()) {
    case Session::State::Connected: {
        const QString organization = session.connection().organization;
        const ServiceProfile &profile = application().profile();
        if (!organization.isEmpty() && !profile.expects(organization))
            return tl::unexpected(session::isOfAnother(organization, profile));
        return {};
    }
    case Session::State::Reconnect:
    case Session::State::Unknown:
        return tl::unexpected(session.lastError());
    case Session::State::Loading:
    case Session::State::NotConnected:
        break;
    }
    return failure(Error::Kind::SignedOut, tr("No account is connected."),
                   tr("Nothing was changed. Connect one with “rollcall-cli connect”."));
}

void ConnectedCommand::begin()
{
    const Result<void> ready = connected();
    if (ready)
        work();
    else
        fail(ready.error());
}

} // namespace rollcall::cli
