#pragma once

#include "send/forecast.h"
#include "table/sheet.h"

#include <QAbstractTableModel>

#include <memory>
#include <utility>

namespace rollcall {

class AccountLists;

/// What an import would change in contacts that are there: old → new, one row a field.
class ChangesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Email, Name, Before, After, ColumnCount };

    explicit ChangesModel(const AccountLists &lists, QObject *parent = nullptr);

    void setChanges(std::shared_ptr<const Sheet> sheet, int emailColumn, const QList<ForecastResult::Change> &changes);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString valueText(const FieldDifference &difference, const QString &value) const;

    const AccountLists &m_lists;
    std::shared_ptr<const Sheet> m_sheet;
    int m_emailColumn = 0;
    QList<ForecastResult::Change> m_changes;
    QList<std::pair<int, int>> m_rows; ///< change, and which of its differences
};

} // namespace rollcall
