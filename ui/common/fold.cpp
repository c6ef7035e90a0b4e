#include "common/fold.h"

#include "common/button.h"
#include "common/icon.h"

namespace rollcall {

Button *foldButton(const QString &name, QWidget *content)
{
    auto *button = new Button(name, Button::Kind::Link);
    button->setCheckable(true);
    button->setIcon(icon(QStringLiteral("right"), QPalette::Link));
    content->hide();
    QObject::connect(button, &QPushButton::toggled, content, [button, content](bool open) {
        button->setIcon(icon(open ? QStringLiteral("down") : QStringLiteral("right"), QPalette::Link));
        content->setVisible(open);
    });
    return button;
}

} // namespace rollcall
