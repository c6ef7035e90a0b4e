#include "cli/forecastanswer.h"

#include "cli/checkanswer.h"
#include "cli/differences.h"
#include "cli/importanswer.h"
#include "net/pacer.h"
#include "support/text.h"

#include <QDir>
#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace rollcall::cli {
namespace {

/// So many people's changes are told.
constexpr qsizetype mostChanges = 20;

bool isKnown(const ForecastResult &forecast)
{
    return forecast.summary.count(Outcome::NotSent) == 0;
}

QJsonArray changesArray(const ForecastResult &forecast)
{
    QJsonArray array;
    for (const ForecastResult::Change &change :
         forecast.changes.first(std::min(mostChanges, forecast.changes.size())))
        array.append(QJsonObject{{QStringLiteral("row"), change.number},
                                 {QStringLiteral("line"), change.line},
                                 {QStringLiteral("email"), change.email},
                                 {QStringLiteral("differences"), differencesArray(change.differences)}});
    return array;
}

QStringList changesLines(const ForecastResult &forecast)
{
    QStringList lines;
    const qsizetype told = std::min(mostChanges, forecast.changes.size());
    for (const ForecastResult::Change &change : forecast.changes.first(told)) {
        QStringList fields;
        for (const FieldDifference &one : change.differences)
            fields << differenceText(one);
        QString line = QStringLiteral("  %1, %2").arg(placeText(change.number, change.line), change.email);
        if (!fields.isEmpty()) // else it is only brought back
            line += QStringLiteral(": ") + fields.join(QLatin1String("; "));
        lines << line;
    }
    if (const qint64 more = forecast.summary.count(Outcome::Updated) - told; told > 0 && more > 0)
        lines << Text::tr("  … and %L1 more").arg(more);
    return lines;
}

} // namespace

QJsonObject forecastObject(const ForecastResult &forecast, const std::optional<Error> &error, int callsLeft)
{
    ImportSummary summary = forecast.summary;
    summary.calls = forecast.calls;
    summary.seconds = std::round(forecast.minutes * 60);
    QJsonObject object = importObject(summary, error);
    object.insert(QStringLiteral("active_added"), forecast.activeAdded);
    object.insert(QStringLiteral("already_on_list"), forecast.alreadyOnTheLists());
    object.insert(QStringLiteral("deleted"), forecast.deleted);
    object.insert(QStringLiteral("singly"), forecast.singles);
    object.insert(QStringLiteral("singly_calls"), forecast.singleCalls);
    object.insert(QStringLiteral("days"), Pacer::daysFor(forecast.calls, callsLeft));
    object.insert(QStringLiteral("new_tags"), QJsonArray::fromStringList(forecast.newTags));
    object.insert(
        QStringLiteral("left_behind"),
        QJsonObject{{QStringLiteral("phones_too_many"), forecast.phonesTooMany},
                    {QStringLiteral("without_room"), forecast.withoutRoom},
                    {QStringLiteral("columns"), QJsonArray::fromStringList(forecast.columnsNotSent)}});
    QJsonObject fields;
    for (const auto &[label, count] : forecast.changedFields)
        fields.insert(label, count);
    object.insert(QStringLiteral("changed_fields"), fields);
    object.insert(QStringLiteral("changes"), changesArray(forecast));
    return object;
}

QString daysText(int days)
{
    return Text::tr("That is more than today's allowance: it takes %Ln day(s). Where it stops, "
                    "“rollcall-cli resume --wait” goes on by itself.",
                    nullptr, days);
}

QString forecastText(const ForecastResult &forecast, int callsLeft)
{
    const ImportSummary &summary = forecast.summary;
    QStringList lines{Text::tr("What importing %1 would do; nothing was sent:")
                          .arg(QDir::toNativeSeparators(summary.file))};
    for (int i = 0; i < static_cast<int>(Outcome::Count); ++i) {
        const auto outcome = static_cast<Outcome>(i);
        lines << QStringLiteral("  %1  %2").arg(summary.count(outcome), 9).arg(outcomeLabel(outcome));
    }
    if (!isKnown(forecast)) {
        lines << Text::tr("Without the account nobody can say what would become of those that are not sent.")
              << leftBehind(forecast);
        return lines.join(QLatin1Char('\n'));
    }
    lines << Text::tr("In the account already and on the lists: %L1").arg(forecast.alreadyOnTheLists());
    if (forecast.deleted > 0)
        lines << Text::tr("Left out because they were deleted in the account: %L1").arg(forecast.deleted);
    for (const auto &[label, count] : forecast.changedFields)
        lines << Text::tr("  changed in the account: %1 (contacts: %L2)").arg(label).arg(count);
    lines << changesLines(forecast);
    lines << Text::tr("Active contacts that it adds to the account: %L1").arg(forecast.activeAdded);
    if (forecast.singles > 0)
        lines << Text::tr("Sent one by one, because bulk cannot do it: %L1; calls for them: %L2")
                     .arg(forecast.singles)
                     .arg(forecast.singleCalls);
    if (!forecast.newTags.isEmpty())
        lines << Text::tr("Tags that it makes: %1").arg(forecast.newTags.join(QStringLiteral(", ")));
    lines << Text::tr("Calls: about %L1, of %L2 that are left today; time: at least %L3 min")
                 .arg(forecast.calls)
                 .arg(callsLeft)
                 .arg(std::max(1, static_cast<int>(std::ceil(forecast.minutes))));
    if (const int days = Pacer::daysFor(forecast.calls, callsLeft); days > 1)
        lines << daysText(days);
    lines << Text::tr(
        "Joining a list may start welcome e-mails and automations: those can't be called back.");
    lines << leftBehind(forecast);
    return lines.join(QLatin1Char('\n'));
}

} // namespace rollcall::cli
