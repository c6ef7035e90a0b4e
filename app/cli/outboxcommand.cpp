#include "cli/outboxcommand.h"

#include "application.h"
#include "cli/addcommand.h"
#include "cli/moment.h"

#include <CLI/CLI.hpp>

#include <QDateTime>
#include <QTimeZone>

namespace rollcall::cli {

OutboxCommand::OutboxCommand(CommandContext &context)
    : SessionCommand(context)
{}

OutboxCommand::~OutboxCommand() = default;

QString OutboxCommand::summary() const
{
    return tr("Tell who waits to be added, and why; send or discard them.");
}

void OutboxCommand::addOptions(CLI::App &options)
{
    CLI::Option *send =
        options.add_flag("--send", m_send, tr("Send all that wait, in their order.").toStdString());
    options.add_option("--discard", m_discard, tr("Take this one out of the outbox.").toStdString())
        ->type_name("ID")
        ->excludes(send);
}

void OutboxCommand::begin()
{
    Outbox &outbox = application().outbox();
    if (m_discard != 0) {
        outbox.discard(m_discard, this, [this](const Result<void> &gone) { discarded(gone); });
    } else if (!m_send) {
        look({});
    } else if (const Result<void> ready = connected(); !ready) {
        fail(ready.error());
    } else {
        connect(&outbox, &Outbox::sent, this, &OutboxCommand::note);
        connect(&outbox, &Outbox::finished, this, &OutboxCommand::look);
        outbox.send();
    }
}

void OutboxCommand::interrupt()
{
    fail({Error::Kind::Cancelled, tr("Stopped."), tr("Who was not sent still waits."), {}});
}

void OutboxCommand::discarded(const Result<void> &gone)
{
    if (gone)
        look({});
    else
        fail(gone.error());
}

void OutboxCommand::note(const OutboxItem &item, const AddAnswer &answer)
{
    m_sent.append(QJsonObject{{QStringLiteral("id"), item.id},
                              {QStringLiteral("email"), item.contact.email},
                              {QStringLiteral("outcome"), addOutcomeName(answer.kind)}});
    m_lines << tr("%1: sent").arg(item.contact.email);
}

/// `error`: why not all were sent.
void OutboxCommand::look(const std::optional<Error> &error)
{
    application().outbox().waiting(
        this, [this, error](const Result<QList<OutboxItem>> &waiting) { answer(waiting, error); });
}

void OutboxCommand::answer(const Result<QList<OutboxItem>> &waiting, const std::optional<Error> &error)
{
    if (!waiting) {
        fail(waiting.error());
        return;
    }
    QJsonArray array;
    for (const OutboxItem &item : *waiting) {
        const QDateTime since = QDateTime::fromMSecsSinceEpoch(item.since, QTimeZone::utc());
        array.append(QJsonObject{{QStringLiteral("id"), item.id},
                                 {QStringLiteral("email"), item.contact.email},
                                 {QStringLiteral("since"), momentValue(since)},
                                 {QStringLiteral("why"), item.why}});
        m_lines << QStringLiteral("%1  %2  %3  %4")
                       .arg(item.id)
                       .arg(momentText(since), item.contact.email, item.why);
    }
    CommandResult result;
    result.object = {{QStringLiteral("waiting"), array}};
    if (m_send)
        result.object.insert(QStringLiteral("sent"), m_sent);
    result.text = m_lines.isEmpty() ? tr("Nobody waits.") : m_lines.join(QLatin1Char('\n'));
    if (error) {
        result.status = exitStatusFor(error->kind);
        result.object.insert(QStringLiteral("error"), errorObject(*error));
        result.error = error;
    } else if (m_send && !waiting->isEmpty()) {
        result.status = ExitStatus::SomeRefused;
    }
    Q_EMIT finished(result);
}

} // namespace rollcall::cli
