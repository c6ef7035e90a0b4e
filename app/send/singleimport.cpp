#include "send/singleimport.h"

#include "send/contactpicture.h"
#include "send/rowmark.h"
#include "support/text.h"

namespace rollcall {
namespace {

using Kind = AddAnswer::Kind;

Outcome outcomeOf(Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return Outcome::Added;
    case Kind::Updated:
        return Outcome::Updated;
    case Kind::Unchanged:
        return Outcome::Unchanged;
    case Kind::Unsubscribed:
        return Outcome::Unsubscribed;
    case Kind::Exists:
    case Kind::Deleted:
        return Outcome::LeftOut;
    case Kind::Queued:
        return Outcome::NotSent;
    }
    Q_UNREACHABLE();
}

} // namespace

Result<void> SingleImport::begin(Journal &journal, const OutboxItem &item)
{
    m_begun = m_clock.nowMs();
    m_item = item;
    m_item.since = m_begun;
    m_record = recordOf(m_item);
    m_record.state = static_cast<quint8>(ImportSummary::State::Sending);
    // Locked before anybody can see it.
    auto kept = journal.together([&]() -> Result<void> {
        const auto id = keepSingle(journal, m_record, bodyOf(m_item));
        if (!id)
            return tl::unexpected(id.error());
        m_record.id = *id;
        m_item.id = id->toLongLong();
        auto lock = journal.lock(*id);
        if (!lock)
            return tl::unexpected(lock.error());
        m_lock = std::move(*lock);
        return {};
    });
    if (!kept)
        m_lock.reset();
    return kept;
}

Result<void> SingleImport::take(Journal &journal, qint64 id)
{
    m_begun = m_clock.nowMs();
    const QString importId = QString::number(id);
    auto lock = journal.lock(importId);
    if (!lock)
        return tl::unexpected(lock.error());
    const auto gone =
        failure(Error::Kind::Usage, Text::tr("This person does not wait in the outbox any more."));
    if (!*lock)
        return gone;
    const auto single = journal.openSingle(importId);
    if (!single)
        return tl::unexpected(single.error());
    if (!*single) {
        journal.removeLockFile(importId);
        return gone;
    }
    m_lock = std::move(*lock);
    m_record = (*single)->import;
    m_item = itemOf(**single);
    m_mayBeThere = (*single)->state == BodyRecord::State::Sending;
    if (!m_mayBeThere)
        return {};
    const auto pictures = journal.pictures(importId, 0, 1);
    if (!pictures)
        return tl::unexpected(pictures.error());
    if (!pictures->isEmpty() && !pictures->first().contactId.isEmpty()) // else they were new
        m_before = fromPicture(pictures->first().picture);
    return {};
}

void SingleImport::setLists(const QStringList &ids, const QStringList &names)
{
    m_item.contact.listIds = ids;
    m_item.listNames = names;
    m_item.wantedLists.clear();
    m_record.listIds = ids;
    m_record.listNames = names;
}

void SingleImport::setTags(const QStringList &ids)
{
    m_item.contact.tagIds = ids;
    m_item.wantedTags.clear();
    m_record.tagIds = ids;
}

Result<void> SingleImport::leave(Journal &journal, const std::optional<KnownContact> &before)
{
    m_record.error.reset();
    RowMark mark;
    mark.pending = true;
    mark.known = before.has_value();
    auto kept = journal.together([&]() -> Result<void> {
        const KnownContact known = before.value_or(KnownContact());
        const Additions additions = additionsTo(known, m_item.contact);
        if (before || !additions.isEmpty()) {
            // As they are now: what was sent before did not arrive, or is no longer what is there.
            if (auto done = journal.replacePicture(id(), {0, known.id, toPicture(known, additions)}); !done)
                return done;
        }
        return journal.setMarks(id(), {mark.toByte()})
            .and_then([&] {
                return journal.setBodyState(id(), 0, BodyRecord::State::Sending, {}, m_clock.nowMs());
            })
            .and_then([&] { return journal.update(m_record); });
    });
    m_left = m_left || kept;
    return kept;
}

void SingleImport::giveUp(Journal &journal)
{
    if (journal.remove(id()))
        journal.removeLockFile(id());
    m_lock.reset();
}

AddAnswer SingleImport::inTruth(const AddAnswer &answer) const
{
    AddAnswer told = answer;
    told.importId = id();
    const bool isThere = answer.kind == Kind::Exists || answer.kind == Kind::Unchanged;
    if (isThere && m_mayBeThere && answer.differences.isEmpty()) {
        told.kind = m_before ? Kind::Updated : Kind::Added;
        if (m_before)
            told.differences = differences(m_before->contact, answer.contact.contact);
    }
    return told;
}

Result<AddAnswer> SingleImport::end(Journal &journal, const AddAnswer &answer, int calls)
{
    const AddAnswer told = inTruth(answer);
    QByteArray touched;
    if (told.kind == Kind::Added || told.kind == Kind::Updated)
        touched = toTouched(told.contact.id, told.contact.contact);
    return finish(journal, outcomeOf(told.kind), {0, {}, notTakenBecause(told.kind), {}}, touched, calls)
        .map([&told] { return told; });
}

Result<void> SingleImport::endRefused(Journal &journal, const Error &refusal, int calls)
{
    return finish(journal, Outcome::Refused, {0, QStringLiteral("service"), refusal.message, refusal.hint},
                  {}, calls);
}

Result<void> SingleImport::finish(Journal &journal, Outcome outcome, const RowReason &reason,
                                  const QByteArray &touched, int calls)
{
    RowMark mark;
    mark.outcome = outcome;
    mark.known = outcome != Outcome::Added;
    m_record.state = static_cast<quint8>(ImportSummary::State::Done);
    m_record.accountRead = true;
    m_record.counts = QList<qint64>(static_cast<int>(Outcome::Count), 0);
    m_record.counts[static_cast<int>(outcome)] = 1;
    m_record.calls += calls;
    m_record.seconds += static_cast<double>(m_clock.nowMs() - m_begun) / 1000;
    m_record.error.reset();
    auto kept = journal.together([&] {
        return journal.setMarks(id(), {mark.toByte()})
            .and_then([&] { return journal.setReasons(id(), {reason}); })
            .and_then([&] { return touched.isEmpty() ? Result<void>() : journal.setTouched(id(), touched); })
            .and_then([&] { return journal.setBodyState(id(), 0, BodyRecord::State::Done); })
            .and_then([&] { return journal.update(m_record); });
    });
    if (kept)
        journal.removeLockFile(id());
    m_lock.reset();
    return kept;
}

Result<AddAnswer> SingleImport::wait(Journal &journal, const Error &why, bool isKnown, int calls)
{
    const bool mayBeThere = !isKnown && (m_left || m_mayBeThere);
    m_record.state = static_cast<quint8>(ImportSummary::State::Waiting);
    m_record.error = why;
    m_record.calls += calls;
    const auto kept = journal.together([&] {
        return journal.setReasons(id(), {{0, {}, why.message, why.hint}})
            .and_then([&] {
                return journal.setBodyState(
                    id(), 0, mayBeThere ? BodyRecord::State::Sending : BodyRecord::State::Written);
            })
            .and_then([&] { return journal.update(m_record); });
    });
    m_lock.reset();
    AddAnswer told;
    told.kind = Kind::Queued;
    told.contact.contact = m_item.contact;
    told.importId = id();
    told.why = why;
    return kept.map([&told] { return told; });
}

} // namespace rollcall
