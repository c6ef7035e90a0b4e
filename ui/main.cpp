#include "common/icon.h"
#include "common/theme.h"
#include "language.h"
#include "mainwindow.h"
#include "support/coredumps.h"
#include "support/log.h"
#include "support/memory.h"
#include "workplace.h"

#include <QApplication>
#include <QFileInfo>
#include <QLocale>

namespace {

/// What the person is told about a clock that cannot be used must be seen before a window is there.
int refuse(const rollcall::Error &error)
{
    qCritical("%s %s", qUtf8Printable(error.message), qUtf8Printable(error.hint));
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    using namespace rollcall;
    leaveNoCoreDumps();
    giveBigBlocksBack();
    installRedactingLog();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("rollcall"));
    QApplication::setApplicationDisplayName(QStringLiteral("Rollcall"));
    QApplication::setApplicationVersion(QStringLiteral(ROLLCALL_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.rollcall.Rollcall"));

    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    qunsetenv("ROLLCALL_CLIENT_SECRET"); // the browser we start must not inherit it
    const auto clock = Clock::parse(environment.value(QStringLiteral("ROLLCALL_CLOCK")));
    if (!clock)
        return refuse(clock.error());

    speak(application, QLocale::system());
    applyTheme(application, colourSchemeFrom(environment.value(QStringLiteral("ROLLCALL_COLOURS"))));
    QApplication::setWindowIcon(applicationIcon());
    Workplace workplace(environment, *clock);
    const auto opened = workplace.openAccount();
    MainWindow window(workplace);
    if (!opened)
        window.showStartError(opened.error());
    window.show();
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() > 1)
        window.openFile(QFileInfo(arguments.at(1)).absoluteFilePath());
    return QApplication::exec();
}
