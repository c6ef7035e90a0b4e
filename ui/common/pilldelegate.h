#pragma once

#include <QStyledItemDelegate>

namespace rollcall {

/// Paints a cell's word as a pill.
class PillDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// Under `toneRole` the model has the int of a Tone.
    explicit PillDelegate(int toneRole, QObject *parent = nullptr)
        : QStyledItemDelegate(parent)
        , m_toneRole(toneRole)
    {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const int m_toneRole;
};

} // namespace rollcall
