#pragma once

#include "cli/sessioncommand.h"
#include "send/undo.h"

#include <memory>
#include <string>

namespace rollcall::cli {

/// Takes an import back; without --yes, says what that would do.
class UndoCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    explicit UndoCommand(CommandContext &context);
    ~UndoCommand() override;

    QString name() const override { return QStringLiteral("undo"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void interrupt() override;

private:
    void work() override;
    void answer(const UndoReceipt &receipt, const std::optional<Error> &error);

    std::string m_id;
    bool m_yes = false;
    std::unique_ptr<Undo> m_undo;
};

/// {"id","state","removed","restored","left","failed","calls","days","rows_left":[…]}
/// `callsLeft`: on the first of the days.
QJsonObject undoObject(const QString &importId, const UndoReceipt &receipt, int callsLeft,
                       const std::optional<Error> &error);

} // namespace rollcall::cli
