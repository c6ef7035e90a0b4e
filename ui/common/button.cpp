#include "common/button.h"

#include "common/theme.h"

namespace rollcall {

Button::Button(const QString &text, Kind kind, QWidget *parent)
    : QPushButton(text, parent)
    , m_kind(kind)
{
    if (kind == Kind::Primary)
        setFont(fontOf(TextSize::Body, QFont::DemiBold));
    if (kind == Kind::Link)
        setCursor(Qt::PointingHandCursor);
    setAutoDefault(true); // Return presses it, too, while it has the keyboard
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

} // namespace rollcall
