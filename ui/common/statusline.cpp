#include "common/statusline.h"

#include "common/colours.h"
#include "common/label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <iterator>

namespace rollcall {
namespace {

Label *part()
{
    auto *label = new Label({}, TextSize::Small, Tone::Soft);
    label->setWordWrap(false);
    label->hide();
    return label;
}

template <typename Part>
void say(Part *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_dot(new QWidget)
    , m_connection(part())
    , m_network(part())
    , m_sending(new ElidedLabel(Qt::ElideRight, TextSize::Small, Tone::Soft))
    , m_calls(part())
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 1, 16, 0);
    row->setSpacing(20);
    auto *connection = new QHBoxLayout;
    connection->setSpacing(6);
    m_dot->setFixedSize(scaled(8), scaled(8));
    m_dot->installEventFilter(this);
    connection->addWidget(m_dot);
    connection->addWidget(m_connection);
    row->addLayout(connection);
    row->addWidget(m_network);
    row->addWidget(m_sending);
    row->addStretch(1);
    row->addWidget(m_calls);
    setFixedHeight(scaled(28));
    m_sending->hide();
    m_connection->setTextFormat(Qt::RichText);
    connect(m_connection, &QLabel::linkActivated, this, &StatusLine::reconnectPressed);
    setConnection(m_state);
}

void StatusLine::setConnection(Session::State state)
{
    m_state = state;
    switch (state) {
    case Session::State::Loading:
        say(m_connection, tr("Looking for the connection"));
        break;
    case Session::State::NotConnected:
    case Session::State::Unknown:
        say(m_connection, tr("Not connected"));
        break;
    case Session::State::Connected:
        say(m_connection, tr("Connected"));
        break;
    case Session::State::Reconnect:
        say(m_connection, QStringLiteral("<a href='#'>%1</a>").arg(tr("Signed out: reconnect")));
        break;
    }
    m_dot->update();
}

void StatusLine::setOnline(std::optional<bool> isOnline)
{
    say(m_network, !isOnline ? QString() : *isOnline ? tr("Online") : tr("Offline"));
}

void StatusLine::setWork(Work work, const QString &text)
{
    m_work[work] = text;
    const auto first = std::ranges::find_if(m_work, [](const QString &one) { return !one.isEmpty(); });
    say(m_sending, first == std::end(m_work) ? QString() : *first);
}

void StatusLine::setCalls(int used, int allowed, const QString &explanation)
{
    say(m_calls, used < 0 ? QString()
                          : tr("%1 of %2 calls used today").arg(locale().toString(used), locale().toString(allowed)));
    m_calls->setToolTip(explanation);
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), colours.surface);
    painter.fillRect(QRect(0, 0, width(), 1), colours.line);
}

bool StatusLine::eventFilter(QObject *object, QEvent *event)
{
    if (object != m_dot || event->type() != QEvent::Paint)
        return QWidget::eventFilter(object, event);
    const Colours colours = coloursOf(this);
    QPainter painter(m_dot);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool filled = m_state == Session::State::Connected || m_state == Session::State::Reconnect;
    const QColor colour = m_state == Session::State::Connected   ? colours.good
                          : m_state == Session::State::Reconnect ? colours.bad
                                                             : colours.edge;
    painter.setPen(QPen(colour, 1.5));
    painter.setBrush(filled ? colour : Qt::transparent);
    painter.drawEllipse(QRectF(m_dot->rect()).adjusted(0.75, 0.75, -0.75, -0.75));
    return true;
}

} // namespace rollcall
