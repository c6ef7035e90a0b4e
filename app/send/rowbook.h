#pragma once

#include "contact/contact.h"
#include "send/rowmark.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <set>
#include <vector>

namespace rollcall {

struct Additions;
struct ImportPlan;

/// What is known of each row of an import, on its way to the journal: a byte a row, and more only where there
/// is more.
class RowBook
{
public:
    /// From what the check said: ready rows are pending, the others have their answer and its reason.
    void open(const ImportPlan &plan);
    /// From the journal, to go on.
    Result<void> open(Journal &journal, const QString &importId);

    qint64 size() const { return std::ssize(m_marks); }
    RowMark &at(quint32 row) { return m_marks[row]; }
    const RowMark &at(quint32 row) const { return m_marks[row]; }
    bool hasArrived(quint32 row) const
    {
        return m_marks[row].outcome == Outcome::Added || m_marks[row].outcome == Outcome::Updated;
    }

    /// An answer: the row is pending no more.
    void answer(quint32 row, Outcome outcome, const QString &reason = {}, const QString &hint = {},
                const QString &by = {});
    void addReason(const RowReason &reason) { m_reasons.append(reason); }
    /// Where somebody deleted has the address, too, the picture of the other one counts.
    void addPicture(quint32 row, const KnownContact &before, const Additions &additions);
    /// How the import left somebody, for taking it back.
    void setTouched(quint32 row, const KnownContact &after);

    QList<qint64> counts() const; ///< by outcome; add up to size()
    qint64 toSend() const;        ///< pending and in no body
    /// So many calls it takes to send those one by one: two for somebody who is in the account.
    qint64 callsSingly() const;
    qint64 unanswered() const;    ///< in a body and pending

    const QList<RowReason> &reasons() const { return m_reasons; } ///< not kept yet

    /// The pictures, when there are so many that they take room.
    Result<void> keepPictures(Journal &journal, const QString &importId);
    /// All that is new, in one transaction.
    Result<void> keep(Journal &journal, const QString &importId);

private:
    void explainProblems(const ImportPlan &plan);
    void explainDoubles(const ImportPlan &plan);

    std::vector<RowMark> m_marks;
    QList<RowReason> m_reasons;      ///< not kept yet
    QList<BeforePicture> m_pictures; ///< not kept yet
    std::set<quint32> m_ofDeleted;   ///< rows with a picture of somebody deleted
    QList<BeforePicture> m_betterOnes; ///< not kept yet; in the place of those
    QByteArray m_touched;            ///< Journal::touchedSize bytes a row; empty until somebody was
};

} // namespace rollcall
