#include "send/bodyqueue.h"

#include "send/singlerows.h"

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// So many refusals one after another, and no body taken in between, are not about single rows.
constexpr int mostRefusals = 12;

/// In the journal instead of a body's bytes.
const QByteArray singleMark = QByteArrayLiteral("single");

} // namespace

Result<void> BodyQueue::open(Journal &journal, const QString &importId)
{
    auto bodies = journal.bodies(importId);
    if (!bodies)
        return tl::unexpected(bodies.error());
    m_bodies = std::move(*bodies);
    for (BodyRecord &body : m_bodies) {
        if (body.state == BodyRecord::State::Sending)
            body.state = BodyRecord::State::Lost;
        if (body.state == BodyRecord::State::Written) {
            // It surely did not leave. Its rows are compared with the account anew: people may have
            // unsubscribed.
            body.state = BodyRecord::State::Dropped;
            if (auto dropped = journal.setBodyState(importId, body.number, body.state); !dropped)
                return dropped;
        }
        if (body.state == BodyRecord::State::Done || body.state == BodyRecord::State::Dropped)
            continue;
        for (const quint32 row : body.rows)
            m_rows.at(row).inBody = true;
    }
    return {};
}

Result<std::optional<ReadyBody>> BodyQueue::next(Journal &journal, const QString &importId,
                                                 const QStringList &listIds)
{
    if (!m_waiting.isEmpty())
        return kept(journal, importId, listIds, m_waiting.takeFirst());
    Body body;
    const auto written = write(listIds, body);
    if (!written)
        return tl::unexpected(written.error());
    if (!*written)
        return nextSingle(journal, importId, listIds);
    const BodyRecord record{
        static_cast<int>(m_bodies.size()), BodyRecord::State::Sending, body.rows, {}, m_clock.nowMs()};
    if (auto added = journal.addBody(importId, record, body.json); !added)
        return tl::unexpected(added.error());
    m_bodies.append(record);
    for (const quint32 row : body.rows)
        m_rows.at(row).inBody = true;
    return ReadyBody{record.number, body.json, std::ssize(body.rows), {}, false};
}

Result<std::optional<ReadyBody>> BodyQueue::kept(Journal &journal, const QString &importId,
                                                 const QStringList &listIds, int body)
{
    const std::vector<quint32> &rows = m_bodies.at(body).rows;
    const auto json = journal.bodyJson(importId, body);
    if (!json)
        return tl::unexpected(json.error());
    ReadyBody ready{body, *json, std::ssize(rows), {}, !m_rows.at(rows.front()).known};
    if (*json == singleMark) {
        auto contact = rowContact(m_plan, rows.front());
        if (!contact)
            return tl::unexpected(contact.error());
        ready.single = single(std::move(*contact), listIds);
    }
    if (auto done = set(journal, importId, body, BodyRecord::State::Sending, {}, m_clock.nowMs()); !done)
        return tl::unexpected(done.error());
    return ready;
}

/// After all bodies: somebody whom bulk cannot send. A body of one row in the journal, so that what is lost,
/// read back and gone on with is the same as for the others.
Result<std::optional<ReadyBody>> BodyQueue::nextSingle(Journal &journal, const QString &importId,
                                                       const QStringList &listIds)
{
    if (!m_singles)
        m_singles = std::make_unique<ContactReader>(m_plan);
    while (m_singles->next()) {
        const RowMark &mark = m_rows.at(m_singles->row());
        if (!mark.pending || mark.inBody || !goesSingly(m_plan, mark, m_singles->values()))
            continue;
        const BodyRecord record{static_cast<int>(m_bodies.size()),
                                BodyRecord::State::Sending,
                                {m_singles->row()},
                                {},
                                m_clock.nowMs()};
        if (auto added = journal.addBody(importId, record, singleMark); !added)
            return tl::unexpected(added.error());
        m_bodies.append(record);
        m_rows.at(m_singles->row()).inBody = true;
        return ReadyBody{record.number, {}, 1, single(m_singles->contact(), listIds), !mark.known};
    }
    const auto status = m_singles->status();
    m_singles.reset(); // who is to be sent again is before where it stands
    if (!status)
        return tl::unexpected(status.error());
    return std::nullopt;
}

/// As it leaves. Without a list of the import's own nobody is tagged afterwards.
Contact BodyQueue::single(Contact contact, const QStringList &listIds) const
{
    contact.listIds = listIds;
    if (m_plan.singly)
        contact.tagIds += m_plan.tagIds;
    return contact;
}

/// False: no row is to be sent any more.
Result<bool> BodyQueue::write(const QStringList &listIds, Body &body)
{
    while (!m_halves.empty()) {
        const auto half = writeHalf(listIds, body);
        if (!half || *half)
            return half;
    }
    if (!m_writer)
        m_writer = std::make_unique<BodyWriter>(m_plan, listIds);
    if (m_writer->next(body, [this](quint32 row, const RowValues &values) {
            const RowMark &mark = m_rows.at(row);
            return mark.pending && !mark.inBody && !goesSingly(m_plan, mark, values);
        }))
        return true;
    const auto status = m_writer->status();
    m_writer.reset(); // rows that are to be sent again later are before where it stands
    return status ? Result<bool>(false) : tl::unexpected(status.error());
}

Result<bool> BodyQueue::writeHalf(const QStringList &listIds, Body &body)
{
    const std::vector<quint32> rows = std::move(m_halves.front());
    m_halves.pop_front();
    BodyWriter writer(m_plan, listIds);
    const bool written = writer.next(body, [this, &rows](quint32 row, const RowValues &) {
        return m_rows.at(row).pending && !m_rows.at(row).inBody &&
               std::binary_search(rows.begin(), rows.end(), row);
    });
    if (!written && !writer.status())
        return tl::unexpected(writer.status().error());
    return written;
}

Result<void> BodyQueue::setSent(Journal &journal, const QString &importId, int body,
                                const QString &activityId)
{
    m_refusals = 0;
    return set(journal, importId, body, BodyRecord::State::Sent, activityId);
}

Result<void> BodyQueue::setLost(Journal &journal, const QString &importId, int body)
{
    return set(journal, importId, body, BodyRecord::State::Lost);
}

Result<void> BodyQueue::takeBack(Journal &journal, const QString &importId, int body)
{
    m_waiting.append(body);
    return set(journal, importId, body, BodyRecord::State::Written);
}

Result<void> BodyQueue::dropWaiting(Journal &journal, const QString &importId)
{
    for (const int body : std::exchange(m_waiting, {})) {
        if (auto closed = close(journal, importId, body, BodyRecord::State::Dropped); !closed)
            return closed;
    }
    return {};
}

Result<void> BodyQueue::split(Journal &journal, const QString &importId, int body, const Error &refusal)
{
    const std::vector<quint32> rows = m_bodies.at(body).rows;
    m_refusals += rows.size() > 1;
    if (rows.size() == 1 || m_refusals >= mostRefusals) {
        for (const quint32 row : rows)
            m_rows.answer(row, Outcome::Refused, refusal.message, refusal.hint, QStringLiteral("service"));
    } else {
        const auto middle = rows.begin() + std::ssize(rows) / 2;
        m_halves.emplace_back(rows.begin(), middle);
        m_halves.emplace_back(middle, rows.end());
    }
    return close(journal, importId, body, BodyRecord::State::Dropped);
}

Result<void> BodyQueue::leaveAlone(Journal &journal, const QString &importId, int body,
                                   const RowAnswer &answer)
{
    m_rows.answer(m_bodies.at(body).rows.front(), answer.outcome, answer.reason, answer.hint);
    return close(journal, importId, body, BodyRecord::State::Dropped);
}

QList<BodyRecord> BodyQueue::out() const
{
    QList<BodyRecord> out;
    for (const BodyRecord &body : m_bodies) {
        if (body.state == BodyRecord::State::Sent || body.state == BodyRecord::State::Lost ||
            body.state == BodyRecord::State::Sending)
            out.append(body);
    }
    return out;
}

std::vector<bool> BodyQueue::taken() const
{
    std::vector<bool> taken(static_cast<size_t>(m_rows.size()));
    for (const BodyRecord &body : m_bodies) {
        if (body.state != BodyRecord::State::Done)
            continue;
        for (const quint32 row : body.rows)
            taken[row] = true;
    }
    return taken;
}

Result<void> BodyQueue::close(Journal &journal, const QString &importId, int body, BodyRecord::State state)
{
    for (const quint32 row : m_bodies.at(body).rows)
        m_rows.at(row).inBody = false;
    return set(journal, importId, body, state);
}

Result<void> BodyQueue::dropAll(Journal &journal, const QString &importId)
{
    m_waiting.clear();
    m_halves.clear();
    for (const BodyRecord &body : std::as_const(m_bodies)) {
        if (body.state == BodyRecord::State::Done || body.state == BodyRecord::State::Dropped)
            continue;
        if (auto closed = close(journal, importId, body.number, BodyRecord::State::Dropped); !closed)
            return closed;
    }
    return {};
}

QStringList BodyQueue::activityIds() const
{
    QStringList ids;
    for (const BodyRecord &body : m_bodies) {
        if (!body.activityId.isEmpty() && body.activityId != singleActivity())
            ids.append(body.activityId);
    }
    return ids;
}

Result<void> BodyQueue::set(Journal &journal, const QString &importId, int body, BodyRecord::State state,
                            const QString &activityId, qint64 sent)
{
    BodyRecord &record = m_bodies[body];
    record.state = state;
    if (!activityId.isEmpty())
        record.activityId = activityId;
    if (sent != 0)
        record.sent = sent;
    return journal.setBodyState(importId, body, state, activityId, sent);
}

} // namespace rollcall
