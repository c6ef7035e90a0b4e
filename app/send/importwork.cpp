#include "send/importwork.h"

#include "send/arrivedtags.h"
#include "send/contactmerge.h"
#include "send/contactpicture.h"
#include "send/history.h"
#include "send/keptplan.h"
#include "send/polling.h"
#include "send/refusedrows.h"
#include "support/text.h"

#include <QDateTime>
#include <QFile>
#include <QUuid>

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

QString ImportWork::copyPath() const
{
    return QStringLiteral("%1/import-%2.csv").arg(m_folder, id());
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

Result<void> ImportWork::setCancelled()
{
    if (!m_lock || m_record.cancelled)
        return {}; // it never came to the journal, or is not ours any more
    m_record.cancelled = true;
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

Result<void> ImportWork::leaveAlone(int body, const RowAnswer &answer,
                                    const std::optional<KnownContact> &asWanted)
{
    if (asWanted && m_bodies.wasSentBefore(body)) // that arrived, only its answer got lost
        return singleArrived(body, *asWanted);
    return m_bodies.leaveAlone(*m_journal, id(), body, answer);
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
        // Some may wait where a person stopped it, or a body could not be made.
        auto done = m_bodies.dropWaiting(*m_journal, id()).and_then([this, &activities] {
            return m_arrivals.judge(activities, *m_journal, id());
        });
        if (!done)
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
    if (!id().isEmpty())
        QFile::remove(exportPath()); // reading back may have been dropped while that came
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
