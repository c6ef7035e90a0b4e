// bench_window FILE: how long the window's thread is away while a large file is opened, checked, sorted by problem,
// filtered, scrolled, mended and forecast in the real window, without a screen. Each event that the thread handles is a slot;
// told are, step by step, the longest slot by the thread's own processor time and by the clock (on a busy computer
// only the first says something of the program), and the anonymous memory of the process, in which the practice
// account runs, too.
#include "common/chip.h"
#include "common/tile.h"
#include "support/memory.h"
#include "ui/windowworld.h"

#include <QElapsedTimer>
#include <QFile>
#include <QHeaderView>
#include <QScrollBar>
#include <QTableView>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// Measures how long each event takes, from its arrival to the moment the next one can be seen to.
class ProbedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    struct Slot
    {
        double processor = 0; ///< milliseconds
        double clock = 0;
        QByteArray what;
    };

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0 || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        const QByteArray what = QByteArray(receiver->metaObject()->className()) + '/' + QByteArray::number(event->type());
        const double before = processorTime();
        QElapsedTimer timer;
        timer.start();
        ++m_depth;
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        const Slot slot{processorTime() - before, static_cast<double>(timer.nsecsElapsed()) / 1e6, what};
        if (slot.processor > longest.processor)
            longest = slot;
        longestClock = std::max(longestClock, slot.clock);
        return done;
    }

    Slot longest;
    double longestClock = 0;

private:
    static double processorTime()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
    }

    int m_depth = 0;
};

/// MiB, from the line of that name.
double memory(const char *name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(qstrlen(name)).simplified().split(' ').value(0).toDouble() / 1024;
    }
    return 0;
}

/// A day with a file, step by step.
class Day
{
public:
    explicit Day(ProbedApplication &application)
        : m_application(application)
    {
        world.openWindow();
        world.connectAccount();
        settle();
        m_application.longest = {};
        m_application.longestClock = 0;
    }

    WindowWorld world;
    double worst = 0;
    double mostMemory = 0;

    void end(const char *step)
    {
        settle();
        const ProbedApplication::Slot longest = std::exchange(m_application.longest, {});
        std::printf("%-22s %7.2f ms  by the clock %7.2f ms  %6.1f MiB  %s\n", step, longest.processor,
                    std::exchange(m_application.longestClock, 0), memory("RssAnon:"), longest.what.constData());
        worst = std::max(worst, longest.processor);
        mostMemory = std::max(mostMemory, memory("RssAnon:"));
    }

    void open(const QString &path)
    {
        QMetaObject::invokeMethod(
            world.window.get(), [this, path] { world.window->openFile(path); }, Qt::QueuedConnection);
        await([this] { return isReady(QStringLiteral("Check the file")); });
        end("opened");
    }

    void check()
    {
        world.press(QStringLiteral("Check the file"));
        await([this] { return table() && tile(0)->isEnabled(); });
        end("checked");
    }

    void filter()
    {
        for (int i = 0; i < 4; ++i) {
            QTest::mouseClick(tile(i), Qt::LeftButton);
            settle();
        }
        QTest::mouseClick(tile(0), Qt::LeftButton);
        settle();
        QTest::mouseClick(tile(0), Qt::LeftButton);
        end("filtered by total");
        for (qsizetype i = 0; i < chips().size(); ++i) {
            QTest::mouseClick(chips().at(i), Qt::LeftButton);
            settle();
            QTest::mouseClick(chips().at(i), Qt::LeftButton);
            settle();
        }
        end("filtered by problem");
    }

    void sort()
    {
        for (int i = 0; i < 3; ++i) {
            const QHeaderView *header = table()->horizontalHeader();
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              {header->sectionViewportPosition(2) + 8, header->height() / 2});
            settle();
            scroll();
        }
        end("sorted by problem");
    }

    void scroll()
    {
        QScrollBar *bar = table()->verticalScrollBar();
        for (int i = 0; i <= 40; ++i) {
            QMetaObject::invokeMethod(
                bar, [bar, i] { bar->setValue(bar->maximum() / 40 * i); }, Qt::QueuedConnection);
            settle();
        }
        for (const Qt::Key key : {Qt::Key_PageUp, Qt::Key_Down, Qt::Key_Home, Qt::Key_PageDown, Qt::Key_End}) {
            for (int i = 0; i < 20; ++i)
                QTest::keyClick(table(), key);
            settle();
        }
    }

    void goThroughProblems()
    {
        for (int i = 0; i < 200; ++i)
            QTest::keyClick(table(), Qt::Key_F8, i % 3 == 2 ? Qt::ShiftModifier : Qt::NoModifier);
        end("from problem to problem");
    }

    void mend()
    {
        for (auto *button : world.window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->text().contains(QStringLiteral("Mend all")))
                QTest::mouseClick(button, Qt::LeftButton);
        }
        await([this] { return world.isVisible(QStringLiteral("Undo last change")); });
        end("mended all of a kind");
    }

    /// Asks what sending would do, changes its mind in the middle, and asks again.
    void forecast()
    {
        for (auto *button : world.window->findChildren<QAbstractButton *>()) {
            if (button->isVisible() && button->isEnabled() && button->text().contains(QStringLiteral("Go on with"))) {
                QTest::mouseClick(button, Qt::LeftButton);
                break;
            }
        }
        world.chooseList(QStringLiteral("Office"));
        end("list chosen");
        const QString revive = QStringLiteral("Bring back contacts that were deleted in the account.");
        for (int pause = 0; pause < 20; ++pause) {
            QTest::qWait(100 * pause);
            world.press(revive);
        }
        end("another mind");
        await([this] { return world.shows(QStringLiteral("left today; at least")); });
        end("forecast");
    }

private:
    static constexpr int patience = 300'000; // ms

    void settle()
    {
        QTest::qWait(20);
    }

    template <typename Condition>
    void await(Condition condition)
    {
        if (!QTest::qWaitFor(condition, patience))
            qFatal("it does not come to its end");
    }

    bool isReady(const QString &text) const
    {
        const QAbstractButton *button = world.button(text);
        return button && button->isEnabled();
    }

    QTableView *table() const { return world.named<QTableView>(QStringLiteral("Rows of the file")); }
    Tile *tile(int i) const { return world.window->findChildren<Tile *>().at(i); }

    QList<Chip *> chips() const
    {
        QList<Chip *> shown;
        for (Chip *chip : world.window->findChildren<Chip *>()) {
            if (chip->isVisible() && chip->isCheckable())
                shown << chip;
        }
        return shown;
    }

    ProbedApplication &m_application;
};

} // namespace

int main(int argc, char **argv)
{
    giveBigBlocksBack(); // as the program does
    qputenv("QT_QPA_PLATFORM", "offscreen");
    ProbedApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_window FILE\n");
        return 2;
    }
    Day day(application);
    std::printf("%-22s %47.1f MiB\n", "connected, no file", memory("RssAnon:"));
    day.open(QString::fromLocal8Bit(argv[1]));
    day.check();
    day.scroll();
    day.end("scrolled");
    day.filter();
    day.sort();
    day.goThroughProblems();
    day.mend();
    day.forecast();
    std::printf("longest slot %.2f ms, anonymous memory %.1f MiB, resident at its peak %.1f MiB\n", day.worst,
                day.mostMemory, memory("VmHWM:"));
    return 0;
}
