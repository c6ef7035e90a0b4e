#pragma once

#include <QDateTime>
#include <QJsonValue>
#include <QString>

namespace rollcall::cli {

/// RFC 3339 in UTC, as scripts read it; null for a time that is not known.
QJsonValue momentValue(const QDateTime &moment);

/// Local time for people; a dash for a time that is not known.
QString momentText(const QDateTime &moment);

} // namespace rollcall::cli
