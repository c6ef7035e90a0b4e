#pragma once

#include "send/contactadd.h"
#include "send/outboxitem.h"
#include "send/outcome.h"
#include "storage/journal.h"
#include "support/clock.h"
#include "support/result.h"

#include <optional>

namespace rollcall {

/// The blocking half of adding one person: an import of one row, kept in the journal step by step. Whoever
/// holds its lock works on it, and nobody else.
class SingleImport
{
public:
    explicit SingleImport(const Clock &clock)
        : m_clock(clock)
    {}

    /// Somebody new, kept before anything is asked of the service.
    Result<void> begin(Journal &journal, const OutboxItem &item);
    /// Somebody who waits, as they are at this moment. Usage error: they do not wait any more, or somebody
    /// else is at them.
    Result<void> take(Journal &journal, qint64 id);

    const OutboxItem &item() const { return m_item; }
    /// Its lists are known by their ids now.
    void setLists(const QStringList &ids, const QStringList &names);
    void setTags(const QStringList &ids); ///< the same

    /// Keeps what is in the account, before anything is changed there.
    Result<void> leave(Journal &journal, const std::optional<KnownContact> &before);

    // One of these, last.

    /// Answered. The answer as it is told: what an earlier run sent without hearing of it was done, too.
    Result<AddAnswer> end(Journal &journal, const AddAnswer &answer, int calls);
    /// The service does not take them.
    Result<void> endRefused(Journal &journal, const Error &refusal, int calls);
    /// They wait on, because of this. `isKnown`: what was sent before was not taken.
    Result<AddAnswer> wait(Journal &journal, const Error &why, bool isKnown, int calls);

    /// Nothing of it is there any more, as far as the disk lets us.
    void giveUp(Journal &journal);

    /// As end() tells it.
    AddAnswer inTruth(const AddAnswer &answer) const;

private:
    QString id() const { return m_record.id; }
    Result<void> finish(Journal &journal, Outcome outcome, const RowReason &reason, const QByteArray &touched,
                        int calls);

    const Clock &m_clock;
    std::optional<FileLock> m_lock;
    OutboxItem m_item;
    ImportRecord m_record;
    std::optional<KnownContact> m_before; ///< who was there, when it left before
    bool m_mayBeThere = false;            ///< it left before, and nobody knows whether it arrived
    bool m_left = false;
    qint64 m_begun = 0;
};

} // namespace rollcall
