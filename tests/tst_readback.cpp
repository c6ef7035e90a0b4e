#include "send/importwork.h"
#include "send/readback.h"
#include "send/worker.h"
#include "support/peoplefile.h"
#include "support/practiceimport.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// An import whose one body has been sent, and is to be read back.
struct Sent
{
    static constexpr int rows = 80;

    Sent()
        : practice(options(), 100)
        , list(practice.listId(news))
        , ownList(practice.listId(QStringLiteral("Its own")))
        , work(planFor(practice.folder.path(), file(people(0, rows)), {list}), practice.needs().journalFolder,
               practice.clock())
    {
        worker.run(
            [this] {
                return work.begin()
                    .and_then([this](const auto &) { return work.beginReading(); })
                    .and_then([this](const auto &) { return work.endReading(); })
                    .and_then(
                        [this](qint64) { return work.setOwnList(ImportRecord::OwnList::Made, ownList); })
                    .and_then([this](const auto &) { return work.nextBody(); })
                    .and_then([this](const auto &) { return work.setSent(0, QStringLiteral("activity")); });
            },
            &context, [this](const Result<void> &done) { isSent = done.has_value(); });
        if (!QTest::qWaitFor([this] { return isSent; }, 30'000))
            qFatal("The body was not sent.");
    }

    static practice::Options options()
    {
        practice::Options options;
        options.unlimited = true;
        return options;
    }

    /// As the service says it of the body.
    ImportSummary readBack(const Activity &activity)
    {
        const ImportRun::Needs needs = practice.needs();
        ReadBack readBack({worker, work, needs.contacts, needs.activities, needs.clock}, ownList,
                          {{0, activity}});
        QSignalSpy finished(&readBack, &ReadBack::finished);
        readBack.start(false);
        if (finished.isEmpty() && !finished.wait(30'000))
            qFatal("It was not read back.");
        std::optional<ImportEnd> end;
        worker.run([this] { return work.finish(ImportSummary::State::Done, {}, 0, 0); }, &context,
                   [&end](const ImportEnd &ended) { end = ended; });
        if (!QTest::qWaitFor([&end] { return end.has_value(); }, 30'000))
            qFatal("It has no end.");
        return end->summary;
    }

    PracticeImport practice;
    const QString list;
    const QString ownList;
    ImportWork work;
    Worker worker; ///< gone before the work
    QObject context;
    bool isSent = false;
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
        Sent sent;
        for (int i = 0; i < Sent::rows; ++i) {
            const QString email = QStringLiteral("person%1@example.org").arg(i);
            if (i < unsubscribed)
                sent.practice.addContact(email, QStringLiteral("unsubscribed"), {});
            else
                sent.practice.addContact(email, QStringLiteral("implicit"), {sent.list, sent.ownList});
        }
        Activity activity;
        activity.state = Activity::State::Completed;
        activity.cannotAddToListCount = unsubscribed;
        const ImportSummary told = sent.readBack(activity);
        QCOMPARE(told.count(Outcome::Refused), 0);
        QCOMPARE(told.count(Outcome::Unsubscribed), unsubscribed);
        QCOMPARE(told.count(Outcome::Added), Sent::rows - unsubscribed);
    }
};

QTEST_GUILESS_MAIN(ReadBackTest)
#include "tst_readback.moc"
