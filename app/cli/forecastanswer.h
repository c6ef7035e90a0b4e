#pragma once

#include "send/forecast.h"

#include <QJsonObject>
#include <QString>

namespace rollcall::cli {

/// As an import's object, with what would become of the rows; `calls` and `seconds` are what it would take.
/// `callsLeft`: of today's allowance.
QJsonObject forecastObject(const ForecastResult &forecast, const std::optional<Error> &error, int callsLeft);

QString daysText(int days); ///< that so many calls take several days

/// For people.
QString forecastText(const ForecastResult &forecast, int callsLeft);

} // namespace rollcall::cli
