#include "send/undowork.h"

#include "send/contactpicture.h"
#include "send/rowmark.h"
#include "send/undobatches.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;

/// What is done about whom when an import is taken back, without an account.
class UndoWorkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBodyOfOldValuesIsNeverMoreThanTheServiceTakes()
    {
        QTemporaryDir folder;
        const auto journal = *Journal::open(folder.path());
        ImportRecord import;
        import.id = *journal->begin(import);
        KnownContact old;
        old.contact.email = QStringLiteral("a@example.org");
        for (const char *kind : {"home", "work", "other"})
            old.contact.addresses.append(
                {QString::fromLatin1(kind), QString(250, QLatin1Char('x')), {}, {}, {}, {}});
        constexpr quint32 rows = 5000;
        QList<BeforePicture> pictures;
        UndoBatches batches;
        for (quint32 row = 0; row < rows; ++row) {
            pictures.append({row, {}, toPicture(old)});
            batches.addValues(row);
        }
        QVERIFY(journal->addPictures(import.id, pictures));
        const ImportTrace trace(*journal, import, {});
        qsizetype sent = 0;
        while (const auto batch = *batches.next(trace, {}, QStringLiteral("list"))) {
            QVERIFY2(batch->json.size() < 4'000'000, qPrintable(QString::number(batch->json.size())));
            sent += batch->json.count("\"email\"");
        }
        QCOMPARE(sent, rows);
    }

    void ofTwoWithTheSameAddressTheOneWhomTheImportTouchedIsLookedAt()
    {
        QTemporaryDir folder;
        const auto journal = *Journal::open(folder.path());
        KnownContact touched;
        touched.id = QStringLiteral("6f4b8a52-0000-4000-8000-000000000011");
        touched.permission = Permission::Implicit;
        touched.contact.email = QStringLiteral("ann@example.org");
        KnownContact twin = touched;
        twin.id = QStringLiteral("6f4b8a52-0000-4000-8000-000000000012");
        twin.deleted = true;
        ImportRecord import;
        import.rows = 1;
        import.state = static_cast<quint8>(ImportSummary::State::Done);
        import.id = *journal->begin(import);
        RowMark mark;
        mark.outcome = Outcome::Updated;
        QVERIFY(journal->addBlock(import.id, 0, {{2}, {2}, {touched.contact.email.toUtf8()}}));
        QVERIFY(journal->setMarks(import.id, {mark.toByte()}));
        QVERIFY(journal->addPictures(import.id, {{0, touched.id, toPicture(touched)}}));
        touched.contact.firstName = QStringLiteral("Ann");
        QVERIFY(journal->setTouched(import.id, toTouched(touched.id, touched.contact)));

        const Clock clock;
        UndoWork work(import.id, folder.path(), clock);
        QVERIFY(work.begin());
        work.beginLook();
        QVERIFY(work.look({twin, touched}));
        const auto receipt = work.endLook();
        QVERIFY(receipt);
        QCOMPARE(receipt->restored, 1);
        QCOMPARE(receipt->left, 0);
    }
};

QTEST_GUILESS_MAIN(UndoWorkTest)
#include "tst_undowork.moc"
