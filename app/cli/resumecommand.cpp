#include "cli/resumecommand.h"

#include "application.h"
#include "cli/importanswer.h"
#include "cli/printer.h"
#include "cli/undocommand.h"
#include "net/pacer.h"

#include <CLI/CLI.hpp>

namespace rollcall::cli {

ResumeCommand::ResumeCommand(CommandContext &context)
    : ConnectedCommand(context)
{}

ResumeCommand::~ResumeCommand() = default;

QString ResumeCommand::summary() const
{
    return tr("Go on with imports that were interrupted or paused, and send the outbox.");
}

void ResumeCommand::addOptions(CLI::App &options)
{
    options.add_option("ID", m_id, tr("Only this one, as “history” names it.").toStdString());
    options.add_flag("--wait", m_wait,
                     tr("Stay until the network is back or the next day's allowance begins, and go on then.")
                         .toStdString());
}

void ResumeCommand::work()
{
    const QString id = QString::fromStdString(m_id);
    if (!id.isEmpty()) {
        if (const auto import = imported(id); !import) {
            fail(import.error());
            return;
        }
    }
    m_resumption = application().resumption();
    m_resumption->setPatient(m_wait);
    m_resumption->sendAlso(application().outbox());
    connect(&application().outbox(), &Outbox::sent, this, &ResumeCommand::singleSent);
    connect(m_resumption.get(), &Resumption::begun, this,
            [this](const ImportSummary &, const QString &about) { printer().sentence(about); });
    connect(m_resumption.get(), &Resumption::progressed, this,
            [this](const ImportProgress &progress) { printer().progress(progress.sentence); });
    connect(m_resumption.get(), &Resumption::waiting, this,
            [this](const QString &sentence) { printer().sentence(sentence); });
    connect(m_resumption.get(), &Resumption::importEnded, this, &ResumeCommand::importEnded);
    connect(m_resumption.get(), &Resumption::undoEnded, this, &ResumeCommand::undoEnded);
    connect(m_resumption.get(), &Resumption::finished, this, &ResumeCommand::look);
    if (id.isEmpty())
        m_resumption->start();
    else
        m_resumption->start(id);
}

void ResumeCommand::interrupt()
{
    m_interrupted = true;
    printer().sentence(tr("Stopping. “rollcall-cli resume” goes on; again to end at once."));
    if (m_resumption)
        m_resumption->interrupt();
    else
        fail({Error::Kind::Cancelled, tr("Stopped."), {}, {}});
}

/// The worst one counts.
void ResumeCommand::note(ExitStatus status)
{
    const bool isWorse =
        m_status == ExitStatus::Done || (m_status == ExitStatus::SomeRefused && status != ExitStatus::Done);
    if (isWorse)
        m_status = status;
}

void ResumeCommand::importEnded(const ImportSummary &import, const std::optional<Error> &error)
{
    if (import.state == ImportSummary::State::Paused && m_wait && !m_interrupted && error)
        return; // it is gone on with, and told then
    m_imports.append(importObject(import, error));
    m_lines << importText(import);
    note(importStatus(import, error));
}

void ResumeCommand::undoEnded(const QString &importId, const UndoReceipt &receipt,
                              const std::optional<Error> &error)
{
    if (error && m_wait && !m_interrupted)
        return;
    m_undos.append(undoObject(importId, receipt, Pacer::callsADay, error));
    const QString text =
        error ? tr("Import %1 is not taken back as a whole yet; so far: removed %L2, restored %L3, left %L4, "
                   "failed %L5.")
              : tr("Import %1 was taken back: removed %L2, restored %L3, left %L4, failed %L5.");
    m_lines << text.arg(importId)
                   .arg(receipt.removed)
                   .arg(receipt.restored)
                   .arg(receipt.left)
                   .arg(receipt.failed);
    note(error                ? exitStatusFor(error->kind)
         : receipt.failed > 0 ? ExitStatus::SomeRefused
                              : ExitStatus::Done);
}

/// There is one by now: the resumption opened it.
Result<ImportSummary> ResumeCommand::imported(const QString &id)
{
    return application().journal().and_then([&id](Journal *journal) { return History(*journal).import(id); });
}

void ResumeCommand::singleSent(const OutboxItem &item)
{
    const auto import = imported(QString::number(item.id));
    if (!import)
        return;
    m_imports.append(importObject(*import, std::nullopt));
    m_lines << importText(*import);
    note(importStatus(*import, std::nullopt));
}

/// Who waits still, and why. `error`: what stopped it all.
void ResumeCommand::look(const std::optional<Error> &error)
{
    application().outbox().waiting(this, [this, error](const Result<QList<OutboxItem>> &waiting) {
        noteWaiting(waiting.value_or(QList<OutboxItem>()));
        answer(error ? error : waiting ? std::nullopt : std::optional(waiting.error()));
    });
}

void ResumeCommand::noteWaiting(const QList<OutboxItem> &waiting)
{
    for (const OutboxItem &item : waiting) {
        const QString id = QString::number(item.id);
        const auto record =
            application().journal().and_then([&id](Journal *journal) { return journal->record(id); });
        if (!record || (!m_id.empty() && id != QString::fromStdString(m_id)))
            continue;
        m_imports.append(importObject(summaryOf(*record), record->error));
        m_lines << tr("%1 waits in the outbox: %2").arg(item.contact.email, item.why);
        note(importStatus(summaryOf(*record), record->error));
    }
}

void ResumeCommand::answer(const std::optional<Error> &error)
{
    if (error)
        note(exitStatusFor(error->kind));
    CommandResult result;
    result.status = m_interrupted ? ExitStatus::Interrupted : m_status;
    result.object = {{QStringLiteral("imports"), m_imports}, {QStringLiteral("undos"), m_undos}};
    if (error)
        result.object.insert(QStringLiteral("error"), errorObject(*error));
    result.text =
        m_lines.isEmpty() && !error ? tr("Nothing was interrupted.") : m_lines.join(QLatin1Char('\n'));
    result.error = error;
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
