#include "cli/differences.h"

#include <QJsonObject>

namespace rollcall::cli {

QJsonArray differencesArray(const QList<FieldDifference> &differences)
{
    QJsonArray array;
    for (const FieldDifference &difference : differences)
        array.append(QJsonObject{{QStringLiteral("field"), difference.field},
                                 {QStringLiteral("old"), difference.before},
                                 {QStringLiteral("new"), difference.after}});
    return array;
}

QString differenceText(const FieldDifference &difference)
{
    return QStringLiteral("%1: %2 → %3").arg(difference.label, difference.before, difference.after);
}

} // namespace rollcall::cli
