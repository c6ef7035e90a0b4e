#pragma once

#include "contact/contact.h"
#include "send/contactadd.h"
#include "service/listsapi.h"
#include "support/clock.h"
#include "support/filelock.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall {

class Journal;
class OutboxTable;

/// Somebody who waits to be added.
struct OutboxItem
{
    qint64 id = 0;
    qint64 since = 0; ///< milliseconds since 1970, UTC
    Contact contact;
    QStringList listNames; ///< beside contact.listIds: without a network nobody can say their ids
    Permission permission = Permission::Implicit;
    bool update = false;
    QString why; ///< it is not sent yet, in a sentence

    bool operator==(const OutboxItem &) const = default;
};

/// Single contacts that could not be sent for a trouble that passes by itself: kept on the disk, sent in
/// order when the service can be reached, each once.
class Outbox : public QObject
{
    Q_OBJECT

public:
    Outbox(Journal &journal, ContactAdd &contactAdd, ListsApi &lists, const Clock &clock,
           QObject *parent = nullptr);
    ~Outbox() override;

    Result<qint64> add(const OutboxItem &item, const QString &why); ///< its id
    Result<QList<OutboxItem>> waiting();                            ///< oldest first
    Result<void> change(const OutboxItem &item);                    ///< Usage error: it is not there any more
    Result<void> discard(qint64 id);

    /// All that wait, one after the other, each as it is when its turn comes. One that the service does not
    /// take stays, with its reason, and the next one follows; a passing trouble stops it. Throttled: another
    /// process is at it.
    void send();
    bool isSending() const { return m_sending; }

Q_SIGNALS:
    void changed(); ///< what waits is not what it was
    void sent(const rollcall::OutboxItem &item, const rollcall::AddAnswer &answer);
    /// Once for each send(), last.
    void finished(const std::optional<rollcall::Error> &error);

private:
    OutboxTable table();
    void begin();
    void listsCame(const Result<QList<ContactList>> &lists);
    void next();
    void leave();
    void answered(const Result<AddAnswer> &answer);
    void taken(const AddAnswer &answer);
    void stays(const QString &why);
    void end(const std::optional<Error> &error);

    Journal &m_journal;
    ContactAdd &m_contactAdd;
    ListsApi &m_lists;
    const Clock &m_clock;
    std::optional<FileLock> m_lock; ///< while sending: nobody else on this computer sends
    QList<qint64> m_toSend;
    std::optional<QList<ContactList>> m_known; ///< none: not asked for yet
    OutboxItem m_item;                         ///< on its way
    bool m_mayBeThere = false;                 ///< it may have been sent before, by a run that was killed
    bool m_sending = false;
};

} // namespace rollcall

Q_DECLARE_METATYPE(rollcall::OutboxItem)
