#pragma once

#include "send/contactmerge.h"

#include <QJsonArray>
#include <QString>

namespace rollcall::cli {

/// {"field","old","new"} each.
QJsonArray differencesArray(const QList<FieldDifference> &differences);

/// "First name: Ann → Anna"
QString differenceText(const FieldDifference &difference);

} // namespace rollcall::cli
