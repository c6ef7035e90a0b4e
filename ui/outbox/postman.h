#pragma once

#include "send/outbox.h"
#include "support/error.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace rollcall {

class Application;

/// Looks after the outbox for the window: sends what waits when an account is connected, and again when a passing
/// trouble may be over.
class Postman : public QObject
{
    Q_OBJECT

public:
    explicit Postman(QObject *parent = nullptr);
    ~Postman() override;

    void use(Application *application);
    /// Adds somebody now; answered Queued where that has to wait.
    void add(const OutboxItem &item, QObject *context, Outbox::AddHandler handle);
    /// Keeps somebody until then; `why` says what was in the way.
    void keep(const OutboxItem &item, const Error &why, QObject *context, Outbox::AddHandler handle);
    void change(const OutboxItem &item, QObject *context, Outbox::Handler handle);
    void discard(qint64 id, QObject *context, Outbox::Handler handle);
    void send();
    /// The outbox was changed elsewhere.
    void look();

    const QList<OutboxItem> &waiting() const { return m_waiting; } ///< oldest first
    bool isSending() const { return m_outbox && m_outbox->isSending(); }
    const std::optional<Error> &error() const { return m_error; } ///< why it is not empty, as far as one is to blame

Q_SIGNALS:
    void changed();
    void sent(const rollcall::OutboxItem &item, const rollcall::AddAnswer &answer);

private:
    void open();
    void take(const Result<QList<OutboxItem>> &waiting);
    void sendLater();
    void sendIfConnected();
    void end(const std::optional<Error> &error);

    Application *m_application = nullptr;
    Outbox *m_outbox = nullptr;
    std::unique_ptr<QObject> m_ties;
    QList<OutboxItem> m_waiting;
    bool m_isKnown = false; ///< who waits has been read
    std::optional<Error> m_error;
    QTimer m_later;
    int m_failures = 0; ///< in a row
};

} // namespace rollcall
