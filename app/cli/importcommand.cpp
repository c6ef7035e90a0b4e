#include "cli/importcommand.h"

#include "application.h"
#include "cli/checkanswer.h"
#include "cli/forecastanswer.h"
#include "cli/importanswer.h"
#include "cli/printer.h"
#include "cli/rowanswers.h"
#include "net/pacer.h"
#include "send/history.h"
#include "send/singlerows.h"

#include <CLI/CLI.hpp>

#include <QDir>

namespace rollcall::cli {

ImportCommand::ImportCommand(CommandContext &context)
    : SessionCommand(context)
{
    connect(&m_job, &TableJob::opened, this, &ImportCommand::findParts);
    connect(&m_job, &TableJob::checked, this, &ImportCommand::ask);
    connect(&m_job, &TableJob::progressed, this, [this](qint64 done, qint64 rows) {
        printer().progress(tr("Checking: %L1 of %L2 rows.").arg(done).arg(rows));
    });
    connect(&m_parts, &AccountParts::found, this, &ImportCommand::check);
    connect(&terminal(), &Terminal::lineRead, this, &ImportCommand::hearAnswer);
}

ImportCommand::~ImportCommand() = default;

QString ImportCommand::summary() const
{
    return tr("Import a file, with an answer for every row.");
}

void ImportCommand::addOptions(CLI::App &options)
{
    m_table.addTo(options);
    m_parts.addTo(options);
    m_policy.addTo(options);
    options
        .add_option(
            "--source", m_source,
            tr("Where the permission comes from, in words; kept as the consent record.").toStdString())
        ->type_name("TEXT")
        ->required();
    options.add_flag(
        "--express", m_express,
        tr("New people agreed expressly: they are added one by one, at a call each.").toStdString());
    options.add_flag("--revive", m_revive,
                     tr("Bring back people who were deleted in the account.").toStdString());
    options
        .add_option("--refused", m_refusedFile,
                    tr("Write the refused rows there, with reasons; mended, they can be imported again.")
                        .toStdString())
        ->type_name("OUT");
    options
        .add_option("--rows", m_rowsFile,
                    tr("Write the answer for every row there, one JSON object a line.").toStdString())
        ->type_name("OUT");
    options.add_flag(
        "--dry-run", m_dryRun,
        tr("Send nothing: say what would become of each row, and what it would take.").toStdString());
    options.add_flag("--yes", m_yes, tr("Send without asking.").toStdString());
}

void ImportCommand::begin()
{
    const Result<TableChoice> choice = m_table.choice();
    if (!choice) {
        fail(choice.error());
    } else if (QString::fromStdString(m_source).trimmed().isEmpty()) {
        fail({Error::Kind::Usage,
              tr("“--source” is without words."),
              tr("Nothing was sent. Say where the permission comes from, as in “Sign-up sheet at the desk”: "
                 "it is kept "
                 "as the consent record."),
              {}});
    } else if (!m_yes && !m_dryRun && !Terminal::isInputInteractive()) {
        fail({Error::Kind::Usage,
              tr("There is nobody here to ask whether to send."),
              tr("Nothing was sent. Give “--yes” to send without being asked."),
              {}});
    } else {
        m_job.open(m_table.file(), *choice);
    }
}

void ImportCommand::findParts(const Result<std::shared_ptr<Sheet>> &sheet)
{
    if (!sheet) {
        fail(sheet.error());
        return;
    }
    m_sheet = *sheet;
    if (const Result<void> ready = connected(); !ready) {
        fail(ready.error());
        return;
    }
    m_parts.find({application().lists(), application().tags(), application().fields()}, m_table.maps());
}

void ImportCommand::check(const std::optional<Error> &error)
{
    if (error && m_dryRun && error->kind == Error::Kind::Offline)
        m_noAccount = error;
    else if (error)
        fail(*error);
    if (!error || m_noAccount)
        m_job.check(m_sheet, m_table, m_parts.fields());
}

void ImportCommand::ask(const Result<CheckedTable> &table)
{
    if (!table) {
        fail(table.error());
        return;
    }
    m_plan.sheet = table->sheet;
    m_plan.mapping = table->mapping;
    m_plan.check = table->report;
    completePlan();
    if (const Result<void> applied = m_policy.apply(m_plan); !applied) {
        fail(applied.error());
        return;
    }
    const Result<Journal *> journal = application().journal();
    const Result<ImportPolicy::Before> before =
        journal ? m_policy.lookBack(**journal, m_plan) : tl::unexpected(journal.error());
    if (!before) {
        fail(before.error());
        return;
    }
    m_before = before->object;
    for (const QString &sentence : guessLines(*table) + before->sentences)
        printer().sentence(sentence);
    const CheckCounts &counts = table->report->counts;
    const auto number = [](qint64 count) { return static_cast<int>(count); };
    const QStringList parts{tr("%Ln ready", nullptr, number(counts.ready)),
                            tr("%Ln to fix", nullptr, number(counts.toFix)),
                            tr("%Ln double(s)", nullptr, number(counts.duplicates)),
                            tr("%Ln left out", nullptr, number(counts.leftOut))};
    printer().sentence(
        tr("Of %Ln row(s): %1.", nullptr, number(counts.rows)).arg(parts.join(QStringLiteral(", "))));
    if (m_dryRun) {
        foretell();
        return;
    }
    if (const Result<void> told = tellPrice(); !told) {
        fail(told.error());
        return;
    }
    if (m_yes) {
        resume();
        return;
    }
    printer().sentence(
        tr("Send those that are ready to: %1? [y/N]").arg(m_parts.listNames().join(QStringLiteral(", "))));
    terminal().readLines();
}

/// What a dry run names exactly, because it reads the account, is named before as what it is at most.
Result<void> ImportCommand::tellPrice()
{
    const Result<SinglePrice> price = highestSinglePrice(m_plan);
    if (!price)
        return tl::unexpected(price.error());
    if (price->people == 0)
        return {};
    printer().sentence(tr("Sent one by one, because bulk cannot do it, are at most: %L1; calls for them: at most %L2. "
                          "“--dry-run” says how many exactly.")
                           .arg(price->people)
                           .arg(price->calls));
    const int callsLeft = application().pacer().callsLeft();
    if (const int days = Pacer::daysFor(static_cast<int>(price->calls), callsLeft); days > 1)
        printer().sentence(daysText(days));
    return {};
}

void ImportCommand::foretell()
{
    m_forecast = application().forecast(m_plan);
    connect(m_forecast.get(), &Forecast::progressed, this, &ImportCommand::tell);
    connect(m_forecast.get(), &Forecast::finished, this, &ImportCommand::tellForecast);
    if (m_noAccount)
        m_forecast->startWithoutAccount(*m_noAccount);
    else
        m_forecast->start();
}

void ImportCommand::tellForecast(const ForecastResult &result, const std::optional<Error> &error)
{
    std::optional<Error> trouble = error;
    if (!m_rowsFile.empty()) {
        const Result<void> written = writeRowAnswers(
            [this](const std::function<bool(const RowAnswer &)> &take) {
                return m_forecast->eachAnswer(take);
            },
            QString::fromStdString(m_rowsFile));
        if (!written && !trouble)
            trouble = written.error();
    }
    const int callsLeft = application().pacer().callsLeft();
    Q_EMIT finished({importStatus(result.summary, trouble),
                     withBefore(forecastObject(result, trouble, callsLeft)), forecastText(result, callsLeft),
                     trouble});
}

void ImportCommand::hearAnswer(const QString &line)
{
    if (m_yes)
        return; // answered already
    m_yes = true;
    if (line.compare(tr("y"), Qt::CaseInsensitive) == 0 || line.compare(tr("yes"), Qt::CaseInsensitive) == 0)
        resume();
    else
        fail({Error::Kind::Cancelled, tr("Nothing was sent."), {}, {}});
}

void ImportCommand::completePlan()
{
    m_parts.fill(m_plan);
    m_plan.source = QString::fromStdString(m_source);
    m_plan.revive = m_revive;
    m_plan.express = m_express;
    if (!m_refusedFile.empty())
        m_plan.refusedFile = QDir::current().absoluteFilePath(QString::fromStdString(m_refusedFile));
}

/// First what a kill, a power cut or a passing trouble left of earlier imports.
void ImportCommand::resume()
{
    m_resumption = application().resumption();
    connect(m_resumption.get(), &Resumption::begun, this,
            [this](const ImportSummary &, const QString &about) { printer().sentence(about); });
    connect(m_resumption.get(), &Resumption::progressed, this, &ImportCommand::tell);
    connect(m_resumption.get(), &Resumption::finished, this, &ImportCommand::send);
    m_resumption->start();
}

void ImportCommand::send()
{
    if (m_interrupted) {
        fail({Error::Kind::Cancelled, tr("Stopped."), tr("Nothing of this file was sent."), {}});
        return;
    }
    m_run = application().importRun(m_plan);
    connect(m_run.get(), &ImportRun::progressed, this, &ImportCommand::tell);
    connect(m_run.get(), &ImportRun::finished, this, &ImportCommand::answer);
    m_run->start();
}

void ImportCommand::tell(const ImportProgress &progress)
{
    if (m_toldState != progress.state) // once a state for those who read a log
        printer().sentence(progress.sentence);
    m_toldState = progress.state;
    printer().progress(progress.sentence);
}

void ImportCommand::interrupt()
{
    m_interrupted = true;
    if (m_run) {
        printer().sentence(tr("Stopping. “rollcall-cli resume” goes on; again to end at once."));
        m_run->interrupt();
        return;
    }
    if (m_resumption) {
        m_resumption->interrupt();
        return;
    }
    m_job.cancel();
    fail({Error::Kind::Cancelled, tr("Stopped."), tr("Nothing was sent."), {}});
}

void ImportCommand::answer(const ImportSummary &summary, const std::optional<Error> &error)
{
    std::optional<Error> trouble = error;
    if (!m_rowsFile.empty() && !summary.id.isEmpty()) {
        if (const Result<void> written = writeRows(summary.id); !written && !trouble)
            trouble = written.error();
    }
    Q_EMIT finished({importStatus(summary, trouble), withBefore(importObject(summary, trouble)),
                     importText(summary) + refusedText(summary), trouble});
}

QJsonObject ImportCommand::withBefore(QJsonObject object) const
{
    for (auto part = m_before.constBegin(); part != m_before.constEnd(); ++part)
        object.insert(part.key(), part.value());
    return object;
}

/// The first of the rows that were refused, for people; the file has them all.
QString ImportCommand::refusedText(const ImportSummary &summary)
{
    constexpr int most = 20;
    const Result<Journal *> journal = application().journal();
    if (json() || summary.count(Outcome::Refused) == 0 || !journal)
        return {};
    const Result<QList<RowAnswer>> refused =
        History(**journal).answers(summary.id, Outcome::Refused, 0, most);
    QString text;
    for (const RowAnswer &answer : refused.value_or(QList<RowAnswer>()))
        text += QStringLiteral("\n  ") + rowText(answer);
    return text;
}

Result<void> ImportCommand::writeRows(const QString &importId)
{
    const Result<Journal *> journal = application().journal();
    if (!journal)
        return tl::unexpected(journal.error());
    History history(**journal);
    return writeRowAnswers(history, importId, QString::fromStdString(m_rowsFile));
}

} // namespace rollcall::cli
