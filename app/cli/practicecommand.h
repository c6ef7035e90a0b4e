#pragma once

#include "cli/command.h"
#include "practice/practiceaccount.h"

#include <memory>
#include <string>
#include <vector>

namespace rollcall::cli {

/// Serves a practice account until interrupted. The first line on standard output says where, in JSON, also
/// without --json.
class PracticeCommand : public Command
{
    Q_OBJECT

public:
    using Command::Command;
    ~PracticeCommand() override;

    QString name() const override { return QStringLiteral("practice"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void start() override;
    void interrupt() override;

private:
    Result<practice::Options> wanted();

    int m_port = 0;
    std::string m_dataDir;
    bool m_approve = false;
    bool m_unlimited = false;
    std::vector<std::string> m_troubles;
    double m_clockScale = 1;
    int m_seedContacts = 0;
    std::unique_ptr<practice::PracticeAccount> m_account;
};

} // namespace rollcall::cli
