#pragma once

#include "common/colours.h"

#include <QProxyStyle>

namespace rollcall {

/// How controls are drawn: Fusion with our colours, roomy and round. Sizes: control height 34, radius 6.
class Style : public QProxyStyle
{
    Q_OBJECT

public:
    explicit Style(const Colours &colours);

    const Colours &colours() const { return m_colours; }

    void polish(QWidget *widget) override;
    void polish(QApplication *application) override;
    void unpolish(QApplication *application) override;
    using QProxyStyle::polish;
    using QProxyStyle::unpolish;
    bool eventFilter(QObject *object, QEvent *event) override;

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *answer) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;

private:
    void drawField(QPainter *painter, const QStyleOption *option, const QWidget *widget) const;
    void drawButton(QPainter *painter, const QStyleOption *option, const QWidget *widget) const;
    void drawButtonLabel(QPainter *painter, const QStyleOption *option, const QWidget *widget) const;
    void drawCheck(QPainter *painter, const QStyleOption *option, bool round) const;
    void drawFocus(QPainter *painter, const QRect &rect, int radius) const;
    void drawHeaderSection(QPainter *painter, const QStyleOption *option) const;
    void drawProgress(QPainter *painter, const QStyleOption *option) const;
    void drawScrollBar(QPainter *painter, const QStyleOptionComplex *option, const QWidget *widget) const;

    Colours m_colours;
    bool m_altDown = false; ///< mnemonics are underlined while Alt is held
};

/// Whether `widget` should show that it has the keyboard: always for who uses the keyboard, not after a click.
bool showsFocus(const QWidget *widget);

} // namespace rollcall
