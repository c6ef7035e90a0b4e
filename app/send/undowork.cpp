#include "send/undowork.h"

#include "contact/emailaddress.h"
#include "send/accountreader.h"
#include "send/bulkrow.h"
#include "send/contactmerge.h"
#include "send/contactpicture.h"
#include "send/history.h"
#include "send/keptplan.h"
#include "send/rowmark.h"
#include "send/temporarylist.h"
#include "storage/rowaddresses.h"
#include "support/text.h"

#include <QUuid>

#include <algorithm>

namespace rollcall {
namespace {

constexpr qint64 mostLookedUp = 2000;

bool hasToBecomeEmpty(const Contact &before, const Contact &now)
{
    const QList<FieldDifference> all = differences(now, before);
    return std::any_of(all.cbegin(), all.cend(),
                       [](const FieldDifference &one) { return one.after.isEmpty(); });
}

} // namespace

UndoWork::UndoWork(QString importId, QString journalFolder, const Clock &clock)
    : m_importId(std::move(importId))
    , m_folder(std::move(journalFolder))
    , m_clock(clock)
{}

UndoWork::~UndoWork() = default;

Result<QStringList> UndoWork::begin(bool isMeant)
{
    auto journal = Journal::open(m_folder);
    if (!journal)
        return tl::unexpected(journal.error());
    m_journal = std::move(*journal);
    if (auto taken = takeUp(); !taken)
        return tl::unexpected(taken.error());
    if (isMeant && m_record.state != static_cast<quint8>(ImportSummary::State::Done)) {
        m_record.state = static_cast<quint8>(ImportSummary::State::Waiting);
        if (auto kept = m_journal->setUndo(m_record); !kept)
            return tl::unexpected(kept.error());
    }
    QStringList addresses;
    const auto read =
        eachAddress(*m_journal, m_importId, std::ssize(m_steps), [&](quint32 row, const QByteArray &email) {
            if (!isToBeDone(step(row)))
                return true;
            const QString address = normalisedEmail(QString::fromUtf8(email));
            const QByteArray bytes = address.toUtf8();
            m_index.add(row, {bytes.constData(), static_cast<size_t>(bytes.size())});
            ++m_touchedRows;
            if (m_touchedRows <= mostLookedUp)
                addresses.append(address);
            return true;
        });
    if (!read)
        return tl::unexpected(read.error());
    m_index.sort();
    return m_touchedRows <= mostLookedUp ? addresses : QStringList();
}

Result<void> UndoWork::takeUp()
{
    auto import = m_journal->record(m_importId);
    if (!import)
        return tl::unexpected(import.error());
    if (!isOver(static_cast<ImportSummary::State>(import->state)))
        return failure(Error::Kind::Usage, Text::tr("This import has not come to its end yet."),
                       Text::tr("Go on with it, or cancel it, before taking it back."));
    auto lock = m_journal->lock(m_importId);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!*lock)
        return failure(Error::Kind::Usage,
                       Text::tr("Another Rollcall on this computer is working on this import."));
    m_lock = std::move(*lock);
    const auto marks = m_journal->marks(m_importId);
    const auto done = m_journal->undoMarks(m_importId);
    const auto touched = m_journal->touched(m_importId);
    const auto record = m_journal->undo(m_importId);
    if (!marks || !done || !touched || !record)
        return tl::unexpected(!marks     ? marks.error()
                              : !done    ? done.error()
                              : !touched ? touched.error()
                                         : record.error());
    const UndoRecord known =
        record->value_or(UndoRecord{m_importId, m_clock.nowMs(), 0, {}, {}, {}, 0, 0, 0, 0, 0});
    if (known.state == static_cast<quint8>(ImportSummary::State::Done) && known.failed == 0 &&
        !TemporaryList::isLeft(known.ownList))
        return failure(Error::Kind::Usage, Text::tr("This import was taken back already."),
                       Text::tr("Nothing was changed now. Import the file again to have it back."));
    m_record = known;
    m_callsBefore = m_record.calls;
    m_fields = keptFields(import->plan);
    m_trace = ImportTrace(*m_journal, std::move(*import), *touched);
    m_met.resize(marks->size());
    for (size_t row = 0; row < marks->size(); ++row) {
        const Outcome outcome = RowMark::fromByte((*marks)[row]).outcome;
        const bool begunBefore = done->size() == marks->size();
        const UndoStep before = begunBefore ? static_cast<UndoStep>((*done)[row]) : UndoStep::Failed;
        if (before != UndoStep::Failed) // what failed is tried again
            m_steps.push_back(before);
        else
            m_steps.push_back(outcome == Outcome::Added     ? UndoStep::Remove
                              : outcome == Outcome::Updated ? UndoStep::Restore
                                                            : UndoStep::None);
    }
    return {};
}

void UndoWork::beginLook()
{
    ++m_looks;
    std::fill(m_met.begin(), m_met.end(), false);
}

Result<void> UndoWork::look(const QList<KnownContact> &contacts)
{
    m_contactsRead += contacts.size();
    std::optional<Error> failed;
    for (const KnownContact &now : contacts) {
        m_index.visit(normalisedEmail(now.contact.email), [&](quint32 row) {
            if (failed || !isToBeDone(step(row)))
                return;
            if (auto done = lookAt(row, now); !done)
                failed = done.error();
        });
    }
    return failed ? tl::unexpected(*failed) : Result<void>();
}

Result<void> UndoWork::lookAt(quint32 row, const KnownContact &now)
{
    const QString theirs = m_trace.contactId(row);
    if (!theirs.isEmpty() && !now.id.isEmpty() && now.id != theirs)
        return {}; // the address is there twice, and this is not whom the import touched
    m_met[row] = true;
    m_trace.setContactId(row, now.id);
    if (step(row) == UndoStep::Restore || step(row) == UndoStep::Restoring)
        return lookAtChanged(row, now);
    return lookAtAdded(row, now);
}

Result<void> UndoWork::lookAtAdded(quint32 row, const KnownContact &now)
{
    const auto given = m_trace.given(row);
    if (!given)
        return tl::unexpected(given.error());
    if (now.deleted)
        settle(row, step(row) == UndoStep::Removing ? UndoStep::Removed : UndoStep::Left,
               Text::tr("Deleted already."));
    else if (now.permission == Permission::Unsubscribed)
        settle(row, UndoStep::Left, Text::tr("This person ended the subscription since; that stays."));
    else if (!m_trace.isOnlyOurs(row, {{}, *given}, now))
        settle(row, UndoStep::Left, Text::tr("Changed since the import."));
    else if (mayTryAgain())
        m_batches.add(UndoBatch::Kind::Delete, row);
    else
        settle(row, UndoStep::Failed, Text::tr("The service did not delete this contact."));
    return {};
}

Result<void> UndoWork::lookAtChanged(quint32 row, const KnownContact &now)
{
    const auto trace = m_trace.row(row);
    if (!trace && trace.error().kind == Error::Kind::Usage) {
        settle(row, UndoStep::Left, trace.error().message);
        return {};
    }
    if (!trace)
        return tl::unexpected(trace.error());
    const KnownContact &old = trace->before;
    const bool hasOldValues = fingerprint(now.contact) == fingerprint(old.contact);
    if (m_trace.isAsBefore(*trace, now))
        settle(row, step(row) == UndoStep::Restoring ? UndoStep::Restored : UndoStep::Left,
               Text::tr("As before the import already."));
    else if (now.permission == Permission::Unsubscribed)
        settle(row, UndoStep::Left, Text::tr("This person ended the subscription since; that stays."));
    else if (now.deleted)
        settle(row, UndoStep::Left, Text::tr("Deleted since the import."));
    else if (old.deleted && !m_trace.isOnlyOurs(row, *trace, now))
        settle(row, UndoStep::Left, Text::tr("Changed since the import."));
    else if (mayLackParts(old, now.contact))
        settle(row, UndoStep::Left, Text::tr("Not all of what this contact was like before is known."));
    else if (!m_trace.isAsLeft(row, now) && !hasOldValues)
        settle(row, isVerifying() ? UndoStep::Failed : UndoStep::Left,
               isVerifying() ? Text::tr("The service did not bring everything back.")
                             : Text::tr("Changed since the import."));
    else if (mayTryAgain())
        plan(row, *trace, now);
    else
        settle(row, UndoStep::Failed, Text::tr("The service did not bring everything back."));
    return {};
}

/// The cheapest ways back to how somebody was.
void UndoWork::plan(quint32 row, const RowTrace &trace, const KnownContact &now)
{
    const Contact &old = trace.before.contact;
    if (trace.before.deleted) {
        m_batches.add(UndoBatch::Kind::Delete, row);
        return;
    }
    const bool values = fingerprint(now.contact) != fingerprint(old);
    const bool isSingle = m_trace.import().kind == ImportRecord::Kind::Single;
    if (isSingle || m_trace.hasNote(trace, now) ||
        (values && (hasToBecomeEmpty(old, now.contact) || !isBulkable(old, m_fields)))) {
        m_batches.addSingle(row); // with its lists and tags
        return;
    }
    if (values)
        m_batches.addValues(row);
    if (const QStringList lists = m_trace.lists(trace, now); !lists.isEmpty())
        m_batches.add(UndoBatch::Kind::Leave, row, lists);
    // One by one: people of one tag are many, people of the same tags may be few.
    for (const QString &tag : m_trace.tags(trace, now))
        m_batches.add(UndoBatch::Kind::Untag, row, {tag});
}

void UndoWork::settle(quint32 row, UndoStep result, const QString &why)
{
    step(row) = result;
    if ((result == UndoStep::Left || result == UndoStep::Failed) && m_why.size() < UndoReceipt::mostNamed)
        m_why.emplace_back(row, why);
}

/// Rows whose people are not in the account at all.
void UndoWork::settleUnmet()
{
    for (quint32 row = 0; row < m_steps.size(); ++row) {
        if (!isToBeDone(step(row)) || m_met[row])
            continue;
        if (step(row) == UndoStep::Removing)
            settle(row, UndoStep::Removed);
        else
            settle(row, isVerifying() ? UndoStep::Failed : UndoStep::Left,
                   Text::tr("No longer in the account."));
    }
}

Result<UndoReceipt> UndoWork::endLook()
{
    settleUnmet();
    auto told = receipt(false);
    if (told) {
        told->state = ImportSummary::State::Forecast;
        told->calls = estimatedCalls();
    }
    return told;
}

int UndoWork::estimatedCalls() const
{
    const auto reading =
        static_cast<int>(std::min<qint64>(m_touchedRows, AccountReader::pagesFor(m_contactsRead)));
    return m_batches.calls() + 2 * reading + (m_batches.haveValues() ? 2 : 0);
}

Result<bool> UndoWork::commit()
{
    for (UndoStep &one : m_steps) {
        if (one == UndoStep::Remove)
            one = UndoStep::Removing;
        else if (one == UndoStep::Restore)
            one = UndoStep::Restoring;
    }
    m_record.state = static_cast<quint8>(ImportSummary::State::Sending);
    return keep().map(
        [this] { return m_batches.haveValues() || m_record.ownList == ImportRecord::OwnList::Wanted; });
}

Result<QString> UndoWork::setOwnList(ImportRecord::OwnList state, const QString &id)
{
    // The name of one that is being deleted is taken for a while.
    const bool needsName =
        state == ImportRecord::OwnList::Wanted && m_record.ownList == ImportRecord::OwnList::Gone;
    m_record.ownList = state;
    m_record.ownListId = id;
    if (m_record.ownListName.isEmpty() || needsName) {
        m_record.ownListName = QStringLiteral("Rollcall undo %1 %2")
                                   .arg(m_clock.now().toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                                        QUuid::createUuid().toString(QUuid::WithoutBraces).left(13));
    }
    return m_journal->setUndo(m_record).map([this] { return m_record.ownListName; });
}

Result<void> UndoWork::keep()
{
    std::vector<quint8> bytes;
    bytes.reserve(m_steps.size());
    for (const UndoStep one : m_steps)
        bytes.push_back(static_cast<quint8>(one));
    return m_journal->together([&] {
        return m_journal->setUndo(m_record).and_then(
            [&] { return m_journal->setUndoMarks(m_importId, bytes); });
    });
}

Result<std::optional<UndoBatch>> UndoWork::nextBatch()
{
    return m_batches.next(m_trace, m_fields, m_record.ownListId);
}

Result<std::optional<UndoSingle>> UndoWork::nextSingle()
{
    const auto row = m_batches.nextSingle();
    if (!row)
        return std::nullopt;
    return m_trace.row(*row).map([&row](const RowTrace &trace) {
        return std::optional(UndoSingle{*row, trace.before.contact.email});
    });
}

Result<std::optional<KnownContact>> UndoWork::restored(quint32 row, const std::optional<KnownContact> &now)
{
    const auto trace = m_trace.row(row);
    if (!trace)
        return tl::unexpected(trace.error());
    // Looked at again a moment ago: somebody may have changed it, or unsubscribed, since the account was
    // read.
    if (!now || now->deleted || now->permission == Permission::Unsubscribed || !m_trace.isAsLeft(row, *now)) {
        settle(row, UndoStep::Left, Text::tr("Changed since the import."));
        return std::nullopt;
    }
    return m_trace.asBefore(*trace, *now);
}

Result<std::optional<UndoReceipt>> UndoWork::endRound(int calls)
{
    settleUnmet();
    if (!m_batches.isEmpty())
        return keep().map([] { return std::optional<UndoReceipt>(); });
    return done(calls).map([](const UndoReceipt &receipt) { return std::optional(receipt); });
}

Result<UndoReceipt> UndoWork::done(int calls)
{
    auto told = receipt(true);
    if (!told)
        return told;
    told->state = ImportSummary::State::Done;
    told->calls = m_callsBefore + calls;
    m_record.state = static_cast<quint8>(told->state);
    m_record.removed = told->removed;
    m_record.restored = told->restored;
    m_record.left = told->left;
    m_record.failed = told->failed;
    m_record.calls = told->calls;
    if (auto kept = keep(); !kept)
        return tl::unexpected(kept.error());
    m_journal->removeLockFile(m_importId);
    m_lock.reset();
    return told;
}

UndoReceipt UndoWork::interrupt(int calls)
{
    // The journal cannot even be opened where nothing can be written.
    auto told = m_journal ? receipt(true).value_or(UndoReceipt{}) : UndoReceipt{};
    told.state = ImportSummary::State::Paused;
    told.calls = m_callsBefore + calls;
    if (m_journal && m_record.state != 0) {
        m_record.state = static_cast<quint8>(told.state);
        m_record.calls = told.calls;
        (void)keep(); // the marks on the disk are true also without
    }
    m_lock.reset();
    return told;
}

void UndoWork::rest()
{
    if (m_journal && m_record.state != 0 && m_record.state != quint8(ImportSummary::State::Done)) {
        m_record.state = static_cast<quint8>(ImportSummary::State::Cancelled);
        (void)m_journal->setUndo(m_record); // else the next start goes on with it
    }
}

Result<UndoReceipt> UndoWork::receipt(bool onlyWhatIsDone)
{
    std::sort(m_why.begin(), m_why.end());
    UndoReceipt told = counted(m_steps, onlyWhatIsDone);
    return named(*m_journal, m_importId, m_why).map([&told](const QList<RowAnswer> &answers) {
        told.named = answers;
        return told;
    });
}

} // namespace rollcall
