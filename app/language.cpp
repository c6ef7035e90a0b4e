#include "language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

/// Outside of any namespace, as Q_INIT_RESOURCE demands.
static void nameTranslations()
{
    Q_INIT_RESOURCE(translations);
}

namespace rollcall {

void speak(QCoreApplication &application, const QLocale &locale)
{
    nameTranslations();
    const QString folder = QStringLiteral(":/rollcall/translations");
    auto *ours = new QTranslator(&application);
    const bool known = locale.language() != QLocale::C
                       && ours->load(locale, QStringLiteral("rollcall"), QStringLiteral("_"), folder);
    if (known || ours->load(QStringLiteral("rollcall_en"), folder))
        QCoreApplication::installTranslator(ours);
    if (!known)
        return;
    // Qt's own words ("Cancel" in a file dialog) follow, but never in a language that the rest does not speak.
    auto *qt = new QTranslator(&application);
    if (qt->load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace rollcall
