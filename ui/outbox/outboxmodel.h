#pragma once

#include "send/outbox.h"

#include <QAbstractTableModel>
#include <QDateTime>

namespace rollcall {

class AccountLists;

/// Who waits to be added, oldest first, and why.
class OutboxModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Since, Email, Name, Lists, Why, ColumnCount };

    explicit OutboxModel(const AccountLists &lists, QObject *parent = nullptr);

    void setItems(const QList<OutboxItem> &items, const QDateTime &now);
    const OutboxItem &itemAt(int row) const { return m_items.at(row); }
    int rowOf(qint64 id) const; ///< -1: it does not wait

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const AccountLists &m_lists;
    QList<OutboxItem> m_items;
    QDateTime m_now;
};

} // namespace rollcall
