// Imports, and imports being taken back, that are killed at any moment, again and again, while the network,
// the service and the sign-in make trouble: in the end each row's answer is true, and everything is as it was
// before. ROLLCALL_CRASH sets how many imports (half as many are taken back); the kills, and the pauses
// before some of them, come from fixed seeds. The ends of the sign-in are the service's own: it revokes the
// token of a call.
#include "send/history.h"
#include "send/resumption.h"
#include "send/undo.h"
#include "support/practiceimport.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>
#include <QTimer>

#include <map>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr double speed = 60;
constexpr int mostKills = 6;
constexpr int rowsOfAnImport = 5000;
constexpr int bad = rowsOfAnImport / 50;

/// How the process that gets killed ends when it is let live.
enum Ending { Done = 0, Wrong = 1, SignedOut = 3, NotNow = 4, Paused = 5, CannotKeep = 6 };

/// In order, as they are compared.
QStringList tagsOf(qint64 row)
{
    if (row % 100 == 6)
        return {QStringLiteral("Choir"), QStringLiteral("Donor")};
    return row % 100 == 5 ? QStringList{QStringLiteral("Choir")} : QStringList();
}

/// Who has one goes singly.
QString noteOf(qint64 row)
{
    return row % 500 == 5 ? QStringLiteral("Note %1").arg(row) : QString();
}

constexpr int singles = rowsOfAnImport / 500;

QByteArray people()
{
    QByteArray csv = "Email,First name,Tags,Notes\r\n";
    for (int i = 0; i < rowsOfAnImport; ++i) {
        const QByteArray number = QByteArray::number(i);
        csv += i % 50 == 7
                   ? QByteArray("not an address,X,,\r\n")
                   : "person" + number + "@example.org,First" + number + ',' +
                         tagsOf(i).join(QLatin1Char(';')).toUtf8() + ',' + noteOf(i).toUtf8() + "\r\n";
    }
    return csv;
}

QStringList sortedTexts(const QJsonValue &array)
{
    QStringList texts;
    for (const QJsonValue &text : array.toArray())
        texts.append(text.toString());
    texts.sort();
    return texts;
}

int endingFor(const std::optional<Error> &error)
{
    if (!error)
        return Done;
    if (error->kind == Error::Kind::SignedOut)
        return SignedOut;
    const bool passes = error->kind == Error::Kind::Offline || error->kind == Error::Kind::BadReply ||
                        error->kind == Error::Kind::Throttled;
    if (!passes)
        qWarning("%s %s", qPrintable(error->message), qPrintable(error->detail));
    return passes ? NotNow : Wrong;
}

/// What a person does in the process that gets killed.
struct Deed
{
    QString name; ///< "pause", "stop"; empty: nothing
    int afterMs = 0;
};

/// Paused by a person, it waits for a person; so does taking it back.
bool isPaused(Journal &journal, const ImportRecord &import)
{
    const auto undo = journal.undo(import.id).value_or(std::nullopt);
    return wasPausedByPerson(summaryOf(import)) || (undo && wasStoppedByPerson(*undo));
}

/// The process that gets killed: begins, or goes on with what an earlier one left.
int work(const QStringList &arguments)
{
    const bool isUndo = arguments.at(2) == QLatin1String("undo");
    const QString folder = arguments.at(3);
    const Clock clock = *Clock::parse(arguments.at(7));
    const ServiceProfile profile = ConnectedService::profileFor(arguments.at(4));
    // Without a refresh token: where the service revokes the access token, the sign-in is over.
    const Tokens tokens{arguments.at(5), {}, clock.now(), clock.now().addDays(1), {}, profile.clientId};
    QNetworkAccessManager network;
    ConnectedService service(network, profile, clock, tokens, folder + QStringLiteral("/pace"));
    if (arguments.at(2) != QLatin1String("tidy")) // there each call is answered, however busy the computer is
        service.http.setTransferTimeout(std::chrono::milliseconds(700)); // for answers that hang
    auto journal = Journal::open(folder + QStringLiteral("/journal"));
    if (!journal)
        return CannotKeep;
    const ImportRun::Needs needs{service.client, service.contacts, service.lists, service.activities,
                                 service.tags,   service.fields,   clock,         (*journal)->folder()};
    const auto imports = (*journal)->records();
    if (!imports)
        return CannotKeep;
    int ending = Wrong;
    bool paused = false;
    const auto end = [&](const std::optional<Error> &error) {
        ending = paused && !error ? Paused : endingFor(error);
        QCoreApplication::quit();
    };
    ImportPlan plan;
    if (imports->isEmpty())
        plan = planFor(folder, people(), {arguments.at(6)});
    plan.revive = true;
    ImportRun anew(needs, plan);
    Undo undo(needs, imports->isEmpty() ? QString() : imports->first().id);
    Resumption goingOn(needs);
    QObject::connect(&anew, &ImportRun::finished,
                     [&end](const ImportSummary &, const std::optional<Error> &error) { end(error); });
    QObject::connect(&undo, &Undo::finished,
                     [&end](const UndoReceipt &, const std::optional<Error> &error) { end(error); });
    QObject::connect(&goingOn, &Resumption::finished, end);
    if (imports->isEmpty())
        anew.start();
    else if (isUndo && !(*journal)->undo(imports->first().id).value_or(std::nullopt))
        undo.start();
    else if (isPaused(**journal, imports->first()))
        goingOn.start(imports->first().id);
    else
        goingOn.start();
    const auto pause = [&] {
        paused = true;
        imports->isEmpty() ? anew.pause() : goingOn.pause();
    };
    const int deedAfter = arguments.at(9).toInt();
    if (arguments.at(8) == QLatin1String("pause"))
        QTimer::singleShot(deedAfter, &anew, pause);
    else if (arguments.at(8) == QLatin1String("stop"))
        QTimer::singleShot(deedAfter, &anew, [&anew] { anew.cancel(); });
    QCoreApplication::exec();
    return ending;
}

} // namespace

class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachAnswerIsTrueHoweverOftenItWasKilled_data()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<bool>("takenBack");
        const int imports = qEnvironmentVariableIntValue("ROLLCALL_CRASH");
        const int count = imports > 0 ? imports : 10;
        for (int seed = 0; seed < count; ++seed)
            QTest::addRow("import %d", seed) << seed << (imports == 0 || seed % 2 == 0);
    }

    void eachAnswerIsTrueHoweverOftenItWasKilled()
    {
        QFETCH(int, seed);
        QFETCH(bool, takenBack);
        m_random.seed(static_cast<quint32>(seed) + 1);
        m_isPausing = seed % 2 == 1;
        PracticeImport practice({}, speed);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        const QString events = practice.listId(QStringLiteral("Events"));
        practice.addContact(QStringLiteral("person3@example.org"), QStringLiteral("unsubscribed"), {});
        practice.addContact(QStringLiteral("person4@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("First4"));
        practice.addContact(QStringLiteral("person5@example.org"), QStringLiteral("explicit"), {events},
                            QStringLiteral("Other"));
        practice.addContact(QStringLiteral("person6@example.org"), QStringLiteral("implicit"), {events});
        // Gets the old name again by bulk: nothing has to become empty.
        practice.addContact(QStringLiteral("person8@example.org"), QStringLiteral("implicit"), {events},
                            QStringLiteral("Other"));
        const QString revived = QStringLiteral("person9@example.org");
        practice.addContact(revived, QStringLiteral("implicit"), {events}, QStringLiteral("Other"));
        const QString id = practice.contact(revived).value(QLatin1String("id")).toString();
        QCOMPARE(practice.api("DELETE", QLatin1String("contacts/") + id).status, 204);
        const QJsonArray before = practice.report().value(QLatin1String("contacts")).toArray();

        letRun(practice, QStringLiteral("import"), list);
        if (!QTest::currentTestFailed())
            compareWithTheAccount(practice);
        if (QTest::currentTestFailed() || !takenBack)
            return;
        letRun(practice, QStringLiteral("undo"), list);
        if (!QTest::currentTestFailed())
            compareWithBefore(practice, before);
    }

    void whatAPersonStoppedIsNotSentHoweverOftenItWasKilled_data()
    {
        QTest::addColumn<int>("seed");
        const int imports = qEnvironmentVariableIntValue("ROLLCALL_CRASH");
        for (int seed = 0; seed < (imports > 0 ? imports / 10 : 3); ++seed)
            QTest::addRow("import %d", seed) << seed;
    }

    void whatAPersonStoppedIsNotSentHoweverOftenItWasKilled()
    {
        QFETCH(int, seed);
        m_random.seed(static_cast<quint32>(seed) + 5000);
        m_isPausing = false;
        PracticeImport practice({}, speed);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        QObject owner;
        const Deed stop{QStringLiteral("stop"), 80 + m_random.bounded(600)};
        QProcess *process = startWork(practice, QStringLiteral("import"), list, &owner, stop);
        QVERIFY(process->waitForStarted());
        if (!process->waitForFinished(stop.afterMs + 120 + m_random.bounded(200))) {
            process->kill();
            QVERIFY(process->waitForFinished());
            ++m_kills;
        }
        const auto journal = Journal::open(practice.journal->folder());
        QVERIFY(journal);
        const auto imports = (*journal)->records();
        QVERIFY(imports);
        const bool isStopped = !imports->isEmpty() && imports->first().cancelled;
        m_stops += isStopped;
        const auto received = [&practice] {
            return practice.report().value(QLatin1String("rows_received")).toInt();
        };
        QTest::qWait(500); // for what had left it when it was killed
        const int sent = received();
        letRun(practice, QStringLiteral("import"), list);
        if (QTest::currentTestFailed())
            return;
        if (isStopped)
            QCOMPARE(received(), sent);
        compareWhoIsThere(practice);
    }

    // On the fast clock a millisecond of the computer's is sixty of the service's, and how close together two
    // calls arrive says nothing. So the limit is looked at on a clock that runs as it does there.
    void noLimitIsExceededByOneThatIsKilledAgainAndAgain()
    {
        m_random.seed(4711);
        m_isPausing = false;
        PracticeImport practice({}, Clock());
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        letRun(practice, QStringLiteral("import"), list);
        if (QTest::currentTestFailed())
            return;
        const QJsonObject report = practice.report();
        QVERIFY2(report.value(QLatin1String("calls_total")).toInt() >= 10, "too few to tell");
        QVERIFY(report.value(QLatin1String("most_in_a_second")).toInt() <= 4);
        QCOMPARE(report.value(QLatin1String("throttled")).toInt(), 0);
        QCOMPARE(report.value(QLatin1String("quota_exceeded")).toInt(), 0);
        QCOMPARE(report.value(QLatin1String("rows_received")).toInt(), rowsOfAnImport - bad - singles);
    }

    void cleanupTestCase()
    {
        qInfo("starts: %d, killed: %d, paused: %d, stopped: %d, signed in anew: %d, calls: %d", m_starts,
              m_kills, m_pauses, m_stops, m_signIns, m_calls);
        QVERIFY2(m_signIns > 0 || m_starts < 50, "of so many calls some met a token that was revoked");
    }

private:
    QProcess *startWork(PracticeImport &practice, const QString &what, const QString &list, QObject *owner,
                        const Deed &deed = {})
    {
        auto *process = new QProcess(owner);
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process->start(QCoreApplication::applicationFilePath(),
                       {QStringLiteral("work"), what, practice.folder.path(),
                        practice.account->addresses().apiUrl, practice.accessToken(), list,
                        practice.clock().toText(), deed.name, QString::number(deed.afterMs)});
        ++m_starts;
        return process;
    }

    void letRun(PracticeImport &practice, const QString &what, const QString &list)
    {
        const QMap<QString, double> troubles{
            {QStringLiteral("drop"), 0.02},          {QStringLiteral("cut"), 0.02},
            {QStringLiteral("hang"), 0.005},         {QStringLiteral("http500"), 0.02},
            {QStringLiteral("throttled"), 0.02},     {QStringLiteral("lost-answer"), 0.04},
            {QStringLiteral("revoked-access"), 0.03}};
        const int kills = 3 + m_random.bounded(mostKills - 2);
        const int longest = practice.clock().scale() == 1 ? 3000 : 800; // there a second brings three calls
        int ending = -1;
        for (int start = 0; start < 100 && ending != Done; ++start) {
            practice.account->setTroubles({});
            if (ending == SignedOut) {
                practice.signInAgain();
                ++m_signIns;
            }
            practice.account->setTroubles(troubles);
            ending = -1;
            QObject owner;
            const int killedAfter = start < kills ? 80 + m_random.bounded(longest) : 100'000;
            Deed pause;
            if (m_isPausing && start < kills)
                pause = {QStringLiteral("pause"), m_random.bounded(killedAfter)};
            QProcess *process = startWork(practice, what, list, &owner, pause);
            QVERIFY(process->waitForStarted());
            if (!process->waitForFinished(killedAfter)) {
                process->kill();
                QVERIFY(process->waitForFinished());
                ++m_kills;
                continue;
            }
            QCOMPARE(process->exitStatus(), QProcess::NormalExit);
            ending = process->exitCode();
            QVERIFY2(ending == Done || ending == SignedOut || ending == NotNow || ending == Paused,
                     qPrintable(QString::number(ending)));
            m_pauses += ending == Paused;
        }
        QCOMPARE(ending, int(Done));
        practice.account->setTroubles({});
        // A list that could not be deleted, because just then it was killed, not answered or signed out, goes
        // now.
        practice.signInAgain();
        QObject owner;
        QProcess *last = startWork(practice, QStringLiteral("tidy"), list, &owner);
        QVERIFY(last->waitForFinished(60'000));
        QCOMPARE(last->exitCode(), int(Done));
        QTRY_VERIFY2_WITH_TIMEOUT(practice.listsLike(QStringLiteral("Rollcall")) == 0,
                                  qPrintable(whatIsKnownOfOwnLists(practice)), 10'000);
    }

    static QString whatIsKnownOfOwnLists(PracticeImport &practice)
    {
        QString known;
        const auto journal = Journal::open(practice.journal->folder());
        for (const ImportRecord &record : (*journal)->records().value_or(QList<ImportRecord>())) {
            known += QStringLiteral("import %1: list %2 %3; ")
                         .arg(record.state)
                         .arg(int(record.ownList))
                         .arg(record.ownListName);
            if (const auto undo = (*journal)->undo(record.id); undo && *undo)
                known += QStringLiteral("undo %1: list %2 %3; ")
                             .arg((*undo)->state)
                             .arg(int((*undo)->ownList))
                             .arg((*undo)->ownListName);
        }
        return known;
    }

    static std::map<QString, QJsonObject> byAddress(const QJsonArray &contacts)
    {
        std::map<QString, QJsonObject> account;
        for (const QJsonValue &contact : contacts)
            account[contact[QLatin1String("email")].toString()] = contact.toObject();
        return account;
    }

    void compareWithTheAccount(PracticeImport &practice)
    {
        const QJsonObject report = practice.report();
        auto account = byAddress(report.value(QLatin1String("contacts")).toArray());
        auto journal = Journal::open(practice.journal->folder());
        QVERIFY(journal);
        History history(**journal);
        const auto imports = history.imports();
        QVERIFY(imports);
        QCOMPARE(imports->size(), 1);
        QCOMPARE(imports->first().state, ImportSummary::State::Done);
        std::map<Outcome, int> counted;
        QStringList untrue;
        QVERIFY(history.eachAnswer(imports->first().id, [&](const RowAnswer &answer) {
            ++counted[answer.outcome];
            const auto contact = account.find(answer.email);
            const bool isThere = contact != account.end();
            const bool isOnList = isThere && contact->second.value(QLatin1String("lists"))
                                                 .toArray()
                                                 .contains(QStringLiteral("Newsletter"));
            const bool hasName = isThere && contact->second.value(QLatin1String("first_name")).toString() ==
                                                QStringLiteral("First%1").arg(answer.row);
            const bool hasExtras =
                isThere && sortedTexts(contact->second.value(QLatin1String("tags"))) == tagsOf(answer.row) &&
                sortedTexts(contact->second.value(QLatin1String("notes"))).join(QLatin1Char('|')) ==
                    noteOf(answer.row);
            const bool wasSent = answer.outcome == Outcome::Added || answer.outcome == Outcome::Updated;
            if (wasSent ? !isOnList || !hasName || !hasExtras : answer.outcome == Outcome::Refused && isThere)
                untrue.append(QString::number(answer.row));
            return true;
        }));
        QCOMPARE(untrue.join(QLatin1Char(' ')), QString());
        QCOMPARE(counted[Outcome::Refused], bad);
        QCOMPARE(counted[Outcome::Unsubscribed], 1);
        QCOMPARE(counted[Outcome::Unchanged], 1);
        QCOMPARE(counted[Outcome::Updated], 4);
        QCOMPARE(counted[Outcome::Added], rowsOfAnImport - bad - 6);
        QCOMPARE(account.size(), size_t(rowsOfAnImport - bad));
        QCOMPARE(account[QStringLiteral("person3@example.org")].value(QLatin1String("permission")).toString(),
                 QStringLiteral("unsubscribed"));
        // Each row was let in once: none was sent again on a guess.
        QCOMPARE(report.value(QLatin1String("rows_received")).toInt(), rowsOfAnImport - bad - 2 - singles);
        QCOMPARE(report.value(QLatin1String("oversized_bodies")).toInt(), 0);
        QCOMPARE(report.value(QLatin1String("sign_up_form_calls")).toInt(), 0);
        noteCalls(report);
    }

    /// Of an import that was stopped: whoever was added is there, whoever was not sent is not.
    static void compareWhoIsThere(PracticeImport &practice)
    {
        const auto account = byAddress(practice.report().value(QLatin1String("contacts")).toArray());
        History history(*practice.journal);
        const auto imports = history.imports();
        QVERIFY(imports);
        QCOMPARE(imports->size(), 1);
        QVERIFY(isOver(imports->first().state));
        size_t added = 0;
        qint64 rows = 0;
        QStringList untrue;
        QVERIFY(history.eachAnswer(imports->first().id, [&](const RowAnswer &answer) {
            ++rows;
            added += answer.outcome == Outcome::Added;
            if ((answer.outcome == Outcome::Added) != account.contains(answer.email))
                untrue.append(QString::number(answer.row));
            return true;
        }));
        QCOMPARE(untrue.join(QLatin1Char(' ')), QString());
        QCOMPARE(rows, rowsOfAnImport);
        QCOMPARE(account.size(), added);
    }

    void compareWithBefore(PracticeImport &practice, const QJsonArray &contacts)
    {
        auto before = byAddress(contacts);
        const QJsonObject report = practice.report();
        const auto after = byAddress(report.value(QLatin1String("contacts")).toArray());
        QStringList different;
        for (const auto &[email, contact] : after) {
            const auto was = before.find(email);
            // Whoever is deleted keeps values, and which ones says nothing.
            const bool wasDeleted =
                was == before.end() || was->second.value(QLatin1String("deleted")).toBool();
            const bool isBack =
                wasDeleted ? contact.value(QLatin1String("deleted")).toBool() : contact == was->second;
            if (!isBack)
                different.append(email);
        }
        QCOMPARE(different.join(QLatin1Char(' ')), QString());
        auto journal = Journal::open(practice.journal->folder());
        QVERIFY(journal);
        const auto undo = (*journal)->undo((*journal)->records()->first().id);
        QVERIFY(undo && *undo);
        QCOMPARE((*undo)->removed, rowsOfAnImport - bad - 6);
        QCOMPARE((*undo)->restored, 4);
        QCOMPARE((*undo)->left, 0);
        QCOMPARE((*undo)->failed, 0);
        noteCalls(report);
    }

    void noteCalls(const QJsonObject &report)
    {
        m_calls += report.value(QLatin1String("calls_total")).toInt();
    }

    QRandomGenerator m_random;
    int m_starts = 0;
    int m_kills = 0;
    int m_pauses = 0;
    int m_stops = 0;
    bool m_isPausing = false; ///< a person pauses at a random moment before it is killed
    int m_signIns = 0;
    int m_calls = 0;
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], "work") == 0)
        return work(application.arguments());
    // Qt's watchdog does not always see that a row ended before the next one begins, and counts them as one.
    if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
        qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    CrashTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crash.moc"
