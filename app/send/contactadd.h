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
#include <utility>

namespace rollcall {

/// What became of a single contact. Outcome names for scripts: added, updated, unchanged, unsubscribed,
/// exists, deleted.
struct AddAnswer
{
    enum class Kind {
        Added,
        Updated,
        Unchanged,
        Unsubscribed,
        Exists,  ///< and must not be changed
        Deleted, ///< and must not be brought back; or is not there at all, and must not be created
    };

    Kind kind = Kind::Added;
    KnownContact contact;               ///< as it is in the account now
    QList<FieldDifference> differences; ///< made (Updated), or that an update would make (Exists, Deleted)
};

/// Adds one person: looks the address up first, then creates, or updates when that was asked for. Never
/// re-subscribes silently: someone unsubscribed is answered so and left alone.
class ContactAdd
{
public:
    using Handler = std::function<void(const Result<AddAnswer> &)>;

    explicit ContactAdd(ContactsApi &contacts)
        : m_contacts(contacts)
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
    ContactsApi &m_contacts;
};

} // namespace rollcall
