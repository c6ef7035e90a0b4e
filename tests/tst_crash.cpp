// Imports that are killed at any moment, again and again, while the network and the service make trouble: in
// the end each row's answer is true. ROLLCALL_CRASHES sets how many imports; the kills come from a fixed
// seed.
#include "send/history.h"
#include "support/practiceimport.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <map>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr double speed = 40;
constexpr int rowsOfAnImport = 5000;

QByteArray people()
{
    QByteArray csv = "Email,First name\r\n";
    for (int i = 0; i < rowsOfAnImport; ++i)
        csv += i % 50 == 7
                   ? QByteArray("not an address,X\r\n")
                   : "person" + QByteArray::number(i) + "@example.org,First" + QByteArray::number(i) + "\r\n";
    return csv;
}

/// The process that gets killed: begins the import, or goes on with what an earlier one left.
/// Ends with 0 when the import is done, with 4 when it has to be gone on with.
int import(const QStringList &arguments)
{
    const QString journalFolder = arguments.at(2);
    const QString file = arguments.at(3);
    const Clock clock = *Clock::parse(arguments.at(7));
    ServiceProfile profile = ConnectedService::profileFor(arguments.at(4));
    const Tokens tokens{arguments.at(5), {}, clock.now(), clock.now().addDays(1), {}, profile.clientId};
    QNetworkAccessManager network;
    ConnectedService service(network, profile, clock, tokens);
    service.http.setTransferTimeout(std::chrono::milliseconds(500)); // for answers that hang
    auto journal = Journal::open(journalFolder);
    if (!journal)
        return 6;
    const ImportRun::Needs needs{service.client,     service.contacts, service.lists,
                                 service.activities, **journal,        clock};
    const auto imports = History(**journal).imports();
    std::unique_ptr<ImportRun> run;
    if (imports && imports->isEmpty())
        run = std::make_unique<ImportRun>(needs, planFor(file, people(), {arguments.at(6)}));
    else
        run = std::make_unique<ImportRun>(needs, imports->first().id);
    int status = 1;
    QObject::connect(run.get(), &ImportRun::finished, run.get(), [&status](const ImportSummary &summary) {
        status = summary.state == ImportSummary::State::Done ? 0 : 4;
        QCoreApplication::quit();
    });
    run->start();
    QCoreApplication::exec();
    return status;
}

} // namespace

class CrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachRowsAnswerIsTrueHoweverOftenItWasKilled_data()
    {
        QTest::addColumn<int>("seed");
        const int imports = qEnvironmentVariableIntValue("ROLLCALL_CRASHES");
        for (int seed = 0; seed < (imports > 0 ? imports : 5); ++seed)
            QTest::addRow("import %d", seed) << seed;
    }

    void eachRowsAnswerIsTrueHoweverOftenItWasKilled()
    {
        QFETCH(int, seed);
        QRandomGenerator random(static_cast<quint32>(seed) + 1);
        PracticeImport practice({}, speed);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        practice.addContact(QStringLiteral("person3@example.org"), QStringLiteral("unsubscribed"), {});
        practice.addContact(QStringLiteral("person4@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("First4"));
        practice.addContact(QStringLiteral("person5@example.org"), QStringLiteral("explicit"), {list},
                            QStringLiteral("Other"));
        practice.account->setTroubles({{QStringLiteral("drop"), 0.03},
                                       {QStringLiteral("cut"), 0.03},
                                       {QStringLiteral("hang"), 0.01},
                                       {QStringLiteral("http500"), 0.03},
                                       {QStringLiteral("throttled"), 0.03},
                                       {QStringLiteral("lost-answer"), 0.05}});
        int status = -1;
        int kills = 0;
        for (int start = 0; start < 200 && status != 0; ++start) {
            QProcess process;
            process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
            process.start(QCoreApplication::applicationFilePath(),
                          {QStringLiteral("import"), practice.journal->folder(), practice.folder.path(),
                           practice.account->addresses().apiUrl, practice.accessToken(), list,
                           practice.clock().toText()});
            QVERIFY(process.waitForStarted());
            const int life = start < 8 ? 60 + static_cast<int>(random.bounded(900)) : 60'000;
            if (!process.waitForFinished(life)) {
                process.kill();
                QVERIFY(process.waitForFinished());
                ++kills;
            } else {
                QCOMPARE(process.exitStatus(), QProcess::NormalExit);
                status = process.exitCode();
                QVERIFY2(status == 0 || status == 4, qPrintable(QString::number(status)));
            }
        }
        QCOMPARE(status, 0);
        QVERIFY(kills > 0);
        practice.account->setTroubles({});
        compareWithTheAccount(practice);
    }

private:
    void compareWithTheAccount(PracticeImport &practice)
    {
        QTRY_COMPARE_WITH_TIMEOUT(practice.listsLike(QStringLiteral("Rollcall import")), 0, 10'000);
        std::map<QString, QJsonObject> account;
        const QJsonObject report = practice.report();
        const QJsonArray contacts = report.value(QLatin1String("contacts")).toArray();
        for (const QJsonValue &contact : contacts)
            account[contact[QLatin1String("email")].toString()] = contact.toObject();

        auto journal = Journal::open(practice.journal->folder());
        QVERIFY(journal);
        History history(**journal);
        const auto imports = history.imports();
        QVERIFY(imports);
        QCOMPARE(imports->size(), 1);
        std::map<Outcome, int> counted;
        QStringList untrue;
        QVERIFY(history.eachAnswer(imports->first().id, [&](const RowAnswer &answer) {
            ++counted[answer.outcome];
            const auto contact = account.find(answer.email);
            const bool isThere = contact != account.end();
            const bool isOnList = isThere && contact->second.value(QLatin1String("lists")).toArray() ==
                                                 QJsonArray{QStringLiteral("Newsletter")};
            const bool wasSent = answer.outcome == Outcome::Added || answer.outcome == Outcome::Updated;
            if (wasSent ? !isOnList : answer.outcome == Outcome::Refused && isThere)
                untrue.append(QString::number(answer.row));
            return true;
        }));
        QCOMPARE(untrue.join(QLatin1Char(' ')), QString());
        const int bad = rowsOfAnImport / 50;
        QCOMPARE(counted[Outcome::Refused], bad);
        QCOMPARE(counted[Outcome::Unsubscribed], 1);
        QCOMPARE(counted[Outcome::Unchanged], 1);
        QCOMPARE(counted[Outcome::Updated], 1);
        QCOMPARE(counted[Outcome::Added], rowsOfAnImport - bad - 3);
        QCOMPARE(account.size(), size_t(rowsOfAnImport - bad));
        QCOMPARE(account[QStringLiteral("person3@example.org")].value(QLatin1String("permission")).toString(),
                 QStringLiteral("unsubscribed"));
        // Each row was let in once: none was sent again on a guess.
        QCOMPARE(report.value(QLatin1String("rows_received")).toInt(), rowsOfAnImport - bad - 2);
        QCOMPARE(report.value(QLatin1String("oversized_bodies")).toInt(), 0);
        QCOMPARE(report.value(QLatin1String("sign_up_form_calls")).toInt(), 0);
    }
};

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc > 1 && qstrcmp(argv[1], "import") == 0)
        return import(application.arguments());
    CrashTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_crash.moc"
