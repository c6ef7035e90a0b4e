#include "send/history.h"

#include "send/rowmark.h"
#include "support/text.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <ranges>

namespace rollcall {
namespace {

QString stateOfUnanswered(BodyRecord::State state)
{
    if (state == BodyRecord::State::Sent)
        return Text::tr("Sent; the service's answer has not been read yet.");
    return Text::tr("May have been sent; whether it arrived is not known yet.");
}

} // namespace

/// What is needed of all rows to tell about some.
struct History::Rows
{
    std::vector<RowMark> marks;
    std::vector<std::pair<quint32, BodyRecord::State>> out; ///< rows in bodies that may have left, by row
};

bool isOver(ImportSummary::State state)
{
    return state == ImportSummary::State::Done || state == ImportSummary::State::Cancelled ||
           state == ImportSummary::State::Failed || state == ImportSummary::State::Forecast;
}

bool wasPausedByPerson(const ImportSummary &import)
{
    return import.state == ImportSummary::State::Paused && import.error.isEmpty();
}

bool wasStoppedByPerson(const UndoRecord &undo)
{
    return undo.state == static_cast<quint8>(ImportSummary::State::Cancelled);
}

ImportSummary summaryOf(const ImportRecord &record)
{
    ImportSummary summary;
    summary.id = record.id;
    (record.kind == ImportRecord::Kind::File ? summary.file : summary.email) = record.file;
    summary.state = static_cast<ImportSummary::State>(record.state);
    summary.isStopped = record.cancelled && !isOver(summary.state);
    const auto started = QDateTime::fromMSecsSinceEpoch(record.started, QTimeZone::utc());
    summary.started = started.toUTC().toString(Qt::ISODate); // toUTC(): else older Qt writes +00:00 for Z
    summary.lists = record.listNames;
    summary.source = record.source;
    summary.rows = record.rows;
    for (qsizetype i = 0; i < std::min<qsizetype>(record.counts.size(), std::ssize(summary.counts)); ++i)
        summary.counts[i] = record.counts.at(i);
    summary.calls = record.calls;
    summary.seconds = record.seconds;
    summary.refusedFile = record.refusedFile;
    summary.error = record.error ? record.error->message : QString();
    return summary;
}

Result<QList<ImportSummary>> History::imports()
{
    const auto records = m_journal.records();
    if (!records)
        return tl::unexpected(records.error());
    QList<ImportSummary> imports;
    for (const ImportRecord &record : *records)
        imports.append(summaryOf(record));
    return imports;
}

Result<ImportSummary> History::import(const QString &importId)
{
    const auto record = m_journal.record(importId);
    const auto bodies = m_journal.bodies(importId);
    if (!record || !bodies)
        return tl::unexpected(record ? bodies.error() : record.error());
    ImportSummary summary = summaryOf(*record);
    for (const BodyRecord &body : *bodies) {
        if (!body.activityId.isEmpty())
            summary.activities.append(body.activityId);
    }
    return summary;
}

Result<QList<ImportSummary>> History::interrupted()
{
    const auto all = imports();
    if (!all)
        return all;
    QList<ImportSummary> left;
    for (const ImportSummary &one : *all | std::views::reverse) {
        if (isOver(one.state) || one.isSingle())
            continue;
        const Result<bool> isResting = m_journal.isResting(one.id);
        if (!isResting)
            return tl::unexpected(isResting.error());
        if (*isResting)
            left.append(one);
    }
    return left;
}

Result<History::Rows> History::rows(const QString &importId)
{
    const auto bytes = m_journal.marks(importId);
    const auto bodies = m_journal.bodies(importId);
    if (!bytes || !bodies)
        return tl::unexpected(bytes ? bodies.error() : bytes.error());
    Rows rows;
    rows.marks.reserve(bytes->size());
    for (const quint8 byte : *bytes)
        rows.marks.push_back(RowMark::fromByte(byte));
    for (const BodyRecord &body : *bodies) {
        if (body.state == BodyRecord::State::Sending || body.state == BodyRecord::State::Sent ||
            body.state == BodyRecord::State::Lost) {
            for (const quint32 row : body.rows)
                rows.out.emplace_back(row, body.state);
        }
    }
    std::sort(rows.out.begin(), rows.out.end());
    return rows;
}

Result<QList<RowAnswer>> History::block(const QString &importId, Rows &rows, int block)
{
    const qint64 first = qint64(block) * Journal::blockSize;
    const qint64 end = std::min<qint64>(first + Journal::blockSize, std::ssize(rows.marks));
    const auto places = m_journal.block(importId, block);
    const auto reasons = m_journal.reasons(importId, first, end);
    if (!places || !reasons)
        return tl::unexpected(places ? reasons.error() : places.error());
    QList<RowAnswer> answers;
    answers.reserve(end - first);
    auto reason = reasons->cbegin();
    auto out = std::lower_bound(rows.out.cbegin(), rows.out.cend(), first,
                                [](const auto &one, qint64 row) { return one.first < row; });
    for (qint64 row = first; row < end; ++row) {
        const auto index = static_cast<size_t>(row - first);
        RowAnswer answer{row, 0, 0, {}, rows.marks[static_cast<size_t>(row)].outcome, {}, {}, {}};
        if (index < places->lines.size() && index < places->numbers.size()) {
            answer.line = places->lines[index];
            answer.number = places->numbers[index];
            answer.email = QString::fromUtf8(places->emails.value(row - first));
        }
        for (; reason != reasons->cend() && reason->row == row; ++reason) {
            answer.by = reason->by;
            answer.reason = reason->reason;
            answer.hint = reason->hint;
        }
        for (; out != rows.out.cend() && out->first == row; ++out) {
            if (rows.marks[static_cast<size_t>(row)].pending)
                answer.reason = stateOfUnanswered(out->second);
        }
        answers.append(answer);
    }
    return answers;
}

Result<QList<RowAnswer>> History::answers(const QString &importId, std::optional<Outcome> outcome,
                                          qint64 offset, qint64 limit)
{
    auto all = rows(importId);
    if (!all)
        return tl::unexpected(all.error());
    QList<RowAnswer> found;
    int loaded = -1;
    QList<RowAnswer> answers;
    for (qint64 row = 0; row < std::ssize(all->marks) && found.size() < limit; ++row) {
        if (outcome && all->marks[static_cast<size_t>(row)].outcome != *outcome)
            continue;
        if (offset-- > 0)
            continue;
        const int wanted = static_cast<int>(row / Journal::blockSize);
        if (loaded != wanted) {
            auto next = block(importId, *all, wanted);
            if (!next)
                return next;
            answers = std::move(*next);
            loaded = wanted;
        }
        found.append(answers.at(row % Journal::blockSize));
    }
    return found;
}

Result<void> History::eachAnswer(const QString &importId, const std::function<bool(const RowAnswer &)> &take)
{
    auto all = rows(importId);
    if (!all)
        return tl::unexpected(all.error());
    for (qint64 first = 0; first < std::ssize(all->marks); first += Journal::blockSize) {
        const auto answers = block(importId, *all, static_cast<int>(first / Journal::blockSize));
        if (!answers)
            return tl::unexpected(answers.error());
        for (const RowAnswer &answer : *answers) {
            if (!take(answer))
                return {};
        }
    }
    return {};
}

} // namespace rollcall
