#include "import/sending.h"

#include "application.h"

namespace rollcall {

Sending::Sending(QObject *parent)
    : QObject(parent)
{}

Sending::~Sending() = default;

void Sending::use(Application *application)
{
    m_making.reset();
    m_run.reset();
    m_application = application;
}

void Sending::start(const ImportPlan &plan)
{
    if (PlanParts::areThere(plan)) {
        run(plan);
        return;
    }
    m_making = std::make_unique<QObject>();
    Q_EMIT progressed({ImportSummary::State::Waiting, tr("Making the lists, tags and fields that are new."), 0, 0, 0, -1});
    m_application->planParts().make(plan, m_making.get(), [this](const Result<ImportPlan> &made) { take(made); });
}

void Sending::take(const Result<ImportPlan> &plan)
{
    m_making.release()->deleteLater(); // it is telling us
    if (plan)
        run(*plan);
    else
        Q_EMIT finished({}, plan.error());
}

void Sending::run(const ImportPlan &plan)
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
    else
        cancel();
}

void Sending::cancel()
{
    if (m_run) {
        m_run->cancel();
    } else if (m_making) {
        m_making.reset();
        Q_EMIT finished({}, std::nullopt);
    }
}

void Sending::end(const ImportSummary &summary, const std::optional<Error> &error)
{
    m_run.release()->deleteLater(); // it is telling us: not gone before it has finished speaking
    Q_EMIT finished(summary, error);
}

} // namespace rollcall
