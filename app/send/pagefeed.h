#pragma once

#include "contact/contact.h"
#include "support/result.h"

#include <QList>
#include <QObject>

#include <functional>
#include <optional>

namespace rollcall {

class AccountReader;
class Worker;

/// Feeds what an AccountReader reads to a worker, page by page, and never lets pages pile up in between.
class PageFeed : public QObject
{
    Q_OBJECT

public:
    /// On the worker's thread.
    using Take = std::function<Result<void>(const QList<KnownContact> &)>;

    /// `reader` becomes its child.
    PageFeed(AccountReader *reader, Worker &worker, Take take, QObject *parent = nullptr);

    void start();
    void startFrom(const QString &next, qint64 read); ///< as AccountReader does

Q_SIGNALS:
    void progressed(qint64 read, qint64 total);
    /// Once, last, when the last page is taken. An error: not all was read, or taken.
    void finished(const std::optional<rollcall::Error> &error);

private:
    void feed(const QList<KnownContact> &contacts, qint64 read, qint64 total);
    void taken(const Result<void> &done);
    void readerDone(const std::optional<Error> &error);
    void goOn();

    /// More would only fill the memory.
    static constexpr int mostWaiting = 4;

    AccountReader *const m_reader;
    Worker &m_worker;
    const Take m_take;
    int m_waiting = 0;
    bool m_readerDone = false;
    bool m_finished = false;
    std::optional<Error> m_error;
};

} // namespace rollcall
