#include "cli/commands.h"
#include "cli/printer.h"
#include "cli/terminal.h"
#include "language.h"
#include "support/coredumps.h"
#include "support/log.h"
#include "support/memory.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>

#include <clocale>
#include <cstring>

namespace {

/// Timers of the night run without a language: Qt would then complain on every start before it does the same.
void speakUtf8()
{
    const char *locale = std::setlocale(LC_ALL, "");
    if (!locale || std::strcmp(locale, "C") == 0 || std::strcmp(locale, "POSIX") == 0)
        qputenv("LC_ALL", "C.UTF-8");
}

} // namespace

int main(int argc, char **argv)
{
    using namespace rollcall;
    leaveNoCoreDumps();
    speakUtf8();
    giveBigBlocksBack();
    installRedactingLog();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("rollcall"));
    QCoreApplication::setApplicationVersion(QStringLiteral(ROLLCALL_VERSION));
    speak(application, QLocale::system());

    QFile out;
    QFile log;
    // By number (standard output and standard error), not through stdio, which would keep lines back and hide
    // a full disk until the end.
    if (!out.open(1, QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        !log.open(2, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return static_cast<int>(cli::ExitStatus::CannotKeep);
    cli::Printer printer(out, log, cli::Terminal::isLogInteractive());
    cli::Runner runner(printer, QProcessEnvironment::systemEnvironment(), cli::allCommands);
    return runner.run(QCoreApplication::arguments().mid(1));
}
