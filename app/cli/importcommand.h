#pragma once

#include "cli/importpolicy.h"
#include "cli/listchoice.h"
#include "cli/sessioncommand.h"
#include "cli/tablejob.h"
#include "cli/tableoptions.h"
#include "cli/terminal.h"
#include "send/forecast.h"
#include "send/importplan.h"
#include "send/importrun.h"
#include "service/tagsapi.h"

#include <memory>
#include <string>
#include <vector>

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
    void chooseLists(const Result<std::shared_ptr<Sheet>> &sheet);
    void readFields(const Result<QList<ContactList>> &lists);
    void readTags(const Result<QList<CustomField>> &fields);
    void check(const Result<QList<ContactTag>> &tags);
    void ask(const Result<CheckedTable> &table);
    void foretell();
    void tellForecast(const ForecastResult &result, const std::optional<Error> &error);
    void hearAnswer(const QString &line);
    void makeNextList();
    void takeList(const Result<ContactList> &list);
    void makeNextTag();
    void takeTag(const Result<ContactTag> &tag);
    void completePlan();
    void send();
    void tell(const ImportProgress &progress);
    void answer(const ImportSummary &summary, const std::optional<Error> &error);
    void sayWhatWasInterrupted();
    QString refusedText(const ImportSummary &summary);
    Result<void> writeRows(const QString &importId);

    TableOptions m_table;
    ImportPolicy m_policy;
    std::vector<std::string> m_lists;
    std::vector<std::string> m_tags;
    std::string m_source;
    std::string m_refusedFile;
    std::string m_rowsFile;
    bool m_createLists = false;
    bool m_revive = false;
    bool m_yes = false;
    bool m_dryRun = false;

    TableJob m_job;
    Terminal m_terminal;
    std::shared_ptr<Sheet> m_sheet;
    ListChoice m_choice;
    QStringList m_newTags;
    ImportPlan m_plan;
    std::unique_ptr<Forecast> m_forecast;
    std::optional<Error> m_noAccount; ///< of a dry run: why nothing is known of the account
    std::unique_ptr<ImportRun> m_run;
    std::optional<ImportSummary::State> m_toldState;
    bool m_interrupted = false;
};

} // namespace rollcall::cli
