#include "common/notice.h"

#include "common/button.h"
#include "common/colours.h"
#include "common/icon.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace rollcall {

Notice::Notice(QWidget *parent)
    : QWidget(parent)
    , m_text(new Label({}, TextSize::Small, Tone::Soft))
    , m_action(new Button({}, Button::Kind::Link))
    , m_other(new Button({}, Button::Kind::Link))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_text, 1);
    for (Button *button : {m_action, m_other}) {
        button->setFont(fontOf(TextSize::Small, QFont::DemiBold));
        button->setFixedHeight(scaled(24));
        row->addWidget(button, 0, Qt::AlignTop);
    }
    connect(m_action, &QPushButton::clicked, this, &Notice::actionPressed);
    connect(m_other, &QPushButton::clicked, this, &Notice::otherPressed);
    clear();
}

Notice *Notice::banner(QWidget *parent)
{
    auto *notice = new Notice(parent);
    notice->m_banner = true;
    notice->layout()->setContentsMargins(44, 8, 12, 8);
    notice->m_text->setFont(fontOf(TextSize::Body));
    notice->m_text->setMinimumHeight(scaled(28));
    for (Button *button : {notice->m_action, notice->m_other}) {
        button->setFont(fontOf(TextSize::Body, QFont::DemiBold));
        button->setFixedHeight(scaled(28));
    }
    return notice;
}

void Notice::show(Tone tone, const QString &text, const QString &action, const QString &other)
{
    m_text->setTone(m_banner ? Tone::Normal : tone);
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_other->setText(other);
    m_other->setVisible(!other.isEmpty());
    setVisible(true);
}

void Notice::show(const Error &error, Tone tone)
{
    show(tone, error.message + QLatin1Char(' ') + error.hint);
}

void Notice::clear()
{
    m_text->clear();
    m_action->setVisible(false);
    m_other->setVisible(false);
    setVisible(false);
}

bool Notice::isEmpty() const
{
    return m_text->text().isEmpty();
}

QString Notice::text() const
{
    return m_text->text();
}

void Notice::paintEvent(QPaintEvent *)
{
    if (!m_banner)
        return;
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.look, 1));
    painter.setBrush(colours.lookSoft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    paintIcon(&painter, QStringLiteral("info"), QRectF(14, (height() - 18) / 2.0, 18, 18), colours.look);
}

ErrorPanel::ErrorPanel(QWidget *parent)
    : QWidget(parent)
    , m_message(new Label)
    , m_hint(Label::soft({}))
    , m_detail(new Label({}, TextSize::Small, Tone::Soft))
    , m_more(new Button(tr("Technical details"), Button::Kind::Link))
    , m_copy(new Button(tr("Copy details"), Button::Kind::Link))
    , m_ways(new QHBoxLayout)
{
    m_message->setBold(true);
    m_detail->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(44, 12, 16, 12);
    column->setSpacing(4);
    m_ways->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_message, m_hint, m_detail})
        column->addWidget(part);
    column->addLayout(m_ways);
    m_ways->addWidget(m_more);
    m_ways->addWidget(m_copy);
    m_ways->addStretch(1);
    connect(m_more, &QPushButton::clicked, this, [this] {
        m_detail->setVisible(!m_detail->isVisible());
        m_copy->setVisible(m_detail->isVisible());
    });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_message->text() + QLatin1Char('\n') + m_detail->text()); });
    clear();
}

void ErrorPanel::show(const Error &error)
{
    m_message->setText(error.message);
    m_hint->setText(error.hint);
    m_hint->setVisible(!error.hint.isEmpty());
    m_detail->setText(error.detail);
    m_detail->setVisible(false);
    m_copy->setVisible(false);
    m_more->setVisible(!error.detail.isEmpty());
    setVisible(true);
}

void ErrorPanel::clear()
{
    m_message->clear();
    setVisible(false);
}

QString ErrorPanel::message() const
{
    return m_message->text();
}

void ErrorPanel::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.bad, 1));
    painter.setBrush(colours.badSoft);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    paintIcon(&painter, QStringLiteral("problem"), QRectF(14, 13, 18, 18), colours.bad);
}

} // namespace rollcall
