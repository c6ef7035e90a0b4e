#include "cli/historycommand.h"

#include "application.h"
#include "cli/importanswer.h"
#include "cli/moment.h"
#include "cli/printer.h"
#include "cli/rowanswers.h"
#include "send/importreport.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QJsonArray>
#include <QTimeZone>

#include <algorithm>
#include <optional>

namespace rollcall::cli {
namespace {

ImportSummary::State undoStateOf(const UndoRecord &undo)
{
    return static_cast<ImportSummary::State>(undo.state);
}

QDateTime undoStarted(const UndoRecord &undo)
{
    return QDateTime::fromMSecsSinceEpoch(undo.started, QTimeZone::utc());
}

/// What became of the only row there is.
QString singleLine(const ImportSummary &import)
{
    const auto outcome = std::find_if(std::begin(import.counts), std::end(import.counts),
                                      [](qint64 count) { return count > 0; });
    return HistoryCommand::tr("%1  %2  %3  %4  %5")
        .arg(import.id, momentText(QDateTime::fromString(import.started, Qt::ISODate)),
             importStateName(import.state), import.email,
             outcomeLabel(static_cast<Outcome>(outcome - std::begin(import.counts))));
}

QString importLine(const ImportSummary &import)
{
    if (import.isSingle())
        return singleLine(import);
    return HistoryCommand::tr(
               "%1  %2  %3  %4  rows: %L5, added: %L6, updated: %L7, refused: %L8, not sent: %L9")
        .arg(import.id, momentText(QDateTime::fromString(import.started, Qt::ISODate)),
             importStateName(import.state), QDir::toNativeSeparators(import.file))
        .arg(import.rows)
        .arg(import.count(Outcome::Added))
        .arg(import.count(Outcome::Updated))
        .arg(import.count(Outcome::Refused))
        .arg(import.count(Outcome::NotSent));
}

/// What else is known of it, where there is anything.
QStringList factLines(const ImportSummary &import, const std::optional<UndoRecord> &undo)
{
    QStringList lines;
    if (!import.source.isEmpty())
        lines << HistoryCommand::tr("  where the permission comes from: %1").arg(import.source);
    if (undo) {
        const QString text =
            undoStateOf(*undo) == ImportSummary::State::Done
                ? HistoryCommand::tr("  taken back %1  removed: %L2, restored: %L3, left: %L4, failed: %L5")
                : HistoryCommand::tr("  being taken back since %1, so far  removed: %L2, restored: %L3, "
                                     "left: %L4, failed: %L5");
        lines << text.arg(momentText(undoStarted(*undo)))
                     .arg(undo->removed)
                     .arg(undo->restored)
                     .arg(undo->left)
                     .arg(undo->failed);
    }
    return lines;
}

QJsonValue undoValue(const std::optional<UndoRecord> &undo)
{
    if (!undo)
        return {};
    return QJsonObject{{QStringLiteral("started"), momentValue(undoStarted(*undo))},
                       {QStringLiteral("state"), importStateName(undoStateOf(*undo))},
                       {QStringLiteral("removed"), undo->removed},
                       {QStringLiteral("restored"), undo->restored},
                       {QStringLiteral("left"), undo->left},
                       {QStringLiteral("failed"), undo->failed}};
}

/// As scripts read it in a list of imports.
QJsonObject historyObject(const ImportSummary &summary, const std::optional<UndoRecord> &undo)
{
    QJsonObject object = importObject(summary, std::nullopt);
    object.insert(QStringLiteral("kind"),
                  summary.isSingle() ? QStringLiteral("single") : QStringLiteral("file"));
    object.insert(QStringLiteral("file"), summary.file);
    if (summary.isSingle())
        object.insert(QStringLiteral("email"), summary.email);
    object.insert(QStringLiteral("started"), summary.started);
    object.insert(QStringLiteral("lists"), QJsonArray::fromStringList(summary.lists));
    object.insert(QStringLiteral("source"), summary.source);
    object.insert(QStringLiteral("undo"), undoValue(undo));
    object.remove(QStringLiteral("activities")); // the summary is without them
    return object;
}

/// "was interrupted …"
QString momentOf(ImportSummary::State state)
{
    switch (state) {
    case ImportSummary::State::Sending:
        return HistoryCommand::tr("while it was being sent");
    case ImportSummary::State::Processing:
        return HistoryCommand::tr("while the service was working on it");
    case ImportSummary::State::ReadingBack:
        return HistoryCommand::tr("while it was being read back");
    case ImportSummary::State::Paused:
        return HistoryCommand::tr("and paused");
    default:
        return HistoryCommand::tr("before anything was sent");
    }
}

} // namespace

HistoryCommand::HistoryCommand(CommandContext &context)
    : JournalCommand(context)
{}

HistoryCommand::~HistoryCommand() = default;

QString HistoryCommand::summary() const
{
    return tr(
        "Tell what was imported or added from this computer, or what became of each row of one import.");
}

void HistoryCommand::addOptions(CLI::App &options)
{
    CLI::Option *id = options.add_option("ID", m_id, tr("One import, with each of its rows.").toStdString());
    options
        .add_option("--rows", m_rows,
                    tr("Write the answer for every row there, one JSON object a line.").toStdString())
        ->type_name("OUT")
        ->needs(id);
    options
        .add_option("--report", m_report, tr("Write a report for people there, as a web page.").toStdString())
        ->type_name("OUT")
        ->needs(id);
}

Result<CommandResult> HistoryCommand::work(Journal &journal)
{
    return m_id.empty() ? all(journal) : one(journal);
}

Result<CommandResult> HistoryCommand::all(Journal &journal)
{
    History history(journal);
    const Result<QList<ImportSummary>> imports = history.imports();
    const auto undos = journal.undos();
    if (!imports || !undos)
        return tl::unexpected(imports ? undos.error() : imports.error());
    const Result<QString> interrupted = interruptedText(history);
    if (!interrupted)
        return tl::unexpected(interrupted.error());
    if (!interrupted->isEmpty())
        printer().sentence(*interrupted);
    QJsonArray setAside;
    const QList<SetAside> files = setAsideSince({});
    for (const SetAside &file : files)
        setAside.append(file.path);
    QJsonArray array;
    QStringList lines;
    for (const ImportSummary &import : *imports) {
        const auto found = undos->constFind(import.id);
        const auto undo = found == undos->cend() ? std::nullopt : std::optional(*found);
        array.append(historyObject(import, undo));
        lines << importLine(import) << factLines(import, undo);
    }
    CommandResult result;
    result.object = {{QStringLiteral("imports"), array}, {QStringLiteral("set_aside"), setAside}};
    result.text = lines.isEmpty() ? tr("Nothing was imported yet.") : lines.join(QLatin1Char('\n'));
    if (!files.isEmpty()) {
        result.text += QLatin1Char('\n') +
                       tr("Older records were damaged and are kept as %1 until %2.")
                           .arg(QDir::toNativeSeparators(files.first().path),
                                momentText(files.first().when.addDays(application().profile().keepDays)));
    }
    return result;
}

Result<CommandResult> HistoryCommand::one(Journal &journal)
{
    History history(journal);
    const QString id = QString::fromStdString(m_id);
    const Result<ImportSummary> import = history.import(id);
    const auto undo = journal.undo(id);
    if (!import || !undo)
        return tl::unexpected(import ? undo.error() : import.error());
    if (!m_rows.empty()) {
        if (const Result<void> written = writeRowAnswers(history, id, QString::fromStdString(m_rows));
            !written)
            return tl::unexpected(written.error());
    } else if (!json() && m_report.empty()) {
        const Result<void> told = history.eachAnswer(id, [this](const RowAnswer &answer) {
            printer().text(rowText(answer));
            return printer().reachedOutput();
        });
        if (!told)
            return tl::unexpected(told.error());
    }
    if (!m_report.empty()) {
        if (const Result<void> written = writeImportReport(journal, id, QString::fromStdString(m_report));
            !written)
            return tl::unexpected(written.error());
    }
    CommandResult result;
    result.object = {{QStringLiteral("imports"), QJsonArray{historyObject(*import, *undo)}}};
    result.text = (QStringList{importText(*import)} + factLines(*import, *undo)).join(QLatin1Char('\n'));
    return result;
}

Result<QString> interruptedText(History &history)
{
    const Result<QList<ImportSummary>> interrupted = history.interrupted();
    if (!interrupted)
        return tl::unexpected(interrupted.error());
    QStringList sentences;
    for (const ImportSummary &import : *interrupted) {
        sentences << HistoryCommand::tr(
                         "The import of %1 was interrupted %2: %Ln row(s) of %L3 have no answer yet. "
                         "“rollcall-cli history %4” tells of each.",
                         nullptr, static_cast<int>(import.count(Outcome::NotSent)))
                         .arg(QDir::toNativeSeparators(import.file), momentOf(import.state))
                         .arg(import.rows)
                         .arg(import.id);
    }
    return sentences.join(QLatin1Char('\n'));
}

} // namespace rollcall::cli
