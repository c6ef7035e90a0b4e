#include "storage/database.h"

#include "storage/damage.h"
#include "storage/databaseerror.h"

#include <QSqlError>

namespace rollcall {

Database::~Database()
{
    m_database.close();
    m_database = QSqlDatabase(); // removeDatabase() warns while a handle is alive
    QSqlDatabase::removeDatabase(m_name);
}

/// Damage that is met is remembered: the file is looked through before it is opened again.
Error Database::errorFrom(const QSqlError &error) const
{
    const int code = codeOf(error);
    if (code == Corrupt || code == NotADatabase)
        markDamaged(m_path);
    return databaseError(m_path, code, error.databaseText());
}

Result<QSqlQuery> Database::prepare(const QString &sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return tl::unexpected(errorFrom(query.lastError()));
    return query;
}

Result<void> Database::execute(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        // Qt binds a null QString as NULL; the tables hold texts.
        const QVariant &value = values.at(i);
        const bool isNullText = value.typeId() == QMetaType::QString && value.toString().isNull();
        query.bindValue(static_cast<int>(i), isNullText ? QVariant(QStringLiteral("")) : value);
    }
    if (!query.exec())
        return tl::unexpected(errorFrom(query.lastError()));
    return {};
}

Result<QSqlQuery> Database::select(const QString &sql, const QVariantList &values)
{
    auto query = prepare(sql);
    if (query) {
        if (auto done = execute(*query, values); !done)
            return tl::unexpected(done.error());
    }
    return query;
}

Result<void> Database::run(const QString &sql, const QVariantList &values)
{
    const auto query = select(sql, values);
    return query ? Result<void>() : tl::unexpected(query.error());
}

Result<void> Database::transaction(const std::function<Result<void>()> &work)
{
    if (m_inTransaction)
        return work();
    // Immediate: a transaction that reads first and writes later could otherwise fail with "busy" half-way.
    if (auto begun = run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    m_inTransaction = true;
    auto result = work();
    m_inTransaction = false;
    if (result)
        result = run(QStringLiteral("COMMIT"));
    if (!result) {
        QSqlQuery rollback(m_database);
        rollback.exec(
            QStringLiteral("ROLLBACK")); // fails where SQLite has rolled back by itself: that is well
    }
    return result;
}

Result<void> Database::leaveNoTraces()
{
    // All anew: SQLite clears what it deletes, not what it left behind when it moved records about. In a
    // file, because a copy of everything in memory is too much.
    for (const QString &sql : {QStringLiteral("PRAGMA temp_store=FILE"), QStringLiteral("VACUUM"),
                               QStringLiteral("PRAGMA temp_store=MEMORY")}) {
        if (auto done = run(sql); !done)
            return done;
    }
    const auto isRead = first(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (!isRead)
        return tl::unexpected(isRead.error());
    if (*isRead == QLatin1String("1"))
        return tl::unexpected(databaseError(m_path, Busy, {}));
    return {};
}

} // namespace rollcall
