#include "common/chip.h"

#include "common/colours.h"
#include "common/icon.h"
#include "common/style.h"

#include <QPainter>

namespace rollcall {
namespace {

constexpr int padding = 9;
constexpr int crossSize = 10;

QColor ground(Tone tone, const Colours &colours)
{
    switch (tone) {
    case Tone::Bad:
        return colours.badSoft;
    case Tone::Look:
        return colours.lookSoft;
    case Tone::Good:
        return colours.goodSoft;
    case Tone::Accent:
        return colours.accentSoft;
    case Tone::Normal:
    case Tone::Soft:
        return colours.sunk;
    }
    Q_UNREACHABLE();
}

} // namespace

Chip::Chip(const QString &text, Tone tone, QWidget *parent)
    : QAbstractButton(parent)
    , m_tone(tone)
{
    setText(text);
    setFont(fontOf(TextSize::Small));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Chip::setRemovable(bool removable)
{
    m_removable = removable;
    setAccessibleName(removable ? tr("%1, press to take it away").arg(text()) : text());
    updateGeometry();
}

QSize Chip::sizeHint() const
{
    const int cross = m_removable ? crossSize + 5 : 0;
    return {fontMetrics().horizontalAdvance(text()) + 2 * padding + cross, fontMetrics().height() + 6};
}

void Chip::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = colourOf(m_tone, colours);
    const bool outlined = isChecked() || showsFocus(this) || underMouse();
    painter.setPen(outlined ? QPen(ink, isChecked() || showsFocus(this) ? 2 : 1) : QPen(Qt::NoPen));
    painter.setBrush(ground(m_tone, colours));
    const double corner = height() / 2.0 - 1;
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), corner, corner);
    QRect inside = rect().adjusted(padding, 0, -padding, 0);
    if (m_removable) {
        const QRectF cross(inside.right() - crossSize + 1, (height() - crossSize) / 2.0, crossSize, crossSize);
        paintIcon(&painter, QStringLiteral("cross"), cross, ink);
        inside.setRight(inside.right() - crossSize - 5);
    }
    painter.setPen(ink);
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignVCenter,
                     fontMetrics().elidedText(text(), Qt::ElideRight, inside.width() + 1));
}

QRect paintPill(QPainter *painter, const QRect &within, const QString &text, Tone tone, const Colours &colours)
{
    const QFont font = fontOf(TextSize::Small);
    const QFontMetrics metrics(font);
    const int width = qMin(within.width(), metrics.horizontalAdvance(text) + 2 * padding);
    const int height = metrics.height() + 4;
    const QRect pill(within.x(), within.center().y() - height / 2, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(ground(tone, colours));
    painter->drawRoundedRect(QRectF(pill), height / 2.0, height / 2.0);
    painter->setFont(font);
    painter->setPen(colourOf(tone, colours));
    painter->drawText(pill, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, width - padding));
    painter->restore();
    return pill;
}

} // namespace rollcall
