#pragma once

#include <QStyledItemDelegate>

namespace rollcall {

/// Paints a row's answer as a pill.
class AnswerDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace rollcall
