#include "outbox/postman.h"

#include "application.h"
#include "net/pacer.h"

#include <utility>

namespace rollcall {
namespace {

using namespace std::chrono_literals;

// Short at first: a network often comes back at once.
constexpr std::chrono::seconds pauses[] = {15s, 30s, 60s, 120s, 300s};

} // namespace

Postman::Postman(QObject *parent)
    : QObject(parent)
{
    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &Postman::sendIfConnected);
}

Postman::~Postman() = default;

void Postman::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    m_later.stop();
    m_application = application;
    m_outbox = nullptr;
    m_waiting.clear();
    m_isKnown = false;
    m_error.reset();
    m_failures = 0;
    if (application) {
        connect(&application->session(), &Session::stateChanged, m_ties.get(), [this] {
            open();
            sendIfConnected();
        });
        open();
        sendIfConnected();
    }
    Q_EMIT changed();
}

/// Only for an account that is one: a profile nobody has connected yet leaves no journal behind.
void Postman::open()
{
    if (m_outbox || m_application->session().state() == Session::State::NotConnected
        || m_application->session().state() == Session::State::Loading)
        return;
    m_outbox = &m_application->outbox();
    connect(m_outbox, &Outbox::changed, m_ties.get(), [this] { look(); });
    connect(m_outbox, &Outbox::sent, m_ties.get(), [this](const OutboxItem &item, const AddAnswer &answer) {
        Q_EMIT sent(item, answer);
    });
    connect(m_outbox, &Outbox::finished, m_ties.get(), [this](const std::optional<Error> &error) { end(error); });
    look();
}

void Postman::look()
{
    if (m_outbox)
        m_outbox->waiting(m_ties.get(), [this](const Result<QList<OutboxItem>> &waiting) { take(waiting); });
}

void Postman::take(const Result<QList<OutboxItem>> &waiting)
{
    const bool isFirst = !std::exchange(m_isKnown, true);
    if (waiting)
        m_waiting = *waiting;
    else
        m_error = waiting.error();
    Q_EMIT changed();
    if (isFirst)
        sendIfConnected();
}

void Postman::add(const OutboxItem &item, QObject *context, Outbox::AddHandler handle)
{
    open();
    m_outbox->add(item, context, [this, handle = std::move(handle)](const Result<AddAnswer> &answer) {
        if (answer && answer->kind == AddAnswer::Kind::Queued)
            sendLater();
        handle(answer);
    });
}

void Postman::keep(const OutboxItem &item, const Error &why, QObject *context, Outbox::AddHandler handle)
{
    open();
    m_outbox->keep(item, why, context, [this, handle = std::move(handle)](const Result<AddAnswer> &answer) {
        sendLater();
        handle(answer);
    });
}

void Postman::sendLater()
{
    if (!m_later.isActive())
        m_later.start(m_application->clock().realTime(pauses[0]));
}

void Postman::change(const OutboxItem &item, QObject *context, Outbox::Handler handle)
{
    m_outbox->change(item, context, std::move(handle));
}

void Postman::discard(qint64 id, QObject *context, Outbox::Handler handle)
{
    m_outbox->discard(id, context, std::move(handle));
}

void Postman::send()
{
    m_failures = 0;
    sendIfConnected();
}

void Postman::sendIfConnected()
{
    if (!m_outbox || m_waiting.isEmpty() || m_application->session().state() != Session::State::Connected)
        return;
    m_later.stop();
    m_error.reset();
    m_outbox->send();
    Q_EMIT changed();
}

void Postman::end(const std::optional<Error> &error)
{
    m_error = error;
    look();
    m_failures = error ? m_failures + 1 : 0;
    if (!error || !passesByItself(*error))
        return;
    const auto pause = pauses[qMin<size_t>(size_t(m_failures) - 1, std::size(pauses) - 1)];
    m_later.start(m_application->clock().realTime(pause));
}

} // namespace rollcall
