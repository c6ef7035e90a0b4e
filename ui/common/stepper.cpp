#include "common/stepper.h"

#include "common/card.h"
#include "common/colours.h"
#include "common/icon.h"
#include "common/style.h"
#include "common/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>

namespace rollcall {
namespace {

class Step : public QAbstractButton
{
public:
    Step(int number, const QString &name, QWidget *parent)
        : QAbstractButton(parent)
        , m_number(number)
    {
        setText(name);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
        setFont(fontOf(TextSize::Body));
    }

    void setState(bool done, bool current, bool reachable)
    {
        m_done = done;
        m_current = current;
        setEnabled(reachable);
        setCursor(reachable && !current ? Qt::PointingHandCursor : Qt::ArrowCursor);
        setFont(fontOf(TextSize::Body, current ? QFont::DemiBold : QFont::Normal));
        setAccessibleName(current ? Stepper::tr("%1, this step").arg(text())
                          : done  ? Stepper::tr("%1, done").arg(text())
                                  : text());
        update();
    }

    QSize sizeHint() const override
    {
        // As wide as when bold, so that nothing moves when the step changes.
        const QFontMetrics metrics(fontOf(TextSize::Body, QFont::DemiBold));
        return {scaled(22) + 8 + metrics.horizontalAdvance(text()) + 6, scaled(26)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours colours = coloursOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double size = scaled(22);
        const QRectF circle(1, (height() - size) / 2, size - 1, size - 1);
        painter.setPen(QPen(m_current || m_done ? colours.accent : colours.edge, 1));
        painter.setBrush(m_current ? colours.accent : m_done ? colours.accentSoft : colours.surface);
        painter.drawEllipse(circle);
        if (m_done && !m_current) {
            paintIcon(&painter, QStringLiteral("check"), circle.adjusted(5, 5, -5, -5), colours.accent);
        } else {
            painter.setFont(fontOf(TextSize::Small));
            painter.setPen(m_current ? colours.onAccent : colours.soft);
            painter.drawText(circle, Qt::AlignCenter, QString::number(m_number));
        }
        painter.setFont(font());
        painter.setPen(m_current ? colours.text : colours.soft);
        const QRect words = rect().adjusted(scaled(22) + 8, 0, 0, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        if (showsFocus(this)) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(colours.accent, 2));
            painter.drawRoundedRect(QRectF(rect()).adjusted(scaled(22) + 3, 1, -1, -1), 4, 4);
        }
    }

private:
    int m_number;
    bool m_done = false;
    bool m_current = false;
};

} // namespace

Stepper::Stepper(const QStringList &names, QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (const QString &name : names) {
        if (!m_steps.isEmpty()) {
            auto *line = new Divider(this);
            line->setMinimumWidth(8);
            line->setMaximumWidth(36);
            row->addWidget(line, 1);
        }
        const int index = int(m_steps.size());
        auto *step = new Step(index + 1, name, this);
        connect(step, &QAbstractButton::clicked, this, [this, index] { Q_EMIT stepChosen(index); });
        row->addWidget(step);
        m_steps << step;
    }
    row->addStretch(1);
}

void Stepper::setState(int current, int reachable)
{
    for (int i = 0; i < m_steps.size(); ++i)
        static_cast<Step *>(m_steps[i])->setState(i < current, i == current, i <= reachable);
}

} // namespace rollcall
