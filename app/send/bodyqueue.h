#pragma once

#include "contact/contact.h"
#include "send/bodies.h"
#include "send/contactreader.h"
#include "send/importplan.h"
#include "send/rowbook.h"
#include "storage/journal.h"
#include "support/clock.h"
#include "support/result.h"

#include <QList>

#include <deque>
#include <memory>
#include <optional>

namespace rollcall {

/// A body as it leaves.
struct ReadyBody
{
    int number = 0;
    QByteArray json;
    qint64 rows = 0;
    std::optional<Contact> single; ///< with its lists: through the contact's own endpoint, without the json
    bool isNew = false;            ///< the single was not in the account
};

/// The bodies of one import: made when the sender asks for the next one, and in the journal before it gets
/// it.
class BodyQueue
{
public:
    /// Stands for the activity of somebody who went singly.
    static QString singleActivity() { return QStringLiteral("single"); }

    BodyQueue(const ImportPlan &plan, RowBook &rows, const Clock &clock)
        : m_plan(plan)
        , m_rows(rows)
        , m_clock(clock)
    {}

    /// What the journal has already, to go on: bodies that may have left are lost, those that have not are
    /// dropped, and their rows are to be sent in others.
    Result<void> open(Journal &journal, const QString &importId);

    /// The next body, kept as on its way; none: no row is to be sent any more.
    Result<std::optional<ReadyBody>> next(Journal &journal, const QString &importId,
                                          const QStringList &listIds);

    Result<void> setSent(Journal &journal, const QString &importId, int body, const QString &activityId);
    Result<void> setLost(Journal &journal, const QString &importId, int body);
    /// It did not leave after all: it is the next one again.
    Result<void> takeBack(Journal &journal, const QString &importId, int body);
    /// Those that were taken back are not the next ones any more: their rows are to be sent in others.
    Result<void> dropWaiting(Journal &journal, const QString &importId);
    /// The service said no to it as a whole: its halves are the next ones; a single row is refused.
    Result<void> split(Journal &journal, const QString &importId, int body, const Error &refusal);

    /// Of a single row, which was not sent after all.
    Result<void> leaveAlone(Journal &journal, const QString &importId, int body, const RowAnswer &answer);

    /// Those the service may have, in order.
    QList<BodyRecord> out() const;
    /// Its first row was in another body that the service has, or may have.
    bool wasSentBefore(int body) const { return m_rows.at(m_bodies.at(body).rows.front()).again; }
    /// By row: whom the service took in a body that was read back. Who is still to be sent then was not kept.
    std::vector<bool> taken() const;
    /// Its rows have their answers, or are to be sent in another one.
    Result<void> close(Journal &journal, const QString &importId, int body, BodyRecord::State state);

    /// Nothing of it will be asked for again: what people's data is left here goes.
    Result<void> dropAll(Journal &journal, const QString &importId);

    QStringList activityIds() const;

private:
    Result<std::optional<ReadyBody>> kept(Journal &journal, const QString &importId,
                                          const QStringList &listIds, int body);
    Result<std::optional<ReadyBody>> nextSingle(Journal &journal, const QString &importId,
                                                const QStringList &listIds);
    Contact single(Contact contact, const QStringList &listIds) const;
    Result<bool> write(const QStringList &listIds, Body &body);
    Result<bool> writeHalf(const QStringList &listIds, Body &body);
    Result<void> set(Journal &journal, const QString &importId, int body, BodyRecord::State state,
                     const QString &activityId = {}, qint64 sent = 0);

    const ImportPlan &m_plan;
    RowBook &m_rows;
    const Clock &m_clock;
    QList<BodyRecord> m_bodies; ///< by number
    QList<int> m_waiting;       ///< in the journal, and did not leave
    std::deque<std::vector<quint32>> m_halves;
    int m_refusals = 0; ///< since a body was taken
    std::unique_ptr<BodyWriter> m_writer;
    std::unique_ptr<ContactReader> m_singles; ///< goes over the rows that bulk cannot send
};

} // namespace rollcall
