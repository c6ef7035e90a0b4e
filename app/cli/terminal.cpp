#include "cli/terminal.h"

#include <QFile>
#include <QMutex>

#include <cstdio>
#include <thread>

#ifdef Q_OS_WIN
#include <io.h>
#else
#include <unistd.h>
#endif

namespace rollcall::cli {
namespace {

bool isTerminal(std::FILE *file)
{
#ifdef Q_OS_WIN
    return _isatty(_fileno(file)) != 0;
#else
    return ::isatty(::fileno(file)) == 1;
#endif
}

} // namespace

/// What the reading thread shares with the terminal, which may be gone before it.
struct Terminal::Feed
{
    QMutex mutex;
    Terminal *terminal = nullptr;
};

Terminal::Terminal(QObject *parent)
    : QObject(parent)
    , m_feed(std::make_shared<Feed>())
{
    m_feed->terminal = this;
}

Terminal::~Terminal()
{
    const QMutexLocker locker(&m_feed->mutex);
    m_feed->terminal = nullptr;
}

bool Terminal::isInputInteractive()
{
    return isTerminal(stdin);
}

bool Terminal::isLogInteractive()
{
    return isTerminal(stderr);
}

void Terminal::readLines()
{
    // A read that waits for a person can't be taken back on every system: its thread is left to the process's
    // end.
    std::thread([feed = m_feed] {
        QFile input;
        if (!input.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered)) // 0: standard input, everywhere
            return;
        for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
            const QMutexLocker locker(&feed->mutex);
            if (!feed->terminal)
                return;
            const QString text = QString::fromLocal8Bit(line).trimmed();
            QMetaObject::invokeMethod(
                feed->terminal, [terminal = feed->terminal, text] { Q_EMIT terminal->lineRead(text); },
                Qt::QueuedConnection);
        }
    }).detach();
}

} // namespace rollcall::cli
