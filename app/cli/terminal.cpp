#include "cli/terminal.h"

#include "cli/printer.h"

#include <QFile>
#include <QMutex>
#include <QWaitCondition>

#include <cstdio>
#include <thread>

#ifdef Q_OS_WIN
#include <io.h>
#include <windows.h>
#else
#include <termios.h>
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

constexpr char ctrlC = 3;

/// While it lives, Ctrl+C is a character that ends the line, and nothing is shown where that was asked for.
class Questioning
{
public:
    explicit Questioning(bool isHidden)
    {
#ifdef Q_OS_WIN
        m_console = GetStdHandle(STD_INPUT_HANDLE);
        GetConsoleMode(m_console, &m_before);
        SetConsoleMode(m_console, isHidden ? m_before & ~DWORD(ENABLE_ECHO_INPUT) : m_before);
#else
        ::tcgetattr(0, &m_before);
        termios mode = m_before;
        mode.c_lflag &= ~static_cast<tcflag_t>(isHidden ? ISIG | ECHO : ISIG);
        mode.c_cc[VEOL] = ctrlC;
        ::tcsetattr(0, TCSADRAIN, &mode);
#endif
    }

    ~Questioning()
    {
#ifdef Q_OS_WIN
        SetConsoleMode(m_console, m_before);
#else
        ::tcsetattr(0, TCSADRAIN, &m_before);
#endif
    }

    Questioning(const Questioning &) = delete;
    Questioning &operator=(const Questioning &) = delete;

private:
#ifdef Q_OS_WIN
    HANDLE m_console = nullptr;
    DWORD m_before = 0;
#else
    termios m_before{};
#endif
};

/// Standard input by lines; not through readLine(), for which Ctrl+C ends none.
class Lines
{
public:
    Lines() { m_input.open(0, QIODevice::ReadOnly | QIODevice::Unbuffered); } // 0: standard input, everywhere

    /// Without its end, but with Ctrl+C; none: there are no more.
    std::optional<QByteArray> next()
    {
        QByteArray line;
        char letter = 0;
        bool isAny = false;
        while (m_input.isOpen() && m_input.getChar(&letter) && letter != '\n') {
            isAny = true;
            line += letter;
            if (letter == ctrlC)
                return line;
        }
        return isAny || letter == '\n' ? std::optional(line) : std::nullopt;
    }

private:
    QFile m_input;
};

} // namespace

/// What the reading thread shares with the terminal, which may be gone before it.
struct Terminal::Feed
{
    QMutex mutex;
    QWaitCondition answered;
    Terminal *terminal = nullptr;
    bool isReading = false;
    bool isAsking = false; ///< the next line is the answer
    std::optional<QByteArray> answer;
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
    m_feed->isReading = true;
    // A read that waits for a person can't be taken back on every system: its thread is left to the process's
    // end.
    std::thread([feed = m_feed] {
        Lines lines;
        for (auto line = lines.next();; line = lines.next()) {
            const QMutexLocker locker(&feed->mutex);
            if (feed->isAsking) {
                feed->isAsking = false;
                feed->answer = line;
                feed->answered.wakeAll();
            } else if (feed->terminal && line) {
                const QString text = QString::fromLocal8Bit(*line).trimmed();
                QMetaObject::invokeMethod(
                    feed->terminal, [terminal = feed->terminal, text] { Q_EMIT terminal->lineRead(text); },
                    Qt::QueuedConnection);
            }
            feed->isReading = line && feed->terminal;
            if (!feed->isReading)
                return;
        }
    }).detach();
}

std::optional<QString> Terminal::ask(Printer &printer, const QString &question, bool isHidden)
{
    if (!isInputInteractive() || !isLogInteractive())
        return std::nullopt;
    const Questioning questioning(isHidden); // before the question: people type fast, programs faster
    printer.sentence(question);
    std::optional<QByteArray> line;
    QMutexLocker locker(&m_feed->mutex);
    if (m_feed->isReading) {
        m_feed->isAsking = true;
        while (m_feed->isAsking)
            m_feed->answered.wait(&m_feed->mutex);
        line = std::exchange(m_feed->answer, std::nullopt);
    } else {
        line = Lines().next();
    }
    if (!line || line->endsWith(ctrlC))
        return std::nullopt;
    return QString::fromLocal8Bit(*line);
}

} // namespace rollcall::cli
