#include "common/question.h"

#include "common/button.h"
#include "common/label.h"
#include "common/page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace rollcall {

Question::Question(const QString &yes, const QString &no, QWidget *parent)
    : Card(parent, 16)
    , m_sentence(new Label)
    , m_no(new Button(no))
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    column()->setSpacing(12);
    column()->addWidget(m_sentence);
    auto *answers = new QHBoxLayout;
    answers->setSpacing(12);
    auto *button = new Button(yes);
    answers->addWidget(button);
    answers->addWidget(m_no);
    answers->addStretch(1);
    column()->addLayout(answers);
    connect(button, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT confirmed();
    });
    connect(m_no, &QPushButton::clicked, this, &Question::close);
    hide();
}

void Question::ask(const QString &sentence)
{
    m_before = window()->focusWidget();
    m_sentence->setText(sentence);
    show();
    m_no->setFocus(Qt::OtherFocusReason);
    bringIntoView(this);
}

void Question::close()
{
    hide();
    Q_EMIT closed();
    if (m_before)
        m_before->setFocus(Qt::OtherFocusReason);
}

} // namespace rollcall
