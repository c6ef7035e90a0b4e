#include "send/importending.h"

#include "send/importwork.h"
#include "send/tagging.h"
#include "send/temporarylist.h"
#include "send/worker.h"

#include <utility>

namespace rollcall {

bool mayPass(const Error &error)
{
    return passesByItself(error) || error.kind == Error::Kind::SignedOut ||
           error.kind == Error::Kind::Storage; // a disk that is full
}

ImportEnding::ImportEnding(const Needs &needs, QObject *parent)
    : QObject(parent)
    , m_needs(needs)
{
    connect(&needs.ownList, &TemporaryList::removed, this, &ImportEnding::finish);
}

ImportEnding::~ImportEnding() = default;

void ImportEnding::start(ImportSummary::State state, const std::optional<Error> &error, bool mayTag)
{
    m_state = state;
    m_error = error;
    m_isUnderWay = true;
    m_isToTag = mayTag;
    if (state == ImportSummary::State::Paused)
        finish(); // going on needs the list; and where the service does not answer, it cannot be deleted
    else if (!mayTag)
        tidyList();
    else
        m_needs.worker.run([work = &m_needs.work] { return work->tagJobs(); }, this,
                           [this](const Result<QList<TagJob>> &jobs) { tag(jobs); });
}

void ImportEnding::pause()
{
    if (!m_isUnderWay)
        return;
    m_tagging.reset();
    m_needs.ownList.letGo();
    if (m_isToTag)
        m_state = ImportSummary::State::Paused;
    finish();
}

void ImportEnding::tag(const Result<QList<TagJob>> &jobs)
{
    if (!m_isUnderWay)
        return;
    if (!jobs) {
        tagged(jobs.error());
        return;
    }
    if (jobs->isEmpty()) {
        tidyList();
        return;
    }
    Q_EMIT said(tr("Tagging."));
    m_tagging = std::make_unique<Tagging>(m_needs.activities, m_needs.clock, *jobs, this);
    connect(m_tagging.get(), &Tagging::finished, this, &ImportEnding::tagged);
    m_tagging->start();
}

void ImportEnding::tagged(const std::optional<Error> &error)
{
    if (m_tagging)
        m_tagging.release()->deleteLater(); // it is telling us
    if (error && mayPass(*error)) { // tagging twice is tagging once
        m_state = ImportSummary::State::Paused;
        m_error = error;
        finish();
        return;
    }
    m_isToTag = false;
    m_error = m_error ? m_error : error;
    m_needs.worker.run([work = &m_needs.work] { return work->setTagged(); }, this,
                       [this](const Result<void> &) { tidyList(); });
}

void ImportEnding::tidyList()
{
    if (!m_isUnderWay)
        return;
    if (m_needs.ownList.id().isEmpty()) {
        finish();
        return;
    }
    Q_EMIT said(tr("Tidying up."));
    m_needs.ownList.remove(); // where that fails, the journal knows it is there: the next start deletes it
}

void ImportEnding::finish()
{
    if (std::exchange(m_isUnderWay, false))
        Q_EMIT finished(m_state, m_error);
}

} // namespace rollcall
