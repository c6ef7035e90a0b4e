#include "import/changesmodel.h"

#include <QLocale>

namespace rollcall {

void ChangesModel::setChanges(const QList<ForecastResult::Change> &changes)
{
    beginResetModel();
    m_changes = changes;
    m_rows.clear();
    for (int change = 0; change < changes.size(); ++change) {
        for (int one = 0; one < changes.at(change).differences.size(); ++one)
            m_rows.append({change, one});
    }
    endResetModel();
}

int ChangesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ChangesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ChangesModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const auto [place, one] = m_rows.at(index.row());
    const ForecastResult::Change &change = m_changes.at(place);
    const FieldDifference &difference = change.differences.at(one);
    switch (static_cast<Column>(index.column())) {
    case Number:
        return QLocale().toString(change.number);
    case Email:
        return change.email;
    case Name:
        return difference.label;
    case Before:
        return difference.before.isEmpty() ? tr("empty") : difference.before;
    case After:
        return difference.after;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant ChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number:
        return tr("Row");
    case Email:
        return tr("E-mail");
    case Name:
        return tr("Field");
    case Before:
        return tr("In the account");
    case After:
        return tr("Becomes");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace rollcall
