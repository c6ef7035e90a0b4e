#include "storage/schema.h"

#include "storage/database.h"
#include "storage/importrecord.h"
#include "storage/packed.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace rollcall {
namespace {

// As they were when version 3 came; they stay so.
constexpr int waiting = 1;       // state of an import
constexpr int single = 1;        // kind of an import
constexpr quint8 pending = 0x17; // mark of a row that was not sent
constexpr int emailKey = 1;      // of a person's picture
constexpr int listsKey = 12;
constexpr qsizetype outcomes = 8;
constexpr qsizetype notSent = 7;

/// Somebody of the outbox of version 2.
struct Waiting
{
    qint64 since = 0;
    bool sending = false;
    QByteArray person;
    QJsonObject about;
};

QByteArray aboutOf(const Waiting &one, const QString &email, const QCborMap &person)
{
    ImportRecord record;
    record.file = email;
    for (const QCborValue &id : person.value(listsKey).toArray())
        record.listIds.append(id.toString());
    for (const QJsonValue &name : one.about.value(QLatin1String("lists")).toArray())
        record.listNames.append(name.toString());
    record.counts = QList<qint64>(outcomes, 0);
    record.counts[notSent] = 1;
    record.error = Error{Error::Kind::Offline, one.about.value(QLatin1String("why")).toString(), {}, {}};
    return aboutOf(record);
}

Result<void> keep(Database &database, const Waiting &one)
{
    const QCborMap person = QCborValue::fromCbor(one.person).toMap();
    const QString email = person.value(emailKey).toString();
    const QByteArray plan =
        QJsonDocument(QJsonObject{{QStringLiteral("lists"), one.about.value(QLatin1String("lists"))},
                                  {QStringLiteral("update"), one.about.value(QLatin1String("update"))}})
            .toJson(QJsonDocument::Compact);
    const auto kept = database.select(
        QStringLiteral("INSERT INTO imports (started, state, own_list, own_list_id, rows, about, plan, kind) "
                       "VALUES (?, ?, 0, '', 1, ?, ?, ?)"),
        {one.since, waiting, aboutOf(one, email, person), plan, single});
    if (!kept)
        return tl::unexpected(kept.error());
    const QVariant id = kept->lastInsertId();
    return database
        .run(QStringLiteral("INSERT INTO places VALUES (?, 0, ?, ?, ?)"),
             {id, packNumbers({1}), packNumbers({1}), packTexts({email.toUtf8()})})
        .and_then([&] {
            return database.run(QStringLiteral("INSERT INTO marks VALUES (?, 0, ?)"),
                                {id, QByteArray(1, static_cast<char>(pending))});
        })
        .and_then([&] {
            return database.run(QStringLiteral("INSERT INTO bodies VALUES (?, 0, ?, '', 0, ?, ?)"),
                                {id, one.sending ? 1 : 0, packNumbers({0}), one.person});
        });
}

/// Single contacts that wait were in a table of their own; they are imports of one row now.
Result<void> moveOutbox(Database &database)
{
    QList<Waiting> all;
    {
        auto query =
            database.select(QStringLiteral("SELECT since, sending, person, about FROM outbox ORDER BY id"));
        if (!query)
            return tl::unexpected(query.error());
        while (query->next())
            all.append({query->value(0).toLongLong(), query->value(1).toBool(), query->value(2).toByteArray(),
                        QJsonDocument::fromJson(query->value(3).toByteArray()).object()});
    }
    for (const Waiting &one : all) {
        if (auto kept = keep(database, one); !kept)
            return kept;
    }
    return database.run(QStringLiteral("DROP TABLE outbox"));
}

} // namespace

// Never change an entry that was released: add another.
QStringList journalMigrations()
{
    return {QStringLiteral(R"(
        CREATE TABLE imports (id INTEGER PRIMARY KEY AUTOINCREMENT, started INTEGER NOT NULL, state INTEGER NOT NULL,
            own_list INTEGER NOT NULL, own_list_id TEXT NOT NULL, rows INTEGER NOT NULL, about BLOB NOT NULL,
            plan BLOB NOT NULL);
        CREATE TABLE places (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            lines BLOB NOT NULL, numbers BLOB NOT NULL, emails BLOB NOT NULL, PRIMARY KEY (import, block));
        CREATE TABLE marks (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            marks BLOB NOT NULL, PRIMARY KEY (import, block)) WITHOUT ROWID;
        CREATE TABLE touched (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            touched BLOB NOT NULL, PRIMARY KEY (import, block));
        CREATE TABLE reasons (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, row INTEGER NOT NULL,
            by TEXT NOT NULL, reason TEXT NOT NULL, hint TEXT NOT NULL, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE TABLE pictures (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, row INTEGER NOT NULL,
            contact TEXT NOT NULL, picture BLOB NOT NULL, PRIMARY KEY (import, row)) WITHOUT ROWID;
        CREATE TABLE bodies (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, number INTEGER NOT NULL,
            state INTEGER NOT NULL, activity TEXT NOT NULL, sent INTEGER NOT NULL, rows BLOB NOT NULL, json BLOB,
            PRIMARY KEY (import, number))
    )"),
            QStringLiteral(R"(
        CREATE TABLE undos (import INTEGER PRIMARY KEY REFERENCES imports ON DELETE CASCADE, started INTEGER NOT NULL,
            state INTEGER NOT NULL, own_list INTEGER NOT NULL, own_list_id TEXT NOT NULL, own_list_name TEXT NOT NULL,
            removed INTEGER NOT NULL, restored INTEGER NOT NULL, remained INTEGER NOT NULL, failed INTEGER NOT NULL,
            calls INTEGER NOT NULL);
        CREATE TABLE undo_marks (import INTEGER NOT NULL REFERENCES imports ON DELETE CASCADE, block INTEGER NOT NULL,
            marks BLOB NOT NULL, PRIMARY KEY (import, block)) WITHOUT ROWID;
        CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, since INTEGER NOT NULL, sending INTEGER NOT NULL,
            person BLOB NOT NULL, about BLOB NOT NULL)
    )"),
            QStringLiteral("ALTER TABLE imports ADD COLUMN kind INTEGER NOT NULL DEFAULT 0")};
}

Result<void> convertJournal(Database &database, int version)
{
    return version == 3 ? moveOutbox(database) : Result<void>();
}

} // namespace rollcall
