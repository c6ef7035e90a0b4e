#pragma once

#include "send/ownlist.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QObject>
#include <QString>

#include <functional>
#include <optional>

namespace rollcall {

class Worker;

/// A list in the account that is there only while something is done: in the journal before the service hears
/// of it, found again after a kill, deleted at the end.
class TemporaryList : public QObject
{
    Q_OBJECT

public:
    /// Keeps a state, and the id that belongs to it, in the journal, and answers the list's name. On the
    /// worker's thread.
    using Keep = std::function<Result<QString>(ImportRecord::OwnList state, const QString &id)>;

    TemporaryList(Worker &worker, ListsApi &lists, Keep keep, QObject *parent = nullptr);

    /// Whether a list may still be in the account that should not stay there.
    static bool isLeft(ImportRecord::OwnList state)
    {
        return state == ImportRecord::OwnList::Wanted || state == ImportRecord::OwnList::Made;
    }

    /// What the journal says of it; before anything else.
    void takeUp(ImportRecord::OwnList state, const QString &id);
    QString id() const { return m_id; }          ///< empty: there is none
    bool isSettled() const { return m_settled; } ///< it is there, or known to be impossible
    bool isImpossible() const { return m_settled && m_id.isEmpty(); }
    bool mayBeThere() const
    {
        return m_mayBeThere;
    } ///< it was asked for, and nobody knows what became of that

    void make();   ///< or finds it; ends with made()
    /// Whatever is under way: nothing is kept of it, and nothing told. What the journal has stays true.
    void letGo() { m_isLet = true; }
    void remove(); ///< ends with removed(), whether it worked or not: the journal knows

Q_SIGNALS:
    void made(const std::optional<rollcall::Error> &error);
    void removed();

private:
    void named(const Result<QString> &name);
    void answered(const Result<QString> &listId);
    void kept(const Result<QString> &name);
    void deleted(const Result<void> &result);

    Worker &m_worker;
    ListsApi &m_lists;
    OwnList m_ownList;
    const Keep m_keep;
    QString m_id;
    bool m_settled = false;
    bool m_mayBeThere = false;
    bool m_isLet = false;
};

} // namespace rollcall
