#pragma once

#include "check/columnmapping.h"
#include "contact/contact.h"
#include "send/importtrace.h"
#include "send/rowindex.h"
#include "send/undobatches.h"
#include "send/undoreceipt.h"
#include "send/undostep.h"
#include "storage/journal.h"
#include "support/clock.h"
#include "support/result.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace rollcall {

/// Somebody who gets a single call, because something has to become empty again.
struct UndoSingle
{
    quint32 row = 0;
    QString email;
};

/// The blocking half of taking an import back: who was touched, how they are now, what is done about it. Runs
/// on one thread, its worker's.
class UndoWork
{
public:
    UndoWork(QString importId, QString journalFolder, const Clock &clock);
    ~UndoWork();

    /// Usage error: no such import, not at its end, or someone else works on it. Answers the addresses of
    /// those it touched where they are few enough to be looked up; all of the account is to be read where
    /// there are none. `isMeant`: from here on the journal knows that it is to be taken back,
    /// whoever closes the program while the account is read.
    Result<QStringList> begin(bool isMeant = false);
    qint64 touched() const { return m_touchedRows; } ///< rows, after begin()

    /// Before each time the account is read.
    void beginLook();
    /// Contacts of the account as they are now.
    Result<void> look(const QList<KnownContact> &contacts);
    /// The account is known, and nothing was done yet: what would be done.
    Result<UndoReceipt> endLook();

    void letGo() { m_lock.reset(); } ///< it was only looked

    /// From here on something is done. Answers whether it needs a list of its own, or may have left one.
    Result<bool> commit();
    /// Answers the list's name.
    Result<QString> setOwnList(ImportRecord::OwnList state, const QString &id);
    ImportRecord::OwnList ownList() const { return m_record.ownList; } ///< after begin(), of an earlier run
    QString ownListId() const { return m_record.ownListId; }

    /// The next batch, kept as on its way; none: all are.
    Result<std::optional<UndoBatch>> nextBatch();
    Result<std::optional<UndoSingle>> nextSingle();
    /// What somebody has to be like, when it may still be done to them as they are now; none: they are left.
    Result<std::optional<KnownContact>> restored(quint32 row, const std::optional<KnownContact> &now);

    /// The account was read again after all that: what is still to be done, because a call got lost; none:
    /// nothing is, and this is what was done.
    Result<std::optional<UndoReceipt>> endRound(int calls);
    /// Stopped by an error: it can be gone on with.
    UndoReceipt interrupt(int calls);
    /// A person stopped it: only a person goes on with it.
    void rest();

private:
    static constexpr int mostLooks = 4;

    Result<void> takeUp();
    Result<void> lookAt(quint32 row, const KnownContact &now);
    Result<void> lookAtAdded(quint32 row, const KnownContact &now);
    Result<void> lookAtChanged(quint32 row, const KnownContact &now);
    void plan(quint32 row, const RowTrace &trace, const KnownContact &now);
    void settle(quint32 row, UndoStep step, const QString &why = {});
    void settleUnmet();
    Result<UndoReceipt> done(int calls);
    Result<UndoReceipt> receipt(bool onlyWhatIsDone);
    int estimatedCalls() const;
    Result<void> keep();
    bool isVerifying() const { return m_looks > 1; }
    bool mayTryAgain() const { return m_looks < mostLooks; }
    UndoStep &step(quint32 row) { return m_steps[row]; }

    const QString m_importId;
    const QString m_folder;
    const Clock &m_clock;
    std::unique_ptr<Journal> m_journal;
    std::optional<FileLock> m_lock;
    ImportTrace m_trace;
    UndoRecord m_record;
    QList<CustomField> m_fields;
    std::vector<UndoStep> m_steps; ///< one a row
    std::vector<bool> m_met;
    RowIndex m_index;
    qint64 m_touchedRows = 0;
    qint64 m_contactsRead = 0;
    UndoBatches m_batches;
    QList<std::pair<quint32, QString>> m_why; ///< of those left or failed, the first ones
    int m_callsBefore = 0;
    int m_looks = 0; ///< times that the account was read
};

} // namespace rollcall
