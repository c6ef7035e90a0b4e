#include "outbox/outboxmodel.h"

#include "common/accountlists.h"
#include "support/span.h"

#include <QTimeZone>

namespace rollcall {

OutboxModel::OutboxModel(const AccountLists &lists, QObject *parent)
    : QAbstractTableModel(parent)
    , m_lists(lists)
{
}

void OutboxModel::setItems(const QList<OutboxItem> &items, const QDateTime &now)
{
    if (items == m_items)
        return;
    beginResetModel();
    m_items = items;
    m_now = now;
    endResetModel();
}

int OutboxModel::rowOf(qint64 id) const
{
    for (qsizetype row = 0; row < m_items.size(); ++row) {
        if (m_items.at(row).id == id)
            return int(row);
    }
    return -1;
}

int OutboxModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int OutboxModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OutboxModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const OutboxItem &item = m_items.at(index.row());
    switch (static_cast<Column>(index.column())) {
    case Since: {
        const auto since = QDateTime::fromMSecsSinceEpoch(item.since, QTimeZone::utc());
        return role == Qt::ToolTipRole ? momentText(m_now, since) : shortMomentText(m_now, since);
    }
    case Email:
        return item.contact.email;
    case Name:
        return fullName(item.contact);
    case Lists:
        return (m_lists.names(item.contact.listIds) + item.wantedLists).join(QStringLiteral(", "));
    case Why:
        return item.why;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant OutboxModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Since:
        return tr("Since");
    case Email:
        return tr("E-mail");
    case Name:
        return tr("Name");
    case Lists:
        return tr("Lists");
    case Why:
        return tr("Why it waits");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace rollcall
