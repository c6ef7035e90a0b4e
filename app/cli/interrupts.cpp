#include "cli/interrupts.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <QMetaObject>
#include <QMutex>

#include <windows.h>
#else
#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace rollcall::cli {

#ifdef Q_OS_WIN

namespace {

// The console calls its handler on a thread of its own.
QMutex handlerMutex;
Interrupts *listener = nullptr;

BOOL WINAPI onConsoleEvent(DWORD event)
{
    const QMutexLocker locker(&handlerMutex);
    if (!listener)
        return FALSE;
    Interrupts *target = listener;
    listener = nullptr;
    const auto kind = event == CTRL_C_EVENT ? Interrupts::Kind::Interrupted : Interrupts::Kind::Terminated;
    QMetaObject::invokeMethod(
        target, [target, kind] { Q_EMIT target->came(kind); }, Qt::QueuedConnection);
    return TRUE;
}

} // namespace

struct Interrupts::Private
{};

Interrupts::Interrupts(QObject *parent)
    : QObject(parent)
{
    const QMutexLocker locker(&handlerMutex);
    listener = this;
    SetConsoleCtrlHandler(onConsoleEvent, TRUE);
}

Interrupts::~Interrupts()
{
    SetConsoleCtrlHandler(onConsoleEvent, FALSE);
    const QMutexLocker locker(&handlerMutex);
    listener = nullptr;
}

#else

namespace {

// A signal handler can reach nothing but this; written before the handlers are installed.
int wakeUp = -1;

void onSignal(int number)
{
    const auto byte = static_cast<unsigned char>(number);
    [[maybe_unused]] const ssize_t written = ::write(wakeUp, &byte, 1);
}

void handle(int number, void (*handler)(int), int flags)
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);
}

} // namespace

struct Interrupts::Private
{
    int ends[2] = {-1, -1};
    std::unique_ptr<QSocketNotifier> notifier;
};

Interrupts::Interrupts(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    if (::pipe(d->ends) != 0)
        return; // out of file descriptors: signals then end the program as they always do
    for (const int end : d->ends) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    }
    wakeUp = d->ends[1];
    d->notifier = std::make_unique<QSocketNotifier>(d->ends[0], QSocketNotifier::Read);
    connect(d->notifier.get(), &QSocketNotifier::activated, this, [this] {
        unsigned char number = 0;
        if (::read(d->ends[0], &number, 1) == 1)
            Q_EMIT came(number == SIGINT ? Kind::Interrupted : Kind::Terminated);
    });
    // SA_RESETHAND: who asks twice, means it.
    handle(SIGINT, onSignal, SA_RESETHAND);
    handle(SIGTERM, onSignal, SA_RESETHAND);
    // A reader that has gone (`| head`) must not kill an import half way.
    handle(SIGPIPE, SIG_IGN, 0);
}

Interrupts::~Interrupts()
{
    handle(SIGINT, SIG_DFL, 0);
    handle(SIGTERM, SIG_DFL, 0);
    wakeUp = -1;
    d->notifier.reset();
    for (const int end : d->ends) {
        if (end >= 0)
            ::close(end);
    }
}

#endif

} // namespace rollcall::cli
