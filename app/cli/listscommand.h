#pragma once

#include "cli/sessioncommand.h"
#include "service/listsapi.h"

namespace rollcall::cli {

/// The account's lists.
class ListsCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    using ConnectedCommand::ConnectedCommand;

    QString name() const override { return QStringLiteral("lists"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void work() override;
    void answer(const Result<QList<ContactList>> &lists);
};

} // namespace rollcall::cli
