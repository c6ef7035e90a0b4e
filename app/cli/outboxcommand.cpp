#include "cli/outboxcommand.h"

#include "application.h"
#include "cli/addcommand.h"
#include "cli/moment.h"

#include <CLI/CLI.hpp>

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

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
    const Result<Outbox *> outbox = application().outbox();
    if (!outbox) {
        fail(outbox.error());
    } else if (m_discard != 0) {
        discard(**outbox);
    } else if (!m_send) {
        answer({});
    } else if (const Result<void> ready = connected(); !ready) {
        fail(ready.error());
    } else {
        connect(*outbox, &Outbox::sent, this, &OutboxCommand::note);
        connect(*outbox, &Outbox::finished, this, &OutboxCommand::answer);
        (*outbox)->send();
    }
}

void OutboxCommand::interrupt()
{
    fail({Error::Kind::Cancelled, tr("Stopped."), tr("Who was not sent still waits."), {}});
}

void OutboxCommand::discard(Outbox &outbox)
{
    const Result<QList<OutboxItem>> waiting = outbox.waiting();
    const bool isThere =
        waiting && std::any_of(waiting->cbegin(), waiting->cend(),
                               [this](const OutboxItem &item) { return item.id == m_discard; });
    if (waiting && !isThere) {
        fail({Error::Kind::Usage,
              tr("Nobody of the number %1 waits.").arg(m_discard),
              tr("Nothing was changed."),
              {}});
        return;
    }
    const Result<void> done = outbox.discard(m_discard);
    answer(done ? std::nullopt : std::optional(done.error()));
}

void OutboxCommand::note(const OutboxItem &item, const AddAnswer &answer)
{
    m_sent.append(QJsonObject{{QStringLiteral("id"), item.id},
                              {QStringLiteral("email"), item.contact.email},
                              {QStringLiteral("outcome"), addOutcomeName(answer.kind)}});
    m_lines << tr("%1: sent").arg(item.contact.email);
}

/// Tells who waits now.
void OutboxCommand::answer(const std::optional<Error> &error)
{
    const Result<Outbox *> outbox = application().outbox();
    const Result<QList<OutboxItem>> waiting = (*outbox)->waiting();
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
