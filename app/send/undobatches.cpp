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

Result<QByteArray> bodyOf(const std::vector<quint32> &rows, const ImportTrace &trace,
                          const QList<CustomField> &fields, const QString &listId)
{
    QJsonArray data;
    for (const quint32 row : rows) {
        const auto old = trace.row(row);
        if (!old)
            return tl::unexpected(old.error());
        data.append(bulkRow(old->before.contact, fields));
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("import_data"), data},
                                     {QStringLiteral("list_ids"), QJsonArray{listId}}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

void UndoBatches::add(UndoBatch::Kind kind, quint32 row, const QStringList &targets)
{
    add({kind, {row}, targets, 0}, size_t(ActivitiesApi::mostContacts));
}

void UndoBatches::addValues(quint32 row, const Contact &old, const QList<CustomField> &fields)
{
    const QByteArray json = QJsonDocument(bulkRow(old, fields)).toJson(QJsonDocument::Compact);
    add({UndoBatch::Kind::Values, {row}, {}, json.size() + 1}, mostRowsInABody);
}

/// To others of its kind where one call holds them all.
void UndoBatches::add(const Pending &row, size_t most)
{
    const auto open = std::find_if(m_pending.begin(), m_pending.end(), [&](const Pending &one) {
        return one.kind == row.kind && one.targets == row.targets && one.rows.size() < most &&
               one.bytes + row.bytes <= mostBytesInABody;
    });
    if (open == m_pending.end()) {
        m_pending.push_back(row);
        return;
    }
    open->rows.push_back(row.rows.front());
    open->bytes += row.bytes;
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
    const Pending pending = std::move(m_pending.front());
    m_pending.pop_front();
    UndoBatch batch{pending.kind, {}, pending.targets, {}};
    if (pending.kind == UndoBatch::Kind::Values) {
        auto body = bodyOf(pending.rows, trace, fields, listId);
        if (!body)
            return tl::unexpected(body.error());
        batch.json = std::move(*body);
        return batch;
    }
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
