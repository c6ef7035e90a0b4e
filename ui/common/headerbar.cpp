#include "common/headerbar.h"

#include "common/colours.h"
#include "common/label.h"
#include "common/style.h"

#include <QAbstractButton>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace rollcall {
namespace {

/// A button on the band: underlined words in the band's own colour, for no other colour is sure to be read there.
class BandButton : public QAbstractButton
{
public:
    BandButton(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setFont(fontOf(TextSize::Body, QFont::DemiBold));
        setCursor(Qt::PointingHandCursor);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 16, fontMetrics().height() + 4};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours colours = coloursOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (showsFocus(this)) {
            painter.setPen(QPen(colours.onPractice, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
        }
        QFont underlined = font();
        underlined.setUnderline(true);
        painter.setFont(underlined);
        painter.setPen(colours.onPractice);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

HeaderBar::HeaderBar(QWidget *parent)
    : QWidget(parent)
    , m_title(new ElidedLabel(Qt::ElideRight, TextSize::Title))
    , m_account(new ElidedLabel(Qt::ElideMiddle, TextSize::Body, Tone::Soft))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 0, 24, 1);
    row->setSpacing(16);
    row->addWidget(m_title, 2);
    row->addWidget(m_account, 1);
    m_account->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setFixedHeight(scaled(52));
}

void HeaderBar::setTitle(const QString &title)
{
    m_title->setText(title);
}

void HeaderBar::setAccount(const QString &account)
{
    m_account->setText(account);
}

void HeaderBar::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), colours.line);
}

PracticeBand::PracticeBand(QWidget *parent)
    : QWidget(parent)
    , m_leave(nullptr)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 3, 16, 3);
    row->setSpacing(12);
    auto *name = new QLabel(tr("Practice account"));
    name->setFont(fontOf(TextSize::Body, QFont::DemiBold));
    auto *explanation = new QLabel(tr("Made-up people on this computer. Nothing leaves it."));
    explanation->setMinimumWidth(0);
    explanation->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *leave = new BandButton(tr("Leave practice"), this);
    row->addWidget(name);
    row->addWidget(explanation, 1);
    row->addWidget(leave);
    m_leave = leave;
    connect(leave, &QAbstractButton::clicked, this, &PracticeBand::leavePressed);
    colour();
}

void PracticeBand::setLeavable(bool leavable)
{
    m_leave->setVisible(leavable);
}

void PracticeBand::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        colour();
}

void PracticeBand::colour()
{
    QPalette changed = palette();
    changed.setColor(QPalette::WindowText, coloursOf(this).onPractice);
    setPalette(changed);
}

void PracticeBand::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), coloursOf(this).practice);
}

} // namespace rollcall
