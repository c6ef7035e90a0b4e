#include "cli/practicecommand.h"

#include "cli/printer.h"

#include <CLI/CLI.hpp>

#include <QDateTime>
#include <QDir>
#include <QJsonArray>

namespace rollcall::cli {
namespace {

QJsonObject objectOf(const practice::Addresses &addresses, const Clock &clock)
{
    QJsonObject object{{QStringLiteral("auth_url"), addresses.authUrl},
                       {QStringLiteral("api_url"), addresses.apiUrl},
                       {QStringLiteral("client_id"), addresses.clientId},
                       {QStringLiteral("device_client_id"), addresses.deviceClientId},
                       {QStringLiteral("client_secret"), addresses.clientSecret},
                       {QStringLiteral("redirect_uris"), QJsonArray::fromStringList(addresses.redirectUris)},
                       {QStringLiteral("data_dir"), addresses.dataDir}};
    if (const QString text = clock.toText(); !text.isEmpty())
        object.insert(QStringLiteral("clock"), text);
    return object;
}

} // namespace

PracticeCommand::~PracticeCommand() = default;

QString PracticeCommand::summary() const
{
    return tr("Serve a practice account on this computer, until interrupted.");
}

void PracticeCommand::addOptions(CLI::App &options)
{
    options.add_option("--port", m_port, tr("Port to serve on; any free one by itself.").toStdString())
        ->check(CLI::Range(0, 65535));
    options.add_option("--data", m_dataDir,
                       tr("Folder in which the account is kept; without, it is forgotten.").toStdString());
    options.add_flag("--approve", m_approve, tr("Sign in and consent without asking.").toStdString());
    options.add_flag("--unlimited", m_unlimited,
                     tr("No limits per second and day, activities end at once.").toStdString());
    options
        .add_option("--trouble", m_troubles,
                    tr("A trouble to have, always or with a probability: %1.")
                        .arg(practice::PracticeAccount::troubleNames().join(QStringLiteral(", ")))
                        .toStdString())
        ->type_name("NAME[=P]")
        ->allow_extra_args(false);
    options
        .add_option("--clock-scale", m_clockScale, tr("Let time pass that many times as fast.").toStdString())
        ->check(CLI::Range(0.001, 100'000.0));
    options
        .add_option("--seed-contacts", m_seedContacts,
                    tr("Begin with that many made-up people.").toStdString())
        ->check(CLI::Range(0, 1'000'000));
}

Result<practice::Options> PracticeCommand::wanted()
{
    practice::Options options;
    options.port = static_cast<quint16>(m_port);
    if (!m_dataDir.empty())
        options.dataDir = QDir::current().absoluteFilePath(QString::fromStdString(m_dataDir));
    options.approve = m_approve;
    options.unlimited = m_unlimited;
    options.seedContacts = m_seedContacts;
    // A clock of the environment is one that others use already; a scale of our own begins here and now.
    const QString clockText =
        m_clockScale == 1
            ? context().environment.value(QStringLiteral("ROLLCALL_CLOCK"))
            : QStringLiteral("%1@%2").arg(m_clockScale).arg(QDateTime::currentMSecsSinceEpoch());
    const Result<Clock> clock = Clock::parse(clockText);
    if (!clock)
        return tl::unexpected(clock.error());
    options.clock = *clock;
    for (const std::string &text : m_troubles) {
        const QString trouble = QString::fromStdString(text);
        const qsizetype equals = trouble.indexOf(QLatin1Char('='));
        bool isNumber = true;
        const double probability = equals < 0 ? 1 : trouble.mid(equals + 1).toDouble(&isNumber);
        if (!isNumber || probability < 0 || probability > 1) {
            return failure(Error::Kind::Usage, tr("“%1” is not a trouble with a probability.").arg(trouble),
                           tr("A probability is a number from 0 to 1, as in “drop=0.1”."));
        }
        options.troubles.insert(trouble.left(equals), probability);
    }
    return options;
}

void PracticeCommand::start()
{
    const Result<practice::Options> options = wanted();
    if (!options) {
        fail(options.error());
        return;
    }
    Result<std::unique_ptr<practice::PracticeAccount>> started = practice::PracticeAccount::start(*options);
    if (!started) {
        fail(started.error());
        return;
    }
    m_account = std::move(*started);
    printer().object(objectOf(m_account->addresses(), options->clock));
    printer().sentence(tr("The practice account is open. Press Ctrl+C to close it."));
}

void PracticeCommand::interrupt()
{
    m_account.reset();
    printer().sentence(tr("The practice account is closed."));
    Q_EMIT finished({ExitStatus::Interrupted, {}, {}, {}});
}

} // namespace rollcall::cli
