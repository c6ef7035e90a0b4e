#pragma once

#include "cli/sessioncommand.h"
#include "service/tagsapi.h"

namespace rollcall::cli {

/// The account's own tags.
class TagsCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    using ConnectedCommand::ConnectedCommand;

    QString name() const override { return QStringLiteral("tags"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void work() override;
    void answer(const Result<QList<ContactTag>> &tags);
};

} // namespace rollcall::cli
