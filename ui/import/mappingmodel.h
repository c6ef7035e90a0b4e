#pragma once

#include "check/columnmapping.h"
#include "table/sheet.h"

#include <QAbstractTableModel>

#include <memory>

namespace rollcall {

/// The columns of a file, one a row: what is in them, what they become, and why.
class MappingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Header, Samples, Target, Why, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setTable(std::shared_ptr<const Sheet> sheet, const ColumnMapping &mapping, const QList<CustomField> &customFields);
    void setMapping(const ColumnMapping &mapping, const QList<CustomField> &customFields);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QStringList samples(int column) const;
    QString sampleText(int column) const;
    QString whyText(int column) const;
    const CustomField *customOf(int column) const;
    static QString leftOutText(OptOutRule rule);

    std::shared_ptr<const Sheet> m_sheet;
    ColumnMapping m_mapping;
    QList<CustomField> m_customFields;
    QList<QStringList> m_samples; ///< a few cells of each column
};

/// Whether a column is only taken because it looks like it.
bool isGuess(const ColumnTarget &target);

/// "First name", "Member number": what a column becomes, for people.
QString targetLabel(const ColumnTarget &target, const QList<CustomField> &customFields);

} // namespace rollcall
