#include "common/theme.h"

#include "common/colours.h"
#include "common/style.h"

#include <QApplication>
#include <QFontInfo>
#include <QStyleFactory>
#include <QStyleHints>

/// A linker leaves out of a static library what nobody names: the icons have to be named. Outside of any namespace,
/// as Q_INIT_RESOURCE demands.
static void nameResources()
{
    Q_INIT_RESOURCE(ui);
}

namespace rollcall {
namespace {

constexpr int bodySize = static_cast<int>(TextSize::Body);

bool isDark(const QPalette &platform)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
    if (scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    return platform.color(QPalette::Window).lightness() < 128;
}

void setColours(const QPalette &platform, ColourScheme scheme)
{
    const bool platformColours = scheme == ColourScheme::Platform && isHighContrast(platform);
    const bool dark = scheme == ColourScheme::Dark || (scheme == ColourScheme::Platform && isDark(platform));
    const Colours colours = platformColours ? Colours::fromPlatform(platform)
                            : dark          ? Colours::dark()
                                            : Colours::light();
    QApplication::setStyle(new Style(colours));
    QApplication::setPalette(platformColours ? platform : colours.palette());
}

} // namespace

ColourScheme colourSchemeFrom(const QString &text)
{
    if (text == QLatin1String("light"))
        return ColourScheme::Light;
    return text == QLatin1String("dark") ? ColourScheme::Dark : ColourScheme::Platform;
}

void applyTheme(QApplication &application, ColourScheme scheme)
{
    nameResources();
    const QPalette platform = QApplication::palette();
    setColours(platform, scheme);
    QFont font = QApplication::font();
    font.setPixelSize(qMax(bodySize, QFontInfo(font).pixelSize()));
    QApplication::setFont(font);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, &application,
                     [platform, scheme] { setColours(platform, scheme); });
#else
    Q_UNUSED(application)
#endif
}

QFont fontOf(TextSize size, QFont::Weight weight)
{
    QFont font = QApplication::font();
    font.setPixelSize(scaled(static_cast<int>(size)));
    font.setWeight(weight);
    return font;
}

int scaled(int pixels)
{
    return qRound(pixels * qMax(1.0, double(QFontInfo(QApplication::font()).pixelSize()) / bodySize));
}

} // namespace rollcall
