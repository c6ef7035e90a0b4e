#pragma once

#include "support/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace rollcall {

/// A damaged database that lies beside the one that was begun in its place.
struct SetAside
{
    QString path;
    QDateTime when; ///< UTC

    bool operator==(const SetAside &) const = default;
};

/// Damage that was met while the file is open: whoever opens it next, when nobody else has it open, looks
/// through all of it.
void markDamaged(const QString &path);
bool isMarkedDamaged(const QString &path);
void clearDamageMark(const QString &path);

/// Gives the file and its companions another name. Storage error: it stays where it is.
Result<void> setAside(const QString &path);
/// What was set aside of this database, newest first.
QList<SetAside> filesSetAside(const QString &path);
/// What happened and what it means, for people. `keepDays`: how long it is kept from then on.
QString setAsideText(const SetAside &file, int keepDays);
/// Those from before then go, and none is told of any more. Answers how many; a file that cannot be deleted
/// stays.
int removeSetAside(const QString &path, const QDateTime &before);

} // namespace rollcall
