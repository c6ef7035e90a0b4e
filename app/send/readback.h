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

class ContactsApi;
class ImportWork;
class Worker;

/// Finds out what became of the rows that were sent: who is on the import's own list has arrived; of the
/// others, those that the service could not put on a list are looked up.
class ReadBack : public QObject
{
    Q_OBJECT

public:
    /// `listId`: the import's own list; where there is none, one of the target lists.
    ReadBack(Worker &worker, ImportWork &work, ContactsApi &contacts, QString listId,
             QHash<int, Activity> activities, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void progressed(qint64 read, qint64 total);
    /// Once, last: how many rows are to be sent, again or still.
    void finished(const rollcall::Result<qint64> &rowsToSend);

private:
    void feed(AccountReader *reader, PageFeed::Take take,
              void (ReadBack::*over)(const std::optional<Error> &));
    void listRead(const std::optional<Error> &error);
    void lookUp(const QStringList &addresses);
    void judge(const std::optional<Error> &error);

    Worker &m_worker;
    ImportWork &m_work;
    ContactsApi &m_contacts;
    const QString m_listId;
    const QHash<int, Activity> m_activities; ///< by body
    QPointer<PageFeed> m_feed;
};

} // namespace rollcall
