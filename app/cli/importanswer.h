#pragma once

#include "cli/exitstatus.h"
#include "send/outcome.h"

#include <QJsonObject>

#include <optional>

namespace rollcall::cli {

/// As scripts read it; the counts add up to the rows.
QJsonObject importObject(const ImportSummary &summary, const std::optional<Error> &error);
/// The same for people.
QString importText(const ImportSummary &summary);
ExitStatus importStatus(const ImportSummary &summary, const std::optional<Error> &error);

} // namespace rollcall::cli
