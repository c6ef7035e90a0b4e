#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

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
    bool sending = false; ///< it may have left, and nobody changed it since

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
    /// As a person wants it now. Usage error: it is not there.
    Result<void> set(const OutboxRecord &record);
    /// Takes it for sending, as it is at this moment: whoever discards or changes it until then is heard.
    /// `sending` tells whether it may have left before; none: it does not wait any more.
    Result<std::optional<OutboxRecord>> claim(qint64 id);
    /// One that was claimed stays, for this reason; nothing where somebody changed or discarded it meanwhile.
    Result<void> stay(qint64 id, const QString &why);
    /// One that was claimed is done; where somebody changed it meanwhile, that waits.
    Result<void> done(qint64 id);
    Result<void> remove(qint64 id);

private:
    Database &m_database;
};

} // namespace rollcall
