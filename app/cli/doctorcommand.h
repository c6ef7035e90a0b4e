#pragma once

#include "cli/sessioncommand.h"
#include "service/connectioncheck.h"

#include <QList>

#include <memory>

namespace rollcall::cli {

/// "Check my connection": tries everything a connection needs, and says what to tell IT.
class DoctorCommand : public SessionCommand
{
    Q_OBJECT

public:
    explicit DoctorCommand(CommandContext &context);
    ~DoctorCommand() override;

    QString name() const override { return QStringLiteral("doctor"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;

private:
    void begin() override;
    void lookForBrowser();
    void answer(bool allOk);

    QList<ConnectionFinding> m_findings;
    std::unique_ptr<ConnectionCheck> m_check;
};

} // namespace rollcall::cli
