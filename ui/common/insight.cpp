#include "common/insight.h"

#include <QEvent>
#include <QLayout>
#include <QScrollArea>
#include <QScrollBar>

namespace rollcall {

InSight::InSight(QWidget *part, QWidget *parent)
    : QWidget(parent)
    , m_part(part)
{
    part->setParent(this);
    setSizePolicy(part->sizePolicy());
}

QSize InSight::sizeHint() const
{
    return m_part->sizeHint();
}

QSize InSight::minimumSizeHint() const
{
    return m_part->minimumSizeHint();
}

bool InSight::hasHeightForWidth() const
{
    return m_part->layout()->hasHeightForWidth();
}

int InSight::heightForWidth(int width) const
{
    return m_part->layout()->totalHeightForWidth(width);
}

bool InSight::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutRequest) { // the part needs more, or less
        updateGeometry();
        place();
    }
    return QWidget::event(event);
}

void InSight::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void InSight::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    for (QWidget *parent = parentWidget(); parent && !m_area; parent = parent->parentWidget()) {
        m_area = qobject_cast<QScrollArea *>(parent);
        if (m_area)
            connect(m_area->verticalScrollBar(), &QScrollBar::valueChanged, this, &InSight::place);
    }
    place();
}

/// Down as far as the page is scrolled, but never out of its own place.
void InSight::place()
{
    const int needed = hasHeightForWidth() ? heightForWidth(width()) : m_part->sizeHint().height();
    const int scrolled = m_area ? -mapTo(m_area->widget(), QPoint()).y() + m_area->verticalScrollBar()->value() : 0;
    const int down = qBound(0, scrolled, qMax(0, height() - needed));
    m_part->setGeometry(0, down, width(), height() - down);
}

} // namespace rollcall
