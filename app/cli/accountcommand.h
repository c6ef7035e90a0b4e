#pragma once

#include "account/serviceprofile.h"
#include "cli/sessioncommand.h"
#include "service/accountapi.h"

namespace rollcall::cli {

/// Says which account is connected, and where each setting comes from.
class AccountCommand : public SessionCommand
{
    Q_OBJECT

public:
    using SessionCommand::SessionCommand;

    QString name() const override { return QStringLiteral("account"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void begin() override;
    void answer(const Result<void> &state);
    QJsonObject object();
    QString text();
};

/// {NAME:{"value","origin"}}; the client secret's value is null.
QJsonObject profileObject(const ServiceProfile &profile);

} // namespace rollcall::cli
