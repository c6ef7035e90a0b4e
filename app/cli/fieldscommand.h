#pragma once

#include "cli/sessioncommand.h"
#include "service/fieldsapi.h"

namespace rollcall::cli {

/// The account's own fields.
class FieldsCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    using ConnectedCommand::ConnectedCommand;

    QString name() const override { return QStringLiteral("fields"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void work() override;
    void answer(const Result<QList<CustomField>> &fields);
};

} // namespace rollcall::cli
