#pragma once

#include "history/historyentry.h"

#include <QAbstractTableModel>
#include <QDateTime>

namespace rollcall {

/// Imports, and what was taken back of them, newest first.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, What, Lists, Counts, State, ColumnCount };
    enum Role { ToneRole = Qt::UserRole }; ///< int of Tone, for the state

    using QAbstractTableModel::QAbstractTableModel;

    /// Nothing is told anew where all of it is as it was.
    void setEntries(const QList<HistoryEntry> &entries, const QDateTime &now);
    const HistoryEntry &entryAt(int row) const;
    bool isUndo(int row) const { return m_rows.at(row).isUndo; }
    /// Of the import itself, or of what took it back; -1: it is not there.
    int rowOf(const QString &importId, bool undo = false) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        qsizetype entry = 0;
        bool isUndo = false;
        QDateTime when;
    };

    QString text(const Row &row, Column column) const;

    QList<HistoryEntry> m_entries;
    QList<Row> m_rows;
    QDateTime m_now;
};

} // namespace rollcall
