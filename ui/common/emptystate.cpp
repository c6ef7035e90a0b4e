#include "common/emptystate.h"

#include "common/button.h"
#include "common/label.h"

#include <QVBoxLayout>

namespace rollcall {

EmptyState::EmptyState(const QString &heading, const QString &text, const QString &action, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addStretch(1);
    for (Label *label : {Label::heading(heading), Label::soft(text)}) {
        label->setAlignment(Qt::AlignHCenter);
        column->addWidget(label);
    }
    auto *button = new Button(action, Button::Kind::Primary);
    column->addWidget(button, 0, Qt::AlignHCenter);
    column->addStretch(2);
    connect(button, &QPushButton::clicked, this, &EmptyState::actionPressed);
}

} // namespace rollcall
