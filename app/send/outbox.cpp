#include "send/outbox.h"

#include "send/contactpicture.h"
#include "storage/journal.h"
#include "storage/outboxtable.h"

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

OutboxRecord recordOf(const OutboxItem &item)
{
    KnownContact picture;
    picture.contact = item.contact;
    picture.permission = item.permission;
    return {item.id, item.since, toPicture(picture), item.listNames, item.update, item.why, false};
}

OutboxItem itemOf(const OutboxRecord &record)
{
    const KnownContact picture = fromPicture(record.picture);
    return {record.id,          record.since,  picture.contact, record.listNames,
            picture.permission, record.update, record.why};
}

} // namespace

Outbox::Outbox(Journal &journal, ContactAdd &contactAdd, ListsApi &lists, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
    , m_contactAdd(contactAdd)
    , m_lists(lists)
    , m_clock(clock)
{}

Outbox::~Outbox() = default;

OutboxTable Outbox::table()
{
    return OutboxTable(m_journal.database());
}

Result<qint64> Outbox::add(const OutboxItem &item, const QString &why)
{
    OutboxItem kept = item;
    kept.since = m_clock.nowMs();
    kept.why = why;
    auto id = table().add(recordOf(kept));
    if (id)
        QMetaObject::invokeMethod(this, &Outbox::changed, Qt::QueuedConnection);
    return id;
}

Result<QList<OutboxItem>> Outbox::waiting()
{
    return table().all().map([](const QList<OutboxRecord> &records) {
        QList<OutboxItem> items;
        for (const OutboxRecord &record : records)
            items.append(itemOf(record));
        return items;
    });
}

Result<void> Outbox::change(const OutboxItem &item)
{
    auto done = table().set(recordOf(item));
    if (done)
        QMetaObject::invokeMethod(this, &Outbox::changed, Qt::QueuedConnection);
    return done;
}

Result<void> Outbox::discard(qint64 id)
{
    auto done = table().remove(id);
    if (done)
        QMetaObject::invokeMethod(this, &Outbox::changed, Qt::QueuedConnection);
    return done;
}

void Outbox::send()
{
    if (!std::exchange(m_sending, true))
        QMetaObject::invokeMethod(this, &Outbox::begin, Qt::QueuedConnection);
}

void Outbox::begin()
{
    auto lock = m_journal.lock(QStringLiteral("outbox"));
    if (!lock) {
        end(lock.error());
        return;
    }
    if (!*lock) {
        end(Error{Error::Kind::Throttled,
                  tr("Another Rollcall on this computer is sending the outbox."),
                  tr("Nothing is lost. Look again in a moment."),
                  {}});
        return;
    }
    m_lock = std::move(*lock);
    const auto records = table().all();
    if (!records) {
        end(records.error());
        return;
    }
    for (const OutboxRecord &record : *records)
        m_toSend.append(record.id);
    next();
}

void Outbox::next()
{
    if (m_toSend.isEmpty()) {
        end({});
        return;
    }
    // Kept before it leaves: after a kill nobody would know.
    const auto claimed = table().claim(m_toSend.takeFirst());
    if (!claimed) {
        end(claimed.error());
        return;
    }
    if (!*claimed) { // discarded since, perhaps by another process
        QMetaObject::invokeMethod(this, &Outbox::next, Qt::QueuedConnection);
        return;
    }
    m_item = itemOf(**claimed);
    m_mayBeThere = (*claimed)->sending;
    if (m_item.listNames.isEmpty() || m_known)
        leave();
    else
        m_lists.all(this, [this](const Result<QList<ContactList>> &lists) { listsCame(lists); });
}

void Outbox::listsCame(const Result<QList<ContactList>> &lists)
{
    if (lists) {
        m_known = *lists;
        leave();
        return;
    }
    if (!m_mayBeThere) // it has not left: whom it meets there next time was there before
        (void)table().stay(m_item.id, m_item.why);
    end(lists.error());
}

void Outbox::leave()
{
    Contact contact = m_item.contact;
    const QList<ContactList> known = m_known.value_or(QList<ContactList>());
    for (const QString &name : std::as_const(m_item.listNames)) {
        const ContactList *list = listNamed(name, known);
        if (!list) {
            stays(tr("The account has no list “%1”.").arg(name));
            return;
        }
        if (!contact.listIds.contains(list->id))
            contact.listIds.append(list->id);
    }
    m_contactAdd.add(contact, m_item.permission, m_item.update, this,
                     [this](const Result<AddAnswer> &answer) { answered(answer); });
}

void Outbox::answered(const Result<AddAnswer> &answer)
{
    if (!answer && answer.error().kind == Error::Kind::Refused) {
        stays(answer.error().message);
    } else if (!answer) {
        // It stays marked as perhaps sent: looking the address up first tells next time.
        end(answer.error());
    } else {
        taken(*answer);
    }
}

void Outbox::taken(const AddAnswer &answer)
{
    AddAnswer told = answer;
    // Sent by a run that did not live to hear the answer.
    if (answer.kind == AddAnswer::Kind::Exists && m_mayBeThere && answer.differences.isEmpty())
        told.kind = AddAnswer::Kind::Added;
    switch (told.kind) {
    case AddAnswer::Kind::Exists:
        stays(tr("This address is in the account already."));
        return;
    case AddAnswer::Kind::Deleted:
        stays(tr("This person was deleted from the account."));
        return;
    case AddAnswer::Kind::Unsubscribed:
        stays(tr("This person has unsubscribed; that stays."));
        return;
    case AddAnswer::Kind::Added:
    case AddAnswer::Kind::Updated:
    case AddAnswer::Kind::Unchanged:
        break;
    }
    if (const auto done = table().done(m_item.id); !done) {
        end(done.error());
        return;
    }
    QMetaObject::invokeMethod(this, &Outbox::next, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &Outbox::changed, Qt::QueuedConnection);
    Q_EMIT sent(m_item, told);
}

void Outbox::stays(const QString &why)
{
    if (const auto kept = table().stay(m_item.id, why); !kept) {
        end(kept.error());
        return;
    }
    QMetaObject::invokeMethod(this, &Outbox::next, Qt::QueuedConnection);
    Q_EMIT changed();
}

void Outbox::end(const std::optional<Error> &error)
{
    m_toSend.clear();
    m_known.reset();
    m_lock.reset();
    m_sending = false;
    Q_EMIT finished(error);
}

} // namespace rollcall
