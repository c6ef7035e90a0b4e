#pragma once

#include "cli/accountparts.h"
#include "cli/importpolicy.h"
#include "cli/sessioncommand.h"
#include "cli/tablejob.h"
#include "cli/tableoptions.h"
#include "send/forecast.h"
#include "send/importplan.h"
#include "send/importrun.h"
#include "send/resumption.h"

#include <memory>
#include <string>

namespace rollcall::cli {

/// Imports a file and answers for every row.
class ImportCommand : public SessionCommand
{
    Q_OBJECT

public:
    explicit ImportCommand(CommandContext &context);
    ~ImportCommand() override;

    QString name() const override { return QStringLiteral("import"); }
    QString summary() const override;
    void addOptions(CLI::App &options) override;
    void interrupt() override;

private:
    // In this order; each leads to the next, or to the end.
    void begin() override;
    void findParts(const Result<std::shared_ptr<Sheet>> &sheet);
    void check(const std::optional<Error> &error);
    void ask(const Result<CheckedTable> &table);
    Result<void> tellPrice();
    void foretell();
    void tellForecast(const ForecastResult &result, const std::optional<Error> &error);
    void hearAnswer(const QString &line);
    void completePlan();
    void resume();
    void send();
    void tell(const ImportProgress &progress);
    void answer(const ImportSummary &summary, const std::optional<Error> &error);
    QJsonObject withBefore(QJsonObject object) const;
    QString refusedText(const ImportSummary &summary);
    Result<void> writeRows(const QString &importId);

    TableOptions m_table;
    AccountParts m_parts;
    ImportPolicy m_policy;
    std::string m_source;
    std::string m_refusedFile;
    std::string m_rowsFile;
    bool m_revive = false;
    bool m_express = false;
    bool m_yes = false;
    bool m_dryRun = false;

    TableJob m_job;
    std::shared_ptr<Sheet> m_sheet;
    ImportPlan m_plan;
    QJsonObject m_before; ///< whether it was imported before
    std::unique_ptr<Forecast> m_forecast;
    std::optional<Error> m_noAccount; ///< of a dry run: why nothing is known of the account
    std::unique_ptr<Resumption> m_resumption;
    std::unique_ptr<ImportRun> m_run;
    std::optional<ImportSummary::State> m_toldState;
    bool m_interrupted = false;
};

} // namespace rollcall::cli
