#pragma once

#include "table/sheet.h"

#include <QAbstractTableModel>

#include <memory>

namespace rollcall {

/// The beginning of a table as it is read now.
class PreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, FirstCell };
    static constexpr int shownRows = 200;

    using QAbstractTableModel::QAbstractTableModel;

    void setSheet(std::shared_ptr<const Sheet> sheet);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const Sheet> m_sheet;
};

/// A column's name for people: its header, or "Column 3" where it has none.
QString columnName(const Sheet &sheet, int column);

} // namespace rollcall
