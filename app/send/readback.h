#pragma once

#include "send/accountfeed.h"
#include "send/pagefeed.h"
#include "service/activitiesapi.h"
#include "support/result.h"

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QStringList>

#include <optional>

namespace rollcall {

class Clock;
class ContactsApi;
class Exports;
class ImportWork;
class Worker;
struct ContactsPage;
struct KnownContact;
struct MissingPeople;

/// Finds out what became of the rows that were sent: who is on the import's own list has arrived; the others
/// are looked for in the account where the service could not put some on a list, and before it is said of one
/// that it was taken twice and not kept. Of people who went singly only those are asked for whose answer got
/// lost.
class ReadBack : public QObject
{
    Q_OBJECT

public:
    struct Needs
    {
        Worker &worker;
        ImportWork &work;
        ContactsApi &contacts;
        ActivitiesApi &activities;
        const Clock &clock;
        QString folder; ///< where exports lie while they are read
    };

    /// `listId`: the import's own list; where none could be made, one of the target lists; empty: all went
    /// singly. `account`: how people are looked for in all of it; whom, is found here.
    ReadBack(const Needs &needs, QString listId, AccountFeed::Wish account, QHash<int, Activity> activities,
             QObject *parent = nullptr);

    /// `mayExport`: it is the import's own list, and may be so long that a sample of its members and an
    /// export of their addresses cost fewer calls than all its pages.
    void start(bool mayExport);

Q_SIGNALS:
    void progressed(qint64 read, qint64 total);
    /// Once, last: how many rows are to be sent, again or still.
    void finished(const rollcall::Result<qint64> &rowsToSend);

private:
    void readPages();
    void sampleRead(const Result<ContactsPage> &page);
    void takeSample(const ContactsPage &page);
    void sampleTaken(bool complete);
    void lookApart(const Result<QStringList> &addresses);
    void lookAtNext();
    void lookedAt(const Result<std::optional<KnownContact>> &known);
    void askForExport();
    void exported(const std::optional<Error> &error);
    void listRead(const std::optional<Error> &error);
    void findMissing(bool all);
    void lookUp(const Result<MissingPeople> &missing);
    void accountRead(const std::optional<Error> &error);
    void judge(const std::optional<Error> &error);

    const Needs m_needs;
    const QString m_listId;
    AccountFeed::Wish m_account;
    const QHash<int, Activity> m_activities; ///< by body
    QPointer<PageFeed> m_feed;
    QPointer<AccountFeed> m_lookUps;
    QPointer<Exports> m_export;
    QStringList m_apart; ///< still to be looked at, beside the sample
    QString m_next; ///< page after the sample; empty: the sample was all, or there is none
    qint64 m_sampled = 0;
    bool m_isShort = false;
};

} // namespace rollcall
