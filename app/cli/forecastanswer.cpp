#include "cli/forecastanswer.h"

#include "cli/importanswer.h"
#include "support/text.h"

#include <QDir>

#include <algorithm>
#include <cmath>

namespace rollcall::cli {
namespace {

bool isKnown(const ForecastResult &forecast)
{
    return forecast.summary.count(Outcome::NotSent) == 0;
}

} // namespace

QJsonObject forecastObject(const ForecastResult &forecast, const std::optional<Error> &error)
{
    ImportSummary summary = forecast.summary;
    summary.calls = forecast.calls;
    summary.seconds = std::round(forecast.minutes * 60);
    QJsonObject object = importObject(summary, error);
    object.insert(QStringLiteral("active_added"), forecast.activeAdded);
    object.insert(QStringLiteral("singly"), forecast.singles);
    QJsonObject fields;
    for (const auto &[label, count] : forecast.changedFields)
        fields.insert(label, count);
    object.insert(QStringLiteral("changed_fields"), fields);
    return object;
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
        lines << Text::tr("Without the account nobody can say what would become of those that are not sent.");
        return lines.join(QLatin1Char('\n'));
    }
    for (const auto &[label, count] : forecast.changedFields)
        lines << Text::tr("  changed in the account: %1 (contacts: %L2)").arg(label).arg(count);
    lines << Text::tr("Active contacts that it adds to the account: %L1").arg(forecast.activeAdded);
    if (forecast.singles > 0)
        lines << Text::tr("Sent one by one, at two calls each, because bulk cannot do it: %L1")
                     .arg(forecast.singles);
    lines << Text::tr("Calls: about %L1, of %L2 that are left today; time: at least %L3 min")
                 .arg(forecast.calls)
                 .arg(callsLeft)
                 .arg(std::max(1, static_cast<int>(std::ceil(forecast.minutes))));
    lines << Text::tr(
        "Joining a list may start welcome e-mails and automations: those can't be called back.");
    return lines.join(QLatin1Char('\n'));
}

} // namespace rollcall::cli
