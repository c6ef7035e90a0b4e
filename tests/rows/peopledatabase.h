#pragma once

#include "storage/database.h"

#include <QStringList>

namespace rollcall::test {

/// A database as a first version of a program made it, and as the next one wants it.
inline const QStringList firstVersion{QStringLiteral("CREATE TABLE people (name TEXT NOT NULL)")};
inline const QStringList secondVersion =
    firstVersion + QStringList{QStringLiteral("ALTER TABLE people ADD COLUMN age INTEGER NOT NULL DEFAULT 7;"
                                              "CREATE INDEX by_name ON people (name)")};

inline QString textOf(Result<QSqlQuery> query)
{
    return query && query->next() ? query->value(0).toString() : QStringLiteral("nothing");
}

inline Result<void> add(Database &database, const QByteArray &name)
{
    return database.run(QStringLiteral("INSERT INTO people (name) VALUES (?)"), {QString::fromLatin1(name)});
}

} // namespace rollcall::test
