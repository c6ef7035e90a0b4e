#pragma once

#include "contact/contact.h"
#include "service/contactsapi.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <optional>

namespace rollcall {

/// Reads the account as it is, also deleted and unsubscribed contacts, in the fewest calls: looks single
/// addresses up where that is cheaper than pages of 500, and says where an export would be.
///
/// Contacts are handed on page by page and not kept here: an account may have millions.
class AccountReader : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 pageSize = 500;

    /// All of the account, or enough of it to know those addresses; empty: all.
    AccountReader(ContactsApi &contacts, QStringList addresses, QObject *parent = nullptr);
    /// The members of a list, all of them.
    AccountReader(ContactsApi &contacts, const QString &listId, QObject *parent = nullptr);

    /// How many calls it takes to read so many by pages.
    static constexpr qint64 pagesFor(qint64 contacts) { return (contacts + pageSize - 1) / pageSize; }

    /// So many calls cost it to have all exported instead; 0: that is no way.
    void setExportCalls(int calls) { m_exportCalls = calls; }

    void start();
    /// From the page on that this href leads to; `read` contacts were on those before.
    void startFrom(const QString &next, qint64 read);
    /// No more calls until let go: for a receiver that falls behind.
    void hold(bool hold);

Q_SIGNALS:
    /// `total`: contacts to be read as far as is known, at least `read`.
    void pageRead(const QList<rollcall::KnownContact> &contacts, qint64 read, qint64 total);
    /// Once and last, instead of the others, where that is the cheapest way: `first` is the page that told.
    void exportIsCheaper(const rollcall::ContactsPage &first);
    /// Once, last. An error means that not all is known.
    void finished(const std::optional<rollcall::Error> &error);

private:
    void readNext();
    void readPage();
    void lookUpNext();
    void takePage(const Result<ContactsPage> &page);
    void takeContact(const Result<std::optional<KnownContact>> &contact);
    enum class Way { Pages, LookUps, Export };
    Way cheapest(const ContactsPage &first);

    ContactsApi &m_contacts;
    QStringList m_addresses; ///< still to be looked up, where that is the way
    QString m_listId;
    QString m_next;
    qint64 m_read = 0;
    qint64 m_total = 0;
    int m_exportCalls = 0;
    bool m_lookingUp = false;
    const bool m_mayLookUp = false;
    bool m_isChosen = false; ///< the way; the first page tells how many there are
    bool m_held = false;
    bool m_waiting = false; ///< the next step waits for hold(false)
};

} // namespace rollcall
