#include "history/resumer.h"

#include "application.h"

#include <utility>

namespace rollcall {

Resumer::Resumer(QObject *parent)
    : QObject(parent)
{}

Resumer::~Resumer() = default;

void Resumer::use(Application *application)
{
    m_ties = std::make_unique<QObject>();
    m_resumption.reset();
    m_application = application;
    m_error.reset();
    tell({}, {});
    if (application)
        connect(&application->session(), &Session::stateChanged, m_ties.get(), [this] { look(); });
}

void Resumer::look()
{
    const bool connected = m_application && m_application->session().isConnected();
    if (connected && !m_resumption)
        start({});
}

void Resumer::goOn(const QString &importId)
{
    m_resumption.reset(); // what it is at is kept, and found again when this one has ended
    start(importId);
}

void Resumer::pause()
{
    if (m_resumption)
        m_resumption->pause();
}

void Resumer::start(const QString &importId)
{
    m_resumption = m_application->resumption();
    m_resumption->setPatient(true);
    m_isAsked = !importId.isEmpty();
    m_error.reset();
    connect(m_resumption.get(), &Resumption::begun, this, &Resumer::begin);
    connect(m_resumption.get(), &Resumption::progressed, this,
            [this](const ImportProgress &progress) { Q_EMIT progressed(progress.sentence); });
    connect(m_resumption.get(), &Resumption::importEnded, this, [this] { tell({}, {}); });
    connect(m_resumption.get(), &Resumption::undoEnded, this, [this] { tell({}, {}); });
    connect(m_resumption.get(), &Resumption::waiting, this,
            [this](const QString &sentence) { tell({}, sentence); });
    connect(m_resumption.get(), &Resumption::finished, this, &Resumer::end);
    if (importId.isEmpty())
        m_resumption->start();
    else
        m_resumption->start(importId);
}

void Resumer::begin(const ImportSummary &import, const QString &about)
{
    tell(import.id, about);
}

void Resumer::end(const std::optional<Error> &error)
{
    if (m_resumption)
        m_resumption.release()->deleteLater(); // it is telling us
    m_error = error;
    tell({}, {});
    if (std::exchange(m_isAsked, false) && !error)
        look(); // for the others
}

void Resumer::tell(const QString &importId, const QString &about)
{
    m_importId = importId;
    m_about = about;
    Q_EMIT progressed(about);
    Q_EMIT changed();
}

} // namespace rollcall
