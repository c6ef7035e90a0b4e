#pragma once

#include "cli/sessioncommand.h"
#include "send/history.h"
#include "send/outbox.h"
#include "send/resumption.h"

#include <QJsonArray>

#include <memory>
#include <string>

namespace rollcall::cli {

/// Goes on with what was interrupted: imports, imports being taken back, and the outbox.
class ResumeCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    explicit ResumeCommand(CommandContext &context);
    ~ResumeCommand() override;

    QString name() const override { return QStringLiteral("resume"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void interrupt() override;

private:
    void work() override;
    Result<ImportSummary> imported(const QString &id);
    void importEnded(const ImportSummary &import, const std::optional<Error> &error);
    void undoEnded(const QString &importId, const UndoReceipt &receipt, const std::optional<Error> &error);
    void singleSent(const OutboxItem &item);
    void look(const std::optional<Error> &error);
    void noteWaiting(const QList<OutboxItem> &waiting);
    void answer(const std::optional<Error> &error);
    void note(ExitStatus status);

    std::string m_id;
    bool m_wait = false;
    std::unique_ptr<Resumption> m_resumption;
    QJsonArray m_imports;
    QJsonArray m_undos;
    QStringList m_lines;
    ExitStatus m_status = ExitStatus::Done;
    bool m_interrupted = false;
};

} // namespace rollcall::cli
