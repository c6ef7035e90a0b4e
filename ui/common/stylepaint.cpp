// The drawing half of Style: every control's outline in one place.
#include "common/style.h"

#include "common/button.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

namespace rollcall {
namespace {

constexpr int radius = 6;

/// A rounded box whose border of `width` lies inside `rect`.
void box(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &border, double width, double corner = radius)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(border.alpha() == 0 ? QPen(Qt::NoPen) : QPen(border, width));
    painter->setBrush(fill);
    const double inset = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), corner - inset, corner - inset);
    painter->restore();
}

QColor blend(const QColor &below, const QColor &above, double share)
{
    const auto mix = [share](float a, float b) { return float(a + (b - a) * share); };
    return QColor::fromRgbF(mix(below.redF(), above.redF()), mix(below.greenF(), above.greenF()),
                            mix(below.blueF(), above.blueF()));
}

} // namespace

void Style::drawField(QPainter *painter, const QStyleOption *option, const QWidget *widget) const
{
    const bool enabled = option->state & State_Enabled;
    const bool focused = enabled && (option->state & State_HasFocus);
    const bool wrong = widget && widget->property("wrong").toBool();
    const QColor fill = enabled ? m_colours.surface : m_colours.sunk;
    const QColor border = wrong ? m_colours.bad : focused ? m_colours.accent : enabled ? m_colours.edge : m_colours.line;
    box(painter, option->rect, fill, border, focused ? 2 : 1);
}

void Style::drawButton(QPainter *painter, const QStyleOption *option, const QWidget *widget) const
{
    const auto *button = qobject_cast<const Button *>(widget);
    const auto kind = button ? button->kind() : Button::Kind::Plain;
    const bool enabled = option->state & State_Enabled;
    const bool down = enabled && (option->state & (State_Sunken | State_On));
    const bool hover = enabled && (option->state & State_MouseOver);
    const bool focused = enabled && (option->state & State_HasFocus) && (option->state & State_KeyboardFocusChange);
    if (kind == Button::Kind::Link) {
        // A line below the words: they begin where other words do, so there is no room around them.
        const bool isFocusShown = focused && !button->isFocusShownOutside();
        if (hover || down || isFocusShown) {
            const int thick = isFocusShown ? 2 : 1;
            const int top = option->rect.center().y() + option->fontMetrics.height() / 2;
            painter->fillRect(QRect(option->rect.left(), top, option->rect.width(), thick), m_colours.accent);
        }
        return;
    }
    if (kind == Button::Kind::Primary) {
        const QColor fill = !enabled ? m_colours.sunk : down ? blend(m_colours.accent, m_colours.text, 0.25)
                            : hover ? blend(m_colours.accent, m_colours.text, 0.12) : m_colours.accent;
        box(painter, option->rect, fill, enabled ? fill : m_colours.line, 1);
        if (focused) // a ring inside, for there is nothing to see between accent and accent
            box(painter, option->rect.adjusted(2, 2, -2, -2), Qt::transparent, m_colours.onAccent, 2, radius - 2);
        return;
    }
    const QColor fill = !enabled ? m_colours.sunk : down ? m_colours.accentSoft
                        : hover ? blend(m_colours.surface, m_colours.accentSoft, 0.5) : m_colours.surface;
    box(painter, option->rect, fill, !enabled ? m_colours.line : focused ? m_colours.accent : m_colours.edge, focused ? 2 : 1);
}

void Style::drawButtonLabel(QPainter *painter, const QStyleOption *option, const QWidget *widget) const
{
    const auto *given = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!given)
        return;
    QStyleOptionButton label(*given);
    const auto *button = qobject_cast<const Button *>(widget);
    if (button && (option->state & State_Enabled)) {
        if (button->kind() == Button::Kind::Primary)
            label.palette.setColor(QPalette::ButtonText, m_colours.onAccent);
        else if (button->kind() == Button::Kind::Link)
            label.palette.setColor(QPalette::ButtonText, m_colours.accent);
    }
    QProxyStyle::drawControl(CE_PushButtonLabel, &label, painter, widget);
}

void Style::drawCheck(QPainter *painter, const QStyleOption *option, bool round) const
{
    const bool enabled = option->state & State_Enabled;
    const bool on = option->state & (State_On | State_NoChange);
    const QRect rect = option->rect;
    const QColor fill = on && enabled ? m_colours.accent : on || !enabled ? m_colours.sunk : m_colours.surface;
    const QColor mark = enabled ? m_colours.onAccent : m_colours.soft;
    box(painter, rect, fill, on && enabled ? m_colours.accent : enabled ? m_colours.edge : m_colours.line, 1,
        round ? rect.width() / 2.0 : 4);
    if (!on)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->translate(rect.topLeft());
    painter->scale(rect.width() / 16.0, rect.height() / 16.0);
    if (round) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(mark);
        painter->drawEllipse(QPointF(8, 8), 3.2, 3.2);
    } else {
        painter->setPen(QPen(mark, 1.9, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        if (option->state & State_NoChange)
            painter->drawLine(QPointF(4.5, 8), QPointF(11.5, 8));
        else
            painter->drawPolyline(QPolygonF{{4, 8.3}, {6.9, 11.2}, {12, 5.2}});
    }
    painter->restore();
}

void Style::drawFocus(QPainter *painter, const QRect &rect, int corner) const
{
    box(painter, rect, Qt::transparent, m_colours.accent, 2, corner);
}

void Style::drawHeaderSection(QPainter *painter, const QStyleOption *option) const
{
    painter->fillRect(option->rect, m_colours.sunk);
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_colours.line);
}

void Style::drawProgress(QPainter *painter, const QStyleOption *option) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar)
        return;
    const double corner = bar->rect.height() / 2.0;
    box(painter, bar->rect, m_colours.sunk, m_colours.line, 1, corner);
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    if (range <= 0 || bar->progress <= bar->minimum)
        return;
    const double share = double(bar->progress - bar->minimum) / double(range);
    QRect done = bar->rect;
    done.setWidth(qMax(bar->rect.height(), int(bar->rect.width() * share)));
    box(painter, visualRect(bar->direction, bar->rect, done), m_colours.accent, Qt::transparent, 0, corner);
}

void Style::drawScrollBar(QPainter *painter, const QStyleOptionComplex *option, const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const QRect slider = proxy()->subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget).adjusted(3, 3, -3, -3);
    const bool active = (bar->state & State_MouseOver) || (bar->activeSubControls & SC_ScrollBarSlider);
    box(painter, slider, active ? m_colours.soft : m_colours.edge, Qt::transparent, 0, 3);
}

} // namespace rollcall
