#pragma once

#include "send/accountreader.h"
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
struct ContactsPage;
class Exports;
class ImportWork;
class Worker;

/// Finds out what became of the rows that were sent: who is on the import's own list has arrived; of the
/// others, those that the service could not put on a list are looked up. Of people who went singly only those
/// are asked for whose answer got lost.
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
    };

    /// `listId`: the import's own list; where none could be made, one of the target lists; empty: all went
    /// singly.
    ReadBack(const Needs &needs, QString listId, QHash<int, Activity> activities, QObject *parent = nullptr);

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
    void exported(const std::optional<Error> &error);
    void feed(AccountReader *reader, PageFeed::Take take,
              void (ReadBack::*over)(const std::optional<Error> &));
    void lookUpMissing(bool arrived);
    void listRead(const std::optional<Error> &error);
    void lookUp(const QStringList &addresses, bool arrived);
    void judge(const std::optional<Error> &error);

    const Needs m_needs;
    const QString m_listId;
    const QHash<int, Activity> m_activities; ///< by body
    QPointer<PageFeed> m_feed;
    QPointer<Exports> m_export;
    QString m_next; ///< page after the sample; empty: the sample was all, or there is none
    qint64 m_sampled = 0;
    bool m_isShort = false;
};

} // namespace rollcall
