#include "send/history.h"
#include "send/importwork.h"
#include "send/readback.h"
#include "send/undo.h"
#include "send/worker.h"
#include "support/peoplefile.h"
#include "support/practiceimport.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace rollcall;
using namespace rollcall::test;

namespace {

constexpr int rows = 80;

practice::Options unlimited(int seedContacts = 0)
{
    practice::Options options;
    options.unlimited = true;
    options.seedContacts = seedContacts;
    return options;
}

QString address(int row)
{
    return QStringLiteral("person%1@example.org").arg(row);
}

QByteArray withNames(int number)
{
    QByteArray csv = "Email,First name\r\n";
    for (int i = 0; i < number; ++i)
        csv += address(i).toUtf8() + ",First" + QByteArray::number(i) + "\r\n";
    return csv;
}

Activity completed(qint64 cannotAddToList = 0)
{
    Activity activity;
    activity.state = Activity::State::Completed;
    activity.cannotAddToListCount = cannotAddToList;
    return activity;
}

/// An import whose bodies are sent, or said to be, and read back step by step.
struct Sent
{
    /// On the worker's thread.
    template <typename Task>
    auto done(Task task)
    {
        std::optional<std::invoke_result_t<Task>> result;
        worker.run(std::move(task), &context, [&result](const auto &answer) { result = answer; });
        if (!QTest::qWaitFor([&result] { return result.has_value(); }, 30'000))
            qFatal("The worker did not end.");
        return *result;
    }

    /// The account was read, and nobody met in it.
    explicit Sent(const QByteArray &csv, int seedContacts = 0)
        : practice(unlimited(seedContacts), 100)
        , list(practice.listId(news))
        , ownList(practice.listId(QStringLiteral("Its own")))
        , plan(planFor(practice.folder.path(), csv, {list}))
        , work(plan, practice.needs().journalFolder, practice.clock())
    {
        const auto begun = done([this] { return work.begin(); });
        if (!begun)
            qFatal("It was not begun.");
        id = begun->record.id;
        readAccount({});
    }

    /// Answers how many rows are to be sent.
    qint64 readAccount(const QList<KnownContact> &contacts)
    {
        return *done([this, contacts] {
            return work.beginReading()
                .and_then([&](const auto &) { return work.compare(contacts); })
                .and_then([this](qint64) { return work.endReading(); });
        });
    }

    /// The only one there is.
    ReadyBody next()
    {
        const auto body = done([this] { return work.nextBody(); });
        const auto none = done([this] { return work.nextBody(); });
        if (!body || !*body || !none || *none)
            qFatal("There is not one body.");
        return **body;
    }

    ReadyBody nextForOwnList()
    {
        if (!done([this] { return work.setOwnList(ImportRecord::OwnList::Made, ownList); }))
            qFatal("Its own list was not kept.");
        return next();
    }

    void setSent(int body)
    {
        if (!done([this, body] { return work.setSent(body, QStringLiteral("activity")); }))
            qFatal("The body was not sent.");
    }

    /// `activity`: as the service says it of the body. Answers how many rows are to be sent, again or still.
    qint64 readBack(int body, const Activity &activity, bool mayExport = false)
    {
        const ImportRun::Needs needs = practice.needs();
        ReadBack readBack({worker, work, needs.contacts, needs.activities, needs.clock, needs.journalFolder},
                          ownList, {{}, {list}, {}, true}, {{body, activity}});
        std::optional<qint64> rowsToSend;
        QObject::connect(&readBack, &ReadBack::finished, &readBack,
                         [&rowsToSend](const Result<qint64> &result) { rowsToSend = result.value_or(-1); });
        readBack.start(mayExport);
        if (!QTest::qWaitFor([&rowsToSend] { return rowsToSend.has_value(); }, 60'000))
            qFatal("It was not read back.");
        return *rowsToSend;
    }

    ImportSummary end()
    {
        return done([this] { return work.finish(ImportSummary::State::Done, {}, 0, 0); }).summary;
    }

    /// All that the account has, where that is one page.
    QList<KnownContact> account()
    {
        std::optional<ContactsPage> read;
        practice.service().contacts.page({}, {}, &context,
                                         [&read](const Result<ContactsPage> &page) { read = *page; });
        if (!QTest::qWaitFor([&read] { return read.has_value(); }, 30'000))
            qFatal("The account was not read.");
        return read->contacts;
    }

    UndoReceipt undoReceipt()
    {
        Undo undo(practice.needs(), id);
        QSignalSpy finished(&undo, &Undo::finished);
        undo.look();
        if (!finished.wait(30'000))
            qFatal("There is no receipt.");
        return finished.at(0).at(0).value<UndoReceipt>();
    }

    PracticeImport practice;
    const QString list;
    const QString ownList;
    const ImportPlan plan;
    ImportWork work;
    Worker worker; ///< gone before the work
    QObject context;
    QString id;
};

} // namespace

class ReadBackTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void howeverManyUnsubscribedMeanwhileTheyAreNotTakenForRefused_data()
    {
        QTest::addColumn<int>("unsubscribed");
        QTest::newRow("one") << 1;
        QTest::newRow("many") << 60;
    }

    void howeverManyUnsubscribedMeanwhileTheyAreNotTakenForRefused()
    {
        QFETCH(int, unsubscribed);
        Sent sent(file(people(0, rows)));
        sent.setSent(sent.nextForOwnList().number);
        for (int i = 0; i < rows; ++i) {
            if (i < unsubscribed)
                sent.practice.addContact(address(i), QStringLiteral("unsubscribed"), {});
            else
                sent.practice.addContact(address(i), QStringLiteral("implicit"), {sent.list, sent.ownList});
        }
        sent.readBack(0, completed(unsubscribed));
        const ImportSummary told = sent.end();
        QCOMPARE(told.count(Outcome::Refused), 0);
        QCOMPARE(told.count(Outcome::Unsubscribed), unsubscribed);
        QCOMPARE(told.count(Outcome::Added), rows - unsubscribed);
    }

    // More than are looked up one by one.
    void ofThousandsWhoAreMissingNobodyIsRefusedUnseen()
    {
        constexpr int seeds = 2300;
        QByteArray csv = "Email\r\n";
        int unsubscribed = 0;
        int others = 0;
        {
            const PracticeImport practice(unlimited(seeds), 100); // the same people each time
            const QJsonArray contacts =
                QJsonDocument::fromJson(practice.account->report())[QLatin1String("contacts")].toArray();
            for (const QJsonValue &contact : contacts) {
                if (contact[QLatin1String("deleted")].toBool())
                    continue;
                csv += contact[QLatin1String("email")].toString().toUtf8() + "\r\n";
                ++(contact[QLatin1String("permission")] == QLatin1String("unsubscribed") ? unsubscribed
                                                                                         : others);
            }
        }
        QVERIFY(unsubscribed > 0 && unsubscribed + others > 2000);
        Sent sent(csv, seeds);
        sent.setSent(sent.nextForOwnList().number);
        QCOMPARE(sent.readBack(0, completed(unsubscribed + others)), 0);
        const ImportSummary told = sent.end();
        QCOMPARE(told.count(Outcome::Unsubscribed), unsubscribed);
        QCOMPARE(told.count(Outcome::Added), others); // on the list, only not on the import's own
        QCOMPARE(told.count(Outcome::Refused), 0);
    }

    void whoIsThereAfterAllIsNotRefusedHoweverFarTheListIsBehind()
    {
        Sent sent(withNames(rows));
        sent.setSent(sent.nextForOwnList().number);
        QCOMPARE(sent.readBack(0, completed()), rows); // nobody is seen anywhere
        for (int i = 0; i < rows - 1; ++i)
            sent.practice.addContact(address(i), QStringLiteral("implicit"), {sent.list},
                                     QStringLiteral("First%1").arg(i));
        sent.setSent(sent.nextForOwnList().number);
        QCOMPARE(sent.readBack(1, completed()), 0);
        const ImportSummary told = sent.end();
        QCOMPARE(told.count(Outcome::Added), rows - 1);
        QCOMPARE(told.count(Outcome::Refused), 1); // taken twice, and not kept
    }

    void whomALostBodyBroughtIsKnownForAddedAlsoWhereItsListIsBehind()
    {
        Sent sent(withNames(rows));
        const int body = sent.nextForOwnList().number;
        QVERIFY(sent.done([&sent, body] { return sent.work.setLost(body); }));
        QCOMPARE(sent.readBack(body, {}), rows); // nobody is seen on the list yet
        for (int i = 0; i < rows; ++i)
            sent.practice.addContact(address(i), QStringLiteral("implicit"), {sent.list, sent.ownList},
                                     QStringLiteral("First%1").arg(i));
        QCOMPARE(sent.readAccount(sent.account()), 0);
        const ImportSummary told = sent.end();
        QCOMPARE(told.count(Outcome::Added), rows);
        QCOMPARE(told.count(Outcome::Unchanged), 0);
        QCOMPARE(sent.undoReceipt().removed, rows);
    }

    void whatIsLostAndThenTakenOnceIsSentAgain()
    {
        Sent sent(withNames(rows));
        const int lost = sent.nextForOwnList().number;
        QVERIFY(sent.done([&sent, lost] { return sent.work.setLost(lost); }));
        QCOMPARE(sent.readBack(lost, {}), rows);
        QCOMPARE(sent.readAccount({}), rows);
        const int taken = sent.nextForOwnList().number;
        sent.setSent(taken);
        QCOMPARE(sent.readBack(taken, completed()), rows); // the service took them once, not twice
        sent.setSent(sent.nextForOwnList().number);
        QCOMPARE(sent.readBack(taken + 1, completed()), 0);
        QCOMPARE(sent.end().count(Outcome::Refused), rows);
    }

    void whoWentSinglyAndIsFoundThereAtTheSecondTryWasAdded()
    {
        Sent sent(withNames(1));
        QVERIFY(sent.next().single);
        QVERIFY(sent.done([&sent] {
            return sent.work.setLost(0).and_then([&sent] { return sent.work.endReadBack({}); });
        }));
        QCOMPARE(sent.readAccount({}), 1); // not seen there either
        QCOMPARE(sent.next().number, 1);
        sent.practice.addContact(address(0), QStringLiteral("implicit"), {sent.list},
                                 QStringLiteral("First0"));
        RowAnswer unchanged;
        unchanged.outcome = Outcome::Unchanged;
        const KnownContact there = sent.account().first();
        QVERIFY(sent.done(
            [&sent, unchanged, there] { return sent.work.leaveAlone(1, unchanged, std::optional(there)); }));
        const ImportSummary told = sent.end();
        QCOMPARE(told.count(Outcome::Added), 1);
        QCOMPARE(sent.undoReceipt().removed, 1);
    }

    // What a list's first page says is as it was sent says nothing of those at the end of the file.
    void aValueThatWasNotKeptIsFoundBeyondTheFirstPage()
    {
        constexpr int many = 5600;
        Sent sent(withNames(many));
        const ReadyBody body = sent.nextForOwnList();
        QCOMPARE(body.rows, many);
        PracticeImport &practice = sent.practice;
        const auto posted = practice.api("POST", QStringLiteral("activities/contacts_json_import"),
                                         QJsonDocument::fromJson(body.json).object());
        QCOMPARE(posted.status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(practice.report().value(QLatin1String("contacts_total")).toInt(), many,
                                  30'000);
        const QString last = address(many - 1);
        const QString id = practice.contact(last).value(QLatin1String("id")).toString();
        const QJsonObject email{{QStringLiteral("address"), last},
                                {QStringLiteral("permission_to_send"), QStringLiteral("implicit")}};
        const auto changed =
            practice.api("PUT", QLatin1String("contacts/") + id,
                         {{QStringLiteral("email_address"), email},
                          {QStringLiteral("first_name"), QStringLiteral("Otherwise")},
                          {QStringLiteral("update_source"), QStringLiteral("Account")},
                          {QStringLiteral("list_memberships"), QJsonArray{sent.list, sent.ownList}}});
        QCOMPARE(changed.status, 200);
        sent.setSent(body.number);
        QCOMPARE(sent.readBack(0, completed(), true), 0);
        QCOMPARE(sent.end().count(Outcome::Added), many);
        const auto answers = History(*practice.journal).answers(sent.id, {}, many - 2, 2);
        QVERIFY(answers);
        QCOMPARE(answers->first().reason, QString());
        QVERIFY2(answers->last().reason.contains(QStringLiteral("did not keep everything")),
                 qPrintable(answers->last().reason));
    }
};

QTEST_GUILESS_MAIN(ReadBackTest)
#include "tst_readback.moc"
