#include "common/tile.h"

#include "common/colours.h"
#include "common/style.h"

#include <QLocale>
#include <QPainter>

namespace rollcall {
namespace {

constexpr int sides = 14;
constexpr int topPadding = 8;
constexpr int flatSides = 10;
constexpr int flatPadding = 4;
constexpr int figureGap = 6; ///< between figure and word in one line

} // namespace

Tile::Tile(const QString &word, Tone tone, QWidget *parent)
    : QAbstractButton(parent)
    , m_word(word)
    , m_tone(tone)
{
    setCheckable(true);
    setFont(fontOf(TextSize::Body));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    say();
}

void Tile::setFigure(qint64 figure)
{
    m_figure = figure;
    say();
}

void Tile::setWord(const QString &word)
{
    m_word = word;
    say();
}

void Tile::setNote(const QString &note)
{
    m_note = note;
    say();
}

void Tile::setFlat(bool flat)
{
    if (flat == m_flat)
        return;
    m_flat = flat;
    updateGeometry();
    update();
}

void Tile::say()
{
    const QString text = QStringLiteral("%1 %2").arg(locale().toString(m_figure), m_word);
    setAccessibleName(m_note.isEmpty() ? text : QStringLiteral("%1, %2").arg(text, m_note));
    setToolTip(accessibleName());
    updateGeometry();
    update();
}

QSize Tile::sizeHint() const
{
    const QFontMetrics figure(fontOf(TextSize::Figure, QFont::DemiBold));
    const QFontMetrics word(font());
    const int figureWidth = figure.horizontalAdvance(locale().toString(m_figure));
    const int wordWidth = word.horizontalAdvance(m_word)
                          + (m_note.isEmpty() ? 0 : word.horizontalAdvance(QStringLiteral(", ") + m_note));
    if (m_flat)
        return {figureWidth + figureGap + wordWidth + 2 * flatSides, figure.height() + 2 * flatPadding};
    return {qMax(figureWidth, wordWidth) + 2 * sides, figure.height() + word.height() + 2 * topPadding};
}

QSize Tile::minimumSizeHint() const
{
    return {64, sizeHint().height()};
}

void Tile::paintEvent(QPaintEvent *)
{
    const Colours colours = coloursOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool chosen = isChecked();
    const double pen = chosen || showsFocus(this) ? 2 : 1;
    const QColor border = chosen || showsFocus(this) ? colours.accent : underMouse() ? colours.soft : colours.edge;
    painter.setPen(QPen(border, pen, showsFocus(this) && !chosen ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(isDown() ? colours.accentSoft : colours.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), 8, 8);
    if (chosen && showsFocus(this)) {
        painter.setPen(QPen(colours.accent, 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4.5, 4.5, -4.5, -4.5), 5, 5);
    }

    const QFont figureFont = fontOf(TextSize::Figure, QFont::DemiBold);
    const QFontMetrics metrics(figureFont);
    const QString figure = locale().toString(m_figure);
    const QRect inside = m_flat ? rect().adjusted(flatSides, flatPadding, -flatSides, -flatPadding)
                                : rect().adjusted(sides, topPadding, -sides, -topPadding);
    painter.setFont(figureFont);
    painter.setPen(colourOf(m_figure > 0 ? m_tone : Tone::Normal, colours));
    painter.drawText(inside, Qt::AlignLeft | Qt::AlignTop, figure);
    paintWord(&painter, m_flat ? inside.adjusted(metrics.horizontalAdvance(figure) + figureGap, 0, 0, 0)
                               : inside.adjusted(0, metrics.height(), 0, 0));
}

void Tile::paintWord(QPainter *painter, const QRect &place) const
{
    const Colours colours = coloursOf(this);
    const QFontMetrics metrics(font());
    const int alignment = Qt::AlignLeft | (m_flat ? Qt::AlignVCenter : Qt::AlignTop);
    painter->setFont(font());
    painter->setPen(colours.soft);
    const QString word = metrics.elidedText(m_note.isEmpty() ? m_word : m_word + QStringLiteral(", "), Qt::ElideRight,
                                            place.width());
    painter->drawText(place, alignment, word);
    if (m_note.isEmpty())
        return;
    const int start = metrics.horizontalAdvance(word);
    painter->setPen(colours.look);
    painter->drawText(place.adjusted(start, 0, 0, 0), alignment,
                      metrics.elidedText(m_note, Qt::ElideRight, place.width() - start));
}

} // namespace rollcall
