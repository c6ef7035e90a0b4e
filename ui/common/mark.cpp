#include "common/mark.h"

#include "common/colours.h"
#include "common/icon.h"
#include "common/theme.h"

#include <QPainter>

namespace rollcall {

Mark::Mark(bool good, QWidget *parent)
    : QWidget(parent)
    , m_good(good)
{
    setFixedSize(scaled(16), scaled(20));
}

void Mark::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    const double size = scaled(16);
    paintIcon(&painter, m_good ? QStringLiteral("check") : QStringLiteral("warning"),
              QRectF(0, (height() - size) / 2, size, size), m_good ? colours.good : colours.look);
}

} // namespace rollcall
