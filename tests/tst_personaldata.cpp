#include "send/exportedaccount.h"
#include "send/history.h"
#include "send/importreport.h"
#include "send/personaldata.h"
#include "send/undo.h"
#include "storage/database.h"
#include "support/practiceimport.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <memory>

using namespace rollcall;
using namespace rollcall::test;

namespace {

/// Whether those bytes are anywhere in the files that are kept about imports.
bool isKept(PracticeImport &practice, const QByteArray &words)
{
    // What is only in the write-ahead log would be in neither file for sure.
    (void)practice.journal->database().run(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    bool found = false;
    QDirIterator files(practice.journal->folder(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        found = found || (file.open(QIODevice::ReadOnly) && file.readAll().contains(words));
    }
    return found;
}

} // namespace

class PersonalDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPersonCanBeTakenOutOfEverythingThatIsKeptHere()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        practice.addContact(QStringLiteral("secretive@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Oldname"));
        const ImportEnding end = practice.import(
            "Email,First name\r\nsecretive@example.org,Newname\r\nother@example.org,Other\r\nbad,Bad\r\n",
            {list});
        QCOMPARE(end.summary.count(Outcome::Updated), 1);
        QVERIFY(isKept(practice, "secretive"));
        QVERIFY(QFile::exists(end.summary.refusedFile));

        const auto erased = PersonalData(*practice.journal).erase(QStringLiteral("Secretive@Example.org"));
        QVERIFY(erased);
        QCOMPARE(erased->imports, 1);
        QCOMPARE(erased->files, 1);
        QCOMPARE(erased->unfinished, 0);
        QVERIFY(!isKept(practice, "secretive"));
        QVERIFY(!isKept(practice, "Oldname"));
        QVERIFY(isKept(practice, "other@example.org"));
        QVERIFY(!QFile::exists(end.summary.refusedFile));
        const auto answers = History(*practice.journal).answers(end.summary.id, std::nullopt, 0, 10);
        QVERIFY(answers);
        QCOMPARE(answers->size(), 3);
        QCOMPARE(answers->at(0).email, QString());
        QCOMPARE(answers->at(0).outcome, Outcome::Updated);
        QCOMPARE(answers->at(1).email, QStringLiteral("other@example.org"));
    }

    void oldPicturesGoAndTheirContactsAreLeftWhenTheImportIsTakenBack()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        practice.addContact(QStringLiteral("known@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Oldname"));
        const ImportEnding end = practice.import(
            "Email,First name\r\nknown@example.org,Newname\r\nnew@example.org,New\r\n", {list});
        PersonalData data(*practice.journal);
        QCOMPARE(*data.purge(0), 0);
        QCOMPARE(*data.purge(practice.clock().nowMs() + 1000), 1);
        QVERIFY(!isKept(practice, "Oldname"));

        std::optional<UndoReceipt> receipt;
        Undo undo(practice.needs(), end.summary.id);
        connect(&undo, &Undo::finished, &undo, [&receipt](const UndoReceipt &told) { receipt = told; });
        undo.start();
        QTRY_VERIFY_WITH_TIMEOUT(receipt, 30'000);
        QCOMPARE(receipt->removed, 1);
        QCOMPARE(receipt->left, 1);
        QCOMPARE(receipt->named.first().email, QStringLiteral("known@example.org"));
    }

    void whatAKilledProgramLeftOfTheAccountGoesWithTheOldPictures()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        practice.addContact(QStringLiteral("known@example.org"), QStringLiteral("implicit"), {list},
                            QStringLiteral("Oldname"));
        (void)practice.import("Email,First name\r\nknown@example.org,Newname\r\n", {list});
        const QString folder = practice.journal->folder();
        const QString copy = folder + QStringLiteral("/account-of-old.csv");
        QVERIFY(QFile::copy(practice.folder.filePath(QStringLiteral("people.csv")), copy));

        auto reading = std::make_unique<ExportedAccount>(folder, QStringList(), QList<CustomField>());
        PersonalData::tidyUp(folder, practice.clock().nowMs() + 1000);
        QVERIFY(!isKept(practice, "Oldname"));
        QVERIFY(QFile::exists(copy)); // for all that is known it is just being read
        reading.reset();
        PersonalData::tidyUp(folder, practice.clock().nowMs() + 1000);
        QVERIFY(!QFile::exists(copy));

        QVERIFY(QFile::copy(practice.folder.filePath(QStringLiteral("people.csv")), copy));
        QVERIFY(PersonalData(*practice.journal).erase(QStringLiteral("somebody@example.org")));
        QVERIFY(!QFile::exists(copy));
    }

    void theLocksThatKilledProgramsLeftGoAndNoOther()
    {
        QTemporaryDir folder;
        const auto journal = *Journal::open(folder.path());
        ImportRecord record;
        record.state = static_cast<quint8>(ImportSummary::State::Done);
        const QString over = *journal->begin(record);
        record.state = static_cast<quint8>(ImportSummary::State::Sending);
        const QString interrupted = *journal->begin(record);
        const QString unknown = QStringLiteral("77");
        const QString atWork = QStringLiteral("78");
        for (const QString &id : {over, interrupted, unknown, QStringLiteral("outbox")})
            QVERIFY(journal->isResting(id).value_or(false)); // leaves the file
        const auto held = journal->lock(atWork);
        QVERIFY(held && *held);
        PersonalData::tidyUp(folder.path(), QDateTime::currentMSecsSinceEpoch() + 60'000);
        const auto isThere = [&folder](const QString &id) {
            return QFile::exists(folder.filePath(QStringLiteral("import-%1.lock").arg(id)));
        };
        QVERIFY(!isThere(over));
        QVERIFY(!isThere(unknown));
        QVERIFY(isThere(interrupted));
        QVERIFY(isThere(atWork));
        QVERIFY(isThere(QStringLiteral("outbox"))); // used again and again
    }

    void theAddressIsFoundAmongOtherWords_data()
    {
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("gone");
        QTest::addColumn<QString>("left"); // the address of the row afterwards
        const QByteArray none;
        QTest::newRow("two in a cell") << QByteArray("sought@example.org; bob@example.net,,")
                                       << QByteArray("bob@example.net") << QString();
        QTest::newRow("only proposed")
            << QByteArray("sought @example.org,,") << QByteArray("sought @") << QString();
        QTest::newRow("in a note of somebody else")
            << QByteArray("new@example.org,,Came with Sought@Example.org.") << QByteArray("Came with")
            << QStringLiteral("new@example.org");
        QTest::newRow("in another column of a refused row") << QByteArray("bad,Wife of sought@example.org,")
                                                            << QByteArray("Wife of") << QStringLiteral("bad");
        for (const char *other : {"notsought@example.org", "o'sought@example.org", "sought@example.org.uk"})
            QTest::newRow(other) << QByteArray(other) + ",,A note" << none << QString::fromLatin1(other);
    }

    void theAddressIsFoundAmongOtherWords()
    {
        QFETCH(QByteArray, row);
        QFETCH(QByteArray, gone);
        QFETCH(QString, left);
        PracticeImport practice({}, 60);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        const ImportEnding end =
            practice.import("Email,Company,Notes\r\n" + row + "\r\nother@example.org,,\r\n", {list});
        const auto erase = [&practice](const char *email) {
            return PersonalData(*practice.journal).erase(QString::fromLatin1(email));
        };
        QCOMPARE(erase("example.org"), Erasure()); // that is nobody
        QCOMPARE(erase(" "), Erasure());
        if (!gone.isEmpty())
            QVERIFY(isKept(practice, gone));
        const auto erased = erase("Sought@example.org");
        QVERIFY(erased);
        QCOMPARE(erased->imports, gone.isEmpty() ? 0 : 1);
        if (!gone.isEmpty())
            QVERIFY(!isKept(practice, gone));
        const auto answers = History(*practice.journal).answers(end.summary.id, std::nullopt, 0, 10);
        QVERIFY(answers);
        QCOMPARE(answers->size(), 2);
        QCOMPARE(answers->at(0).email, left);
        QCOMPARE(answers->at(1).email, QStringLiteral("other@example.org"));
        if (gone.isEmpty())
            QVERIFY(isKept(practice, "A note"));
    }

    void anImportCanBeForgotten()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        const ImportEnding end = practice.import("Email\r\nnew@example.org\r\nbad\r\n", {list});
        PersonalData data(*practice.journal);
        QVERIFY(data.forget(end.summary.id));
        QVERIFY(!isKept(practice, "new@example.org"));
        QVERIFY(practice.journal->records()->isEmpty());
        QVERIFY(!QFile::exists(end.summary.refusedFile));
        QCOMPARE(data.forget(end.summary.id).error().kind, Error::Kind::Usage);
    }

    void whatHasLeftSomethingInTheAccountIsNotForgotten_data()
    {
        QTest::addColumn<bool>("byUndo");
        QTest::newRow("its own list") << false;
        QTest::newRow("it is being taken back") << true;
    }

    void whatHasLeftSomethingInTheAccountIsNotForgotten()
    {
        QFETCH(bool, byUndo);
        const auto folder = QTemporaryDir();
        const auto journal = Journal::open(folder.path());
        ImportRecord record;
        record.state = static_cast<quint8>(ImportSummary::State::Done);
        record.ownList = byUndo ? ImportRecord::OwnList::Gone : ImportRecord::OwnList::Made;
        record.id = *(*journal)->begin(record);
        UndoRecord undo;
        undo.importId = record.id;
        undo.state = static_cast<quint8>(ImportSummary::State::Paused);
        if (byUndo)
            QVERIFY((*journal)->setUndo(undo));
        PersonalData data(**journal);
        QCOMPARE(data.forget(record.id).error().kind, Error::Kind::Usage);
        QCOMPARE((*journal)->records()->size(), 1);

        record.ownList = ImportRecord::OwnList::Gone;
        QVERIFY((*journal)->update(record));
        undo.state = static_cast<quint8>(ImportSummary::State::Done);
        undo.ownList = ImportRecord::OwnList::Made;
        if (byUndo) {
            QVERIFY((*journal)->setUndo(undo));
            QVERIFY(!data.forget(record.id));
            undo.ownList = ImportRecord::OwnList::Gone;
            QVERIFY((*journal)->setUndo(undo));
        }
        QVERIFY(data.forget(record.id));
    }

    void theReportHasTheTotalsAndWhatIsNotSimplyDone()
    {
        PracticeImport practice({}, 60);
        const QString list = practice.listId(QStringLiteral("Newsletter"));
        const ImportEnding end =
            practice.import("Email,First name\r\nnew@example.org,New\r\n<b>bad,Bad\r\n", {list});
        const QString path = practice.folder.filePath(QStringLiteral("report.html"));
        QVERIFY(writeImportReport(*practice.journal, end.summary.id, path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray html = file.readAll();
        QVERIFY(html.contains("&lt;b&gt;bad"));
        QVERIFY(!html.contains("<b>bad"));
        QVERIFY(!html.contains("new@example.org"));
        QVERIFY(html.contains("Signed the book at the front desk"));
        QVERIFY(html.endsWith("</html>\n"));
        const auto nowhere =
            writeImportReport(*practice.journal, end.summary.id, QStringLiteral("/nonexistent/report.html"));
        QCOMPARE(nowhere.error().kind, Error::Kind::Storage);
        QCOMPARE(writeImportReport(*practice.journal, QStringLiteral("77"), path).error().kind,
                 Error::Kind::Usage);
    }
};

QTEST_GUILESS_MAIN(PersonalDataTest)
#include "tst_personaldata.moc"
