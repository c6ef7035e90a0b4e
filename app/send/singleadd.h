#pragma once

#include "send/contactadd.h"
#include "send/outboxitem.h"
#include "service/listsapi.h"
#include "service/tagsapi.h"
#include "support/clock.h"
#include "support/result.h"

#include <QList>

#include <functional>
#include <optional>

namespace rollcall {

class Archive;
class ServiceClient;

/// Adds one person and keeps each step in the journal before it is done, so that nothing gets lost and nobody
/// is added twice, whenever the program is stopped.
class SingleAdd
{
public:
    struct Needs
    {
        ServiceClient &client;
        ContactsApi &contacts;
        ListsApi &lists;
        TagsApi &tags;
        const Clock &clock;
    };

    /// The item as it was sent.
    using Handler = std::function<void(const OutboxItem &item, const Result<AddAnswer> &answer)>;

    SingleAdd(Needs needs, Archive &archive)
        : m_needs(needs)
        , m_archive(archive)
    {}

    /// Somebody new, while a person waits for the answer: what the service says is final, also a no. Answered
    /// Queued where it did not come to that.
    void add(const OutboxItem &item, QObject *context, Handler handle);
    /// Somebody who waits. Answered Queued where they do so still, also because the service does not take
    /// them. Usage error: they do not wait any more, or somebody else is at them.
    void send(qint64 id, QObject *context, Handler handle);

    /// The account's lists are asked for anew when somebody needs them.
    void forgetLists() { m_lists.reset(); }

private:
    struct OnTheWay;

    const Needs m_needs;
    Archive &m_archive;
    std::optional<QList<ContactList>> m_lists; ///< none: not asked for yet
};

} // namespace rollcall
