#pragma once

#include "contact/contact.h"
#include "send/addterms.h"
#include "send/contactmerge.h"
#include "service/contactsapi.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <optional>
#include <utility>

namespace rollcall {

/// What became of a single contact. Outcome names for scripts: added, updated, unchanged, unsubscribed,
/// exists, deleted, queued.
struct AddAnswer
{
    enum class Kind {
        Added,
        Updated,
        Unchanged,
        Unsubscribed,
        Exists,  ///< and must not be changed
        Deleted, ///< and must not be brought back; or is not there at all, and must not be created
        Queued,  ///< waits in the outbox
    };

    Kind kind = Kind::Added;
    KnownContact contact;               ///< as it is in the account now; as it is wanted, where it waits
    QList<FieldDifference> differences; ///< made (Updated), or that an update would make (Exists, Deleted)
    QString importId;                   ///< of the journal: by it, it can be taken back
    std::optional<Error> why;           ///< it waits
};

/// Why somebody was not added, in a sentence; empty where they were.
QString notTakenBecause(AddAnswer::Kind kind);

/// Adds one person: looks the address up first, then creates, or updates when that was asked for. Never
/// re-subscribes silently: someone unsubscribed is answered so and left alone.
class ContactAdd
{
public:
    using Handler = std::function<void(const Result<AddAnswer> &)>;
    /// Keeps who is there, if anybody, before anything is changed. An error ends it there.
    using Keep = std::function<void(const std::optional<KnownContact> &before, QObject *context,
                                    std::function<void(const Result<void> &)> handle)>;

    /// Without `keep`: whoever asks knows already.
    explicit ContactAdd(ContactsApi &contacts, Keep keep = keepNothing)
        : m_contacts(contacts)
        , m_keep(std::move(keep))
    {}

    /// Context as ever: no answer after it is gone.
    void add(const Contact &contact, const AddTerms &terms, QObject *context, Handler handle);
    /// `update`: an existing contact is merged and a deleted one revived; otherwise such a contact is
    /// answered Exists or Deleted and nothing changes.
    void add(const Contact &contact, Permission permission, bool update, QObject *context, Handler handle)
    {
        add(contact, {permission, true, update, update, false}, context, std::move(handle));
    }

private:
    static void keepNothing(const std::optional<KnownContact> &, QObject *,
                            const std::function<void(const Result<void> &)> &handle)
    {
        handle({});
    }

    ContactsApi &m_contacts;
    const Keep m_keep;
};

} // namespace rollcall
