#include "send/pagefeed.h"

#include "send/accountreader.h"
#include "send/worker.h"

namespace rollcall {

PageFeed::PageFeed(AccountReader *reader, Worker &worker, Take take, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
    , m_worker(worker)
    , m_take(std::move(take))
{
    reader->setParent(this);
    connect(reader, &AccountReader::pageRead, this, &PageFeed::feed);
    connect(reader, &AccountReader::finished, this, &PageFeed::readerDone);
}

void PageFeed::start()
{
    m_reader->start();
}

void PageFeed::startFrom(const QString &next, qint64 read)
{
    m_reader->startFrom(next, read);
}

void PageFeed::feed(const QList<KnownContact> &contacts, qint64 read, qint64 total)
{
    ++m_waiting;
    m_reader->hold(m_waiting >= mostWaiting || m_error);
    m_worker.run([take = m_take, contacts] { return take(contacts); }, this,
                 [this](const Result<void> &done) { taken(done); });
    Q_EMIT progressed(read, total);
}

void PageFeed::taken(const Result<void> &done)
{
    --m_waiting;
    if (!done && !m_error)
        m_error = done.error();
    if (!m_error)
        m_reader->hold(false);
    goOn();
}

void PageFeed::readerDone(const std::optional<Error> &error)
{
    m_readerDone = true;
    if (error && !m_error)
        m_error = error;
    goOn();
}

void PageFeed::goOn()
{
    if (m_finished || m_waiting > 0 || !(m_readerDone || m_error))
        return;
    m_finished = true;
    m_reader->hold(true);
    Q_EMIT finished(m_error);
}

} // namespace rollcall
