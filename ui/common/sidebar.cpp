#include "common/sidebar.h"

#include "common/colours.h"
#include "common/icon.h"
#include "common/theme.h"
#include "common/style.h"

#include <QAbstractButton>
#include <QLocale>
#include <QPainter>
#include <QShortcut>
#include <QVBoxLayout>

namespace rollcall {

/// The way into one section, with how many wait there.
class SectionButton : public QAbstractButton
{
public:
    SectionButton(QString icon, const QString &text, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(std::move(icon))
    {
        setText(text);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    void setCount(int count)
    {
        m_count = count;
        update();
    }

    QSize sizeHint() const override { return {scaled(150), scaled(36)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours colours = coloursOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(rect()).adjusted(1, 1, -1, -1);
        painter.setPen(showsFocus(this) ? QPen(colours.accent, 2) : isChecked() ? QPen(colours.line, 1) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() || underMouse() ? colours.surface : colours.sunk);
        painter.drawRoundedRect(box, 6, 6);
        const QColor ink = isChecked() ? colours.accent : colours.text;
        const double size = scaled(18);
        paintIcon(&painter, m_icon, QRectF(12, (height() - size) / 2, size, size), ink);
        painter.setFont(fontOf(TextSize::Body, isChecked() ? QFont::DemiBold : QFont::Normal));
        painter.setPen(ink);
        painter.drawText(rect().adjusted(12 + scaled(18) + 10, 0, -8, 0),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, text());
        if (m_count > 0)
            paintCount(&painter, colours);
    }

private:
    void paintCount(QPainter *painter, const Colours &colours)
    {
        const QString number = QLocale().toString(m_count);
        painter->setFont(fontOf(TextSize::Small, QFont::DemiBold));
        const double high = scaled(18);
        const double wide = qMax(high + 4, painter->fontMetrics().horizontalAdvance(number) + high * 0.7);
        const QRectF pill(width() - wide - 12, (height() - high) / 2, wide, high);
        painter->setPen(Qt::NoPen);
        painter->setBrush(colours.accent);
        painter->drawRoundedRect(pill, high / 2, high / 2);
        painter->setPen(colours.onAccent);
        painter->drawText(pill, Qt::AlignCenter, number);
    }

    QString m_icon;
    int m_count = 0;
};

namespace {

class Brand : public QWidget
{
public:
    explicit Brand(QWidget *parent)
        : QWidget(parent)
    {
        setFixedHeight(scaled(46));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours colours = coloursOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double size = scaled(24);
        const QRectF picture(12, 6, size, size);
        const double inset = size / 12;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.accent);
        painter.drawRoundedRect(picture.adjusted(inset, inset, -inset, -inset), size * 5 / 24, size * 5 / 24);
        paintIcon(&painter, QStringLiteral("logo"), picture, colours.onAccent);
        painter.setPen(colours.text);
        painter.setFont(fontOf(TextSize::Heading, QFont::DemiBold));
        painter.drawText(QRectF(12 + size + 8, 6, width(), size), Qt::AlignLeft | Qt::AlignVCenter,
                         QStringLiteral("Rollcall"));
    }
};

} // namespace

SideBar::SideBar(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    setFixedWidth(scaled(184));
    m_column->setContentsMargins(8, 14, 9, 16);
    m_column->setSpacing(2);
    m_column->addWidget(new Brand(this));
    m_column->addStretch(1);
}

int SideBar::addSection(const QString &icon, const QString &text)
{
    const int number = int(m_sections.size());
    auto *button = new SectionButton(icon, text, this);
    m_column->insertWidget(m_column->count() - 1, button);
    // Exclusive by setCurrent(): Qt's own way lets the arrow keys check a section without going there.
    connect(button, &QAbstractButton::clicked, this, [this, number] { Q_EMIT chosen(number); });
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + number)), this);
    connect(shortcut, &QShortcut::activated, button, &QAbstractButton::click);
    button->setToolTip(shortcut->key().toString(QKeySequence::NativeText));
    m_sections << button;
    return number;
}

void SideBar::setCurrent(int section)
{
    for (int i = 0; i < m_sections.size(); ++i)
        m_sections.at(i)->setChecked(i == section);
}

void SideBar::setCount(int section, int count, const QString &spoken)
{
    SectionButton *button = m_sections.at(section);
    button->setCount(count);
    const QString name = button->text().remove(QLatin1Char('&'));
    button->setAccessibleName(count > 0 ? QStringLiteral("%1, %2").arg(name, spoken) : QString());
}

void SideBar::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.sunk);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), colours.line);
}

} // namespace rollcall
