#pragma once

#include "check/columnmapping.h"
#include "check/rowcheck.h"
#include "import/shownrows.h"
#include "table/sheet.h"

#include <QAbstractTableModel>

#include <memory>
#include <span>
#include <vector>

namespace rollcall {

/// A checked table: row number, address and problem, then the other cells that are taken. Holds numbers of rows
/// only; every text is made when it is looked at.
class CheckModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Email, Words, FirstOther };
    enum Role {
        LevelRole = Qt::UserRole, ///< int of ProblemLevel where the cell has a problem, else invalid
        SuggestionRole,           ///< of the Words column: what the first problem's cell should be; may be empty
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// The check behind it may be older than the table's cells: it is told again when a new one is there.
    void setTable(std::shared_ptr<const Sheet> sheet, const ColumnMapping &mapping, const QList<CustomField> &customFields,
                  std::shared_ptr<const CheckReport> report, const RowFilter &filter);
    void setFilter(const RowFilter &filter);
    const RowFilter &filter() const { return m_filter; }
    /// Cells were mended; what is shown is read anew.
    void cellsChanged();

    qint64 rowAt(int index) const { return m_rows.at(index); }
    int indexOf(qint64 row) const; ///< -1: not shown
    int placeOf(qint64 row) const; ///< where it is shown, or would be
    int columnOf(int tableColumn) const; ///< where a column of the file is shown; Words for -1 or none
    int tableColumn(int column) const; ///< the column of the file that is shown there; -1: none
    std::span<const Problem> problemsOf(qint64 row) const;
    /// The problem that the Words column speaks of first; null: none.
    const Problem *firstProblem(qint64 row) const;
    /// The next problem behind (or before) a cell, among the rows that are shown and in their order; null: none.
    /// Rows -1 and rowCount() of the table stand for before the first and behind the last.
    const Problem *nextProblem(qint64 row, int tableColumn, bool forward) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void cellEdited(qint64 row, int column, const QString &text);

private:
    void collect();
    const Problem *nextInFile(qint64 row, int tableColumn, bool forward) const;
    const Problem *nextInOrder(qint64 row, int tableColumn, bool forward) const;
    QString words(qint64 row) const;
    QString numberText(qint64 row) const;
    QVariant level(qint64 row, int tableColumn) const;

    std::shared_ptr<const Sheet> m_sheet;
    ColumnMapping m_mapping;
    QList<CustomField> m_customFields;
    std::shared_ptr<const CheckReport> m_report;
    RowFilter m_filter;
    std::vector<int> m_columns;     ///< columns of the file that are shown: e-mail first
    ShownRows m_rows;
};

} // namespace rollcall
