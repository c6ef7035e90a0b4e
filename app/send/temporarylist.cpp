#include "send/temporarylist.h"

#include "send/worker.h"
#include "service/listsapi.h"

#include <utility>

namespace rollcall {

using State = ImportRecord::OwnList;

TemporaryList::TemporaryList(Worker &worker, ListsApi &lists, Keep keep, QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_lists(lists)
    , m_ownList(lists)
    , m_keep(std::move(keep))
{}

void TemporaryList::takeUp(State state, const QString &id)
{
    m_id = state == State::Made ? id : QString();
    m_settled = state == State::Made || state == State::Impossible;
    m_mayBeThere = state == State::Wanted;
}

void TemporaryList::make()
{
    m_worker.run([keep = m_keep] { return keep(State::Wanted, {}); }, this,
                 [this](const Result<QString> &name) { named(name); });
}

void TemporaryList::named(const Result<QString> &name)
{
    if (m_isLet)
        return;
    if (!name)
        Q_EMIT made(name.error());
    else
        m_ownList.make(*name, std::exchange(m_mayBeThere, true), this,
                       [this](const Result<QString> &listId) { answered(listId); });
}

void TemporaryList::answered(const Result<QString> &listId)
{
    if (m_isLet)
        return;
    if (!listId) {
        Q_EMIT made(listId.error());
        return;
    }
    m_id = *listId;
    const State state = m_id.isEmpty() ? State::Impossible : State::Made;
    m_worker.run([keep = m_keep, state, id = m_id] { return keep(state, id); }, this,
                 [this](const Result<QString> &name) { kept(name); });
}

void TemporaryList::kept(const Result<QString> &name)
{
    if (m_isLet)
        return;
    m_settled = true;
    m_mayBeThere = false;
    Q_EMIT made(name ? std::nullopt : std::optional(name.error()));
}

void TemporaryList::remove()
{
    if (m_id.isEmpty())
        QMetaObject::invokeMethod(this, &TemporaryList::removed, Qt::QueuedConnection);
    else
        m_lists.remove(m_id, this, [this](const Result<void> &result) { deleted(result); });
}

void TemporaryList::deleted(const Result<void> &result)
{
    if (m_isLet)
        return;
    if (!result) {
        Q_EMIT removed();
        return;
    }
    // Its id is kept: until the service has done it, people are still seen on it.
    m_worker.run([keep = m_keep, id = std::exchange(m_id, {})] { return keep(State::Gone, id); }, this,
                 [this](const Result<QString> &) { Q_EMIT removed(); });
}

} // namespace rollcall
