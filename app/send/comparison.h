#pragma once

#include "contact/contact.h"
#include "send/contactreader.h"
#include "send/importplan.h"
#include "send/rowbook.h"
#include "send/rowindex.h"
#include "support/result.h"

#include <QList>
#include <QStringList>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace rollcall {

class RowValues;

/// Compares what an account holds with the rows of a file, contact by contact as they are read: what the file
/// has is at hand, what the account has is never held.
class Comparison
{
public:
    /// Somebody who is in the account, and whom sending the row changes.
    using Changed = std::function<void(quint32 row, const KnownContact &known, const Contact &wanted)>;

    /// Both are used from index() on.
    Comparison(const ImportPlan &plan, RowBook &rows)
        : m_plan(plan)
        , m_rows(rows)
    {}

    void setChanged(Changed changed) { m_changed = std::move(changed); }

    /// Learns whose rows are to be sent.
    Result<void> index(const std::atomic_bool &stop);
    /// Of those who are still to be sent, where they are few enough to be looked up one by one; else none.
    Result<QStringList> addresses();
    /// From the journal, when the file is gone: whoever arrived can still be told.
    Result<void> indexKept(Journal &journal, const QString &importId);

    /// Before the account is read again: who is still to be sent was not met in it, as far as is known.
    void forgetAccount();
    /// Contacts of the account: what is pending and needs no sending gets its answer. `again`: this is not
    /// the first time, and rows with an answer keep it.
    Result<void> compare(const QList<KnownContact> &contacts, bool again);
    qint64 toUpdate() const { return m_toUpdate; }
    qint64 unwanted() const { return m_unwanted; } ///< left out because the plan asks for others (Whom)
    qint64 deleted() const;                        ///< left out because they were deleted in the account
    /// Of those met, how many lose a telephone number or an address, because they have three already.
    qint64 withoutRoom() const { return m_withoutRoom; }

    /// Members of the import's own list (`own`), or of a target list: these rows arrived.
    void arrived(const QList<KnownContact> &contacts, bool own);
    /// Of those new people who arrived, how many the service keeps otherwise than they were sent.
    qint64 notAsSent() const { return m_notAsSent; }
    /// The same by address alone; marks the rows.
    void arrivedAs(std::string_view email, std::vector<bool> &rows);
    /// Looked for because they did not arrive: who has unsubscribed meanwhile is not refused, nor who is
    /// there as they were sent.
    void lookedUp(const QList<KnownContact> &contacts);

    Result<Contact> wanted(quint32 row);
    /// The contacts of the rows for which `isMeant`, in order; none without the file.
    Result<void> each(const std::function<bool(quint32 row)> &isMeant,
                      const std::function<Result<void>(quint32 row, const Contact &wanted)> &visit);
    /// Where only known people are sent: the others, once the account is read, are left out.
    void leaveOutNew();
    /// Everybody who is to be sent and was not met: new people, once the account is read.
    Result<void> eachNew(const std::function<Result<void>(quint32 row, const Contact &wanted)> &visit);

private:
    /// Whom the account has with a row's address, as far as it has been read.
    enum class Seen : quint8 { Nobody, Deleted, There };

    void tellNoRoom(quint32 row, const QList<Field> &fields);
    void noteTags(const RowValues &values);
    bool hasArrivedLate(const KnownContact &known, Contact wanted) const;
    void meet(quint32 row, const KnownContact &known, const Contact &wanted);
    void arrive(quint32 row, const KnownContact &known, bool own);
    bool isOnAllLists(const KnownContact &known) const;
    bool hasAllTags(const KnownContact &known) const;
    Result<Contact> wantedBy(quint32 row, const KnownContact &known);

    const ImportPlan &m_plan;
    RowBook &m_rows;
    std::unique_ptr<RowContacts> m_contacts; ///< none without the file
    RowIndex m_index;
    std::vector<Seen> m_seen; ///< one a row
    Changed m_changed;
    qint64 m_toUpdate = 0;
    qint64 m_unwanted = 0;
    qint64 m_withoutRoom = 0;
    qint64 m_notAsSent = 0;
};

} // namespace rollcall
