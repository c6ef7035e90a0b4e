#include "common/pilldelegate.h"

#include "common/chip.h"
#include "common/colours.h"

#include <QPainter>

namespace rollcall {

void PillDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem empty(option);
    initStyleOption(&empty, index);
    empty.text.clear();
    empty.widget->style()->drawControl(QStyle::CE_ItemViewItem, &empty, painter, empty.widget);
    const QString word = index.data().toString();
    if (!word.isEmpty()) // not known yet
        paintPill(painter, option.rect.adjusted(8, 0, -4, -1), word, static_cast<Tone>(index.data(m_toneRole).toInt()),
                  coloursOf(option.widget));
}

} // namespace rollcall
