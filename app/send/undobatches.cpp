#include "send/undobatches.h"

#include "send/bodies.h"
#include "send/bulkrow.h"
#include "send/polling.h"
#include "service/activitiesapi.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

constexpr size_t mostRowsInABody = 5000;
/// What is past 4 MB the service would silently drop; the rest of a body is small.
constexpr qsizetype mostBytesInABody = BodyWriter::Limits().bytes;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

void UndoBatches::add(UndoBatch::Kind kind, quint32 row, const QStringList &targets)
{
    add({kind, {row}, targets}, size_t(ActivitiesApi::mostContacts));
}

void UndoBatches::addValues(quint32 row)
{
    add({UndoBatch::Kind::Values, {row}, {}}, mostRowsInABody);
}

/// To others of its kind where one call holds them all.
void UndoBatches::add(const Pending &row, size_t most)
{
    const auto open = std::find_if(m_pending.begin(), m_pending.end(), [&](const Pending &one) {
        return one.kind == row.kind && one.targets == row.targets && one.rows.size() < most;
    });
    if (open == m_pending.end()) {
        m_pending.push_back(row);
        return;
    }
    open->rows.push_back(row.rows.front());
}

/// As many of them as one body holds; the others are the next ones.
Result<UndoBatch> UndoBatches::values(Pending pending, const ImportTrace &trace,
                                      const QList<CustomField> &fields, const QString &listId)
{
    QByteArray data;
    size_t taken = 0;
    for (; taken < pending.rows.size(); ++taken) {
        const auto old = trace.row(pending.rows[taken]);
        if (!old)
            return tl::unexpected(old.error());
        const QByteArray row = compact(bulkRow(old->before.contact, fields));
        if (taken > 0 && data.size() + row.size() >= mostBytesInABody)
            break;
        data += (taken > 0 ? "," : "") + row;
    }
    pending.rows.erase(pending.rows.begin(), pending.rows.begin() + std::ptrdiff_t(taken));
    if (!pending.rows.empty())
        m_pending.push_front(std::move(pending));
    const QByteArray head = compact({{QStringLiteral("list_ids"), QJsonArray{listId}}}).chopped(1);
    return UndoBatch{UndoBatch::Kind::Values, {}, {}, head + ",\"import_data\":[" + data + "]}"};
}

bool UndoBatches::haveValues() const
{
    return std::any_of(m_pending.cbegin(), m_pending.cend(),
                       [](const Pending &one) { return one.kind == UndoBatch::Kind::Values; });
}

int UndoBatches::calls() const
{
    const auto batches = static_cast<int>(m_pending.size());
    const auto atOnce = static_cast<int>(
        std::count_if(m_pending.cbegin(), m_pending.cend(), [](const Pending &one) {
            return one.kind == UndoBatch::Kind::Delete && one.rows.size() == 1;
        }));
    return batches + 2 * static_cast<int>(m_singles.size()) + pollsFor(batches - atOnce);
}

Result<std::optional<UndoBatch>> UndoBatches::next(const ImportTrace &trace, const QList<CustomField> &fields,
                                                   const QString &listId)
{
    if (m_pending.empty())
        return std::nullopt;
    Pending pending = std::move(m_pending.front());
    m_pending.pop_front();
    if (pending.kind == UndoBatch::Kind::Values)
        return values(std::move(pending), trace, fields, listId).map([](const UndoBatch &batch) {
            return std::optional(batch);
        });
    UndoBatch batch{pending.kind, {}, pending.targets, {}};
    for (const quint32 row : pending.rows)
        batch.contactIds.append(trace.contactId(row));
    return batch;
}

std::optional<quint32> UndoBatches::nextSingle()
{
    if (m_singles.empty())
        return std::nullopt;
    const quint32 row = m_singles.front();
    m_singles.pop_front();
    return row;
}

} // namespace rollcall
