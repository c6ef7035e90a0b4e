#pragma once

#include "cli/command.h"
#include "cli/tablejob.h"
#include "cli/tableoptions.h"

namespace rollcall::cli {

/// Says what would become of every row of a file, without a connection.
class CheckCommand : public Command
{
    Q_OBJECT

public:
    explicit CheckCommand(CommandContext &context);

    QString name() const override { return QStringLiteral("check"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void start() override;
    void interrupt() override;

private:
    void check(const Result<std::shared_ptr<Sheet>> &sheet);
    void answer(const Result<CheckedTable> &table);
    void finishFixed(const Result<qint64> &cells);

    TableOptions m_table;
    bool m_allProblems = false;
    std::string m_fixed; ///< where the corrected file goes; empty: nowhere
    CommandResult m_result;
    TableJob m_job;
};

} // namespace rollcall::cli
