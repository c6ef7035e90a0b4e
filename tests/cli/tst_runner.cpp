#include "cli/printer.h"
#include "cli/runner.h"

#include <CLI/CLI.hpp>

#include <QBuffer>
#include <QJsonDocument>
#include <QTest>
#include <QTimer>

#include <csignal>

using namespace rollcall;
using namespace rollcall::cli;

namespace {

/// Ends as it is told to, or waits to be interrupted.
class Greeting : public Command
{
public:
    using Command::Command;

    QString name() const override { return QStringLiteral("greet"); }
    QString summary() const override { return QStringLiteral("Greet someone."); }
    void addOptions(CLI::App &options) override
    {
        options.add_option("NAME", m_name)->required();
        options.add_option("--times", m_times);
        options.add_flag("--wait", m_wait);
        options.add_flag("--fail", m_fail);
    }
    void start() override
    {
        if (m_fail) {
            fail({Error::Kind::Offline, QStringLiteral("Nobody is there."), QStringLiteral("Call later."),
                  QStringLiteral("GET door")});
        } else if (!m_wait) {
            printer().sentence(QStringLiteral("Knocking."));
            const QString name = QString::fromStdString(m_name);
            Q_EMIT finished({ExitStatus::Done,
                             {{QStringLiteral("greeted"), name}},
                             QStringLiteral("Hello, %1!").arg(name),
                             {}});
        }
    }

private:
    std::string m_name;
    int m_times = 1;
    bool m_wait = false;
    bool m_fail = false;
};

Runner::Commands greeting(CommandContext &context)
{
    Runner::Commands commands;
    commands.push_back(std::make_unique<Greeting>(context));
    return commands;
}

/// What a run said, and how it ended.
struct Said
{
    int status = -1;
    QByteArray out;
    QByteArray log;

    QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
};

Said run(const QStringList &arguments, const Runner::MakeCommands &commands = greeting)
{
    QBuffer out;
    QBuffer log;
    out.open(QIODevice::WriteOnly);
    log.open(QIODevice::WriteOnly);
    Printer printer(out, log, false);
    Runner runner(printer, {}, commands);
    const int status = runner.run(arguments);
    return {status, out.data(), log.data()};
}

/// A disk that is full.
class FullDevice : public QIODevice
{
protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *, qint64) override { return -1; }
};

} // namespace

class RunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultsGoToTheOutputAndSentencesBesideIt()
    {
        const Said said = run({QStringLiteral("greet"), QStringLiteral("Zoë")});
        QCOMPARE(said.status, 0);
        QCOMPARE(said.out, QByteArray("Hello, Zoë!\n"));
        QCOMPARE(said.log, QByteArray("Knocking.\n"));
    }

    void jsonIsOneObjectAndNothingElse()
    {
        for (const QStringList &words :
             {QStringList{QStringLiteral("greet"), QStringLiteral("Zoë"), QStringLiteral("--json")},
              QStringList{QStringLiteral("--json"), QStringLiteral("greet"), QStringLiteral("Zoë")}}) {
            const Said said = run(words);
            QCOMPARE(said.status, 0);
            QCOMPARE(said.out, QByteArray("{\"greeted\":\"Zoë\"}\n"));
        }
    }

    void aFailureIsAnObjectForProgramsAndSentencesForPeople()
    {
        const Said forPrograms = run({QStringLiteral("greet"), QStringLiteral("x"), QStringLiteral("--fail"),
                                      QStringLiteral("--json")});
        QCOMPARE(forPrograms.status, 4);
        const QJsonObject error = forPrograms.object().value(QLatin1String("error")).toObject();
        QCOMPARE(error.value(QLatin1String("kind")).toString(), QStringLiteral("offline"));
        QCOMPARE(error.value(QLatin1String("message")).toString(), QStringLiteral("Nobody is there."));
        QCOMPARE(error.value(QLatin1String("hint")).toString(), QStringLiteral("Call later."));
        QCOMPARE(error.value(QLatin1String("detail")).toString(), QStringLiteral("GET door"));

        const Said forPeople = run({QStringLiteral("greet"), QStringLiteral("x"), QStringLiteral("--fail")});
        QCOMPARE(forPeople.status, 4);
        QCOMPARE(forPeople.out, QByteArray());
        QCOMPARE(forPeople.log, QByteArray("Nobody is there.\nCall later.\n(GET door)\n"));
    }

    void wrongUsageIsNamedInWords_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");

        QTest::newRow("no command") << QStringList() << QStringLiteral("A command is missing.");
        QTest::newRow("a command that is not there")
            << QStringList{QStringLiteral("wave")}
            << QStringLiteral("“wave” is not a command or option here.");
        QTest::newRow("an option that is not there")
            << QStringList{QStringLiteral("greet"), QStringLiteral("x"), QStringLiteral("--loud")}
            << QStringLiteral("“--loud” is not a command or option here.");
        QTest::newRow("a missing argument")
            << QStringList{QStringLiteral("greet")} << QStringLiteral("NAME is missing.");
        QTest::newRow("a value that is no number")
            << QStringList{QStringLiteral("greet"), QStringLiteral("x"), QStringLiteral("--times"),
                           QStringLiteral("often")}
            << QStringLiteral("This was not understood: ");
        QTest::newRow("an option without its value")
            << QStringList{QStringLiteral("greet"), QStringLiteral("x"), QStringLiteral("--times")}
            << QStringLiteral("An option is without its value");
    }

    void wrongUsageIsNamedInWords()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        const Said said = run(QStringList{QStringLiteral("--json")} + arguments);
        QCOMPARE(said.status, 2);
        const QJsonObject error = said.object().value(QLatin1String("error")).toObject();
        QCOMPARE(error.value(QLatin1String("kind")).toString(), QStringLiteral("usage"));
        QVERIFY2(error.value(QLatin1String("message")).toString().startsWith(message),
                 qPrintable(error.value(QLatin1String("message")).toString()));
        QVERIFY(!error.value(QLatin1String("hint")).toString().isEmpty());
    }

    void helpIsAnAnswerAndNotAMistake()
    {
        const Said all = run({QStringLiteral("--help")});
        QCOMPARE(all.status, 0);
        QVERIFY(all.out.contains("Greet someone."));
        const Said one = run({QStringLiteral("greet"), QStringLiteral("--help")});
        QCOMPARE(one.status, 0);
        QVERIFY(one.out.contains("--times"));
        QCOMPARE(run({QStringLiteral("--version")}).out, QByteArray("rollcall-cli " ROLLCALL_VERSION "\n"));
    }

    void aSignalEndsTheCommandWithItsStatus_data()
    {
        QTest::addColumn<int>("signal");
        QTest::addColumn<int>("status");
        QTest::newRow("Ctrl+C") << SIGINT << 130;
        QTest::newRow("the system asks for the end") << SIGTERM << 143;
    }

    void aSignalEndsTheCommandWithItsStatus()
    {
        QFETCH(int, signal);
        QFETCH(int, status);
        QTimer::singleShot(0, this, [signal] { std::raise(signal); });
        const Said said = run({QStringLiteral("greet"), QStringLiteral("x"), QStringLiteral("--wait"),
                               QStringLiteral("--json")});
        QCOMPARE(said.status, status);
        QCOMPARE(
            said.object().value(QLatin1String("error")).toObject().value(QLatin1String("kind")).toString(),
            QStringLiteral("cancelled"));
    }

    void anAnswerThatCannotBeWrittenIsNotASuccess()
    {
        FullDevice full;
        full.open(QIODevice::WriteOnly);
        QBuffer log;
        log.open(QIODevice::WriteOnly);
        Printer printer(full, log, false);
        Runner runner(printer, {}, greeting);
        QCOMPARE(runner.run({QStringLiteral("greet"), QStringLiteral("x")}), 6);
        QVERIFY(log.data().contains("could not be written"));
    }

    void everyKindOfErrorHasItsStatus_data()
    {
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<int>("status");
        QTest::newRow("usage") << Error::Kind::Usage << 2;
        QTest::newRow("input") << Error::Kind::Input << 5;
        QTest::newRow("signed out") << Error::Kind::SignedOut << 3;
        QTest::newRow("forbidden") << Error::Kind::Forbidden << 3;
        QTest::newRow("refused") << Error::Kind::Refused << 1;
        QTest::newRow("throttled") << Error::Kind::Throttled << 4;
        QTest::newRow("quota") << Error::Kind::Quota << 4;
        QTest::newRow("offline") << Error::Kind::Offline << 4;
        QTest::newRow("bad reply") << Error::Kind::BadReply << 4;
        QTest::newRow("storage") << Error::Kind::Storage << 6;
        QTest::newRow("cancelled") << Error::Kind::Cancelled << 130;
    }

    void everyKindOfErrorHasItsStatus()
    {
        QFETCH(Error::Kind, kind);
        QFETCH(int, status);
        QCOMPARE(static_cast<int>(exitStatusFor(kind)), status);
        QCOMPARE(static_cast<int>(CommandResult::failed({kind, {}, {}, {}}).status), status);
    }
};

QTEST_GUILESS_MAIN(RunnerTest)
#include "tst_runner.moc"
