#pragma once

#include "send/importparts.h"
#include "service/tagsapi.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <utility>

namespace rollcall {

class AccountFeed;

/// All that comes before something is sent: the file's tags, the account as it is, the import's own list. Once
/// more before what got lost is sent again: people may have been deleted, or have unsubscribed, since.
class ImportPreparation : public QObject
{
    Q_OBJECT

public:
    explicit ImportPreparation(const ImportParts &parts, QObject *parent = nullptr);

    void start();
    /// Nothing has been sent yet, so nothing is waited for, not even a page that may never come: finished()
    /// does not come any more. False: it was over already.
    bool stop();

    void makeList();
    bool isMakingList() const { return m_isMakingList; }
    /// Nothing of it is told any more; the journal knows what may be there.
    void letListGo();

Q_SIGNALS:
    /// How many rows are to be sent; where there are any, the import's own list is there, or impossible.
    void finished(const rollcall::Result<qint64> &rowsToSend);
    /// Or it could not be: the journal knows.
    void listMade();

private:
    void tagsFound(const Result<QList<ContactTag>> &tags);
    void readAccount();
    void feed(const Result<QStringList> &addresses);
    void accountProgressed(qint64 read, qint64 total);
    void accountRead(const std::optional<Error> &error);
    /// How many rows are to be sent, and whether that needs the own list.
    void readingEnded(const Result<std::pair<qint64, bool>> &end);
    void makeListSoon();
    void listIsMade(const std::optional<Error> &error);
    void finish(const Result<qint64> &rowsToSend);

    const ImportParts m_parts;
    std::unique_ptr<QObject> m_asking; ///< context while the tags are made
    QPointer<AccountFeed> m_feed;
    bool m_knowsTags = false;
    bool m_isRunning = false;
    bool m_isMakingList = false;
    bool m_waitsForList = false;
    qint64 m_rowsToSend = 0;
};

} // namespace rollcall
