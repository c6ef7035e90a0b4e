#include "common/card.h"

#include "common/colours.h"

#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace rollcall {
namespace {

constexpr double radius = 8;

/// Lies over the table: fills what is outside the round corners and draws the border.
class Corners : public QWidget
{
public:
    explicit Corners(QWidget *parent)
        : QWidget(parent)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours colours = coloursOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF inside = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        QPainterPath outside;
        outside.addRect(QRectF(rect()));
        outside.addRoundedRect(inside, radius, radius);
        painter.fillPath(outside, colours.window);
        painter.setPen(QPen(colours.line, 1));
        painter.drawRoundedRect(inside, radius, radius);
    }
};

} // namespace

Card::Card(QWidget *parent, int padding)
    : QFrame(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(padding, padding, padding, padding);
    m_column->setSpacing(8);
}

void Card::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.line, 1));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

Divider::Divider(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Divider::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), coloursOf(this).line);
}

TableFrame::TableFrame(QWidget *table, QWidget *parent)
    : QWidget(parent)
    , m_corners(nullptr)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(table);
    m_corners = new Corners(this);
    m_corners->raise();
}

void TableFrame::resizeEvent(QResizeEvent *)
{
    m_corners->setGeometry(rect());
    m_corners->raise();
}

} // namespace rollcall
