#include "support/span.h"

#include <QCoreApplication>
#include <QLocale>

namespace rollcall {
namespace {

struct Span
{
    Q_DECLARE_TR_FUNCTIONS(rollcall::Span)
};

QString shortSpan(qint64 seconds)
{
    const qint64 minutes = seconds / 60;
    if (minutes < 1)
        return Span::tr("less than a minute");
    if (minutes < 60)
        return Span::tr("%1 min").arg(minutes);
    if (minutes < 48 * 60)
        return Span::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
    return Span::tr("%n day(s)", nullptr, int(minutes / (24 * 60)));
}

} // namespace

QString clockText(const QTime &time)
{
    // The C locale's short form has seconds, which nobody wants to know here.
    return QLocale().toString(time, QLocale().timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss")));
}

QString spanFrom(const QDateTime &now, const QDateTime &time)
{
    const qint64 seconds = now.secsTo(time);
    return seconds >= 0 ? Span::tr("in %1").arg(shortSpan(seconds)) : Span::tr("%1 ago").arg(shortSpan(-seconds));
}

QString momentText(const QDateTime &now, const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    const QString clock = clockText(local.time());
    const qint64 days = now.toLocalTime().date().daysTo(local.date());
    if (days == 0)
        return Span::tr("today, %1").arg(clock);
    if (days == 1)
        return Span::tr("tomorrow, %1").arg(clock);
    if (days == -1)
        return Span::tr("yesterday, %1").arg(clock);
    return QStringLiteral("%1, %2").arg(QLocale().toString(local.date(), QLocale::LongFormat), clock);
}

QString shortMomentText(const QDateTime &now, const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    if (qAbs(now.toLocalTime().date().daysTo(local.date())) <= 1)
        return momentText(now, time);
    return QStringLiteral("%1, %2").arg(QLocale().toString(local.date(), QLocale::ShortFormat), clockText(local.time()));
}

QString durationText(qint64 seconds)
{
    if (seconds < 60)
        return Span::tr("%n second(s)", nullptr, int(qMax<qint64>(1, seconds)));
    if (seconds < 60 * 60)
        return Span::tr("%n minute(s)", nullptr, int((seconds + 30) / 60));
    return Span::tr("%1 h %2 min").arg(seconds / 3600).arg(seconds / 60 % 60);
}

} // namespace rollcall
