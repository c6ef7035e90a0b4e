#include "import/importdraft.h"

#include <QFile>
#include <QJsonDocument>
#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <algorithm>

using namespace rollcall;

namespace {

QByteArray people(int rows)
{
    QByteArray text = "E-mail,First name\nnobody,Tom\nli@gmial.com,Li\n";
    for (int row = 0; row < rows; ++row)
        text += "p" + QByteArray::number(row) + "@example.org,Person\n";
    return text;
}

} // namespace

class ImportDraftTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsOpenedAndItsColumnsFound()
    {
        ImportDraft draft;
        QSignalSpy previewed(&draft, &ImportDraft::previewed);
        QSignalSpy opened(&draft, &ImportDraft::opened);
        draft.open(file(people(10)));
        QVERIFY(draft.isOpening());
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(previewed.size(), 1);
        QCOMPARE(draft.sheet()->rowCount(), 12);
        QCOMPARE(draft.mapping().columnOf(Field::Email), 0);
        QCOMPARE(draft.name(), QStringLiteral("people.csv"));
    }

    void zeroBytesAreSomethingToLookAt()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        draft.open(file(people(100)));
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY(draft.isReadSurely());
        draft.open(file(people(100) + QByteArray("q@example.org,Q\0\n", 18)));
        QTRY_COMPARE(opened.size(), 2);
        QVERIFY(!draft.isReadSurely());
    }

    void aFileThatChangesIsOpenedAnewWithWhatWasCorrected()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        QSignalSpy changed(&draft, &ImportDraft::fileChanged);
        QSignalSpy corrected(&draft, &ImportDraft::changed);
        const QString path = file(people(10));
        draft.open(path);
        QTRY_COMPARE(opened.size(), 1);
        draft.setTarget(1, Field::LastName, {});
        draft.correct(0, 0, QStringLiteral("tom@example.org"));
        QTRY_COMPARE(corrected.size(), 1);

        QVERIFY(QFile::remove(path));
        QTRY_COMPARE(changed.size(), 1);
        QSignalSpy failed(&draft, &ImportDraft::openFailed);
        draft.reopen();
        QTRY_COMPARE(failed.size(), 1);
        file("E-mail,First name\nnew@example.org,New\nnobody,Tom\n");
        draft.open(path);
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(draft.sheet()->rowCount(), 2);
        QCOMPARE(draft.sheet()->cell(0, 0), QStringLiteral("new@example.org"));
        QCOMPARE(draft.sheet()->cell(1, 0), QStringLiteral("tom@example.org"));
        QCOMPARE(draft.mapping().at(1).field, Field::LastName);
        QVERIFY(draft.canUndo());
        QCOMPARE(changed.size(), 1);
    }

    void whatWasKeptAndIsDamagedIsOpenedAsANewFile()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        draft.open(file(people(3)));
        QTRY_COMPARE(opened.size(), 1);
        QJsonObject kept = draft.kept();
        kept.remove(QStringLiteral("mapping"));
        ImportDraft later;
        QSignalSpy restored(&later, &ImportDraft::opened);
        later.restore(kept);
        QTRY_COMPARE(restored.size(), 1);
        QCOMPARE(later.mapping(), draft.mapping());
    }

    void howItIsReadAndWhatItsColumnsBecomeIsKept()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        QVERIFY(draft.kept().isEmpty());
        draft.open(file("a;b\nana@example.org;Ana, of the choir\nli@example.org;Li, of the band\n"));
        QTRY_COMPARE(opened.size(), 1);
        TableChoice choice;
        choice.delimiter = ',';
        choice.quote = '\0';
        choice.encoding = QStringLiteral("windows-1252");
        choice.headerLine = 2;
        draft.setChoice(choice);
        QTRY_COMPARE(opened.size(), 2);
        draft.makeField(1);
        draft.setOptOutFile(true);
        ImportDraft later;
        QSignalSpy restored(&later, &ImportDraft::opened);
        later.restore(QJsonDocument::fromJson(QJsonDocument(draft.kept()).toJson()).object());
        QTRY_COMPARE(restored.size(), 1);
        QCOMPARE(later.choice(), choice);
        QCOMPARE(later.mapping(), draft.mapping());
        QCOMPARE(later.customFields(), draft.customFields());
        later.open(file("E-mail\nana@example.org\n")); // another file has none of it
        QTRY_COMPARE(restored.size(), 2);
        QCOMPARE(later.choice(), TableChoice());
        QVERIFY(later.customFields().isEmpty());
    }

    void pastedCellsAreKept()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        draft.paste(QStringLiteral("E-mail\nana@example.org\nnobody\n"));
        QTRY_COMPARE(opened.size(), 1);
        QSignalSpy corrected(&draft, &ImportDraft::changed);
        draft.correct(1, 0, QStringLiteral("tom@example.org"));
        QTRY_COMPARE(corrected.size(), 1);
        ImportDraft later;
        QSignalSpy restored(&later, &ImportDraft::opened);
        later.restore(draft.kept());
        QTRY_COMPARE(restored.size(), 1);
        QCOMPARE(later.sheet()->cell(1, 0), QStringLiteral("tom@example.org"));
    }

    void whatCannotBeReadIsSaid()
    {
        ImportDraft draft;
        QSignalSpy failed(&draft, &ImportDraft::openFailed);
        draft.open(folder.filePath(QStringLiteral("not there.csv")));
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!draft.sheet());
        QVERIFY(!draft.isOpening());
    }

    void anotherWayOfReadingStartsAfresh()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        draft.open(file("a;b,c\n1;2,3\n4;5,6\n"));
        QTRY_COMPARE(opened.size(), 1);
        TableChoice choice;
        choice.delimiter = draft.sheet()->format().delimiter == ';' ? ',' : ';';
        const QStringList before = draft.sheet()->headers();
        draft.setChoice(choice);
        QVERIFY(!draft.sheet());
        QTRY_COMPARE(opened.size(), 2);
        QVERIFY(draft.sheet()->headers() != before);
    }

    void whatWasCorrectedWaitsForTheWayBack()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        draft.open(file("E-mail;Name\nnobody;Tom\nli@example.org;Li\n"));
        QTRY_COMPARE(opened.size(), 1);
        QSignalSpy corrected(&draft, &ImportDraft::changed);
        draft.correct(0, 0, QStringLiteral("tom@example.org"));
        QTRY_COMPARE(corrected.size(), 1);
        TableChoice choice;
        choice.encoding = QStringLiteral("windows-1252"); // the same letters
        draft.setChoice(choice);
        QTRY_COMPARE(opened.size(), 2);
        QCOMPARE(draft.sheet()->cell(0, 0), QStringLiteral("tom@example.org"));
        choice.headerLine = 0;
        draft.setChoice(choice);
        QTRY_COMPARE(opened.size(), 3);
        QCOMPARE(draft.sheet()->cell(1, 0), QStringLiteral("nobody"));
        draft.setChoice({});
        QTRY_COMPARE(opened.size(), 4);
        QCOMPARE(draft.sheet()->cell(0, 0), QStringLiteral("tom@example.org"));
        QVERIFY(draft.canUndo());
    }

    void fieldsThatAreHeardOfWhileItOpensAreFound()
    {
        ImportDraft draft;
        QSignalSpy opened(&draft, &ImportDraft::opened);
        connect(&draft, &ImportDraft::previewed, &draft, [&draft] {
            const QString name = QStringLiteral("Shoe_size");
            draft.setCustomFields({{name, QStringLiteral("Shoe size"), name, QStringLiteral("string"), {}}});
        });
        draft.open(file("E-mail,Shoe size\nana@example.org,37\n"));
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(draft.mapping().at(1).customName, QStringLiteral("Shoe_size"));
    }

    void aMendedCellIsCheckedAgainAndTakenBack()
    {
        ImportDraft draft;
        open(draft, people(10));
        check(draft);
        QCOMPARE(draft.report()->counts.toFix, 1);
        draft.correct(0, 0, QStringLiteral("tom@example.org"));
        QTRY_COMPARE(draft.report()->counts.toFix, 0);
        QVERIFY(draft.canUndo());
        draft.undo();
        QTRY_COMPARE(draft.report()->counts.toFix, 1);
        QVERIFY(!draft.canUndo());
    }

    void aSuggestionIsTakenForOneAndForAll()
    {
        ImportDraft draft;
        open(draft, people(10) + "max@gmial.com,Max\n");
        check(draft);
        QCOMPARE(draft.report()->counts.toLookAt, 2);
        const auto typo = std::ranges::find(draft.report()->problems, ProblemKind::EmailDomainTypo, &Problem::kind);
        draft.takeSuggestion(*typo);
        QTRY_COMPARE(draft.report()->counts.toLookAt, 1);
        QCOMPARE(draft.sheet()->cell(1, 0), QStringLiteral("li@gmail.com"));
        draft.takeAll(ProblemKind::EmailDomainTypo);
        QTRY_COMPARE(draft.report()->counts.toLookAt, 0);
    }

    void changesDuringACheckAreNotLost()
    {
        ImportDraft draft;
        open(draft, people(200'000));
        draft.check();
        for (int row = 2; row < 12; ++row)
            draft.correct(row, 0, QStringLiteral("not an address"));
        QTRY_VERIFY_WITH_TIMEOUT(draft.report() && !draft.isChecking(), 60'000);
        QCOMPARE(draft.report()->counts.toFix, 11);
    }

    void anotherTargetMakesTheCheckOld()
    {
        ImportDraft draft;
        open(draft, people(3));
        check(draft);
        QSignalSpy changed(&draft, &ImportDraft::mappingChanged);
        draft.setTarget(1, Field::LastName, {});
        QCOMPARE(changed.size(), 1);
        QVERIFY(!draft.report());
        QCOMPARE(draft.mapping().at(1).field, Field::LastName);
    }

    void aColumnChosenOnceIsChosenTheNextTime()
    {
        const ColumnMemory memory(folder.filePath(QStringLiteral("data/columns.json")));
        ImportDraft first;
        first.setMemory(memory);
        open(first, people(3));
        first.setTarget(1, Field::LastName, {});
        check(first);
        ImportDraft second;
        second.setMemory(memory);
        open(second, people(2));
        QCOMPARE(second.mapping().at(1).field, Field::LastName);
        QVERIFY(second.mapping().at(1).why.contains(QLocale().toString(QDate::currentDate(), QLocale::LongFormat)));
    }

    void deletedWhileItOpensOrChecks()
    {
        auto draft = std::make_unique<ImportDraft>();
        draft->open(file(people(100'000)));
        draft.reset();
        draft = std::make_unique<ImportDraft>();
        open(*draft, people(100'000));
        draft->check();
        draft->correct(3, 0, QStringLiteral("x"));
        draft.reset();
        QThreadPool::globalInstance()->waitForDone();
    }

private:
    QString file(const QByteArray &content)
    {
        QFile file(folder.filePath(QStringLiteral("people.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the test's file");
        return file.fileName();
    }

    void open(ImportDraft &draft, const QByteArray &content)
    {
        QSignalSpy opened(&draft, &ImportDraft::opened);
        draft.open(file(content));
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 60'000);
    }

    static void check(ImportDraft &draft)
    {
        QSignalSpy checked(&draft, &ImportDraft::checked);
        draft.check();
        QTRY_COMPARE_WITH_TIMEOUT(checked.size(), 1, 60'000);
    }

    QTemporaryDir folder;
};

QTEST_MAIN(ImportDraftTest)
#include "tst_importdraft.moc"
