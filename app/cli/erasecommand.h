#pragma once

#include "cli/sessioncommand.h"

#include <string>

namespace rollcall::cli {

/// Takes one person out of everything that is kept on this computer. Needs no connection.
class EraseCommand : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    QString name() const override { return QStringLiteral("erase"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void start() override;

private:
    std::string m_email;
};

/// Deletes what is old: what contacts were like before imports. Needs no connection.
class PurgeCommand : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    QString name() const override { return QStringLiteral("purge"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void start() override;

private:
    int m_days = 90;
    std::string m_id;
};

} // namespace rollcall::cli
