#include "send/formerimports.h"
#include "send/history.h"
#include "send/importwork.h"
#include "send/keptplan.h"
#include "send/planparts.h"
#include "send/rowplaces.h"
#include "support/text.h"

#include <utility>

namespace rollcall {

Result<ImportWork::Begun> ImportWork::begin()
{
    auto journal = Journal::open(m_folder);
    if (!journal)
        return tl::unexpected(journal.error());
    m_journal = std::move(*journal);
    if (auto begun = m_resumed ? takeUp() : beginAnew(); !begun)
        return tl::unexpected(begun.error());
    m_callsBefore = m_record.calls;
    m_secondsBefore = m_record.seconds;
    return begun();
}

Result<ImportWork::Begun> ImportWork::begun()
{
    Begun begun{m_record, m_plan, m_rows.toSend(), {}, false, m_bodies.out(), m_noFile};
    if (m_wasOver || !PlanParts::areThere(m_plan))
        return begun;
    const auto indexed = m_noFile ? m_comparison.indexKept(*m_journal, id()) : m_comparison.index(m_stop);
    if (!indexed)
        return tl::unexpected(indexed.error());
    begun.tagNames = m_plan.tags->names();
    begun.mayNameTags = mayNameTags();
    return begun;
}

Result<void> ImportWork::beginAnew()
{
    m_rows.open(m_plan);
    m_record.file = m_plan.sheet->path();
    m_record.started = m_clock.nowMs();
    m_record.state = static_cast<quint8>(ImportSummary::State::Waiting);
    m_record.listIds = m_plan.listIds;
    m_record.listNames = m_plan.listNames;
    m_record.source = m_plan.source;
    m_record.revive = m_plan.revive;
    m_record.express = m_plan.express;
    m_record.content = contentOf(m_plan.sheet->path());
    m_record.tagIds = m_plan.tagIds;
    m_record.tagNames = m_plan.tagNames;
    m_record.plan = toKept(m_plan);
    m_record.rows = m_rows.size();
    m_record.counts = m_rows.counts();
    auto kept = m_journal->together([this] { return keepRows().and_then([this] { return keepCopy(); }); });
    if (!kept) {
        m_record.id.clear(); // nothing of it is there
        m_lock.reset();
    }
    return kept;
}

/// What a kill, a power cut or a passing trouble left.
Result<void> ImportWork::takeUp()
{
    const QString importId = std::exchange(m_record.id, {}); // not ours before it is locked
    if (const auto known = m_journal->record(importId); !known)
        return tl::unexpected(known.error());
    auto lock = m_journal->lock(importId);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!*lock)
        return failure(Error::Kind::Usage,
                       Text::tr("Another Rollcall on this computer is working on this import."),
                       Text::tr("Leave it to that one, or stop it there first."));
    m_lock = std::move(*lock);
    auto record = m_journal->record(importId); // as whoever worked on it until now left it
    if (!record)
        return tl::unexpected(record.error());
    m_record = std::move(*record);
    m_wasOver = isOver(static_cast<ImportSummary::State>(m_record.state));
    if (m_wasOver)
        return {};
    m_record.error.reset();
    // Killed from here on, it is not one that a person paused.
    m_record.state = static_cast<quint8>(ImportSummary::State::Waiting);
    return m_rows.open(*m_journal, importId)
        .and_then([&] { return m_bodies.open(*m_journal, importId); })
        .and_then([this] { return readCopy(); });
}

/// Without its file, what was sent can still be read back.
Result<void> ImportWork::readCopy()
{
    auto plan = fromKept(m_record.plan, copyPath(), &m_stop);
    if (!plan && plan.error().kind == Error::Kind::Cancelled)
        return tl::unexpected(plan.error());
    if (!plan) {
        m_noFile = plan.error();
        return {};
    }
    m_plan = std::move(*plan);
    m_plan.listIds = m_record.listIds;
    m_plan.listNames = m_record.listNames;
    m_plan.source = m_record.source;
    m_plan.revive = m_record.revive;
    m_plan.express = m_record.express;
    m_plan.tagIds = m_record.tagIds;
    m_plan.tagNames = m_record.tagNames;
    refuseWhatIsNotReady();
    return {};
}

/// A newer version may check more strictly than the one that began: such a row can't be sent any more.
void ImportWork::refuseWhatIsNotReady()
{
    for (quint32 row = 0; row < m_rows.size(); ++row) {
        if (m_plan.check->states.at(row) != RowState::Ready && m_rows.at(row).pending &&
            !m_rows.at(row).inBody)
            m_rows.answer(row, Outcome::Refused, Text::tr("Looked at again, this row has something to fix."),
                          Text::tr("Import the file again to see what it is."), QStringLiteral("check"));
    }
}

Result<void> ImportWork::keepCopy()
{
    if (m_rows.toSend() == 0)
        return {};
    auto kept = keepFile(*m_plan.sheet, copyPath());
    // A correction with the delimiter, in a file without quotes: sent all the same, only not gone on with
    // after a kill.
    return !kept && kept.error().kind == Error::Kind::Input ? Result<void>() : kept;
}

Result<void> ImportWork::keepRows()
{
    const auto begun = m_journal->begin(m_record);
    if (!begun)
        return tl::unexpected(begun.error());
    m_record.id = *begun;
    auto lock = m_journal->lock(m_record.id);
    if (!lock)
        return tl::unexpected(lock.error());
    m_lock = std::move(*lock);

    if (auto kept =
            keepPlaces(*m_plan.sheet, m_plan.mapping.columnOf(Field::Email), *m_journal, id(), m_stop);
        !kept)
        return kept;
    return m_rows.keep(*m_journal, id());
}

} // namespace rollcall
