#include "send/importwork.h"

#include "send/arrivedtags.h"
#include "send/contactmerge.h"
#include "send/contactpicture.h"
#include "send/formerimports.h"
#include "send/history.h"
#include "send/keptplan.h"
#include "send/planparts.h"
#include "send/polling.h"
#include "send/refusedrows.h"
#include "send/rowplaces.h"
#include "support/text.h"

#include <QDateTime>
#include <QFile>
#include <QUuid>

#include <algorithm>

namespace rollcall {
namespace {

/// Unlike any other, also on other computers that work on the same account: by it the list is found again.
QString madeUpName(const QDateTime &now)
{
    return QStringLiteral("Rollcall import %1 %2")
        .arg(now.toString(QStringLiteral("yyyy-MM-dd HH:mm")),
             QUuid::createUuid().toString(QUuid::WithoutBraces).left(13));
}

} // namespace

ImportWork::ImportWork(ImportPlan plan, QString journalFolder, const Clock &clock)
    : m_plan(std::move(plan))
    , m_folder(std::move(journalFolder))
    , m_resumed(false)
    , m_clock(clock)
    , m_comparison(m_plan, m_rows)
    , m_bodies(m_plan, m_rows, clock)
    , m_arrivals(m_rows, m_comparison, m_bodies)
{
    m_plan.kept = std::make_shared<KeptFields>(); // not shared with whoever else has the plan
    m_plan.tags = std::make_shared<NamedTags>();
    keepPictures();
}

ImportWork::ImportWork(QString importId, QString journalFolder, const Clock &clock)
    : m_folder(std::move(journalFolder))
    , m_resumed(true)
    , m_clock(clock)
    , m_comparison(m_plan, m_rows)
    , m_bodies(m_plan, m_rows, clock)
    , m_arrivals(m_rows, m_comparison, m_bodies)
{
    m_record.id = std::move(importId);
    keepPictures();
}

/// Of everybody who will be changed, as they are before.
void ImportWork::keepPictures()
{
    m_comparison.setChanged([this](quint32 row, const KnownContact &known, const Contact &wanted) {
        m_rows.addPicture(row, known, additionsTo(known, wanted));
    });
}

ImportWork::~ImportWork() = default;

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
    const auto indexed =
        m_noFile ? m_comparison.indexKept(*m_journal, id()) : m_comparison.index(m_stop);
    if (!indexed)
        return tl::unexpected(indexed.error());
    begun.tagNames = m_plan.tags->names();
    begun.mayNameTags = mayNameTags();
    return begun;
}

Result<ImportWork::Begun> ImportWork::setParts(const ImportPlan &plan)
{
    m_plan.listIds = m_record.listIds = plan.listIds;
    m_plan.tagIds = m_record.tagIds = plan.tagIds;
    m_plan.customFields = plan.customFields;
    m_plan.mapping = plan.mapping;
    m_record.plan = toKept(m_plan);
    return m_journal->update(m_record).and_then([this] { return begun(); });
}

Result<QStringList> ImportWork::beginReading()
{
    m_comparison.forgetAccount();
    return m_comparison.addresses();
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
    auto record = m_journal->record(importId);
    if (!record)
        return tl::unexpected(record.error());
    auto lock = m_journal->lock(importId);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!*lock)
        return failure(Error::Kind::Usage,
                       Text::tr("Another Rollcall on this computer is working on this import."),
                       Text::tr("Leave it to that one, or stop it there first."));
    m_lock = std::move(*lock);
    m_record = std::move(*record);
    m_record.error.reset();
    m_wasOver = isOver(static_cast<ImportSummary::State>(m_record.state));
    if (m_wasOver)
        return {};
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

QString ImportWork::copyPath() const
{
    return QStringLiteral("%1/import-%2.csv").arg(m_folder, id());
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

Result<qint64> ImportWork::compare(const QList<KnownContact> &contacts)
{
    return m_comparison.compare(contacts, m_record.accountRead)
        .and_then([this] { return m_rows.keepPictures(*m_journal, id()); })
        .map([this] { return m_comparison.toUpdate(); });
}

Result<qint64> ImportWork::endReading()
{
    if (m_plan.whom == Whom::OnlyKnown)
        m_comparison.leaveOutNew();
    if (auto kept = keepAdditions(); !kept)
        return tl::unexpected(kept.error());
    m_plan.singly =
        m_record.ownList == ImportRecord::OwnList::None && m_rows.callsSingly() < callsForBulk();
    m_record.accountRead = true; // with the marks, in one transaction
    m_record.counts = m_rows.counts();
    return m_journal
        ->together([this] {
            return m_rows.keep(*m_journal, id()).and_then([this] { return m_journal->update(m_record); });
        })
        .map([this] { return m_rows.toSend(); });
}

/// What new people are given besides values: tagging and taking back need it when the file is gone.
Result<void> ImportWork::keepAdditions()
{
    if (m_plan.mapping.columnOf(Field::Tag) < 0 && m_plan.mapping.columnOf(Field::Note) < 0)
        return {};
    return m_comparison.eachNew([this](quint32 row, const Contact &wanted) {
        if (const Additions additions = additionsTo({}, wanted); !additions.isEmpty())
            m_rows.addPicture(row, {}, additions);
        return m_rows.keepPictures(*m_journal, id());
    });
}

Result<void> ImportWork::setState(ImportSummary::State state, int calls, double seconds)
{
    m_record.calls = m_callsBefore + calls;
    m_record.seconds = m_secondsBefore + seconds;
    m_record.state = static_cast<quint8>(state);
    return m_journal->update(m_record);
}

Result<QString> ImportWork::setOwnList(ImportRecord::OwnList state, const QString &listId)
{
    m_record.ownList = state;
    m_record.ownListId = listId;
    if (m_record.ownListName.isEmpty())
        m_record.ownListName = madeUpName(m_clock.now());
    return m_journal->update(m_record).map([this] { return m_record.ownListName; });
}

Result<QList<TagJob>> ImportWork::tagJobs()
{
    return ArrivedTags(*m_journal, m_record, m_rows).jobs(mayNameTags());
}

Result<void> ImportWork::setTagged()
{
    m_record.tagged = true;
    return m_journal->update(m_record);
}

Result<std::optional<ReadyBody>> ImportWork::nextBody()
{
    QStringList lists = m_plan.listIds;
    if (m_record.ownList == ImportRecord::OwnList::Made)
        lists.append(m_record.ownListId);
    return m_bodies.next(*m_journal, id(), lists);
}

Result<void> ImportWork::singleArrived(int body, const KnownContact &contact)
{
    m_comparison.arrived({contact}, true);
    return setSent(body, BodyQueue::singleActivity());
}

Result<void> ImportWork::arrived(const QList<KnownContact> &contacts)
{
    m_comparison.arrived(contacts, m_record.ownList == ImportRecord::OwnList::Made);
    return {};
}

QString ImportWork::exportPath() const
{
    return QStringLiteral("%1/import-%2-arrived.csv").arg(m_folder, id());
}

Result<void> ImportWork::lookedUp(const QList<KnownContact> &contacts)
{
    m_comparison.lookedUp(contacts);
    return {};
}

Result<qint64> ImportWork::endReadBack(const QHash<int, Activity> &activities)
{
    const auto judged = m_journal->together([this, &activities]() -> Result<void> {
        if (auto done = m_arrivals.judge(activities, *m_journal, id()); !done)
            return done;
        m_record.counts = m_rows.counts();
        return m_rows.keep(*m_journal, id()).and_then([this] { return m_journal->update(m_record); });
    });
    return judged.map([this] { return m_rows.toSend(); });
}

ImportEnd ImportWork::finish(ImportSummary::State state, std::optional<Error> error, int calls,
                             double seconds)
{
    const auto complain = [&error](const Result<void> &done) {
        if (!done && !error)
            error = done.error();
    };
    bool mayGoOn = state == ImportSummary::State::Paused;
    m_record.state = static_cast<quint8>(state);
    m_record.error = error;
    m_record.calls = m_callsBefore + calls;
    m_record.seconds = m_secondsBefore + seconds;
    if (!m_wasOver)
        m_record.counts = m_rows.counts();
    if (m_journal && !m_record.id.isEmpty() && m_wasOver) {
        complain(m_journal->update(m_record));
    } else if (m_journal && !m_record.id.isEmpty()) {
        complain(writeRefused());
        if (!mayGoOn)
            complain(dropBodies());
        const Result<void> kept = m_journal->together([this] {
            return m_rows.keep(*m_journal, id()).and_then([this] { return m_journal->update(m_record); });
        });
        complain(kept);
        if (!kept && !mayGoOn) { // the journal still has it under way: from there it is gone on with
            mayGoOn = true;
            m_record.state = static_cast<quint8>(ImportSummary::State::Paused);
        }
    }
    if (!mayGoOn && m_journal && !id().isEmpty()) {
        QFile::remove(copyPath());
        m_journal->removeLockFile(id());
    }
    m_lock.reset();
    ImportSummary summary = summaryOf(m_record);
    summary.activities = m_bodies.activityIds();
    if (error)
        summary.error = error->message;
    return {summary, error};
}

Result<void> ImportWork::dropBodies()
{
    const QString reason = Text::tr("Sent, but the service's answer for it could not be read.");
    for (const BodyRecord &body : m_bodies.out()) {
        for (const quint32 row : body.rows) {
            if (m_rows.at(row).pending)
                m_rows.answer(row, Outcome::NotSent, reason,
                              Text::tr("Import the file again: whoever arrived is unchanged then."));
        }
    }
    return m_bodies.dropAll(*m_journal, id());
}

Result<void> ImportWork::writeRefused()
{
    auto reasons =
        m_rows.keep(*m_journal, id()).and_then([this] { return m_journal->reasons(id(), 0, m_rows.size()); });
    if (!reasons)
        return tl::unexpected(reasons.error());
    reasons->removeIf(
        [this](const RowReason &reason) { return m_rows.at(reason.row).outcome != Outcome::Refused; });
    if (reasons->isEmpty() || m_noFile)
        return {};
    const RefusedFile written = writeRefusedRows(*m_plan.sheet, *reasons, m_plan.refusedFile, m_folder, id());
    if (!written.path.isEmpty())
        m_record.refusedFile = written.path;
    return written.done;
}

} // namespace rollcall
