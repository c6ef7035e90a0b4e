#pragma once

#include "send/archive.h"
#include "send/outboxitem.h"
#include "send/singleadd.h"
#include "support/filelock.h"
#include "support/result.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace rollcall {

/// The single contacts of the journal: adds one, keeps those that could not be sent for a trouble that passes
/// by itself, and sends them in order when the service can be reached, each once.
///
/// The journal is asked on a thread of its own. Answers come as ever: once, later, and not after `context` is
/// gone; what was asked for is done all the same.
class Outbox : public QObject
{
    Q_OBJECT

public:
    using AddHandler = std::function<void(const Result<AddAnswer> &)>;
    using ItemsHandler = std::function<void(const Result<QList<OutboxItem>> &)>;
    using Handler = std::function<void(const Result<void> &)>;

    Outbox(const SingleAdd::Needs &needs, const QString &journalFolder, QObject *parent = nullptr);
    ~Outbox() override;

    /// Sends somebody at once. Queued: they wait now. Refused error: the service does not take them, and they
    /// do not wait; Storage error: nothing was sent.
    void add(const OutboxItem &item, QObject *context, AddHandler handle);
    /// Without sending: answers Queued.
    void keep(const OutboxItem &item, const Error &why, QObject *context, AddHandler handle);

    void waiting(QObject *context, ItemsHandler handle); ///< oldest first
    /// Usage error: they do not wait any more, or are being sent at this moment.
    void change(const OutboxItem &item, QObject *context, Handler handle);
    void discard(qint64 id, QObject *context, Handler handle);

    /// All that wait, also who comes meanwhile, or this one; one after the other, each as it is when its turn
    /// comes. Whom the service does not take stays, with the reason, and the next one follows; a passing
    /// trouble stops it. Throttled: another process is at it.
    void send();
    void send(qint64 only);
    bool isSending() const { return m_sending; }

Q_SIGNALS:
    void changed(); ///< what waits is not what it was
    void sent(const rollcall::OutboxItem &item, const rollcall::AddAnswer &answer);
    /// Once for each send(), last.
    void finished(const std::optional<rollcall::Error> &error);

private:
    using Lock = std::shared_ptr<std::optional<FileLock>>;

    template <typename Answer>
    std::function<void(const Result<Answer> &)>
    afterChange(QObject *context, std::function<void(const Result<Answer> &)> handle);
    void begin();
    void begun(const Result<Lock> &lock);
    void look();
    void looked(const Result<QList<OutboxItem>> &waiting);
    void next();
    void answered(const OutboxItem &item, const Result<AddAnswer> &answer);
    void end(const std::optional<Error> &error);

    Archive m_archive;
    SingleAdd m_single;
    const Clock &m_clock;
    bool m_sending = false;
    std::optional<qint64> m_only; ///< none: all
    Lock m_lock;                  ///< while sending: nobody else on this computer sends
    QList<qint64> m_ids;          ///< to be sent
    QSet<qint64> m_seen;          ///< in this turn
};

} // namespace rollcall
