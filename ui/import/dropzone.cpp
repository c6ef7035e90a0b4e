#include "import/dropzone.h"

#include "common/button.h"
#include "common/colours.h"
#include "common/icon.h"
#include "common/label.h"
#include "common/page.h"

#include <QPainter>
#include <QVBoxLayout>

namespace rollcall {
namespace {

constexpr int leastForPicture = 240;

/// A line drawing in the accent colour, in the middle of its width.
class Picture : public QWidget
{
public:
    Picture() { setFixedHeight(scaled(44)); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const double size = scaled(40);
        paintIcon(&painter, QStringLiteral("import"), QRectF((width() - size) / 2, 2, size, size), coloursOf(this).accent);
    }
};

Label *centred(const QString &text, TextSize size, Tone tone)
{
    auto *label = new Label(text, size, tone);
    label->setAlignment(Qt::AlignCenter);
    return label;
}

} // namespace

DropZone::DropZone(QWidget *parent)
    : QWidget(parent)
    , m_picture(new Picture)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 12, 24, 12);
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_picture);
    column->addWidget(centred(tr("Drop a spreadsheet here"), TextSize::Heading, Tone::Normal));
    column->addWidget(centred(tr("CSV, Excel or OpenDocument, as it came out of another program. Nothing is sent before you "
                                 "have seen what would be."),
                              TextSize::Body, Tone::Soft));
    column->addSpacing(12);
    auto *browse = new Button(tr("&Choose a file…"), Button::Kind::Primary);
    column->addWidget(browse, 0, Qt::AlignHCenter);
    column->addSpacing(4);
    column->addWidget(centred(tr("Or copy cells in a spreadsheet and paste them here with Ctrl+V."), TextSize::Small, Tone::Soft));
    column->addStretch(3);
    setFirst(this, browse);
    connect(browse, &QPushButton::clicked, this, &DropZone::browsePressed);
}

void DropZone::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_picture->setVisible(height() >= scaled(leastForPicture)); // the words need the room first
}

void DropZone::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.edge, 1.5, Qt::DashLine));
    painter.setBrush(colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
}

} // namespace rollcall
