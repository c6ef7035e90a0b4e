#include "send/forecastwork.h"

#include "net/pacer.h"
#include "send/accountreader.h"
#include "send/bodies.h"
#include "send/polling.h"
#include "send/singlerows.h"

#include <algorithm>
#include <utility>

namespace rollcall {

ForecastWork::ForecastWork(ImportPlan plan)
    : m_plan(std::move(plan))
    , m_comparison(m_plan, m_rows)
{
    m_plan.kept = std::make_shared<KeptFields>(); // not shared with whoever else has the plan
    m_comparison.setChanged(
        [this](quint32 row, const KnownContact &known, const Contact &wanted) { note(row, known, wanted); });
}

Result<QStringList> ForecastWork::begin()
{
    m_rows.open(m_plan);
    return m_comparison.index(m_stop);
}

void ForecastWork::note(quint32 row, const KnownContact &known, const Contact &wanted)
{
    Contact target = wanted;
    target.listIds = m_plan.listIds;
    target.tagIds = m_plan.tagIds;
    const QList<FieldDifference> changed = differences(known.contact, merged(known, target).contact);
    QStringList seen; // a new list is one change, however many lists
    for (const FieldDifference &one : changed) {
        if (!seen.contains(one.label)) {
            seen.append(one.label);
            ++m_changedFields[one.label];
        }
    }
    m_joining += std::any_of(changed.cbegin(), changed.cend(), [](const FieldDifference &one) {
        return one.field.startsWith(QLatin1String("list:"));
    });
    m_revived += known.deleted;
    if (m_changes.size() < ForecastResult::mostChanges)
        m_changes.append({row, changed});
}

Result<ForecastResult> ForecastWork::result(int callsForReading)
{
    if (m_plan.whom == Whom::OnlyKnown)
        m_comparison.leaveOutNew();
    const auto bodies = countBodies();
    if (!bodies)
        return tl::unexpected(bodies.error());
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
    const auto pagesBack = std::min(static_cast<int>(AccountReader::pagesFor(sent)), 1 + callsForExports(1));
    result.activeAdded = added + m_revived;
    result.bodies = *bodies;
    result.singles = m_singles;
    const int tagging = sent > 0 && !m_plan.tagIds.isEmpty() ? 3 : 0;
    result.calls = callsForReading + *bodies + static_cast<int>(2 * m_singles) + tagging + ownList +
                   pollsFor(*bodies) + pagesBack;
    result.minutes = (result.calls / Pacer::callsASecond + 5.0 * pollsFor(*bodies)) / 60;
    return result;
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
    result.joining = m_joining;
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
        const bool singly = m_rows.at(row).pending && goesSingly(m_plan, m_rows.at(row), values);
        m_singles += singly;
        return m_rows.at(row).pending && !singly;
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
            if (!take({row, place.line, place.number,
                       QString::fromUtf8(email.data(), static_cast<qsizetype>(email.size())),
                       m_rows.at(row).outcome, reason.by, reason.reason, reason.hint}))
                return {};
        }
    }
    return {};
}

} // namespace rollcall
