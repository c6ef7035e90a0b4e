#include "common/colours.h"

#include "common/style.h"

#include <QWidget>

#include <cmath>

namespace rollcall {
namespace {

QColor rgb(unsigned value)
{
    return QColor(QRgb(value));
}

double channel(double value)
{
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &colour)
{
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF()) + 0.0722 * channel(colour.blueF());
}

} // namespace

Colours Colours::light()
{
    return {.window = rgb(0xf4f5f3),
            .surface = rgb(0xffffff),
            .sunk = rgb(0xeceeea),
            .line = rgb(0xd9dcd5),
            .edge = rgb(0x868e88),
            .text = rgb(0x1d211f),
            .soft = rgb(0x5c655f),
            .accent = rgb(0x0b6b5b),
            .accentSoft = rgb(0xdcefe9),
            .onAccent = rgb(0xffffff),
            .good = rgb(0x14713f),
            .goodSoft = rgb(0xdcefe9),
            .look = rgb(0x8a5a00),
            .lookSoft = rgb(0xfdf1d6),
            .bad = rgb(0xb3261e),
            .badSoft = rgb(0xfbe6e3),
            .practice = rgb(0xf2b632),
            .onPractice = rgb(0x3a2a00)};
}

Colours Colours::dark()
{
    return {.window = rgb(0x1d201f),
            .surface = rgb(0x272b29),
            .sunk = rgb(0x171a19),
            .line = rgb(0x3b413e),
            .edge = rgb(0x7c8680),
            .text = rgb(0xe8ebe7),
            .soft = rgb(0xa4ada7),
            .accent = rgb(0x5cc4ae),
            .accentSoft = rgb(0x1e3d37),
            .onAccent = rgb(0x06231d),
            .good = rgb(0x6fce9a),
            .goodSoft = rgb(0x1e3d37),
            .look = rgb(0xe7b75b),
            .lookSoft = rgb(0x3b2f16),
            .bad = rgb(0xf2a098),
            .badSoft = rgb(0x43211d),
            .practice = rgb(0xc9922a),
            .onPractice = rgb(0x1d1400)};
}

Colours Colours::fromPlatform(const QPalette &platform)
{
    const QColor window = platform.color(QPalette::Window);
    const QColor surface = platform.color(QPalette::Base);
    const QColor text = platform.color(QPalette::Text);
    const QColor chosen = platform.color(QPalette::Highlight);
    const QColor onChosen = platform.color(QPalette::HighlightedText);
    return {.window = window,
            .surface = surface,
            .sunk = window,
            .line = text,
            .edge = text,
            .text = text,
            .soft = text,
            .accent = chosen,
            .accentSoft = surface,
            .onAccent = onChosen,
            .good = text,
            .goodSoft = surface,
            .look = text,
            .lookSoft = surface,
            .bad = text,
            .badSoft = surface,
            .practice = chosen,
            .onPractice = onChosen};
}

QPalette Colours::palette() const
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor &colour) {
        palette.setColor(QPalette::All, role, colour);
    };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, surface);
    set(QPalette::AlternateBase, sunk);
    set(QPalette::Text, text);
    set(QPalette::PlaceholderText, soft);
    set(QPalette::Button, surface);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, bad);
    set(QPalette::ToolTipBase, text);
    set(QPalette::ToolTipText, window);
    set(QPalette::Highlight, accent);
    set(QPalette::HighlightedText, onAccent);
    set(QPalette::Link, accent);
    set(QPalette::LinkVisited, accent);
    set(QPalette::Light, surface);
    set(QPalette::Midlight, sunk);
    set(QPalette::Mid, line);
    set(QPalette::Dark, edge);
    set(QPalette::Shadow, edge);
    for (QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, soft);
    return palette;
}

Colours coloursOf(const QWidget *widget)
{
    if (const auto *style = qobject_cast<const Style *>(widget->style()))
        return style->colours();
    return Colours::fromPlatform(widget->palette());
}

double contrast(const QColor &a, const QColor &b)
{
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return first > second ? first / second : second / first;
}

bool isHighContrast(const QPalette &platform)
{
    // Such themes put pure black against pure white and make buttons of the page's own colour; ordinary ones don't.
    const QColor window = platform.color(QPalette::Window);
    return contrast(window, platform.color(QPalette::WindowText)) > 20.5 && platform.color(QPalette::Button) == window;
}

} // namespace rollcall
