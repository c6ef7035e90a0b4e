#include "cli/checkcommand.h"

#include "check/splitpreview.h"
#include "cli/printer.h"

#include <CLI/CLI.hpp>

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>
#include <array>
#include <limits>

namespace rollcall::cli {
namespace {

constexpr qint64 problemsToScripts = 1'000;
constexpr qint64 problemsToPeople = 50;

using KindCounts = std::array<qint64, static_cast<size_t>(ProblemKind::Count)>;

KindCounts countKinds(const CheckReport &report)
{
    KindCounts counts = {};
    for (const Problem &problem : report.problems)
        ++counts.at(static_cast<size_t>(problem.kind));
    return counts;
}

QJsonObject problemObject(const Problem &problem, const CheckedTable &table)
{
    const Sheet &sheet = *table.sheet;
    const QString suggestion = problemSuggestion(problem, sheet, table.mapping);
    const auto places = sheet.placesOf(problem.row, qint64(problem.row) + 1);
    const RowPlace place = places ? places->front() : RowPlace();
    return {{QStringLiteral("row"), place.number},
            {QStringLiteral("line"), place.line},
            {QStringLiteral("column"), problem.column < 0 ? QJsonValue() : QJsonValue(problem.column)},
            {QStringLiteral("kind"), problemKindName(problem.kind)},
            {QStringLiteral("level"),
             problem.level == ProblemLevel::Error ? QStringLiteral("error") : QStringLiteral("warning")},
            {QStringLiteral("message"), problemMessage(problem, sheet, table.mapping)},
            {QStringLiteral("suggestion"), suggestion.isEmpty() ? QJsonValue() : QJsonValue(suggestion)}};
}

QJsonArray columnsArray(const CheckedTable &table)
{
    const QStringList headers = table.sheet->headers();
    QJsonArray columns;
    for (qsizetype i = 0; i < table.mapping.size(); ++i) {
        const ColumnTarget &target = table.mapping.at(i);
        columns.append(QJsonObject{{QStringLiteral("index"), i},
                                   {QStringLiteral("header"), headers.value(i)},
                                   {QStringLiteral("field"), ColumnMapping::targetName(target)},
                                   {QStringLiteral("why"), target.why}});
    }
    return columns;
}

/// An example of each column whose cells are taken apart.
QStringList splitLines(const CheckedTable &table)
{
    constexpr qint64 rowsLookedAt = 100;
    QStringList lines;
    for (int column = 0; column < table.mapping.size(); ++column) {
        QString cell;
        QString parts;
        for (qint64 row = 0; parts.isEmpty() && row < std::min(table.sheet->rowCount(), rowsLookedAt); ++row) {
            cell = table.sheet->cell(row, column);
            parts = splitPreview(table.mapping.at(column).field, cell);
        }
        if (!parts.isEmpty())
            lines << CheckCommand::tr("Taken apart: “%1” becomes %2").arg(cell.simplified(), parts);
    }
    return lines;
}

QString problemLine(const Problem &problem, const CheckedTable &table)
{
    const Sheet &sheet = *table.sheet;
    QString line = QStringLiteral("  ") + placeText(sheet.numberOf(problem.row), sheet.lineOf(problem.row));
    if (problem.column >= 0)
        line += CheckCommand::tr(", column “%1”").arg(sheet.headers().value(problem.column));
    line += QStringLiteral(": ") + problemMessage(problem, sheet, table.mapping);
    if (const QString suggestion = problemSuggestion(problem, sheet, table.mapping); !suggestion.isEmpty())
        line += CheckCommand::tr(" Perhaps: %1").arg(suggestion);
    return line;
}

/// A corrected file is text, and never takes the place of what it was made from.
Result<void> checkTarget(const QString &file, const QString &target)
{
    if (target.isEmpty())
        return {};
    const QFileInfo info(target);
    if (info.exists() && QFileInfo(file).canonicalFilePath() == info.canonicalFilePath()) {
        return failure(Error::Kind::Usage, CheckCommand::tr("This is the file that is read."),
                       CheckCommand::tr("Give another name for the corrected file."));
    }
    if (info.exists() && !info.isFile()) {
        return failure(Error::Kind::Usage,
                       CheckCommand::tr("“%1” is not a file, so the corrected file cannot take its place.")
                           .arg(QDir::toNativeSeparators(target)),
                       CheckCommand::tr("Give it the name of a file."));
    }
    constexpr std::array formats{"xlsx", "xlsm", "xls", "ods", "vcf", "zip"};
    if (std::any_of(formats.begin(), formats.end(), [&info](const char *format) {
            return info.suffix().compare(QLatin1String(format), Qt::CaseInsensitive) == 0;
        })) {
        return failure(Error::Kind::Usage, CheckCommand::tr("The corrected file is written as text."),
                       CheckCommand::tr("Give it a name that ends in .csv."));
    }
    return {};
}

} // namespace

CheckCommand::CheckCommand(CommandContext &context)
    : Command(context)
{
    connect(&m_job, &TableJob::opened, this, &CheckCommand::check);
    connect(&m_job, &TableJob::checked, this, &CheckCommand::answer);
    connect(&m_job, &TableJob::saved, this, &CheckCommand::finishFixed);
    connect(&m_job, &TableJob::progressed, this, [this](qint64 done, qint64 rows) {
        printer().progress(tr("Checking: %L1 of %L2 rows.").arg(done).arg(rows));
    });
}

QString CheckCommand::summary() const
{
    return tr("Say what is wrong in a file before it is imported; needs no connection.");
}

void CheckCommand::addOptions(CLI::App &options)
{
    m_table.addTo(options);
    options.add_flag("--all-problems", m_allProblems,
                     tr("Tell of every problem, however many there are.").toStdString());
    options
        .add_option(
            "--fixed", m_fixed,
            tr("Write the file there with everything mended that Rollcall knows how to mend.").toStdString())
        ->type_name("OUT");
}

void CheckCommand::start()
{
    const Result<TableChoice> choice = m_table.choice();
    if (!choice)
        fail(choice.error());
    else if (const Result<void> good = checkTarget(m_table.file(), QString::fromStdString(m_fixed)); !good)
        fail(good.error());
    else
        m_job.open(m_table.file(), *choice);
}

void CheckCommand::interrupt()
{
    m_job.cancel();
    Command::interrupt();
}

void CheckCommand::check(const Result<std::shared_ptr<Sheet>> &sheet)
{
    if (sheet)
        m_job.check(*sheet, m_table.maps(), m_table.keepsEach(), {});
    else
        fail(sheet.error());
}

void CheckCommand::answer(const Result<CheckedTable> &table)
{
    if (!table) {
        fail(table.error());
        return;
    }
    const qint64 most = m_allProblems ? std::numeric_limits<qint64>::max()
                        : json()      ? problemsToScripts
                                      : problemsToPeople;
    m_result.status = table->report->counts.toFix > 0 ? ExitStatus::SomeRefused : ExitStatus::Done;
    if (json())
        m_result.object = checkObject(*table, most);
    else
        m_result.text = checkText(*table, most);
    if (m_fixed.empty())
        Q_EMIT finished(m_result);
    else // only now, because messages are made from the cells as they were
        m_job.saveFixed(*table, QString::fromStdString(m_fixed));
}

void CheckCommand::finishFixed(const Result<qint64> &cells)
{
    if (!cells) {
        fail(cells.error());
        return;
    }
    const QString path = QFileInfo(QString::fromStdString(m_fixed)).absoluteFilePath();
    m_result.object.insert(QStringLiteral("fixed"),
                           QJsonObject{{QStringLiteral("file"), path}, {QStringLiteral("cells"), *cells}});
    m_result.text +=
        QStringLiteral("\n\n") +
        tr("Mended cells: %L1. The file with them is %2.").arg(*cells).arg(QDir::toNativeSeparators(path));
    Q_EMIT finished(m_result);
}

QJsonObject checkObject(const CheckedTable &table, qint64 maximumProblems)
{
    const CheckCounts &counts = table.report->counts;
    const TableFormat format = table.sheet->format();
    const std::vector<Problem> &all = table.report->problems;
    QJsonArray problems;
    for (const Problem &problem : all) {
        if (problems.size() >= maximumProblems)
            break;
        problems.append(problemObject(problem, table));
    }
    QJsonObject kinds;
    const KindCounts kindCounts = countKinds(*table.report);
    for (size_t kind = 0; kind < kindCounts.size(); ++kind) {
        if (kindCounts.at(kind) > 0)
            kinds.insert(problemKindName(static_cast<ProblemKind>(kind)), kindCounts.at(kind));
    }
    return {
        {QStringLiteral("rows"), counts.rows},
        {QStringLiteral("ready"), counts.ready},
        {QStringLiteral("to_fix"), counts.toFix},
        {QStringLiteral("to_look_at"), counts.toLookAt},
        {QStringLiteral("duplicates"), counts.duplicates},
        {QStringLiteral("left_out"), counts.leftOut},
        {QStringLiteral("encoding"), format.encoding},
        {QStringLiteral("delimiter"), QString(QLatin1Char(format.delimiter))},
        {QStringLiteral("quote"), format.quote == 0 ? QString() : QString(QLatin1Char(format.quote))},
        {QStringLiteral("header_line"), format.headerLine},
        {QStringLiteral("confidence"), QJsonObject{{QStringLiteral("encoding"), format.encodingConfidence},
                                                   {QStringLiteral("delimiter"), format.dialectConfidence},
                                                   {QStringLiteral("header"), format.headerConfidence}}},
        {QStringLiteral("zero_bytes"), format.zeroBytes},
        {QStringLiteral("zero_bytes_line"),
         format.zeroBytes > 0 ? QJsonValue(format.zeroBytesLine) : QJsonValue()},
        {QStringLiteral("sheet"), format.sheetName.isEmpty() ? QJsonValue() : QJsonValue(format.sheetName)},
        {QStringLiteral("columns"), columnsArray(table)},
        {QStringLiteral("problems"), problems},
        {QStringLiteral("problems_total"), static_cast<qint64>(all.size())},
        {QStringLiteral("problem_kinds"), kinds}};
}

QString checkText(const CheckedTable &table, qint64 maximumProblems)
{
    const Sheet &sheet = *table.sheet;
    const TableFormat format = sheet.format();
    const CheckCounts &counts = table.report->counts;
    QStringList lines;
    const QString header = format.headerLine > 0
                               ? CheckCommand::tr("headers in line %1").arg(format.headerLine)
                               : CheckCommand::tr("no headers");
    lines << CheckCommand::tr("%1: %2, %3 between cells, %4")
                 .arg(QDir::toNativeSeparators(sheet.path()), format.encoding,
                      delimiterLabel(format.delimiter), header);
    if (format.zeroBytes > 0)
        lines << format.zeroBytesText();
    lines << QString() << CheckCommand::tr("Columns:");
    for (const QJsonValue &value : columnsArray(table)) {
        lines << QStringLiteral("  %1 → %2  (%3)")
                     .arg(value[QLatin1String("header")].toString(), value[QLatin1String("field")].toString(),
                          value[QLatin1String("why")].toString());
    }
    lines << splitLines(table);
    lines << QString() << CheckCommand::tr("Rows: %L1").arg(counts.rows);
    const auto count = [&lines](const QString &label, qint64 number) {
        lines << QStringLiteral("  %1  %2").arg(number, 9).arg(label);
    };
    count(CheckCommand::tr("ready"), counts.ready);
    count(CheckCommand::tr("to fix"), counts.toFix);
    count(CheckCommand::tr("doubles, merged into an earlier row"), counts.duplicates);
    count(CheckCommand::tr("left out"), counts.leftOut);
    if (counts.toLookAt > 0)
        lines << CheckCommand::tr("Among those ready, worth a look: %L1").arg(counts.toLookAt);
    const std::vector<Problem> &problems = table.report->problems;
    if (!problems.empty())
        lines << QString() << CheckCommand::tr("Problems:");
    const auto shown = std::min<qint64>(maximumProblems, static_cast<qint64>(problems.size()));
    for (qint64 i = 0; i < shown; ++i)
        lines << problemLine(problems.at(static_cast<size_t>(i)), table);
    if (const qint64 more = static_cast<qint64>(problems.size()) - shown; more > 0)
        lines << CheckCommand::tr("  … and more: %L1. “--all-problems” tells of each.").arg(more);
    return lines.join(QLatin1Char('\n'));
}

QString placeText(qint64 number, qint64 line)
{
    if (number == line)
        return CheckCommand::tr("row %1").arg(number);
    return CheckCommand::tr("row %1 (line %2)").arg(number).arg(line);
}

} // namespace rollcall::cli
