#include "check/repairs.h"

#include "table/sheet.h"

#include <algorithm>
#include <array>

namespace rollcall {
namespace {

/// Which of two people is kept is for a person to say, cell by cell.
bool isMendedAtOnce(ProblemKind kind)
{
    return kind != ProblemKind::TwoAddresses;
}

} // namespace

std::vector<Repairs::Offer> Repairs::offers(const CheckReport &report, const Sheet &sheet,
                                            const ColumnMapping &mapping,
                                            const QList<CustomField> &customFields)
{
    std::array<Offer, static_cast<size_t>(ProblemKind::Count)> all{};
    for (const Problem &problem : report.problems) {
        if (!isMendedAtOnce(problem.kind))
            continue;
        const std::optional<QString> after = problemRepair(problem, sheet, mapping, customFields);
        if (!after)
            continue;
        Offer &offer = all.at(static_cast<size_t>(problem.kind));
        offer.kind = problem.kind;
        if (offer.cells++ == 0) {
            offer.before = sheet.cell(problem.row, problem.column);
            offer.after = *after;
        }
    }
    std::vector<Offer> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found),
                 [](const Offer &offer) { return offer.cells > 0; });
    return found;
}

qint64 Repairs::applyAll(ProblemKind kind, const CheckReport &report, const ColumnMapping &mapping,
                         const QList<CustomField> &customFields)
{
    std::vector<Change> step;
    for (const Problem &problem : report.problems) {
        if (problem.kind != kind || !isMendedAtOnce(kind))
            continue;
        if (const auto repair = problemRepair(problem, *m_sheet, mapping, customFields))
            change(step, {problem.row, problem.column}, *repair);
    }
    const auto changed = static_cast<qint64>(step.size());
    if (changed > 0)
        m_steps.push_back(std::move(step));
    return changed;
}

qint64 Repairs::applyAll(const CheckReport &report, const ColumnMapping &mapping,
                         const QList<CustomField> &customFields)
{
    std::vector<Change> step;
    const qsizetype before = m_corrections.size();
    for (const Problem &problem : report.problems) {
        if (!isMendedAtOnce(problem.kind))
            continue;
        const auto repair = problemRepair(problem, *m_sheet, mapping, customFields);
        if (repair && m_sheet->canHold(*repair) && *repair != m_sheet->cell(problem.row, problem.column))
            change(step, {problem.row, problem.column}, *repair);
    }
    if (!step.empty())
        m_steps.push_back(std::move(step));
    return m_corrections.size() - before;
}

bool Repairs::apply(const Problem &problem, const ColumnMapping &mapping,
                    const QList<CustomField> &customFields)
{
    const auto repair = problemRepair(problem, *m_sheet, mapping, customFields);
    if (repair)
        correct(problem.row, problem.column, *repair);
    return repair.has_value();
}

void Repairs::correct(qint64 row, int column, const QString &text)
{
    std::vector<Change> step;
    change(step, {row, column}, text);
    m_steps.push_back(std::move(step));
}

AddressKey Repairs::keyOf(const Sheet &sheet, qint64 row)
{
    const QByteArray bytes = sheet.rawRecord(row);
    return AddressKey::of({bytes.constData(), static_cast<size_t>(bytes.size())});
}

Result<qint64> Repairs::takeOver(const Repairs &earlier)
{
    QHash<quint64, QList<qint64>> wanted; // rows of the earlier state by their bytes, in order
    for (auto row = earlier.m_rows.cbegin(); row != earlier.m_rows.cend(); ++row)
        wanted[row->low].append(row.key());
    for (QList<qint64> &rows : wanted)
        std::sort(rows.begin(), rows.end());
    QHash<qint64, QList<std::pair<int, QString>>> cells;
    for (auto cell = earlier.m_corrections.cbegin(); cell != earlier.m_corrections.cend(); ++cell)
        cells[cell.key().row].append({cell.key().column, *cell});

    std::vector<Change> step;
    for (qint64 row = 0; row < m_sheet->rowCount() && !wanted.isEmpty(); ++row) {
        const auto rows = wanted.find(keyOf(*m_sheet, row).low);
        if (rows == wanted.end())
            continue;
        for (const auto &[column, text] : cells.value(rows->takeFirst()))
            change(step, {row, column}, text);
        if (rows->isEmpty())
            wanted.erase(rows);
    }
    if (const Result<void> same = m_sheet->status(); !same)
        return tl::unexpected(same.error());
    const auto changed = static_cast<qint64>(step.size());
    if (changed > 0)
        m_steps.push_back(std::move(step));
    return changed;
}

QJsonArray Repairs::toKept() const
{
    QJsonArray kept;
    for (auto cell = m_corrections.cbegin(); cell != m_corrections.cend(); ++cell) {
        const qint64 row = cell.key().row;
        kept.append(QJsonArray{row, QString::number(m_rows.value(row).low, 16), cell.key().column, *cell});
    }
    return kept;
}

Repairs Repairs::fromKept(const QJsonArray &kept)
{
    Repairs repairs(nullptr);
    for (const QJsonValue &one : kept) {
        const qint64 row = one[0].toInteger();
        AddressKey key;
        key.low = one[1].toString().toULongLong(nullptr, 16);
        repairs.m_rows.insert(row, key);
        repairs.m_corrections.insert({row, one[2].toInt()}, one[3].toString());
    }
    return repairs;
}

void Repairs::change(std::vector<Change> &step, Cell cell, const QString &text)
{
    if (!m_rows.contains(cell.row))
        m_rows.insert(cell.row, keyOf(*m_sheet, cell.row));
    const auto known = m_corrections.constFind(cell);
    step.push_back({cell, known == m_corrections.constEnd() ? std::nullopt : std::optional(*known)});
    m_corrections.insert(cell, text);
    m_sheet->correct(cell.row, cell.column, text);
}

void Repairs::undo()
{
    if (m_steps.empty())
        return;
    const std::vector<Change> step = std::move(m_steps.back());
    m_steps.pop_back();
    for (auto change = step.rbegin(); change != step.rend(); ++change) {
        m_sheet->correct(change->cell.row, change->cell.column, change->before);
        if (change->before)
            m_corrections.insert(change->cell, *change->before);
        else
            m_corrections.remove(change->cell);
    }
}

} // namespace rollcall
