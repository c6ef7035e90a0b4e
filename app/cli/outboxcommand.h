#pragma once

#include "cli/sessioncommand.h"
#include "send/outbox.h"

#include <QJsonArray>

namespace rollcall::cli {

/// The single contacts that wait: who and why; sends or discards them.
class OutboxCommand : public SessionCommand
{
    Q_OBJECT

public:
    explicit OutboxCommand(CommandContext &context);
    ~OutboxCommand() override;

    QString name() const override { return QStringLiteral("outbox"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void interrupt() override;

private:
    void begin() override;
    void discarded(const Result<void> &gone);
    void note(const OutboxItem &item, const AddAnswer &answer);
    void look(const std::optional<Error> &error);
    void answer(const Result<QList<OutboxItem>> &waiting, const std::optional<Error> &error);

    bool m_send = false;
    qint64 m_discard = 0;
    QJsonArray m_sent;
    QStringList m_lines;
};

} // namespace rollcall::cli
