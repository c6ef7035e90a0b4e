#include "support/coredumps.h"

#include <QtGlobal>

#ifdef Q_OS_WIN
#include <windows.h>
#else
#include <sys/resource.h>
#endif

namespace rollcall {

#ifdef Q_OS_WIN

void leaveNoCoreDumps()
{
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX); // no Windows Error Reporting
}

#else

void leaveNoCoreDumps()
{
    // One byte and not none: Linux hands the memory to a crash reporter (systemd-coredump, apport) whatever
    // the limit, except at one. PR_SET_DUMPABLE would do it too, and shut out debuggers and the desktop's
    // portals.
    rlimit limit{};
    if (getrlimit(RLIMIT_CORE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max < 1 ? limit.rlim_max : 1;
    setrlimit(RLIMIT_CORE, &limit);
}

#endif

} // namespace rollcall
