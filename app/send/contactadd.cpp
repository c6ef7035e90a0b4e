#include "send/contactadd.h"

namespace rollcall {
namespace {

/// One person on the way; lives as long as one of its calls is under way.
struct Adding : std::enable_shared_from_this<Adding>
{
    Adding(ContactsApi &api, Contact who, const AddTerms &itsTerms, QObject *asker,
           ContactAdd::Handler answer)
        : contacts(api)
        , wanted(std::move(who))
        , terms(itsTerms)
        , context(asker)
        , handle(std::move(answer))
    {}

    void find();
    void create();
    void found(const Result<std::optional<KnownContact>> &known);
    void created(const Result<KnownContact> &contact);
    void meet(const KnownContact &known);
    void replaced(const Result<KnownContact> &contact);

    ContactsApi &contacts;
    const Contact wanted;
    const AddTerms terms;
    QObject *const context; ///< alive whenever one of the calls below answers
    const ContactAdd::Handler handle;
    std::optional<Error> notCreated; ///< the service said no: perhaps somebody else was quicker
    QList<FieldDifference> changes;
};

void Adding::find()
{
    contacts.find(wanted.email, context,
                  [self = shared_from_this()](const auto &known) { self->found(known); });
}

void Adding::found(const Result<std::optional<KnownContact>> &known)
{
    if (!known)
        handle(tl::unexpected(known.error()));
    else if (*known)
        meet(**known);
    else if (notCreated)
        handle(tl::unexpected(*notCreated));
    else if (!terms.mayCreate)
        handle(AddAnswer{AddAnswer::Kind::Deleted, {}, {}});
    else
        create();
}

void Adding::create()
{
    contacts.create(wanted, terms.permission, context,
                    [self = shared_from_this()](const auto &contact) { self->created(contact); });
}

void Adding::created(const Result<KnownContact> &contact)
{
    if (contact) {
        handle(AddAnswer{AddAnswer::Kind::Added, *contact, {}});
    } else if (contact.error().kind == Error::Kind::Refused) {
        notCreated = contact.error();
        find(); // 409 when the address came into the account since we looked
    } else {
        handle(tl::unexpected(contact.error()));
    }
}

void Adding::meet(const KnownContact &known)
{
    const KnownContact after = merged(known, wanted);
    changes = differences(known.contact, after.contact);
    if (known.permission == Permission::Unsubscribed)
        handle(AddAnswer{AddAnswer::Kind::Unsubscribed, known, changes});
    else if (known.deleted ? !terms.mayRevive : !terms.mayUpdate)
        handle(AddAnswer{known.deleted ? AddAnswer::Kind::Deleted : AddAnswer::Kind::Exists, known, changes});
    else if (changes.isEmpty() && !known.deleted)
        handle(AddAnswer{AddAnswer::Kind::Unchanged, known, {}});
    else // without a permission: an update never changes how somebody agreed
        contacts.replace(after, std::nullopt, context,
                         [self = shared_from_this()](const auto &contact) { self->replaced(contact); });
}

void Adding::replaced(const Result<KnownContact> &contact)
{
    if (contact)
        handle(AddAnswer{AddAnswer::Kind::Updated, *contact, changes});
    else
        handle(tl::unexpected(contact.error()));
}

} // namespace

void ContactAdd::add(const Contact &contact, const AddTerms &terms, QObject *context, Handler handle)
{
    const auto adding = std::make_shared<Adding>(m_contacts, contact, terms, context, std::move(handle));
    if (terms.isNew && terms.mayCreate)
        adding->create();
    else
        adding->find();
}

} // namespace rollcall
