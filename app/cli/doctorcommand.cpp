#include "cli/doctorcommand.h"

#include "account/session.h"
#include "application.h"
#include "cli/printer.h"
#include "support/desktop.h"

#include <CLI/CLI.hpp>

#include <QJsonArray>

namespace rollcall::cli {

DoctorCommand::DoctorCommand(CommandContext &context)
    : SessionCommand(context)
{}

DoctorCommand::~DoctorCommand() = default;

QString DoctorCommand::summary() const
{
    return tr("Check my connection: try everything it needs, and say what to tell IT.");
}

void DoctorCommand::addOptions(CLI::App &) {}

void DoctorCommand::begin()
{
    lookForBrowser();
    m_check = application().connectionCheck();
    connect(m_check.get(), &ConnectionCheck::found, this, [this](const ConnectionFinding &finding) {
        m_findings << finding;
        printer().progress(finding.message);
    });
    connect(m_check.get(), &ConnectionCheck::finished, this, &DoctorCommand::answer);
    m_check->start();
}

/// Not a fault by itself: a machine in the corner has none, and is connected by a code.
void DoctorCommand::lookForBrowser()
{
    const bool isThere = canOpenBrowser(context().environment);
    m_findings << ConnectionFinding{
        QStringLiteral("browser"),
        true,
        isThere ? tr("A browser can be opened from here.")
                : tr("No browser can be opened from here: connect with --device, or with --no-browser."),
        {}};
}

void DoctorCommand::answer(bool allOk)
{
    QJsonArray checks;
    for (const ConnectionFinding &finding : std::as_const(m_findings)) {
        checks << QJsonObject{{QStringLiteral("name"), finding.name},
                              {QStringLiteral("ok"), finding.ok},
                              {QStringLiteral("message"), finding.message},
                              {QStringLiteral("hint"), finding.hint}};
    }
    CommandResult result;
    result.status = allOk ? ExitStatus::Done : ExitStatus::SomeRefused;
    result.object = {{QStringLiteral("ok"), allOk}, {QStringLiteral("checks"), checks}};
    result.text = connectionReport(m_findings);
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
