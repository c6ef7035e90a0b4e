#include "send/importreport.h"

#include "send/history.h"
#include "storage/journal.h"
#include "support/privatefile.h"
#include "support/text.h"

#include <QDateTime>
#include <QDir>
#include <QLocale>
#include <QSaveFile>

namespace rollcall {
namespace {

const char *const style = R"(
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1d2733 }
h1 { font-size: 1.5rem; margin-bottom: 0 } p { margin: .3rem 0 }
table { border-collapse: collapse; width: 100%; margin: 1.5rem 0 }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid #d7dde3; vertical-align: top }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
@media (prefers-color-scheme: dark) { body { background: #16191d; color: #e4e8ec } th, td { border-color: #3a424b } }
@media print { body { margin: 0; max-width: none } }
)";

QString cell(const QString &text)
{
    return QStringLiteral("<td>%1</td>").arg(text.toHtmlEscaped());
}

QString numberCell(qint64 number)
{
    return QStringLiteral("<td class=\"number\">%1</td>").arg(QLocale().toString(number));
}

QString line(const QString &label, const QString &value)
{
    return value.isEmpty()
               ? QString()
               : QStringLiteral("<p>%1: %2</p>\n").arg(label.toHtmlEscaped(), value.toHtmlEscaped());
}

QString head(const ImportSummary &import, const QString &source)
{
    const QLocale locale;
    const QString title = import.isSingle() ? import.email : Text::tr("Import of %1").arg(import.title());
    const QDateTime started = QDateTime::fromString(import.started, Qt::ISODate).toLocalTime();
    QString html =
        QStringLiteral("<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><title>%2</title>"
                       "<style>%3</style></head>\n<body><h1>%2</h1>\n")
            .arg(locale.bcp47Name(), title.toHtmlEscaped(), QLatin1String(style));
    html += line(Text::tr("Begun"), locale.toString(started, QLocale::LongFormat));
    html += line(Text::tr("State"), importStateLabel(import.state));
    html += line(Text::tr("Lists"), import.lists.join(QStringLiteral(", ")));
    html += line(Text::tr("Where the permission comes from"), source);
    html += line(Text::tr("Stopped because"), import.error);
    html += QStringLiteral("<table>\n");
    for (int i = 0; i < static_cast<int>(Outcome::Count); ++i) {
        const auto outcome = static_cast<Outcome>(i);
        html += QStringLiteral("<tr>%1%2</tr>\n")
                    .arg(numberCell(import.count(outcome)), cell(outcomeLabel(outcome)));
    }
    html += QStringLiteral("<tr><th class=\"number\">%1</th><th>%2</th></tr>\n</table>\n")
                .arg(locale.toString(import.rows), Text::tr("rows of the file").toHtmlEscaped());
    return html;
}

QString rowsHead()
{
    return QStringLiteral("<table><tr><th class=\"number\">%1</th><th>%2</th><th>%3</th><th>%4</th></tr>\n")
        .arg(Text::tr("Row"), Text::tr("E-mail"), Text::tr("Outcome"), Text::tr("Why, and what to do"));
}

QString rowLine(const RowAnswer &answer)
{
    return QStringLiteral("<tr>%1%2%3%4</tr>\n")
        .arg(numberCell(answer.number), cell(answer.email), cell(outcomeLabel(answer.outcome)),
             cell(QStringLiteral("%1 %2").arg(answer.reason, answer.hint).trimmed()));
}

bool isWorthALine(const RowAnswer &answer)
{
    return !answer.reason.isEmpty() || answer.outcome == Outcome::Refused ||
           answer.outcome == Outcome::NotSent || answer.outcome == Outcome::Unsubscribed;
}

} // namespace

Result<void> writeImportReport(Journal &journal, const QString &importId, const QString &path)
{
    History history(journal);
    const auto record = journal.record(importId);
    const auto import = history.import(importId);
    if (!record || !import)
        return tl::unexpected(record ? import.error() : record.error());
    QSaveFile file(path);
    const auto put = [&file](const QString &html) {
        const QByteArray bytes = html.toUtf8();
        return file.write(bytes) == bytes.size();
    };
    bool isGood = file.open(QIODevice::WriteOnly) && put(head(*import, record->source) + rowsHead());
    const auto read = history.eachAnswer(importId, [&](const RowAnswer &answer) {
        isGood = isGood && (!isWorthALine(answer) || put(rowLine(answer)));
        return isGood;
    });
    if (!read)
        return read;
    isGood = isGood && put(QStringLiteral("</table></body></html>\n")) && commitWhole(file);
    if (!isGood)
        return failure(Error::Kind::Storage,
                       Text::tr("The report could not be written to %1.").arg(QDir::toNativeSeparators(path)),
                       Text::tr("Choose another place for it. The import itself is kept."),
                       file.errorString());
    return {};
}

} // namespace rollcall
