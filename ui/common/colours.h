#pragma once

#include <QColor>
#include <QPalette>

class QWidget;

namespace rollcall {

/// Every colour of the window, named by what it is for. Made in one place; nobody writes a colour elsewhere.
struct Colours
{
    QColor window;     ///< the page
    QColor surface;    ///< cards, fields, header
    QColor sunk;       ///< side bar, table headers, what cannot be used
    QColor line;       ///< divides; carries no meaning
    QColor edge;       ///< border of something to use
    QColor text;
    QColor soft;       ///< secondary text
    QColor accent;     ///< what goes on, what is chosen
    QColor accentSoft; ///< behind what is chosen
    QColor onAccent;
    QColor good;
    QColor goodSoft;
    QColor look; ///< to look at: never an error
    QColor lookSoft;
    QColor bad;
    QColor badSoft;
    QColor practice; ///< the band of the practice account
    QColor onPractice;

    static Colours light();
    static Colours dark();
    /// High contrast: the platform's colours as they are; words and bars carry what colour otherwise does.
    static Colours fromPlatform(const QPalette &platform);

    QPalette palette() const;

    bool operator==(const Colours &) const = default;
};

/// The colours a widget is drawn with.
Colours coloursOf(const QWidget *widget);

/// Of two colours, 1 to 21 (WCAG 2).
double contrast(const QColor &a, const QColor &b);

/// Whether a platform palette is one for people who need high contrast.
bool isHighContrast(const QPalette &platform);

} // namespace rollcall
