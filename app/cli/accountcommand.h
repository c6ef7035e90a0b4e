#pragma once

#include "account/serviceprofile.h"
#include "cli/sessioncommand.h"
#include "service/accountapi.h"

#include <optional>
#include <string>

namespace rollcall::cli {

/// Says which account is connected, and where each setting comes from; names all accounts that are kept side
/// by side, and chooses among them.
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
    void tellAll();
    void choose();
    QJsonObject object();
    QString text();
    QString role() const;

    bool m_all = false;
    std::string m_use;
    std::optional<QStringList> m_privileges;
};

/// {NAME:{"value","origin"}}; the client secret's value is null.
QJsonObject profileObject(const ServiceProfile &profile);

} // namespace rollcall::cli
