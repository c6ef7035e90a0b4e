#pragma once

#include "contact/contact.h"
#include "service/contactsapi.h"
#include "support/result.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace rollcall {

/// What became of a change to one person. Outcome names for scripts: done, unchanged, not_found, unsubscribed,
/// exists.
struct ChangeAnswer
{
    enum class Kind {
        Done,
        Unchanged, ///< it was like that already
        NotFound,  ///< nobody of that address is in the account, or only as deleted
        Exists,    ///< the new address is somebody else's already
    };

    Kind kind = Kind::Done;
    KnownContact contact; ///< as it is now; as it was where it was deleted
};

/// Changes somebody who is in the account, looked up first: off the lists, unsubscribed, deleted, or with
/// another address. How the person agreed is never changed on the way.
class ContactChange
{
public:
    using Handler = std::function<void(const Result<ChangeAnswer> &)>;

    explicit ContactChange(ContactsApi &contacts)
        : m_contacts(contacts)
    {}

    /// `askedByPerson`: only they can subscribe again then. `reason` may be empty.
    void unsubscribe(const QString &email, bool askedByPerson, const QString &reason, QObject *context,
                     Handler handle);
    /// Off those lists; `listIds` empty: off all.
    void removeFromLists(const QString &email, const QStringList &listIds, QObject *context, Handler handle);
    void remove(const QString &email, QObject *context, Handler handle);
    /// Keeps everything else, also the history that the service has of the person.
    void changeAddress(const QString &email, const QString &newEmail, QObject *context, Handler handle);

private:
    ContactsApi &m_contacts;
};

} // namespace rollcall
