#include "send/accountreader.h"

#include "contact/emailaddress.h"

#include <QSet>

#include <utility>

namespace rollcall {

AccountReader::AccountReader(ContactsApi &contacts, QStringList addresses, QObject *parent)
    : QObject(parent)
    , m_contacts(contacts)
    , m_addresses(std::move(addresses))
    , m_mayLookUp(!m_addresses.isEmpty())
{}

AccountReader::AccountReader(ContactsApi &contacts, const QString &listId, QObject *parent)
    : QObject(parent)
    , m_contacts(contacts)
    , m_listId(listId)
{}

void AccountReader::start()
{
    // One address costs one call either way; the account's first page also tells how many there are.
    m_lookingUp = m_addresses.size() == 1;
    m_total = m_lookingUp ? 1 : 0;
    readNext();
}

void AccountReader::startFrom(const QString &next, qint64 read)
{
    m_next = next;
    m_read = read;
    m_isChosen = true;
    readNext();
}

void AccountReader::hold(bool hold)
{
    m_held = hold;
    if (!hold && std::exchange(m_waiting, false))
        QMetaObject::invokeMethod(this, &AccountReader::readNext, Qt::QueuedConnection);
}

void AccountReader::readNext()
{
    if (m_held)
        m_waiting = true;
    else if (m_lookingUp)
        lookUpNext();
    else
        readPage();
}

void AccountReader::readPage()
{
    m_contacts.page(m_next, m_listId, this, [this](const Result<ContactsPage> &page) { takePage(page); });
}

void AccountReader::lookUpNext()
{
    m_contacts.find(m_addresses.takeFirst(), this,
                    [this](const Result<std::optional<KnownContact>> &contact) { takeContact(contact); });
}

void AccountReader::takePage(const Result<ContactsPage> &page)
{
    if (!page) {
        Q_EMIT finished(page.error());
        return;
    }
    m_read += page->contacts.size();
    m_next = page->next;
    m_total = std::max({m_read, m_total, page->total});
    if (!std::exchange(m_isChosen, true)) {
        const Way way = cheapest(*page);
        if (way == Way::Export) {
            Q_EMIT exportIsCheaper(*page);
            return;
        }
        m_lookingUp = way == Way::LookUps;
        if (m_lookingUp)
            m_total = m_read + m_addresses.size();
    }
    const bool last = m_lookingUp ? m_addresses.isEmpty() : m_next.isEmpty();
    // Queued, so that the receiver's turn and the next call do not nest.
    if (last)
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(std::nullopt); }, Qt::QueuedConnection);
    else
        QMetaObject::invokeMethod(this, &AccountReader::readNext, Qt::QueuedConnection);
    Q_EMIT pageRead(page->contacts, m_read, m_total);
}

/// After the first page.
AccountReader::Way AccountReader::cheapest(const ContactsPage &first)
{
    if (first.next.isEmpty() || first.total < 0)
        return Way::Pages;
    QSet<QString> seen;
    for (const KnownContact &known : first.contacts)
        seen.insert(normalisedEmail(known.contact.email));
    m_addresses.removeIf([&seen](const QString &address) { return seen.contains(normalisedEmail(address)); });
    const qint64 pages = pagesFor(first.total - first.contacts.size());
    const qint64 lookUps = m_mayLookUp ? m_addresses.size() : pages;
    if (m_exportCalls > 0 && m_exportCalls < std::min(pages, lookUps))
        return Way::Export;
    return lookUps < pages ? Way::LookUps : Way::Pages;
}

void AccountReader::takeContact(const Result<std::optional<KnownContact>> &contact)
{
    if (!contact) {
        Q_EMIT finished(contact.error());
        return;
    }
    ++m_read;
    if (m_addresses.isEmpty())
        QMetaObject::invokeMethod(
            this, [this] { Q_EMIT finished(std::nullopt); }, Qt::QueuedConnection);
    else
        QMetaObject::invokeMethod(this, &AccountReader::readNext, Qt::QueuedConnection);
    Q_EMIT pageRead(*contact ? QList<KnownContact>{**contact} : QList<KnownContact>{}, m_read, m_total);
}

} // namespace rollcall
