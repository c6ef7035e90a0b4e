#include "send/forecastwork.h"

#include "net/pacer.h"
#include "send/accountreader.h"
#include "send/bodies.h"
#include "send/contactpicture.h"
#include "send/planparts.h"
#include "send/polling.h"
#include "send/singlerows.h"

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

/// Ready rows: the others are not sent at all.
qint64 rowsWithTooManyPhones(const ImportPlan &plan)
{
    qint64 rows = 0;
    qint64 last = -1;
    for (const Problem &problem : plan.check->problems) {
        const bool counts = problem.kind == ProblemKind::PhonesTooMany && problem.row != last &&
                            plan.check->states.at(problem.row) == RowState::Ready;
        if (counts) {
            ++rows;
            last = problem.row;
        }
    }
    return rows;
}

QStringList columnsNotSent(const ImportPlan &plan)
{
    QStringList headers;
    for (qsizetype column = 0; column < plan.mapping.size(); ++column) {
        const Field field = plan.mapping.at(column).field;
        if (field == Field::ConsentDate || field == Field::ConsentSource)
            headers.append(plan.sheet->headers().value(column, fieldLabel(field)));
    }
    return headers;
}

} // namespace

ForecastWork::ForecastWork(ImportPlan plan)
    : m_plan(std::move(plan))
    , m_comparison(m_plan, m_rows)
{
    m_plan.kept = std::make_shared<KeptFields>(); // not shared with whoever else has the plan
    m_plan.tags = std::make_shared<NamedTags>();
    for (qsizetype i = 0; i < m_plan.listIds.size(); ++i)
        m_names.insert(m_plan.listIds.at(i), m_plan.listNames.value(i, m_plan.listIds.at(i)));
    for (qsizetype i = 0; i < m_plan.tagIds.size(); ++i)
        m_names.insert(m_plan.tagIds.at(i), m_plan.tagNames.value(i, m_plan.tagIds.at(i)));
    m_comparison.setChanged(
        [this](quint32 row, const KnownContact &known, const Contact &wanted) { note(row, known, wanted); });
}

Result<QStringList> ForecastWork::begin()
{
    m_rows.open(m_plan);
    return m_comparison.index(m_stop).and_then([this] { return m_comparison.addresses(); });
}

void ForecastWork::know(const QList<ContactTag> &tags)
{
    m_plan.tags->know(tags);
    for (const ContactTag &tag : tags)
        m_names.insert(tag.id, tag.name);
    m_newTags = m_plan.tags->missing();
    QList<ContactTag> made;
    for (const QString &name : std::as_const(m_newTags)) {
        made.append({madeUpId(name), name}); // nobody has it
        m_names.insert(made.last().id, name);
    }
    m_plan.tags->know(made);
}

/// The account's own fields by their names.
QString ForecastWork::label(const FieldDifference &difference) const
{
    for (const CustomField &field : m_plan.customFields) {
        if (difference.field == QLatin1String("cf:") + field.id)
            return field.label;
    }
    return difference.label;
}

/// Lists, tags and what is chosen by their names, not their ids.
QString ForecastWork::words(const FieldDifference &difference, const QString &value) const
{
    if (difference.field.startsWith(QLatin1String("list:")) ||
        difference.field.startsWith(QLatin1String("tag:")))
        return m_names.value(value, value);
    if (!difference.field.startsWith(QLatin1String("cf:")))
        return value;
    QStringList names;
    for (const CustomField &field : m_plan.customFields) {
        if (difference.field != QLatin1String("cf:") + field.id || field.choices.isEmpty())
            continue;
        for (const CustomField::Choice &choice : field.choices) {
            if (value.split(QLatin1String(", ")).contains(choice.id))
                names.append(choice.label);
        }
    }
    return names.isEmpty() ? value : names.join(QLatin1String(", "));
}

void ForecastWork::note(quint32 row, const KnownContact &known, const Contact &wanted)
{
    Contact target = wanted;
    target.listIds = m_plan.listIds;
    target.tagIds += m_plan.tagIds;
    if (const QStringList tags = additionsTo(known, wanted).tagIds; !tags.isEmpty())
        m_tagsOfKnown.insert(row, tags);
    QList<FieldDifference> changed = differences(known.contact, merged(known, target).contact);
    QStringList seen; // a new list is one change, however many lists
    for (FieldDifference &one : changed) {
        one.label = label(one);
        one.before = words(one, one.before);
        one.after = words(one, one.after);
        if (!seen.contains(one.label)) {
            seen.append(one.label);
            ++m_changedFields[one.label];
        }
    }
    m_joining += std::any_of(changed.cbegin(), changed.cend(), [](const FieldDifference &one) {
        return one.field.startsWith(QLatin1String("list:"));
    });
    m_revived += known.deleted;
    if (m_changes.size() < ForecastResult::mostChanges) {
        const Sheet &sheet = *m_plan.sheet;
        const auto emailColumn = static_cast<int>(m_plan.mapping.columnOf(Field::Email));
        m_changes.append({sheet.numberOf(row), sheet.lineOf(row), sheet.cell(row, emailColumn), changed});
    }
}

Result<ForecastResult> ForecastWork::result(int callsForReading)
{
    if (m_plan.whom == Whom::OnlyKnown)
        m_comparison.leaveOutNew();
    const auto bodies = countBodies();
    if (!bodies)
        return tl::unexpected(bodies.error());
    const qint64 callsSingly = m_rows.callsSingly();
    qint64 added = 0;
    for (quint32 row = 0; row < m_rows.size(); ++row) {
        if (!m_rows.at(row).pending)
            continue;
        added += !m_rows.at(row).known;
        m_rows.answer(row, m_rows.at(row).known ? Outcome::Updated : Outcome::Added);
    }
    ForecastResult result = told();
    const qint64 sent = result.summary.count(Outcome::Added) + result.summary.count(Outcome::Updated);
    const int ownList = sent > 0 ? 2 : 0;
    const auto pages = static_cast<int>(AccountReader::pagesFor(sent));
    const auto pagesBack = m_tagJobs.isEmpty() ? std::min(pages, callsForSampleAndExport()) : pages;
    result.activeAdded = added + m_revived;
    result.bodies = *bodies;
    result.singles = m_singles;
    result.singleCalls = m_singleCalls;
    result.newTags = m_newTags;
    result.calls = callsForReading + static_cast<int>(m_newTags.size());
    if (callsSingly < callsForBulk())
        result.calls += static_cast<int>(callsSingly);
    else
        result.calls += *bodies + static_cast<int>(m_singleCalls) + (sent > 0 ? tagCalls() : 0) + ownList +
                        pollsFor(*bodies) + pagesBack;
    result.minutes = (result.calls / Pacer::callsASecond + 5.0 * pollsFor(*bodies)) / 60;
    return result;
}

int ForecastWork::tagCalls() const
{
    const int calls = m_tagJobs.calls() + !m_plan.tagIds.isEmpty();
    return calls == 0 ? 0 : calls + pollsFor(calls) - 1;
}

ForecastResult ForecastWork::unknown()
{
    return told();
}

ForecastResult ForecastWork::told()
{
    ForecastResult result;
    result.summary.file = m_plan.sheet->path();
    result.summary.state = ImportSummary::State::Forecast;
    result.summary.lists = m_plan.listNames;
    result.summary.rows = m_rows.size();
    const QList<qint64> counts = m_rows.counts();
    std::copy(counts.cbegin(), counts.cend(), result.summary.counts);
    for (auto field = m_changedFields.cbegin(); field != m_changedFields.cend(); ++field)
        result.changedFields.emplace_back(field.key(), field.value());
    std::sort(result.changedFields.begin(), result.changedFields.end(),
              [](const auto &one, const auto &other) {
                  return std::pair(-one.second, one.first) < std::pair(-other.second, other.first);
              });
    result.unwanted = m_comparison.unwanted();
    result.deleted = m_comparison.deleted();
    result.joining = m_joining;
    result.withoutRoom = m_comparison.withoutRoom();
    result.phonesTooMany = rowsWithTooManyPhones(m_plan);
    result.columnsNotSent = columnsNotSent(m_plan);
    result.changes = m_changes;
    return result;
}

Result<int> ForecastWork::countBodies()
{
    QStringList lists = m_plan.listIds;
    lists.append(QStringLiteral("00000000-0000-0000-0000-000000000000")); // the import's own
    BodyWriter writer(m_plan, lists);
    Body body;
    int bodies = 0;
    while (!m_stop && writer.next(body, [this](quint32 row, const RowValues &values) {
        const RowMark &mark = m_rows.at(row);
        if (!mark.pending)
            return false;
        m_tagJobs.add(row, mark.known ? m_tagsOfKnown.value(row) : values.tagIds());
        if (!goesSingly(m_plan, mark, values))
            return true;
        ++m_singles;
        m_singleCalls += mark.known ? 2 : 1;
        return false;
    }))
        ++bodies;
    if (!writer.status())
        return tl::unexpected(writer.status().error());
    return bodies;
}

Result<void> ForecastWork::eachAnswer(const std::function<bool(const RowAnswer &)> &take) const
{
    QHash<quint32, RowReason> reasons;
    for (const RowReason &reason : m_rows.reasons())
        reasons.insert(reason.row, reason);
    const int emailColumn = static_cast<int>(m_plan.mapping.columnOf(Field::Email));
    constexpr qint64 step = 4096;
    Sheet::Reader reader(*m_plan.sheet);
    RowView view;
    for (qint64 first = 0; first < m_rows.size(); first += step) {
        const auto places = m_plan.sheet->placesOf(first, std::min(first + step, m_rows.size()));
        if (!places)
            return tl::unexpected(places.error());
        for (const RowPlace &place : *places) {
            if (!reader.next(view))
                return reader.status();
            const auto row = static_cast<quint32>(view.row);
            const RowReason reason = reasons.value(row);
            const std::string_view email = view.cells[static_cast<size_t>(emailColumn)];
            if (!take({row, place.line, place.number, QString::fromUtf8(email), m_rows.at(row).outcome,
                       reason.by, reason.reason, reason.hint}))
                return {};
        }
    }
    return {};
}

} // namespace rollcall
