#include "storage/damage.h"
#include "storage/database.h"
#include "storage/journal.h"
#include "storage/packed.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace rollcall;

namespace {

ImportRecord springImport()
{
    ImportRecord record;
    record.file = QStringLiteral("/home/ann/Spring – list.csv");
    record.started = 1'700'000'000'000;
    record.state = 2;
    record.listIds = {QStringLiteral("l1"), QStringLiteral("l2")};
    record.listNames = {QStringLiteral("Members"), QStringLiteral("News, weekly")};
    record.source = QStringLiteral("Open day, paper forms");
    record.revive = true;
    record.cancelled = true;
    record.plan = QByteArray("\x00\x01plan", 6);
    record.rows = 3;
    record.accountRead = true;
    record.ownList = ImportRecord::OwnList::Made;
    record.ownListId = QStringLiteral("own");
    record.ownListName = QStringLiteral("Rollcall import 7");
    record.counts = {1, 1, 0, 0, 1, 0, 0, 0};
    record.calls = 9;
    record.seconds = 2.5;
    record.refusedFile = QStringLiteral("/home/ann/refused.csv");
    record.error = Error{Error::Kind::Quota, QStringLiteral("m"), QStringLiteral("h"), QStringLiteral("d")};
    return record;
}

} // namespace

class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void numbersAndTextsComeBackAsTheyWere()
    {
        const std::vector<qint64> numbers{
            2, 3, 4, 90, 5, -7, 0, std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()};
        QCOMPARE(unpackNumbers(packNumbers(numbers)), numbers);
        QCOMPARE(packNumbers({1, 2, 3, 4}).size(), 4);
        const QList<QByteArray> texts{QByteArray(), QByteArray("a\0b\n", 4), QByteArray(300, 'x'),
                                      QByteArray()};
        QCOMPARE(unpackTexts(packTexts(texts)), texts);
    }

    void bytesCutShortAreReadAsFarAsTheyGo()
    {
        const QByteArray numbers = packNumbers({1000, 2000});
        QVERIFY(unpackNumbers(numbers.first(numbers.size() - 1)).size() <= 2);
        QCOMPARE(unpackTexts(packTexts({QByteArray(300, 'x')}).first(50)).size(), 1);
    }

    void anImportComesBackAsItWas()
    {
        ImportRecord record = springImport();
        const auto id = m_journal->begin(record);
        QVERIFY(id);
        record.id = *id;
        reopen();
        auto kept = m_journal->record(*id);
        QVERIFY(kept);
        QCOMPARE(*kept, record);

        record.state = 5;
        record.error.reset();
        record.ownList = ImportRecord::OwnList::Gone;
        QVERIFY(m_journal->update(record));
        reopen();
        QCOMPARE(*m_journal->record(*id), record);
    }

    void theNewestImportComesFirst()
    {
        const auto first = m_journal->begin(springImport());
        const auto second = m_journal->begin(ImportRecord{});
        const auto records = m_journal->records();
        QVERIFY(first && second && records);
        QCOMPARE(records->size(), 2);
        QCOMPARE(records->at(0).id, *second);
        QCOMPARE(records->at(1).id, *first);
    }

    void anUnknownImportIsAUsageError()
    {
        const auto record = m_journal->record(QStringLiteral("99; DROP TABLE imports"));
        QVERIFY(!record);
        QCOMPARE(record.error().kind, Error::Kind::Usage);
    }

    void rowsComeBackAsTheyWere()
    {
        const QString id = *m_journal->begin(springImport());
        const RowBlock block{
            {2, 3, 7}, {2, 3, 4}, {QByteArray("a@x.org"), QByteArray(), QByteArray("no \"address\"\n")}};
        const std::vector<quint8> marks{0, 255, 20};
        const QList<RowReason> reasons{
            {1, QStringLiteral("check"), QStringLiteral("No address."), QString()},
            {2, QStringLiteral("service"), QStringLiteral("Not taken."), QStringLiteral("Look.")}};
        QVERIFY(m_journal->together([&]() -> Result<void> {
            if (auto done = m_journal->addBlock(id, 0, block); !done)
                return done;
            if (auto done = m_journal->setMarks(id, marks); !done)
                return done;
            return m_journal->setReasons(id, reasons);
        }));
        reopen();
        QCOMPARE(*m_journal->block(id, 0), block);
        QCOMPARE(*m_journal->block(id, 1), RowBlock{});
        QCOMPARE(*m_journal->marks(id), marks);
        QCOMPARE(*m_journal->reasons(id, 0, 3), reasons);
        QCOMPARE(m_journal->reasons(id, 2, 3)->size(), 1);
    }

    void aReasonReplacesTheOneBefore()
    {
        const QString id = *m_journal->begin(springImport());
        QVERIFY(m_journal->setReasons(id, {{1, {}, QStringLiteral("Sent."), {}}}));
        QVERIFY(m_journal->setReasons(id, {{1, {}, QStringLiteral("Not taken."), {}}}));
        QCOMPARE(m_journal->reasons(id, 0, 9)->at(0).reason, QStringLiteral("Not taken."));
    }

    void thePictureOfBeforeIsTheFirstOne()
    {
        const QString id = *m_journal->begin(springImport());
        QVERIFY(m_journal->addPictures(id, {{4, QStringLiteral("c4"), "before"}}));
        QVERIFY(m_journal->addPictures(
            id, {{4, QStringLiteral("c4"), "after"}, {5, QStringLiteral("c5"), "before"}}));
        reopen();
        const auto pictures = m_journal->pictures(id, 0, 9);
        QVERIFY(pictures);
        QCOMPARE(pictures->size(), 2);
        QCOMPARE(pictures->at(0), (BeforePicture{4, QStringLiteral("c4"), "before"}));
    }

    void aBodyIsThereBeforeItIsSentAndItsBytesGoWithIt()
    {
        const QString id = *m_journal->begin(springImport());
        const BodyRecord body{0, BodyRecord::State::Written, {0, 2, 70'000}, {}, 0};
        QVERIFY(m_journal->addBody(id, body, "{\"import_data\":[]}"));
        reopen();
        QCOMPARE(*m_journal->bodies(id), QList<BodyRecord>{body});
        QCOMPARE(*m_journal->bodyJson(id, 0), QByteArray("{\"import_data\":[]}"));

        QVERIFY(m_journal->setBodyState(id, 0, BodyRecord::State::Sending, {}, 12));
        QCOMPARE(*m_journal->bodyJson(id, 0), QByteArray("{\"import_data\":[]}"));
        QVERIFY(m_journal->setBodyState(id, 0, BodyRecord::State::Sent, QStringLiteral("a1")));
        reopen();
        QCOMPARE(*m_journal->bodyJson(id, 0), QByteArray());
        QCOMPARE(m_journal->bodies(id)->at(0),
                 (BodyRecord{0, BodyRecord::State::Sent, {0, 2, 70'000}, QStringLiteral("a1"), 12}));
        QVERIFY(m_journal->setBodyState(id, 0, BodyRecord::State::Done));
        QCOMPARE(m_journal->bodies(id)->at(0).activityId, QStringLiteral("a1"));
        QCOMPARE(*m_journal->bodyJson(id, 0), QByteArray());
    }

    void twoBodiesOfOneNumberAreAnErrorNotALoss()
    {
        const QString id = *m_journal->begin(springImport());
        QVERIFY(m_journal->addBody(id, {}, "first"));
        QVERIFY(!m_journal->addBody(id, {}, "second"));
        QCOMPARE(*m_journal->bodyJson(id, 0), QByteArray("first"));
    }

    void whatWasTouchedComesBackRowByRow()
    {
        const QString id = *m_journal->begin(springImport());
        QByteArray touched(Journal::touchedSize * (Journal::blockSize + 2), '\0');
        touched.replace(Journal::touchedSize * Journal::blockSize, 16, QByteArray("0123456789abcdef"));
        QVERIFY(m_journal->setTouched(id, touched));
        QCOMPARE(*m_journal->touched(id), touched);
    }

    void takingBackIsKeptBesideTheImport()
    {
        const QString id = *m_journal->begin(springImport());
        QCOMPARE(*m_journal->undo(id), std::nullopt);
        UndoRecord record{
            id, 12, 2, ImportRecord::OwnList::Made, QStringLiteral("l"), QStringLiteral("n"), 1, 2, 3, 4, 5};
        QVERIFY(m_journal->setUndo(record));
        QVERIFY(m_journal->setUndoMarks(id, {1, 2, 3}));
        record.removed = 7;
        QVERIFY(m_journal->setUndo(record));
        reopen();
        QCOMPARE(*m_journal->undo(id), std::optional(record));
        QVERIFY(m_journal->begin(springImport())); // one that was never taken back
        QCOMPARE(*m_journal->undos(), (QHash<QString, UndoRecord>{{id, record}}));
        QCOMPARE(*m_journal->undoMarks(id), (std::vector<quint8>{1, 2, 3}));
    }

    void anImportIsWorkedOnByOneAtATime()
    {
        auto lock = m_journal->lock(QStringLiteral("1"));
        QVERIFY(lock && *lock);
        auto other = Journal::open(m_folder->path());
        QVERIFY(other);
        QVERIFY(!*(*other)->lock(QStringLiteral("1")));
        QVERIFY(*(*other)->lock(QStringLiteral("2")));
        *lock = std::nullopt;
        QVERIFY(*(*other)->lock(QStringLiteral("1")));
    }

    void aDamagedJournalIsSetAsideAndSaid()
    {
        QVERIFY(m_journal->begin(springImport()));
        m_journal.reset();
        QFile file(m_folder->filePath(QStringLiteral("journal.sqlite")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.write(QByteArray(200, 'x'));
        file.close();
        reopen();
        QCOMPARE(filesSetAside(Journal::pathIn(m_folder->path())).size(), 1);
        QCOMPARE(m_journal->records()->size(), 0);
    }

    void aJournalOfTheFirstVersionIsReadAndGoneOnWith()
    {
        QFile sql(QStringLiteral(TEST_DATA "/journal-1.sql"));
        QVERIFY(sql.open(QIODevice::ReadOnly));
        const QString folder = m_folder->filePath(QStringLiteral("older"));
        const QString path = folder + QStringLiteral("/journal.sqlite");
        QVERIFY(Database::open(path, {QString::fromUtf8(sql.readAll())}));

        const auto journal = Journal::open(folder);
        QVERIFY(journal);
        QVERIFY(filesSetAside(Journal::pathIn(folder)).isEmpty());
        const auto records = (*journal)->records();
        QVERIFY(records);
        QCOMPARE(records->size(), 1);
        const ImportRecord &old = records->first();
        QCOMPARE(old.file, QStringLiteral("/home/ann/spring.csv"));
        QCOMPARE(old.listNames, QStringList{QStringLiteral("Newsletter")});
        QCOMPARE(old.counts, (QList<qint64>{2, 0, 0, 0, 1, 1, 0, 0}));
        QCOMPARE(old.ownList, ImportRecord::OwnList::Gone);
        QCOMPARE(*(*journal)->marks(old.id), (std::vector<quint8>{0, 0, 4, 5}));
        const auto block = (*journal)->block(old.id, 0);
        QVERIFY(block);
        QCOMPARE(block->emails.value(1), QByteArray("ben@example.org"));
        QCOMPARE(block->numbers, (std::vector<qint64>{2, 3, 4, 5}));
        QCOMPARE((*journal)->reasons(old.id, 0, 4)->first().reason,
                 QStringLiteral("An e-mail address needs an @."));
        QCOMPARE((*journal)->touched(old.id)->size(), qsizetype(4 * Journal::touchedSize));

        QVERIFY(!*(*journal)->undo(old.id)); // what came later is there, and empty
        UndoRecord undo;
        undo.importId = old.id;
        QVERIFY((*journal)->setUndo(undo));
        QCOMPARE(**(*journal)->undo(old.id), undo);
        QCOMPARE(*(*journal)->begin(springImport()), QStringLiteral("2"));
    }

    void theOutboxOfTheSecondVersionBecomesImportsOfOneRow()
    {
        QFile sql(QStringLiteral(TEST_DATA "/journal-2.sql"));
        QVERIFY(sql.open(QIODevice::ReadOnly));
        const QString folder = m_folder->filePath(QStringLiteral("older"));
        QVERIFY(Database::open(folder + QStringLiteral("/journal.sqlite"),
                               {QString::fromUtf8(sql.readAll()), QString()}));

        auto journal = Journal::open(folder);
        QVERIFY(journal);
        QVERIFY(filesSetAside(Journal::pathIn(folder)).isEmpty());
        const auto singles = (*journal)->openSingles();
        QVERIFY(singles);
        QCOMPARE(singles->size(), 2);
        const SingleRecord &tom = singles->at(0); // it was on its way when its answer got lost
        const SingleRecord &jane = singles->at(1);
        QCOMPARE(tom.import.id, QStringLiteral("2"));
        QCOMPARE(tom.import.kind, ImportRecord::Kind::Single);
        QCOMPARE(tom.import.file, QStringLiteral("tom@example.org"));
        QCOMPARE(tom.import.started, 1'795'933'754'089);
        QCOMPARE(tom.import.plan, QByteArray(R"({"lists":[],"update":true})"));
        QCOMPARE(tom.import.error->message,
                 QStringLiteral("The service could not be reached. The connection was lost."));
        QCOMPARE(tom.state, BodyRecord::State::Sending);
        QCOMPARE(jane.state, BodyRecord::State::Written);
        QCOMPARE(jane.import.listNames, QStringList{QStringLiteral("Newsletter")});
        QCOMPARE(jane.import.plan, QByteArray(R"({"lists":["Newsletter"],"update":false})"));
        QVERIFY(jane.body.contains("555-0100"));
        QCOMPARE((*journal)->block(jane.import.id, 0)->emails, QList<QByteArray>{"jane@example.org"});
        QCOMPARE((*journal)->bodies(jane.import.id)->first().rows, (std::vector<quint32>{0}));
        QCOMPARE(*(*journal)->marks(jane.import.id), (std::vector<quint8>{0x17}));
        QCOMPARE(jane.import.counts, (QList<qint64>{0, 0, 0, 0, 0, 0, 0, 1}));

        QCOMPARE((*journal)->records()->size(), 3);
        const auto files = (*journal)->records(ImportRecord::Kind::File);
        QCOMPARE(files->size(), 1);
        QCOMPARE(files->first().file, QStringLiteral("/home/ann/spring.csv"));
        QCOMPARE((*(*journal)->undo(QStringLiteral("1")))->restored, 1);
        journal->reset();
        journal = Journal::open(folder); // once is enough
        QCOMPARE((*journal)->openSingles()->size(), 2);
    }

    void aSingleContactIsOpenUntilItIsAnswered()
    {
        ImportRecord record;
        record.kind = ImportRecord::Kind::Single;
        record.file = QStringLiteral("ann@example.org");
        record.id = *m_journal->begin(record);
        QVERIFY(m_journal->addBody(record.id, {0, BodyRecord::State::Written, {0}, {}, 0}, "ann"));
        const QString other = *m_journal->begin(springImport());
        QVERIFY(m_journal->addBody(other, {0, BodyRecord::State::Written, {0}, {}, 0}, "a file's"));
        QCOMPARE(*m_journal->openSingles(), (QList<SingleRecord>{{record, BodyRecord::State::Written, "ann"}}));
        QVERIFY(!*m_journal->openSingle(other));

        QVERIFY(m_journal->replaceBody(record.id, 0, BodyRecord::State::Sending, "anna"));
        reopen();
        QCOMPARE(*m_journal->openSingle(record.id),
                 std::optional(SingleRecord{record, BodyRecord::State::Sending, "anna"}));
        QVERIFY(m_journal->setBodyState(record.id, 0, BodyRecord::State::Done));
        QVERIFY(m_journal->openSingles()->isEmpty());
        QVERIFY(m_journal->remove(other));
        QCOMPARE(m_journal->bodies(other)->size(), 0);
        QCOMPARE(m_journal->records()->size(), 1);
    }

    void whatWasNotCommittedWhenTheProgramWasKilledIsNotThere()
    {
        const QString id = *m_journal->begin(springImport());
        // A copy taken while a transaction is open is what a kill leaves behind.
        QVERIFY(m_journal->setMarks(id, {1, 1, 1}));
        const QString killed = m_folder->filePath(QStringLiteral("killed"));
        QVERIFY(m_journal->together([&]() -> Result<void> {
            if (auto done = m_journal->setMarks(id, {2, 2, 2}); !done)
                return done;
            QDir().mkpath(killed);
            for (const QString &name :
                 {QStringLiteral("/journal.sqlite"), QStringLiteral("/journal.sqlite-wal")})
                QFile::copy(m_folder->path() + name, killed + name);
            return {};
        }));
        auto journal = Journal::open(killed);
        QVERIFY(journal);
        QCOMPARE(*(*journal)->marks(id), (std::vector<quint8>{1, 1, 1}));
        QCOMPARE(*m_journal->marks(id), (std::vector<quint8>{2, 2, 2}));
    }

    void aMillionRowsAreKept()
    {
        constexpr int rows = 1'000'000;
        const QString id = *m_journal->begin(springImport());
        QVERIFY(m_journal->together([&]() -> Result<void> {
            for (int first = 0; first < rows; first += Journal::blockSize) {
                RowBlock block;
                for (int row = first; row < std::min(rows, first + Journal::blockSize); ++row) {
                    block.lines.push_back(row + 2);
                    block.numbers.push_back(row + 2);
                    block.emails.append("person" + QByteArray::number(row) + "@example.org");
                }
                if (auto done = m_journal->addBlock(id, first / Journal::blockSize, block); !done)
                    return done;
            }
            return m_journal->setMarks(id, std::vector<quint8>(rows, 7));
        }));
        QCOMPARE(m_journal->marks(id)->size(), size_t(rows));
        const auto last = m_journal->block(id, (rows - 1) / Journal::blockSize);
        QVERIFY(last);
        QCOMPARE(last->emails.last(), QByteArray("person999999@example.org"));
        QCOMPARE(last->lines.back(), 1'000'001);
    }

private:
    void reopen()
    {
        m_journal.reset();
        auto journal = Journal::open(m_folder->path());
        QVERIFY(journal);
        m_journal = std::move(*journal);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
};

QTEST_GUILESS_MAIN(JournalTest)
#include "tst_journal.moc"
