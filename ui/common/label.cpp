#include "common/label.h"

#include "common/colours.h"

#include <QEvent>
#include <QPainter>

namespace rollcall {

QColor colourOf(Tone tone, const Colours &colours)
{
    switch (tone) {
    case Tone::Normal:
        return colours.text;
    case Tone::Soft:
        return colours.soft;
    case Tone::Accent:
        return colours.accent;
    case Tone::Good:
        return colours.good;
    case Tone::Look:
        return colours.look;
    case Tone::Bad:
        return colours.bad;
    }
    Q_UNREACHABLE();
}

Label::Label(const QString &text, TextSize size, Tone tone, QWidget *parent)
    : QLabel(text, parent)
    , m_tone(tone)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(fontOf(size, size == TextSize::Body || size == TextSize::Small ? QFont::Normal : QFont::DemiBold));
    colour();
}

Label *Label::soft(const QString &text, QWidget *parent)
{
    return new Label(text, TextSize::Body, Tone::Soft, parent);
}

Label *Label::heading(const QString &text, QWidget *parent)
{
    return new Label(text, TextSize::Heading, Tone::Normal, parent);
}

void Label::setTone(Tone tone)
{
    m_tone = tone;
    colour();
}

void Label::setBold(bool bold)
{
    QFont changed = font();
    changed.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    setFont(changed);
}

void Label::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        colour();
}

void Label::colour()
{
    QPalette changed = palette();
    changed.setColor(QPalette::WindowText, colourOf(m_tone, coloursOf(this)));
    setPalette(changed);
}

ElidedLabel::ElidedLabel(Qt::TextElideMode mode, TextSize size, Tone tone, QWidget *parent)
    : QWidget(parent)
    , m_mode(mode)
    , m_tone(tone)
{
    setFont(fontOf(size, size == TextSize::Body || size == TextSize::Small ? QFont::Normal : QFont::DemiBold));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text);
    explain();
    updateGeometry();
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const int few = fontMetrics().horizontalAdvance(m_text.left(3) + QChar(0x2026));
    return {qMin(few, sizeHint().width()), fontMetrics().height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(colourOf(m_tone, coloursOf(this)));
    painter.drawText(rect(), static_cast<int>(m_alignment), fontMetrics().elidedText(m_text, m_mode, width()));
}

void ElidedLabel::resizeEvent(QResizeEvent *)
{
    explain();
}

void ElidedLabel::explain()
{
    setToolTip(sizeHint().width() > width() + 2 ? m_text : QString());
}

} // namespace rollcall
