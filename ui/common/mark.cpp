#include "common/mark.h"

#include "common/colours.h"
#include "common/icon.h"
#include "common/theme.h"

#include <QPainter>

namespace rollcall {

Mark::Mark(bool good, QSize size, int sign, QWidget *parent)
    : QWidget(parent)
    , m_good(good)
    , m_sign(scaled(sign))
{
    setFixedSize(scaled(size.width()), scaled(size.height()));
}

void Mark::setGood(bool good)
{
    m_good = good;
    update();
}

void Mark::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    const QRectF place((width() - m_sign) / 2.0, (height() - m_sign) / 2.0, m_sign, m_sign);
    paintIcon(&painter, m_good ? QStringLiteral("check") : QStringLiteral("warning"), place,
              m_good ? colours.good : colours.look);
}

} // namespace rollcall
