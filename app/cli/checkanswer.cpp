#include "cli/checkanswer.h"

#include "check/splitpreview.h"
#include "cli/tableoptions.h"
#include "contact/datetext.h"
#include "support/text.h"

#include <QDir>
#include <QJsonArray>

#include <algorithm>
#include <array>

namespace rollcall::cli {
namespace {

QString columnText(const QStringList &headers, qsizetype column)
{
    const QString header = headers.value(column);
    return header.isEmpty() ? Text::tr("column %1").arg(column + 1) : Text::tr("column “%1”").arg(header);
}

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

bool isGuess(const ColumnTarget &target)
{
    return target.guessed != Field::Ignore || (!target.certain && target.field != Field::Ignore);
}

QString guessName(const ColumnTarget &target)
{
    return QString::fromLatin1(fieldInfo(target.guessed).name);
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
                                   {QStringLiteral("why"), target.why},
                                   {QStringLiteral("certain"), !isGuess(target)},
                                   {QStringLiteral("guess"), target.guessed == Field::Ignore
                                                                 ? QJsonValue()
                                                                 : QJsonValue(guessName(target))}});
    }
    return columns;
}

/// "  Name → full_name  (Header)", and what is only guessed.
QStringList columnLines(const CheckedTable &table)
{
    const QStringList headers = table.sheet->headers();
    QStringList lines;
    for (qsizetype i = 0; i < table.mapping.size(); ++i) {
        const ColumnTarget &target = table.mapping.at(i);
        const QString header = headers.value(i).isEmpty() ? columnText(headers, i) : headers.value(i);
        const QString why = target.why.isEmpty() ? Text::tr("not known; not sent") : target.why;
        lines << QStringLiteral("  %1 → %2  (%3)").arg(header, ColumnMapping::targetName(target), why);
    }
    return lines + guessLines(table);
}

/// How the file was read.
QString formatLine(const Sheet &sheet)
{
    const TableFormat format = sheet.format();
    QStringList parts;
    if (!format.sheetName.isEmpty())
        parts << QStringLiteral("“%1”").arg(format.sheetName);
    if (!sheet.isMade())
        parts << format.encoding << Text::tr("%1 between cells").arg(delimiterLabel(format.delimiter));
    parts << (format.headerLine > 0 ? Text::tr("headers in line %1").arg(format.headerLine)
                                    : Text::tr("no headers"));
    QString line = QStringLiteral("%1: %2").arg(QDir::toNativeSeparators(sheet.path()),
                                                parts.join(QStringLiteral(", ")));
    QStringList others = sheet.sheetNames();
    others.removeOne(format.sheetName);
    if (!others.isEmpty())
        line +=
            QLatin1Char('\n') +
            Text::tr("There is more in it: %1. “--sheet” chooses.").arg(others.join(QStringLiteral(", ")));
    return line;
}

/// What is likely, but not certain, and how it is chosen.
QStringList doubtLines(const TableFormat &format)
{
    QStringList lines;
    const auto add = [&lines](double confidence, const QString &sentence) {
        if (confidence < TableFormat::sureEnough)
            lines << sentence.arg(qRound(confidence * 100));
    };
    add(format.encodingConfidence,
        Text::tr("The encoding is a guess (%1 % sure): look at accented letters; “--encoding” chooses another."));
    add(format.dialectConfidence,
        Text::tr("What stands between and around the cells is a guess (%1 % sure): “--delimiter” and “--quote” "
                 "choose it."));
    add(format.headerConfidence,
        Text::tr("Which line holds the headers, if any, is a guess (%1 % sure): “--header-line” chooses it."));
    return lines;
}

/// Dates are read in the order that their column shows; where it is not the service's own, that is said.
QStringList dateLines(const CheckedTable &table)
{
    QStringList lines;
    const std::vector<DateOrder> &orders = table.report->dateOrders;
    for (size_t i = 0; i < orders.size(); ++i) {
        if (orders[i] == DateOrder::DayFirst)
            lines << Text::tr("Dates in %1 are read with the day first.")
                         .arg(columnText(table.sheet->headers(), static_cast<qsizetype>(i)));
    }
    return lines;
}

/// Where a column says who agreed, that leaves out more than those who said no.
QStringList agreementLines(const CheckedTable &table)
{
    const QStringList headers = table.sheet->headers();
    QStringList lines;
    for (qsizetype i = 0; i < table.mapping.size(); ++i) {
        const ColumnTarget &target = table.mapping.at(i);
        if (target.field == Field::DoNotMail && target.optOut == OptOutRule::Agreed)
            lines << Text::tr("Only rows with a yes or a date in %1 are sent; an empty cell is no yes. If "
                              "the column "
                              "says something else: --map \"%2=ignore\".")
                         .arg(columnText(headers, i),
                              headers.value(i).isEmpty() ? QString::number(i + 1) : headers.value(i));
    }
    return lines;
}

/// An example of each column whose cells are taken apart.
QStringList splitLines(const CheckedTable &table)
{
    constexpr qint64 rowsLookedAt = 100;
    QStringList lines;
    for (int column = 0; column < table.mapping.size(); ++column) {
        QString cell;
        QString parts;
        for (qint64 row = 0; parts.isEmpty() && row < std::min(table.sheet->rowCount(), rowsLookedAt);
             ++row) {
            cell = table.sheet->cell(row, column);
            parts = splitPreview(table.mapping.at(column).field, cell);
        }
        if (!parts.isEmpty())
            lines << Text::tr("Taken apart: “%1” becomes %2").arg(cell.simplified(), parts);
    }
    return lines;
}

QString problemLine(const Problem &problem, const CheckedTable &table)
{
    const Sheet &sheet = *table.sheet;
    QString line = QStringLiteral("  ") + placeText(sheet.numberOf(problem.row), sheet.lineOf(problem.row));
    if (problem.column >= 0)
        line += QStringLiteral(", ") + columnText(sheet.headers(), problem.column);
    line += QStringLiteral(": ") + problemMessage(problem, sheet, table.mapping);
    if (const QString suggestion = problemSuggestion(problem, sheet, table.mapping); !suggestion.isEmpty())
        line += Text::tr(" Perhaps: %1").arg(suggestion);
    return line;
}

} // namespace

QStringList guessLines(const CheckedTable &table)
{
    const QStringList headers = table.sheet->headers();
    QStringList lines;
    for (qsizetype i = 0; i < table.mapping.size(); ++i) {
        const ColumnTarget &target = table.mapping.at(i);
        const QString name = headers.value(i).isEmpty() ? QString::number(i + 1) : headers.value(i);
        if (target.guessed != Field::Ignore)
            lines << Text::tr("It is only a guess that %1 is “%2”, so it is not sent: --map \"%3=%4\" says that it is.")
                         .arg(columnText(headers, i), fieldLabel(target.guessed), name, guessName(target));
        else if (isGuess(target)) // of opt-outs
            lines << Text::tr("It is only a guess that %1 says who opted out: --map \"%2=ignore\" says that it does not.")
                         .arg(columnText(headers, i), name);
    }
    return lines;
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
        {QStringLiteral("foreign_bytes"), format.foreignBytes},
        {QStringLiteral("foreign_bytes_line"),
         format.foreignBytes > 0 ? QJsonValue(format.foreignBytesLine) : QJsonValue()},
        {QStringLiteral("unreadable_characters"), format.unreadable},
        {QStringLiteral("unreadable_characters_line"),
         format.unreadable > 0 ? QJsonValue(format.unreadableLine) : QJsonValue()},
        {QStringLiteral("hidden_rows"), format.hiddenRows},
        {QStringLiteral("sheet"), format.sheetName.isEmpty() ? QJsonValue() : QJsonValue(format.sheetName)},
        {QStringLiteral("opt_out_file"), table.mapping.isOptOutFile()},
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
    lines << formatLine(sheet);
    if (const QString damage = format.damageText(); !damage.isEmpty())
        lines << damage;
    lines << doubtLines(format);
    if (table.mapping.isOptOutFile())
        lines << Text::tr("By its name this is a list of people who want no mail. No row of it will be sent: "
                          "“--not-opted-out” says that it is not such a list.");
    lines << QString() << Text::tr("Columns:");
    lines << columnLines(table) << agreementLines(table) << splitLines(table) << dateLines(table);
    lines << QString() << Text::tr("Rows: %L1").arg(counts.rows);
    const auto count = [&lines](const QString &label, qint64 number) {
        lines << QStringLiteral("  %1  %2").arg(number, 9).arg(label);
    };
    count(Text::tr("ready"), counts.ready);
    count(Text::tr("to fix"), counts.toFix);
    count(Text::tr("doubles, merged into an earlier row"), counts.duplicates);
    count(counts.leftOut > 0 ? Text::tr("left out, because the file says that they opted out")
                             : Text::tr("left out"),
          counts.leftOut);
    if (counts.toLookAt > 0)
        lines << Text::tr("Among those ready, worth a look: %L1").arg(counts.toLookAt);
    const std::vector<Problem> &problems = table.report->problems;
    if (!problems.empty())
        lines << QString() << Text::tr("Problems:");
    const auto shown = std::min<qint64>(maximumProblems, static_cast<qint64>(problems.size()));
    for (qint64 i = 0; i < shown; ++i)
        lines << problemLine(problems.at(static_cast<size_t>(i)), table);
    if (const qint64 more = static_cast<qint64>(problems.size()) - shown; more > 0)
        lines << Text::tr("  … and more: %L1. “--all-problems” tells of each.").arg(more);
    return lines.join(QLatin1Char('\n'));
}

QString placeText(qint64 number, qint64 line)
{
    if (number == line)
        return Text::tr("row %1").arg(number);
    return Text::tr("row %1 (line %2)").arg(number).arg(line);
}

} // namespace rollcall::cli
