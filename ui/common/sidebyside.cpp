#include "common/sidebyside.h"

#include "common/theme.h"

#include <QBoxLayout>
#include <QResizeEvent>

namespace rollcall {

SideBySide::SideBySide(int least, int spacing, QWidget *parent)
    : QWidget(parent)
    , m_least(scaled(least))
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(spacing);
}

void SideBySide::add(QWidget *part, int stretch)
{
    m_row->addWidget(part, stretch);
}

/// As narrow as the widest part alone: a page may then get narrower than the row and turn it into a column.
QSize SideBySide::minimumSizeHint() const
{
    QSize least;
    for (int i = 0; i < m_row->count(); ++i)
        least = least.expandedTo(m_row->itemAt(i)->minimumSize());
    return {least.width(), QWidget::minimumSizeHint().height()};
}

void SideBySide::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const auto direction = event->size().width() < m_least ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    if (direction == m_row->direction())
        return;
    m_row->setDirection(direction);
    updateGeometry(); // the page knows the height of the other direction
}

} // namespace rollcall
