#include "storage/outboxtable.h"

#include "storage/database.h"
#include "support/text.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall {
namespace {

QByteArray aboutOf(const OutboxRecord &record)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("lists"), QJsonArray::fromStringList(record.listNames)},
                                     {QStringLiteral("update"), record.update},
                                     {QStringLiteral("why"), record.why}})
        .toJson(QJsonDocument::Compact);
}

void setAbout(OutboxRecord &record, const QByteArray &about)
{
    const QJsonObject json = QJsonDocument::fromJson(about).object();
    for (const QJsonValue &name : json.value(QLatin1String("lists")).toArray())
        record.listNames.append(name.toString());
    record.update = json.value(QLatin1String("update")).toBool();
    record.why = json.value(QLatin1String("why")).toString();
}

const QString allColumns = QStringLiteral("SELECT id, since, person, about, sending FROM outbox ");

/// Of `allColumns`.
OutboxRecord recordAt(const QSqlQuery &query)
{
    OutboxRecord record;
    record.id = query.value(0).toLongLong();
    record.since = query.value(1).toLongLong();
    record.picture = query.value(2).toByteArray();
    setAbout(record, query.value(3).toByteArray());
    record.sending = query.value(4).toBool();
    return record;
}

} // namespace

Result<qint64> OutboxTable::add(const OutboxRecord &record)
{
    auto query = m_database.select(
        QStringLiteral("INSERT INTO outbox (since, sending, person, about) VALUES (?, 0, ?, ?)"),
        {record.since, record.picture, aboutOf(record)});
    if (!query)
        return tl::unexpected(query.error());
    return query->lastInsertId().toLongLong();
}

Result<QList<OutboxRecord>> OutboxTable::all()
{
    auto query = m_database.select(allColumns + QStringLiteral("ORDER BY id"));
    if (!query)
        return tl::unexpected(query.error());
    QList<OutboxRecord> records;
    while (query->next())
        records.append(recordAt(*query));
    return records;
}

Result<void> OutboxTable::set(const OutboxRecord &record)
{
    auto query =
        m_database.select(QStringLiteral("UPDATE outbox SET sending=0, person=?, about=? WHERE id=?"),
                          {record.picture, aboutOf(record), record.id});
    if (!query)
        return tl::unexpected(query.error());
    if (query->numRowsAffected() == 0)
        return failure(Error::Kind::Usage, Text::tr("This person does not wait in the outbox any more."));
    return {};
}

Result<std::optional<OutboxRecord>> OutboxTable::claim(qint64 id)
{
    std::optional<OutboxRecord> record;
    auto done = m_database.transaction([&]() -> Result<void> {
        auto query = m_database.select(allColumns + QStringLiteral("WHERE id=?"), {id});
        if (!query)
            return tl::unexpected(query.error());
        if (!query->next())
            return {};
        record = recordAt(*query);
        return m_database.run(QStringLiteral("UPDATE outbox SET sending=1 WHERE id=?"), {id});
    });
    return done.map([&record] { return record; });
}

Result<void> OutboxTable::stay(qint64 id, const QString &why)
{
    return m_database.transaction([&]() -> Result<void> {
        auto query = m_database.select(allColumns + QStringLiteral("WHERE id=? AND sending=1"), {id});
        if (!query)
            return tl::unexpected(query.error());
        if (!query->next())
            return {};
        OutboxRecord record = recordAt(*query);
        record.why = why;
        return set(record);
    });
}

Result<void> OutboxTable::done(qint64 id)
{
    return m_database.run(QStringLiteral("DELETE FROM outbox WHERE id=? AND sending=1"), {id});
}

Result<void> OutboxTable::remove(qint64 id)
{
    return m_database.run(QStringLiteral("DELETE FROM outbox WHERE id=?"), {id});
}

} // namespace rollcall
