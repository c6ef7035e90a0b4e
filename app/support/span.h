#pragma once

#include <QDateTime>
#include <QString>

namespace rollcall {

/// "17:14" or "5:14 PM", as is the custom.
QString clockText(const QTime &time);

/// "in 22 h 31 min", "4 min ago": how far `time` is from `now`.
QString spanFrom(const QDateTime &now, const QDateTime &time);

/// "today, 17:14", "tomorrow, 09:14", or with the date; local time.
QString momentText(const QDateTime &now, const QDateTime &time);

/// The same where there is little room.
QString shortMomentText(const QDateTime &now, const QDateTime &time);

/// "20 seconds", "4 minutes", "2 h 10 min": for what is still to wait.
QString durationText(qint64 seconds);

} // namespace rollcall
