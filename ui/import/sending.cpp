#include "import/sending.h"

#include "application.h"

namespace rollcall {

Sending::Sending(QObject *parent)
    : QObject(parent)
{}

Sending::~Sending() = default;

void Sending::use(Application *application)
{
    m_run.reset();
    m_application = application;
}

void Sending::start(const ImportPlan &plan)
{
    m_run = m_application->importRun(plan);
    connect(m_run.get(), &ImportRun::progressed, this, &Sending::progressed);
    connect(m_run.get(), &ImportRun::finished, this, &Sending::end);
    m_run->start();
}

void Sending::pause()
{
    if (m_run)
        m_run->pause();
}

void Sending::cancel()
{
    if (m_run)
        m_run->cancel();
}

void Sending::end(const ImportSummary &summary, const std::optional<Error> &error)
{
    m_run.release()->deleteLater(); // it is telling us: not gone before it has finished speaking
    Q_EMIT finished(summary, error);
}

} // namespace rollcall
