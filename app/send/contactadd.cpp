#include "send/contactadd.h"

#include "support/text.h"

namespace rollcall {
namespace {

/// One person on the way; lives as long as one of its calls is under way.
struct Adding : std::enable_shared_from_this<Adding>
{
    Adding(ContactsApi &api, ContactAdd::Keep keeping, Contact who, const AddTerms &itsTerms, QObject *asker,
           ContactAdd::Handler answer)
        : contacts(api)
        , keep(std::move(keeping))
        , wanted(std::move(who))
        , terms(itsTerms)
        , context(asker)
        , handle(std::move(answer))
    {}

    void find();
    void keepNobody();
    void found(const Result<std::optional<KnownContact>> &known);
    void create(const Result<void> &kept);
    void created(const Result<KnownContact> &contact);
    void meet(const KnownContact &known);
    void replace(const Result<void> &kept, const KnownContact &after);
    void replaced(const Result<KnownContact> &contact);

    ContactsApi &contacts;
    const ContactAdd::Keep keep;
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
        handle(AddAnswer{AddAnswer::Kind::Deleted, {}, {}, {}, {}});
    else
        keepNobody();
}

/// As far as is known nobody is there.
void Adding::keepNobody()
{
    keep(std::nullopt, context, [self = shared_from_this()](const auto &kept) { self->create(kept); });
}

void Adding::create(const Result<void> &kept)
{
    if (!kept)
        handle(tl::unexpected(kept.error()));
    else
        contacts.create(wanted, terms.permission, context,
                        [self = shared_from_this()](const auto &contact) { self->created(contact); });
}

void Adding::created(const Result<KnownContact> &contact)
{
    if (contact) {
        handle(AddAnswer{AddAnswer::Kind::Added, *contact, {}, {}, {}});
    } else if (contact.error().kind == Error::Kind::Refused) {
        notCreated = contact.error();
        find(); // 409 when the address came into the account since we looked
    } else {
        handle(tl::unexpected(contact.error()));
    }
}

void Adding::meet(const KnownContact &known)
{
    using Kind = AddAnswer::Kind;
    const KnownContact after = merged(known, wanted);
    changes = differences(known.contact, after.contact);
    if (known.permission == Permission::Unsubscribed)
        handle(AddAnswer{Kind::Unsubscribed, known, changes, {}, {}});
    else if (known.deleted ? !terms.mayRevive : !terms.mayUpdate)
        handle(AddAnswer{known.deleted ? Kind::Deleted : Kind::Exists, known, changes, {}, {}});
    else if (changes.isEmpty() && !known.deleted)
        handle(AddAnswer{Kind::Unchanged, known, {}, {}, {}});
    else
        keep(known, context,
             [self = shared_from_this(), after](const auto &kept) { self->replace(kept, after); });
}

void Adding::replace(const Result<void> &kept, const KnownContact &after)
{
    if (!kept)
        handle(tl::unexpected(kept.error()));
    else // without a permission: an update never changes how somebody agreed
        contacts.replace(after, std::nullopt, context,
                         [self = shared_from_this()](const auto &contact) { self->replaced(contact); });
}

void Adding::replaced(const Result<KnownContact> &contact)
{
    if (contact)
        handle(AddAnswer{AddAnswer::Kind::Updated, *contact, changes, {}, {}});
    else
        handle(tl::unexpected(contact.error()));
}

} // namespace

QString notTakenBecause(AddAnswer::Kind kind)
{
    switch (kind) {
    case AddAnswer::Kind::Exists:
        return Text::tr("This address is in the account already.");
    case AddAnswer::Kind::Deleted:
        return Text::tr("This person was deleted from the account.");
    case AddAnswer::Kind::Unsubscribed:
        return Text::tr("This person has unsubscribed; that stays.");
    case AddAnswer::Kind::Added:
    case AddAnswer::Kind::Updated:
    case AddAnswer::Kind::Unchanged:
    case AddAnswer::Kind::Queued:
        return {};
    }
    Q_UNREACHABLE();
}

void ContactAdd::add(const Contact &contact, const AddTerms &terms, QObject *context, Handler handle)
{
    const auto adding =
        std::make_shared<Adding>(m_contacts, m_keep, contact, terms, context, std::move(handle));
    if (terms.isNew && terms.mayCreate)
        adding->keepNobody();
    else
        adding->find();
}

} // namespace rollcall
