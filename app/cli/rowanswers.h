#pragma once

#include "send/outcome.h"
#include "support/result.h"

#include <QJsonObject>
#include <QString>

namespace rollcall {
class History;
}

namespace rollcall::cli {

/// {"row","line","email","outcome","by","reason","hint"}; what there is not is null.
QJsonObject rowObject(const RowAnswer &answer);

/// "row 14 (line 17), jane@example.org: refused. No @ in the address. …"
QString rowText(const RowAnswer &answer);

/// Writes the answer for every row of an import, one JSON object a line; whole or not at all.
Result<void> writeRowAnswers(History &history, const QString &importId, const QString &path);

} // namespace rollcall::cli
