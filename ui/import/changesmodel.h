#pragma once

#include "send/forecast.h"

#include <QAbstractTableModel>

#include <utility>

namespace rollcall {

/// What an import would change in contacts that are there: old → new, one row a field.
class ChangesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Email, Name, Before, After, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setChanges(const QList<ForecastResult::Change> &changes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ForecastResult::Change> m_changes;
    QList<std::pair<int, int>> m_rows; ///< change, and which of its differences
};

} // namespace rollcall
