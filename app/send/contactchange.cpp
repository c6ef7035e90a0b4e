#include "send/contactchange.h"

#include "contact/emailaddress.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace rollcall {
namespace {

using Kind = ChangeAnswer::Kind;

/// One change on the way; lives as long as one of its calls is under way.
struct Changing : std::enable_shared_from_this<Changing>
{
    using Act = std::function<void(Changing &, const KnownContact &)>;

    Changing(ContactsApi &api, QObject *asker, ContactChange::Handler answer, Act what)
        : contacts(api)
        , context(asker)
        , handle(std::move(answer))
        , act(std::move(what))
    {}

    void find(const QString &email)
    {
        contacts.find(email, context, [self = shared_from_this()](const auto &known) { self->found(known); });
    }

    void found(const Result<std::optional<KnownContact>> &known)
    {
        if (!known)
            handle(tl::unexpected(known.error()));
        else if (!*known || (*known)->deleted)
            handle(ChangeAnswer{Kind::NotFound, known->value_or(KnownContact{})});
        else
            act(*this, **known);
    }

    /// With the person as it is to be from now on.
    void replace(const KnownContact &wanted)
    {
        contacts.replace(wanted, std::nullopt, context,
                         [self = shared_from_this()](const auto &contact) { self->done(contact); });
    }

    void remove(const KnownContact &known)
    {
        contacts.remove(known.id, context, [self = shared_from_this(), known](const Result<void> &gone) {
            self->done(gone.map([&known] { return known; }));
        });
    }

    void done(const Result<KnownContact> &contact)
    {
        if (contact)
            handle(ChangeAnswer{Kind::Done, *contact});
        else
            handle(tl::unexpected(contact.error()));
    }

    ContactsApi &contacts;
    QObject *const context; ///< alive whenever one of the calls answers
    const ContactChange::Handler handle;
    const Act act;
};

void change(ContactsApi &contacts, const QString &email, QObject *context, ContactChange::Handler handle,
            Changing::Act act)
{
    std::make_shared<Changing>(contacts, context, std::move(handle), std::move(act))->find(email);
}

} // namespace

void ContactChange::unsubscribe(const QString &email, bool askedByPerson, const QString &reason,
                                QObject *context, Handler handle)
{
    change(m_contacts, email, context, std::move(handle),
           [askedByPerson, reason](Changing &changing, const KnownContact &known) {
               // Asked by the person counts for more than an unsubscription by the account.
               const bool isSo = known.permission == Permission::Unsubscribed &&
                                 (!askedByPerson || known.optOutSource == QLatin1String("Contact"));
               if (isSo) {
                   changing.handle(ChangeAnswer{Kind::Unchanged, known});
                   return;
               }
               changing.contacts.unsubscribe(
                   known, askedByPerson, reason, changing.context,
                   [self = changing.shared_from_this()](const auto &contact) { self->done(contact); });
           });
}

void ContactChange::removeFromLists(const QString &email, const QStringList &listIds, QObject *context,
                                    Handler handle)
{
    change(m_contacts, email, context, std::move(handle),
           [listIds](Changing &changing, const KnownContact &known) {
               KnownContact wanted = known;
               wanted.contact.listIds.removeIf(
                   [&listIds](const QString &id) { return listIds.isEmpty() || listIds.contains(id); });
               if (wanted == known)
                   changing.handle(ChangeAnswer{Kind::Unchanged, known});
               else
                   changing.replace(wanted);
           });
}

void ContactChange::remove(const QString &email, QObject *context, Handler handle)
{
    change(m_contacts, email, context, std::move(handle),
           [](Changing &changing, const KnownContact &known) { changing.remove(known); });
}

void ContactChange::changeAddress(const QString &email, const QString &newEmail, QObject *context,
                                  Handler handle)
{
    // The new address first: the service would answer a conflict without a word on whose it is.
    m_contacts.find(newEmail, context,
                    [api = &m_contacts, email, newEmail, context,
                     handle = std::move(handle)](const Result<std::optional<KnownContact>> &other) {
                        if (!other) {
                            handle(tl::unexpected(other.error()));
                        } else if (*other && normalisedEmail(email) != normalisedEmail(newEmail)) {
                            handle(ChangeAnswer{Kind::Exists, **other});
                        } else {
                            change(*api, email, context, handle,
                                   [newEmail](Changing &changing, const KnownContact &known) {
                                       KnownContact wanted = known;
                                       wanted.contact.email = newEmail;
                                       changing.replace(wanted);
                                   });
                        }
                    });
}

} // namespace rollcall
