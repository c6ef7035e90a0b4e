#pragma once

#include "cli/sessioncommand.h"

#include <string>

namespace rollcall::cli {

/// Tells of the access token what is written in it; never the token.
class TokenCommand : public ConnectedCommand
{
    Q_OBJECT

public:
    using ConnectedCommand::ConnectedCommand;

    QString name() const override { return QStringLiteral("token"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void work() override;
    void move();
    void tellMoved(const Result<void> &moved);
    void answer(const Result<void> &ready);

    bool m_renew = false;
    std::string m_moveTo;
};

} // namespace rollcall::cli
