#include "outbox/postman.h"

#include "application.h"
#include "net/pacer.h"

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
    auto outbox = m_application->outbox();
    if (!outbox) {
        m_error = outbox.error();
        Q_EMIT changed();
        return;
    }
    m_outbox = *outbox;
    connect(m_outbox, &Outbox::changed, m_ties.get(), [this] { look(); });
    connect(m_outbox, &Outbox::sent, m_ties.get(), [this](const OutboxItem &item, const AddAnswer &answer) {
        Q_EMIT sent(item, answer);
    });
    connect(m_outbox, &Outbox::finished, m_ties.get(), [this](const std::optional<Error> &error) { end(error); });
    look();
}

void Postman::look()
{
    if (!m_outbox)
        return;
    auto waiting = m_outbox->waiting();
    if (waiting)
        m_waiting = std::move(*waiting);
    else
        m_error = waiting.error();
    Q_EMIT changed();
}

Result<void> Postman::keep(const OutboxItem &item, const QString &why)
{
    auto outbox = m_application->outbox();
    if (!outbox)
        return tl::unexpected(outbox.error());
    const auto kept = (*outbox)->add(item, why);
    if (!kept)
        return tl::unexpected(kept.error());
    open();
    look();
    if (!m_later.isActive())
        m_later.start(m_application->clock().realTime(pauses[0]));
    return {};
}

Result<void> Postman::change(const OutboxItem &item)
{
    return m_outbox->change(item);
}

Result<void> Postman::discard(qint64 id)
{
    return m_outbox->discard(id);
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
