#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace rollcall {

class Database;

/// Somebody who waits to be added, as the journal's database keeps it.
struct OutboxRecord
{
    qint64 id = 0;
    qint64 since = 0;   ///< milliseconds since 1970, UTC
    QByteArray picture; ///< the person; never looked in here
    QStringList listNames;
    bool update = false;
    QString why;

    bool operator==(const OutboxRecord &) const = default;
};

/// Single contacts that wait. What a function answered well is on the disk.
class OutboxTable
{
public:
    explicit OutboxTable(Database &database)
        : m_database(database)
    {}

    Result<qint64> add(const OutboxRecord &record); ///< its id
    Result<QList<OutboxRecord>> all();              ///< oldest first
    /// Not on its way any more. Usage error: it is not there.
    Result<void> set(const OutboxRecord &record);
    /// It is about to leave; answers whether it may have left before.
    Result<bool> markSending(qint64 id);
    Result<void> remove(qint64 id);

private:
    Database &m_database;
};

} // namespace rollcall
