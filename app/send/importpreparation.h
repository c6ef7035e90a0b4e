#pragma once

#include "send/importparts.h"
#include "service/tagsapi.h"

#include <QObject>
#include <QPointer>

namespace rollcall {

class AccountFeed;
class FileTags;

/// All that comes before the first body is sent: the file's tags, the account as it is, the import's own
/// list.
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

Q_SIGNALS:
    /// How many rows are to be sent; where there are any, the import's own list is there, or impossible.
    void finished(const rollcall::Result<qint64> &rowsToSend);
    /// Or it could not be: the journal knows.
    void listMade();

private:
    void tagsFound(const Result<QList<ContactTag>> &tags);
    void readAccount();
    void accountProgressed(qint64 read, qint64 total);
    void accountRead(const std::optional<Error> &error);
    void readingEnded(const Result<qint64> &rowsToSend);
    void makeListSoon();
    void listIsMade(const std::optional<Error> &error);
    void finish(const Result<qint64> &rowsToSend);

    const ImportParts m_parts;
    QPointer<FileTags> m_tags;
    QPointer<AccountFeed> m_feed;
    bool m_isRunning = false;
    bool m_isMakingList = false;
    bool m_waitsForList = false;
    qint64 m_rowsToSend = 0;
};

} // namespace rollcall
