#pragma once

#include <QFont>

class QApplication;

namespace rollcall {

/// The sizes of type there are, in pixels at the platform's usual font size; they grow with the person's own.
enum class TextSize {
    Small = 12,   ///< secondary, table headers
    Body = 14,
    Heading = 16, ///< of a card
    Title = 18,   ///< of a page
    Figure = 20,  ///< a number that matters
    Welcome = 22,
    Code = 32,    ///< typed in somewhere else, letter by letter
};

enum class ColourScheme {
    Platform, ///< light, dark or high contrast, as the desktop is
    Light,
    Dark,
};

/// Light, dark or Platform, from ROLLCALL_COLOURS ("light", "dark"; anything else: as the desktop is).
ColourScheme colourSchemeFrom(const QString &text);

/// Gives the program its style, palette and font; follows the desktop when it turns dark.
void applyTheme(QApplication &application, ColourScheme scheme);

/// The platform's font in one of the sizes.
QFont fontOf(TextSize size, QFont::Weight weight = QFont::Normal);

/// `pixels` of the design at the person's font size.
int scaled(int pixels);

} // namespace rollcall
