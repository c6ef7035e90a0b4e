#include "support/desktop.h"

#include <QDir>
#include <QProcess>
#include <QStandardPaths>

#include <algorithm>

namespace rollcall {
namespace {

QStringList browsers(const QProcessEnvironment &environment)
{
    QStringList commands =
        environment.value(QStringLiteral("BROWSER")).split(QDir::listSeparator(), Qt::SkipEmptyParts);
#if defined(Q_OS_WIN)
    commands << QStringLiteral("rundll32 url.dll,FileProtocolHandler");
#elif defined(Q_OS_MACOS)
    commands << QStringLiteral("open");
#else
    // Without a display, xdg-open would start a browser in the terminal and take the keyboard away.
    if (environment.contains(QStringLiteral("DISPLAY")) ||
        environment.contains(QStringLiteral("WAYLAND_DISPLAY")))
        commands << QStringLiteral("xdg-open");
#endif
    return commands;
}

} // namespace

bool canOpenBrowser(const QProcessEnvironment &environment)
{
    const QStringList commands = browsers(environment);
    return std::any_of(commands.begin(), commands.end(), [](const QString &command) {
        return !QStandardPaths::findExecutable(QProcess::splitCommand(command).value(0)).isEmpty();
    });
}

bool openInBrowser(const QUrl &address, const QProcessEnvironment &environment)
{
    QProcessEnvironment handedOn = environment;
    handedOn.remove(QStringLiteral("ROLLCALL_CLIENT_SECRET"));
    const QString text = address.toString(QUrl::FullyEncoded);
    for (const QString &command : browsers(environment)) {
        QStringList words = QProcess::splitCommand(command);
        if (words.isEmpty())
            continue;
        if (words.filter(QStringLiteral("%s")).isEmpty())
            words << text;
        else
            words.replaceInStrings(QStringLiteral("%s"), text);
        QProcess process;
        process.setProgram(words.takeFirst());
        process.setArguments(words);
        process.setProcessEnvironment(handedOn);
        // What a browser chats must not get between our lines.
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        if (process.startDetached())
            return true;
    }
    return false;
}

} // namespace rollcall
