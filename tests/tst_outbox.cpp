#include "send/contactpicture.h"
#include "send/history.h"
#include "send/outbox.h"
#include "send/personaldata.h"
#include "send/singleimport.h"
#include "send/undo.h"
#include "storage/database.h"
#include "storage/journal.h"
#include "support/connectedservice.h"
#include "support/fakenetwork.h"
#include "support/practiceimport.h"

#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const Error noNetwork{Error::Kind::Offline, QStringLiteral("No network."), {}, {}};

OutboxItem person(const QString &email, const QStringList &listNames = {})
{
    OutboxItem item;
    item.contact.email = email;
    item.contact.firstName = QStringLiteral("Jane");
    item.wantedLists = listNames;
    return item;
}

/// A practice account and an outbox for it.
struct World
{
    World()
        : practice({}, 100)
        , outbox(make())
    {
        // People without a list are taken by the service; most of these have one.
        list = practice.listId(QStringLiteral("Newsletter"));
    }

    std::unique_ptr<Outbox> make()
    {
        ConnectedService &service = practice.service();
        return std::make_unique<Outbox>(
            SingleAdd::Needs{service.client, service.contacts, service.lists, service.tags, service.clock},
            practice.journal->folder());
    }

    /// What one of the outbox's calls answers.
    template <typename Answer, typename Call>
    static Answer answerOf(Call call)
    {
        std::optional<Answer> answer;
        QObject context;
        call(&context, [&answer](const Answer &came) { answer = came; });
        if (answer || !QTest::qWaitFor([&answer] { return answer.has_value(); }, 30'000))
            qFatal("No answer, or before the call returned.");
        return *answer;
    }

    Result<AddAnswer> add(const OutboxItem &item)
    {
        return answerOf<Result<AddAnswer>>(
            [&](QObject *context, auto handle) { outbox->add(item, context, handle); });
    }

    /// Its id in the outbox.
    qint64 keep(const OutboxItem &item, const Error &why = noNetwork)
    {
        const auto kept = answerOf<Result<AddAnswer>>(
            [&](QObject *context, auto handle) { outbox->keep(item, why, context, handle); });
        if (!kept || kept->kind != AddAnswer::Kind::Queued)
            qFatal("It was not kept.");
        return kept->importId.toLongLong();
    }

    QList<OutboxItem> waiting()
    {
        const auto items = answerOf<Result<QList<OutboxItem>>>(
            [&](QObject *context, auto handle) { outbox->waiting(context, handle); });
        if (!items)
            qFatal("The outbox could not be read.");
        return *items;
    }

    Result<void> change(Outbox &box, const OutboxItem &item)
    {
        return answerOf<Result<void>>([&](QObject *context, auto handle) { box.change(item, context, handle); });
    }

    Result<void> discard(Outbox &box, qint64 id)
    {
        return answerOf<Result<void>>([&](QObject *context, auto handle) { box.discard(id, context, handle); });
    }

    std::optional<Error> send()
    {
        std::optional<std::optional<Error>> ended;
        QObject receiver;
        QObject::connect(outbox.get(), &Outbox::finished, &receiver,
                         [&ended](const std::optional<Error> &error) { ended = error; });
        outbox->send();
        if (ended || !QTest::qWaitFor([&ended] { return ended.has_value(); }, 30'000))
            qFatal("The outbox did not end, or before the call returned.");
        return *ended;
    }

    UndoReceipt undo(const QString &importId)
    {
        std::optional<UndoReceipt> receipt;
        Undo undo(practice.needs(), importId);
        QObject::connect(&undo, &Undo::finished, &undo, [&receipt](const UndoReceipt &told) { receipt = told; });
        undo.start();
        if (!QTest::qWaitFor([&receipt] { return receipt.has_value(); }, 30'000))
            qFatal("It was not taken back.");
        return *receipt;
    }

    RowAnswer rowOf(const QString &importId)
    {
        return History(*practice.journal).answers(importId, std::nullopt, 0, 2)->first();
    }

    QString firstName(const QString &email)
    {
        return practice.contact(email).value(QLatin1String("first_name")).toString();
    }

    void setTroubles(const QMap<QString, double> &troubles) { practice.account->setTroubles(troubles); }

    PracticeImport practice;
    std::unique_ptr<Outbox> outbox;
    QString list;
};

const QString a = QStringLiteral("a@example.org");
const QString all = QStringLiteral("/v3/contacts");
const QString one = QStringLiteral("/v3/contacts/9e3779b9-5ae6-11ee-9c8a-fa163e376857");

QByteArray contactJson(const char *firstName)
{
    return QByteArray(R"({"contact_id":"9e3779b9-5ae6-11ee-9c8a-fa163e376857","email_address":{)"
                      R"("address":"a@example.org","permission_to_send":"implicit"},"first_name":")") +
           firstName + R"("})";
}

Exchange nobody()
{
    return {"GET", all, 200, R"({"contacts":[]})"};
}

Exchange somebody(const char *firstName)
{
    return {"GET", all, 200, R"({"contacts":[)" + contactJson(firstName) + "]}"};
}

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsAddedIsInTheHistoryAndTakenBackByIt()
    {
        World world;
        OutboxItem item = person(a);
        item.contact.listIds = {world.list};
        item.listNames = {QStringLiteral("Newsletter")};
        const auto added = world.add(item);
        QVERIFY(added);
        QCOMPARE(added->kind, AddAnswer::Kind::Added);
        QVERIFY(world.waiting().isEmpty());

        const auto imports = History(*world.practice.journal).imports();
        QCOMPARE(imports->size(), 1);
        const ImportSummary &one = imports->first();
        QCOMPARE(one.id, added->importId);
        QVERIFY(one.isSingle());
        QCOMPARE(one.title(), a);
        QCOMPARE(one.state, ImportSummary::State::Done);
        QCOMPARE(one.lists, QStringList{QStringLiteral("Newsletter")});
        QCOMPARE(one.rows, 1);
        QCOMPARE(one.count(Outcome::Added), 1);
        QCOMPARE(one.calls, 2);
        QCOMPARE(world.rowOf(one.id).outcome, Outcome::Added);
        QCOMPARE(world.rowOf(one.id).email, a);
        QCOMPARE(*world.practice.journal->bodyJson(one.id, 0), QByteArray());

        const UndoReceipt receipt = world.undo(one.id);
        QCOMPARE(receipt.state, ImportSummary::State::Done);
        QCOMPARE(receipt.removed, 1);
        QCOMPARE(receipt.calls, 3); // looked up, deleted, looked up
        QVERIFY(world.practice.contact(a).value(QLatin1String("deleted")).toBool());
    }

    void whatAnUpdateChangedComesBack()
    {
        World world;
        world.practice.addContact(a, QStringLiteral("implicit"), {}, QStringLiteral("Annie"));
        OutboxItem item = person(a);
        item.update = true;
        item.contact.listIds = {world.list};
        item.contact.companyName = QStringLiteral("Acme"); // has to become empty again
        const auto updated = world.add(item);
        QVERIFY(updated);
        QCOMPARE(updated->kind, AddAnswer::Kind::Updated);
        QCOMPARE(world.firstName(a), QStringLiteral("Jane"));

        const UndoReceipt receipt = world.undo(updated->importId);
        QCOMPARE(receipt.restored, 1);
        const QJsonObject contact = world.practice.contact(a);
        QCOMPARE(contact.value(QLatin1String("first_name")).toString(), QStringLiteral("Annie"));
        QCOMPARE(contact.value(QLatin1String("company_name")).toString(), QString());
        QCOMPARE(contact.value(QLatin1String("lists")).toArray(), QJsonArray());
        QCOMPARE(world.practice.listsLike(QStringLiteral("Rollcall")), 0); // no list of its own was needed
    }

    void theListThatSomebodyWasPutOnIsLeftAgain()
    {
        World world;
        world.practice.addContact(a, QStringLiteral("implicit"), {}, QStringLiteral("Jane"));
        OutboxItem item = person(a);
        item.update = true;
        item.contact.listIds = {world.list};
        const auto updated = world.add(item);
        QCOMPARE(updated->kind, AddAnswer::Kind::Updated);
        QCOMPARE(world.undo(updated->importId).restored, 1);
        QCOMPARE(world.practice.contact(a).value(QLatin1String("lists")).toArray(), QJsonArray());
    }

    void whoIsNotTakenWhileSomebodyWaitsIsAnsweredAndDoesNotStay()
    {
        World world;
        world.practice.addContact(a, QStringLiteral("implicit"), {world.list});
        const auto exists = world.add(person(a));
        QCOMPARE(exists->kind, AddAnswer::Kind::Exists);
        QCOMPARE(world.rowOf(exists->importId).outcome, Outcome::LeftOut);
        QVERIFY(world.rowOf(exists->importId).reason.contains(QLatin1String("already")));
        OutboxItem wrong = person(QStringLiteral("b@example.org"));
        wrong.contact.listIds = {QStringLiteral("0f6b2f4e-0000-11ee-0000-000000000000")};
        const auto refused = world.add(wrong);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(world.waiting().isEmpty());
        const auto imports = History(*world.practice.journal).imports();
        QCOMPARE(imports->size(), 2);
        QCOMPARE(imports->first().count(Outcome::Refused), 1);
        QCOMPARE(world.rowOf(imports->first().id).by, QStringLiteral("service"));
    }

    void whoCannotBeAddedNowWaits()
    {
        World world;
        world.setTroubles({{QStringLiteral("drop"), 1}});
        const auto queued = world.add(person(a));
        QVERIFY(queued);
        QCOMPARE(queued->kind, AddAnswer::Kind::Queued);
        QVERIFY(queued->why);
        world.setTroubles({});
        const QList<OutboxItem> waiting = world.waiting();
        QCOMPARE(waiting.size(), 1);
        QCOMPARE(QString::number(waiting.first().id), queued->importId);
        QCOMPARE(waiting.first().why, queued->why->message);
        QCOMPARE(world.rowOf(queued->importId).outcome, Outcome::NotSent);
        QVERIFY(!world.send());
        QCOMPARE(world.rowOf(queued->importId).outcome, Outcome::Added);
        QCOMPARE(world.rowOf(queued->importId).reason, QString());
        QCOMPARE(History(*world.practice.journal).import(queued->importId)->state, ImportSummary::State::Done);
    }

    void whoWaitsIsKeptAndSentInOrderOnce()
    {
        World world;
        world.keep(person(a, {QStringLiteral("newsletter")}));
        world.keep(person(QStringLiteral("b@example.org")));
        const QList<OutboxItem> waiting = world.waiting();
        QCOMPARE(waiting.size(), 2);
        QCOMPARE(waiting.first().contact.email, a);
        QCOMPARE(waiting.first().why, QStringLiteral("No network."));
        QVERIFY(waiting.first().since > 0);

        QSignalSpy sent(world.outbox.get(), &Outbox::sent);
        QVERIFY(!world.send());
        QCOMPARE(sent.size(), 2);
        QCOMPARE(sent.at(0).at(0).value<OutboxItem>().contact.email, a);
        QVERIFY(world.waiting().isEmpty());
        QCOMPARE(world.practice.contact(a).value(QLatin1String("lists")).toArray(),
                 QJsonArray{QStringLiteral("Newsletter")});
        QVERIFY(!world.practice.contact(QStringLiteral("b@example.org")).isEmpty());
        QCOMPARE(History(*world.practice.journal).imports()->at(1).lists, QStringList{QStringLiteral("Newsletter")});
        QVERIFY(!world.send()); // nobody waits
        QCOMPARE(sent.size(), 2);
    }

    void whoComesWhileOthersAreSentIsSentToo()
    {
        World world;
        world.keep(person(a));
        QSignalSpy sent(world.outbox.get(), &Outbox::sent);
        const auto journal = Journal::open(world.practice.journal->folder());
        QVERIFY(journal);
        connect(world.outbox.get(), &Outbox::sent, this, [&](const OutboxItem &item) {
            const OutboxItem late = person(QStringLiteral("late@example.org"));
            if (item.contact.email == a)
                QVERIFY(keepSingle(**journal, recordOf(late), bodyOf(late)));
        });
        QVERIFY(!world.send());
        QCOMPARE(sent.size(), 2);
        QVERIFY(world.waiting().isEmpty());
    }

    void whomTheServiceDoesNotTakeStaysWithTheReasonAndCanBeChanged()
    {
        World world;
        world.practice.addContact(QStringLiteral("there@example.org"), QStringLiteral("implicit"),
                                  {world.list});
        world.keep(person(QStringLiteral("there@example.org")));
        world.keep(person(QStringLiteral("x@example.org"), {QStringLiteral("No such list")}));
        world.keep(person(QStringLiteral("ok@example.org")));
        QVERIFY(!world.send());
        const QList<OutboxItem> waiting = world.waiting();
        QCOMPARE(waiting.size(), 2);
        QVERIFY(waiting.at(0).why.contains(QLatin1String("already")));
        QVERIFY(waiting.at(1).why.contains(QLatin1String("No such list")));

        OutboxItem mended = waiting.at(0);
        mended.update = true;
        QVERIFY(world.change(*world.outbox, mended));
        QVERIFY(world.discard(*world.outbox, waiting.at(1).id));
        QVERIFY(!world.change(*world.outbox, waiting.at(1)));
        QCOMPARE(world.discard(*world.outbox, waiting.at(1).id).error().kind, Error::Kind::Usage);
        QVERIFY(!world.send());
        QVERIFY(world.waiting().isEmpty());
        QCOMPARE(world.firstName(QStringLiteral("there@example.org")), QStringLiteral("Jane"));
    }

    void anAnswerThatGotLostAddsNobodyTwice_data()
    {
        QTest::addColumn<bool>("isKilled");
        QTest::newRow("the connection was lost") << false;
        QTest::newRow("the program was killed") << true;
    }

    void anAnswerThatGotLostAddsNobodyTwice()
    {
        QFETCH(bool, isKilled);
        Exchange lost{"POST", all, 201, contactJson("Jane"), true};
        if (isKilled)
            lost.before = [this] { m_outbox.reset(); };
        open({nobody(), lost, somebody("Jane")});
        const QString id = addAndLose(isKilled, false);
        QCOMPARE(onlyOne().state, BodyRecord::State::Sending);

        const AddAnswer told = sent();
        QCOMPARE(told.kind, AddAnswer::Kind::Added);
        COMPARE_SCRIPT_DONE(*m_network);
        QVERIFY(m_journal->openSingles()->isEmpty());
        QCOMPARE(History(*m_journal).import(id)->count(Outcome::Added), 1);
    }

    void anUpdateWhoseAnswerGotLostIsTakenBackToWhatWasThereBefore()
    {
        Exchange lost{"PUT", one, 200, contactJson("Jane"), true};
        lost.before = [this] { m_outbox.reset(); };
        open({somebody("Annie"), lost, somebody("Jane")});
        const QString id = addAndLose(true, true);
        QCOMPARE(fromPicture(m_journal->pictures(id, 0, 1)->first().picture).contact.firstName,
                 QStringLiteral("Annie"));

        const AddAnswer told = sent();
        QCOMPARE(told.kind, AddAnswer::Kind::Updated);
        QCOMPARE(told.differences.size(), 1);
        QCOMPARE(told.differences.first().before, QStringLiteral("Annie"));
        COMPARE_SCRIPT_DONE(*m_network);
        QCOMPARE(fromPicture(m_journal->pictures(id, 0, 1)->first().picture).contact.firstName,
                 QStringLiteral("Annie"));
    }

    void anUpdateThatDidNotArriveIsSentAgainAndWhatIsThereByThenCounts()
    {
        Exchange lost{"PUT", one, 200, {}, true};
        lost.before = [this] { m_outbox.reset(); };
        open({somebody("Annie"), lost, somebody("Anna"), {"PUT", one, 200, contactJson("Jane")}});
        const QString id = addAndLose(true, true);
        QCOMPARE(sent().kind, AddAnswer::Kind::Updated);
        COMPARE_SCRIPT_DONE(*m_network);
        QCOMPARE(fromPicture(m_journal->pictures(id, 0, 1)->first().picture).contact.firstName,
                 QStringLiteral("Anna"));
    }

    void whoWasThereBeforeItLeftWasNotAddedByUs()
    {
        // Killed before anything left: whom it meets there next time somebody else has added.
        Exchange lookUp = nobody();
        lookUp.before = [this] { m_outbox.reset(); };
        open({lookUp, somebody("Jane")});
        (void)addAndLose(true, false);
        QCOMPARE(onlyOne().state, BodyRecord::State::Written);
        QVERIFY(itemOf(onlyOne()).why.contains(QLatin1String("before this was sent")));
        makeOutbox();
        QVERIFY(!send());
        QVERIFY(itemOf(onlyOne()).why.contains(QLatin1String("already")));
    }

    void eachStepIsInTheJournalBeforeItIsDone()
    {
        Exchange lookUp = somebody("Annie");
        lookUp.before = [this] {
            QCOMPARE(onlyOne().state, BodyRecord::State::Written);
            QCOMPARE(itemOf(onlyOne()).contact.email, a);
            QVERIFY(m_journal->pictures(onlyOne().import.id, 0, 1)->isEmpty());
        };
        Exchange change{"PUT", one, 200, contactJson("Jane")};
        change.before = [this] {
            QCOMPARE(onlyOne().state, BodyRecord::State::Sending);
            QCOMPARE(m_journal->pictures(onlyOne().import.id, 0, 1)->size(), 1);
        };
        open({lookUp, change});
        OutboxItem item = person(a);
        item.update = true;
        const auto updated = World::answerOf<Result<AddAnswer>>(
            [&](QObject *context, auto handle) { m_outbox->add(item, context, handle); });
        QCOMPARE(updated->kind, AddAnswer::Kind::Updated);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whatAnotherProcessDiscardsOrChangesMeanwhileDoesNotGoOutAsItWas()
    {
        World world;
        world.keep(person(QStringLiteral("first@example.org")));
        const qint64 discarded = world.keep(person(QStringLiteral("discarded@example.org")));
        const qint64 changed = world.keep(person(QStringLiteral("changed@example.org")));
        const auto other = Journal::open(world.practice.journal->folder());
        QVERIFY(other);
        QSignalSpy sent(world.outbox.get(), &Outbox::sent);
        connect(world.outbox.get(), &Outbox::sent, this, [&](const OutboxItem &item) {
            if (item.contact.email != QLatin1String("first@example.org"))
                return;
            QVERIFY(discardWaiting(**other, discarded));
            OutboxItem mended = person(QStringLiteral("mended@example.org"), {QStringLiteral("Newsletter")});
            mended.id = changed;
            QVERIFY(changeWaiting(**other, mended));
        });
        QVERIFY(!world.send());
        QCOMPARE(sent.size(), 2);
        QVERIFY(world.practice.contact(QStringLiteral("discarded@example.org")).isEmpty());
        QVERIFY(world.practice.contact(QStringLiteral("changed@example.org")).isEmpty());
        QCOMPARE(world.practice.contact(QStringLiteral("mended@example.org"))
                     .value(QLatin1String("lists"))
                     .toArray(),
                 QJsonArray{QStringLiteral("Newsletter")});
        QVERIFY(world.waiting().isEmpty());
        QCOMPARE(world.rowOf(QString::number(changed)).email, QStringLiteral("mended@example.org"));
        QCOMPARE(History(*world.practice.journal).import(QString::number(changed))->title(),
                 QStringLiteral("mended@example.org"));
    }

    void whoIsOnTheWayIsNobodyElses()
    {
        Exchange lookUp = nobody();
        lookUp.before = [this] {
            const qint64 id = onlyOne().import.id.toLongLong();
            OutboxItem item = itemOf(onlyOne());
            QCOMPARE(changeWaiting(*m_journal, item).error().kind, Error::Kind::Usage);
            QCOMPARE(discardWaiting(*m_journal, id).error().kind, Error::Kind::Usage);
            QVERIFY(whoWaits(*m_journal)->isEmpty()); // they do not wait, they are being added
            Erasure erasure = *PersonalData(*m_journal).erase(a);
            QCOMPARE(erasure, (Erasure{0, 0, 0, 1}));
            SingleImport other(m_service->clock);
            QCOMPARE(other.take(*m_journal, id).error().kind, Error::Kind::Usage);
        };
        open({lookUp, {"POST", all, 201, contactJson("Jane")}});
        const auto added = World::answerOf<Result<AddAnswer>>(
            [&](QObject *context, auto handle) { m_outbox->add(person(a), context, handle); });
        QCOMPARE(added->kind, AddAnswer::Kind::Added);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whoWaitsIsErasedAsAWhole()
    {
        World world;
        world.keep(person(a));
        world.keep(person(QStringLiteral("b@example.org")));
        QVERIFY(world.add(person(a)));
        QCOMPARE(*PersonalData(*world.practice.journal).erase(QStringLiteral("A@example.org")),
                 (Erasure{1, 1, 0, 0}));
        QCOMPARE(world.waiting().size(), 1);
        QCOMPARE(History(*world.practice.journal).imports()->size(), 1);
    }

    void whileAnotherProcessSendsNobodyElseDoes()
    {
        World world;
        world.keep(person(a));
        {
            const auto other = world.practice.journal->lock(QStringLiteral("outbox"));
            QVERIFY(other && *other);
            const auto error = world.send();
            QVERIFY(error);
            QVERIFY(passesByItself(*error));
            QVERIFY(world.practice.contact(a).isEmpty());
        }
        QVERIFY(!world.send());
        QVERIFY(!world.practice.contact(a).isEmpty());
    }

    void whoseListsCannotBeReadHasNotLeft()
    {
        World world;
        world.practice.addContact(QStringLiteral("there@example.org"), QStringLiteral("implicit"),
                                  {world.list});
        OutboxItem item = person(QStringLiteral("there@example.org"), {QStringLiteral("newsletter")});
        item.contact.firstName.clear();
        world.keep(item);
        world.setTroubles({{QStringLiteral("lost-answer"), 1}});
        QVERIFY(world.send());
        world.setTroubles({});
        QCOMPARE(world.practice.journal->openSingles()->first().state, BodyRecord::State::Written);
        QVERIFY(!world.send());
        QVERIFY(world.waiting().first().why.contains(QLatin1String("already")));
    }

    void whatCannotBeKeptIsNotSent()
    {
        open({});
        QVERIFY(m_journal->database().run(QStringLiteral("DROP TABLE bodies")));
        const auto added = World::answerOf<Result<AddAnswer>>(
            [&](QObject *context, auto handle) { m_outbox->add(person(a), context, handle); });
        QCOMPARE(added.error().kind, Error::Kind::Storage);
        COMPARE_SCRIPT_DONE(*m_network);
        QVERIFY(m_journal->records()->isEmpty()); // nothing of it is there
    }

    void deletedOnTheWay()
    {
        World world;
        world.keep(person(a));
        world.outbox->send();
        QTest::qWait(5);
        world.outbox.reset();
        QTest::qWait(50);
        world.outbox = world.make();
        QVERIFY(world.waiting().size() <= 1);
    }

private:
    /// An outbox on a network that follows a script.
    void open(const QList<Exchange> &script)
    {
        m_outbox.reset();
        m_service.reset();
        m_network = std::make_unique<FakeNetwork>(script);
        m_service = std::make_unique<ConnectedService>(*m_network);
        m_folder = std::make_unique<QTemporaryDir>();
        auto journal = Journal::open(m_folder->path());
        QVERIFY(journal);
        m_journal = std::move(*journal);
        makeOutbox();
    }

    void makeOutbox()
    {
        m_outbox = std::make_unique<Outbox>(
            SingleAdd::Needs{m_service->client, m_service->contacts, m_service->lists, m_service->tags, m_service->clock},
            m_folder->path());
    }

    SingleRecord onlyOne() { return m_journal->openSingles()->value(0); }

    /// Adds somebody; ends when that was lost, or the outbox is gone. Answers the import's id.
    QString addAndLose(bool isKilled, bool update)
    {
        OutboxItem item = person(a);
        item.update = update;
        std::optional<Result<AddAnswer>> answer;
        m_outbox->add(item, this, [&answer](const Result<AddAnswer> &came) { answer = came; });
        const bool isOver =
            QTest::qWaitFor([&] { return isKilled ? m_outbox == nullptr : answer.has_value(); }, 30'000);
        if (!isOver || (answer && (*answer)->kind != AddAnswer::Kind::Queued))
            qFatal("It did not get lost.");
        return onlyOne().import.id;
    }

    std::optional<Error> send()
    {
        std::optional<std::optional<Error>> ended;
        connect(m_outbox.get(), &Outbox::finished, m_outbox.get(),
                [&ended](const std::optional<Error> &error) { ended = error; });
        m_outbox->send();
        if (!QTest::qWaitFor([&ended] { return ended.has_value(); }, 30'000))
            qFatal("The outbox did not end.");
        return *ended;
    }

    /// What the next start makes of the only one.
    AddAnswer sent()
    {
        makeOutbox();
        QSignalSpy spy(m_outbox.get(), &Outbox::sent);
        const auto error = send();
        if (error || spy.size() != 1)
            qFatal("It was not sent.");
        return spy.first().at(1).value<AddAnswer>();
    }

    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<ConnectedService> m_service;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Outbox> m_outbox;
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
