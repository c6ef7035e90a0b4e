#include "support/coredumps.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace rollcall;

class CoreDumpsTest : public QObject
{
    Q_OBJECT

#ifdef Q_OS_UNIX
    /// How a process ends that crashes in `folder`, where the system would let it leave its memory.
    static int crash(const QString &folder, bool isKept)
    {
        const QByteArray place = folder.toLocal8Bit();
        const pid_t child = fork();
        if (child == 0) {
            const rlimit all{RLIM_INFINITY, RLIM_INFINITY};
            setrlimit(RLIMIT_CORE, &all);
            if (isKept)
                leaveNoCoreDumps();
            std::signal(SIGSEGV, SIG_DFL);
            if (chdir(place.constData()) == 0)
                std::raise(SIGSEGV);
            _exit(1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        return status;
    }

private Q_SLOTS:
    void aCrashLeavesNoPictureOfTheMemory()
    {
        QTemporaryDir without;
        QTemporaryDir with;
        const int kept = crash(with.path(), true);
        QVERIFY(WIFSIGNALED(kept));
        QVERIFY(!WCOREDUMP(kept));
        QCOMPARE(QDir(with.path()).entryList(QDir::Files), QStringList());
        if (!WCOREDUMP(crash(without.path(), false)))
            QSKIP("This system leaves none in any case.");
    }
#endif
};

QTEST_GUILESS_MAIN(CoreDumpsTest)
#include "tst_coredumps.moc"
