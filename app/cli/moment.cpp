#include "cli/moment.h"

#include <QLocale>

namespace rollcall::cli {

QJsonValue momentValue(const QDateTime &moment)
{
    if (!moment.isValid())
        return {};
    return moment.toUTC().toString(Qt::ISODate);
}

QString momentText(const QDateTime &moment)
{
    if (!moment.isValid())
        return QStringLiteral("–");
    return QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat);
}

} // namespace rollcall::cli
