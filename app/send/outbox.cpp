#include "send/outbox.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// Hands an answer on to whoever asked, if they are still there.
template <typename Answer>
std::function<void(const Result<Answer> &)> handedOn(QObject *context,
                                                     std::function<void(const Result<Answer> &)> handle)
{
    return [asker = QPointer<QObject>(context), handle = std::move(handle)](const Result<Answer> &answer) {
        if (asker)
            handle(answer);
    };
}

Result<AddAnswer> keepItem(Journal &journal, OutboxItem item, const Error &why, qint64 now)
{
    item.since = now;
    ImportRecord record = recordOf(item);
    record.error = why;
    return journal
        .together([&]() -> Result<void> {
            const auto id = keepSingle(journal, record, bodyOf(item));
            if (!id)
                return tl::unexpected(id.error());
            record.id = *id;
            return journal.setReasons(*id, {{0, {}, why.message, why.hint}});
        })
        .map([&] {
            AddAnswer answer;
            answer.kind = AddAnswer::Kind::Queued;
            answer.contact.contact = item.contact;
            answer.importId = record.id;
            answer.why = why;
            return answer;
        });
}

} // namespace

Outbox::Outbox(const SingleAdd::Needs &needs, const QString &journalFolder, QObject *parent)
    : QObject(parent)
    , m_single(needs, m_archive)
    , m_clock(needs.clock)
{
    m_archive.use(journalFolder);
}

Outbox::~Outbox() = default;

void Outbox::add(const OutboxItem &item, QObject *context, AddHandler handle)
{
    m_single.add(item, this,
                 [this, handOn = handedOn(context, std::move(handle))](const OutboxItem &,
                                                                       const Result<AddAnswer> &answer) {
                     if (answer && answer->kind == AddAnswer::Kind::Queued)
                         QMetaObject::invokeMethod(this, &Outbox::changed, Qt::QueuedConnection);
                     handOn(answer);
                 });
}

/// Says that something changed, and hands the answer on.
template <typename Answer>
std::function<void(const Result<Answer> &)>
Outbox::afterChange(QObject *context, std::function<void(const Result<Answer> &)> handle)
{
    return [this, handOn = handedOn(context, std::move(handle))](const Result<Answer> &answer) {
        QMetaObject::invokeMethod(this, &Outbox::changed, Qt::QueuedConnection);
        handOn(answer);
    };
}

void Outbox::keep(const OutboxItem &item, const Error &why, QObject *context, AddHandler handle)
{
    m_archive.ask(
        [item, why, now = m_clock.nowMs()](Journal &journal) { return keepItem(journal, item, why, now); },
        this, afterChange(context, std::move(handle)));
}

void Outbox::waiting(QObject *context, ItemsHandler handle)
{
    m_archive.ask([](Journal &journal) { return whoWaits(journal); }, context, std::move(handle));
}

void Outbox::change(const OutboxItem &item, QObject *context, Handler handle)
{
    m_archive.ask([item](Journal &journal) { return changeWaiting(journal, item); }, this,
                  afterChange(context, std::move(handle)));
}

void Outbox::discard(qint64 id, QObject *context, Handler handle)
{
    m_archive.ask([id](Journal &journal) { return discardWaiting(journal, id); }, this,
                  afterChange(context, std::move(handle)));
}

void Outbox::send()
{
    if (!std::exchange(m_sending, true))
        begin();
}

void Outbox::send(qint64 only)
{
    if (std::exchange(m_sending, true))
        return;
    m_only = only;
    begin();
}

void Outbox::begin()
{
    m_archive.ask(
        [](Journal &journal) -> Result<Lock> {
            auto lock = journal.lock(QStringLiteral("outbox"));
            if (!lock)
                return tl::unexpected(lock.error());
            if (!*lock) {
                return failure(Error::Kind::Throttled,
                               tr("Another Rollcall on this computer is sending the outbox."),
                               tr("Nothing is lost. Look again in a moment."));
            }
            return std::make_shared<std::optional<FileLock>>(std::move(*lock));
        },
        this, [this](const Result<Lock> &lock) { begun(lock); });
}

void Outbox::begun(const Result<Lock> &lock)
{
    if (!lock) {
        end(lock.error());
        return;
    }
    m_lock = *lock;
    look();
}

void Outbox::look()
{
    waiting(this, [this](const Result<QList<OutboxItem>> &waiting) { looked(waiting); });
}

void Outbox::looked(const Result<QList<OutboxItem>> &waiting)
{
    if (!waiting) {
        end(waiting.error());
        return;
    }
    for (const OutboxItem &item : *waiting) {
        if (!m_seen.contains(item.id) && item.id == m_only.value_or(item.id))
            m_ids.append(item.id);
        m_seen.insert(item.id);
    }
    if (m_ids.isEmpty())
        end({});
    else
        next();
}

void Outbox::next()
{
    if (m_ids.isEmpty())
        look();
    else
        m_single.send(
            m_ids.takeFirst(), this,
            [this](const OutboxItem &item, const Result<AddAnswer> &answer) { answered(item, answer); });
}

void Outbox::answered(const OutboxItem &item, const Result<AddAnswer> &answer)
{
    const bool isGone = !answer && answer.error().kind == Error::Kind::Usage;
    const bool waits = answer && answer->kind == AddAnswer::Kind::Queued;
    if (!answer && !isGone) {
        end(answer.error());
        return;
    }
    if (waits && answer->why->kind != Error::Kind::Refused) {
        end(answer->why);
        return;
    }
    QMetaObject::invokeMethod(this, &Outbox::next, Qt::QueuedConnection);
    QMetaObject::invokeMethod(this, &Outbox::changed, Qt::QueuedConnection);
    if (answer && !waits)
        Q_EMIT sent(item, *answer);
}

void Outbox::end(const std::optional<Error> &error)
{
    if (m_lock)
        m_lock->reset(); // who handed it to us may hold on to it for a moment longer
    m_lock.reset();
    m_only.reset();
    m_ids.clear();
    m_seen.clear();
    m_single.forgetLists();
    m_sending = false;
    Q_EMIT finished(error);
}

} // namespace rollcall
