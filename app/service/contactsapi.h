#pragma once

#include "contact/contact.h"
#include "support/result.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>

class QObject;

namespace rollcall {

class ServiceClient;

/// One page of the account's contacts.
struct ContactsPage
{
    QList<KnownContact> contacts;
    QString next;      ///< href of the next page; empty: this was the last
    qint64 total = -1; ///< contacts on all pages (include_count); -1: not told
};

/// The service's contact calls, in our words. sign_up_form is not among them: it re-subscribes people.
class ContactsApi
{
public:
    using FindHandler = std::function<void(const Result<std::optional<KnownContact>> &)>;
    using ContactHandler = std::function<void(const Result<KnownContact> &)>;
    using PageHandler = std::function<void(const Result<ContactsPage> &)>;
    using Handler = std::function<void(const Result<void> &)>;

    explicit ContactsApi(ServiceClient &client)
        : m_client(client)
    {}

    /// By address, also deleted and unsubscribed ones (status=all), with all sub-resources.
    void find(const QString &email, QObject *context, FindHandler handle);
    /// POST contacts, create_source Account. Refused (409) when the address is there already.
    void create(const Contact &contact, Permission permission, QObject *context, ContactHandler handle);
    /// PUT contacts/{id} with everything: what is left out would be blanked. update_source Account.
    /// The permission is sent only when given, so that nobody is re-subscribed by an update.
    void replace(const KnownContact &contact, std::optional<Permission> permission, QObject *context,
                 ContactHandler handle);
    /// PUT with the permission "unsubscribed". `askedByContact`: the person asked for it, and only the person
    /// can undo it; the difference is legal and stays. `reason`: at most 255 characters, may be empty.
    void unsubscribe(const KnownContact &contact, bool askedByContact, const QString &reason,
                     QObject *context, ContactHandler handle);
    /// DELETE contacts/{id}: the service keeps the address as deleted. One that is gone already is as wanted.
    void remove(const QString &id, QObject *context, Handler handle);
    /// Pages of 500, status=all. `next` empty: the first. `listId` empty: the whole account.
    void page(const QString &next, const QString &listId, QObject *context, PageHandler handle);

private:
    ServiceClient &m_client;
};

} // namespace rollcall
