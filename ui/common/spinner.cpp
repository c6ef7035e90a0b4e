#include "common/spinner.h"

#include "common/colours.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QStyle>

namespace rollcall {

Spinner::Spinner(int size, QWidget *parent)
    : QWidget(parent)
{
    setFixedSize(size, size);
    setAccessibleName(tr("Waiting"));
    m_tick.setInterval(40);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        m_angle = (m_angle + 12) % 360;
        update();
    });
}

void Spinner::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF circle = QRectF(rect()).adjusted(2, 2, -2, -2);
    painter.setPen(QPen(colours.line, 2.5));
    painter.drawEllipse(circle);
    painter.setPen(QPen(colours.accent, 2.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawArc(circle, (90 - m_angle) * 16, -90 * 16);
}

void Spinner::showEvent(QShowEvent *)
{
    if (style()->styleHint(QStyle::SH_Widget_Animate, nullptr, this))
        m_tick.start();
}

void Spinner::hideEvent(QHideEvent *)
{
    m_tick.stop();
}

QHBoxLayout *besideSpinner(Spinner *spinner, QWidget *heading)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(spinner);
    row->addWidget(heading, 1);
    return row;
}

} // namespace rollcall
