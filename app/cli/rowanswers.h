#pragma once

#include "send/outcome.h"
#include "support/result.h"

#include <QJsonObject>
#include <QString>

#include <functional>

namespace rollcall {
class History;
}

namespace rollcall::cli {

/// {"row","line","email","outcome","by","reason","hint"}; what there is not is null.
QJsonObject rowObject(const RowAnswer &answer);

/// "row 14 (line 17), jane@example.org: refused. No @ in the address. …"
QString rowText(const RowAnswer &answer);

/// "row 14 (line 17), jane@example.org: Changed since the import."
QString placeAndReason(const RowAnswer &answer);

/// Hands every row's answer to `take` until that says false.
using EachAnswer = std::function<Result<void>(const std::function<bool(const RowAnswer &)> &take)>;

/// Writes the answers, one JSON object a line; whole or not at all.
Result<void> writeRowAnswers(const EachAnswer &each, const QString &path);
/// Those of an import.
Result<void> writeRowAnswers(History &history, const QString &importId, const QString &path);

} // namespace rollcall::cli
