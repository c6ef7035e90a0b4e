#include "storage/journal.h"

#include "storage/database.h"
#include "storage/packed.h"

namespace rollcall {

Result<void> Journal::addBody(const QString &importId, const BodyRecord &body, const QByteArray &json)
{
    const std::vector<qint64> rows(body.rows.cbegin(), body.rows.cend());
    return m_database->run(QStringLiteral("INSERT INTO bodies VALUES (?, ?, ?, ?, ?, ?, ?)"),
                           {importId, body.number, static_cast<int>(body.state), body.activityId, body.sent,
                            packNumbers(rows), json});
}

Result<void> Journal::setBodyState(const QString &importId, int number, BodyRecord::State state,
                                   const QString &activityId, qint64 sent)
{
    // Its bytes are people's data: they go as soon as nothing can ask for them any more. And to change
    // anything of the row with them in it is to write all of them once more.
    const bool over = state == BodyRecord::State::Sent || state == BodyRecord::State::Done ||
                      state == BodyRecord::State::Dropped;
    return m_database->run(
        QStringLiteral("UPDATE bodies SET state=?, activity=CASE WHEN ?='' THEN activity ELSE ? END, "
                       "sent=CASE WHEN ?=0 THEN sent ELSE ? END, json=CASE WHEN ? THEN NULL ELSE json END "
                       "WHERE import=? AND number=?"),
        {static_cast<int>(state), activityId, activityId, sent, sent, over, importId, number});
}

Result<void> Journal::replaceBody(const QString &importId, int number, BodyRecord::State state,
                                  const QByteArray &json)
{
    return m_database->run(QStringLiteral("UPDATE bodies SET state=?, json=? WHERE import=? AND number=?"),
                           {static_cast<int>(state), json, importId, number});
}

Result<QList<BodyRecord>> Journal::bodies(const QString &importId)
{
    auto query = m_database->select(
        QStringLiteral(
            "SELECT number, state, activity, sent, rows FROM bodies WHERE import=? ORDER BY number"),
        {importId});
    if (!query)
        return tl::unexpected(query.error());
    QList<BodyRecord> bodies;
    while (query->next()) {
        const std::vector<qint64> rows = unpackNumbers(query->value(4).toByteArray());
        BodyRecord body{query->value(0).toInt(),
                        static_cast<BodyRecord::State>(query->value(1).toInt()),
                        {},
                        query->value(2).toString(),
                        query->value(3).toLongLong()};
        body.rows.reserve(rows.size());
        for (const qint64 row : rows)
            body.rows.push_back(static_cast<quint32>(row));
        bodies.append(std::move(body));
    }
    return bodies;
}

Result<QByteArray> Journal::bodyJson(const QString &importId, int number)
{
    return joined(QStringLiteral("SELECT json FROM bodies WHERE import=? AND number=%1").arg(number),
                  importId);
}

} // namespace rollcall
