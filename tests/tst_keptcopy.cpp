#include "send/keptplan.h"
#include "support/peoplefile.h"
#include "support/practiceimport.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// The copy of its file from which an import is gone on with.
class KeptCopyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void itHoldsWhatTheFilesOwnEncodingDoesNot()
    {
        PracticeImport practice({}, 100);
        ImportPlan plan =
            planFor(practice.folder.path(), file("rene@example.org,Ren\xE9,M\xFCller\r\n" + people(0, 20)),
                    {practice.listId(news)});
        QCOMPARE(plan.sheet->format().encoding, QStringLiteral("windows-1252"));
        const auto corrected = Sheet::open(plan.sheet->path());
        (*corrected)->correct(1, 1, QStringLiteral("Łukasz"));
        plan.sheet = *corrected;
        auto run = practice.run(plan);
        QSignalSpy progressed(run.get(), &ImportRun::progressed);
        run->start();
        QTRY_VERIFY(!progressed.isEmpty());
        run.reset(); // as a kill would
        QVERIFY(QFile::remove(plan.sheet->path()));

        const ImportEnding end =
            practice.ending(*std::make_unique<ImportRun>(practice.needs(), QStringLiteral("1")));
        QVERIFY2(!end.error, end.error ? qPrintable(end.error->message) : "");
        QCOMPARE(end.summary.state, ImportSummary::State::Done);
        QCOMPARE(end.summary.count(Outcome::Added), 21);
        const auto name = [&practice](const char *email) {
            return practice.contact(QString::fromLatin1(email)).value(QLatin1String("first_name")).toString();
        };
        QCOMPARE(name("person0@example.org"), QStringLiteral("Łukasz"));
        QCOMPARE(name("rene@example.org"), QStringLiteral("René"));
    }

    /// Byte order marks, encodings and what Rollcall makes of a workbook: read again, the cells are the same.
    void itIsReadAsTheFileWas_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QString text =
            QStringLiteral("Email;First name\r\nrene@example.org;\"René; dit \"\"Né\"\"\"\r\n");
        QTest::newRow("UTF-8") << text.toUtf8();
        QTest::newRow("UTF-8 with a mark") << QByteArray("\xEF\xBB\xBF" + text.toUtf8());
        QTest::newRow("windows-1252") << text.toLatin1();
        const QByteArray wide(reinterpret_cast<const char *>(text.utf16()), text.size() * 2);
        QTest::newRow("UTF-16 with a mark") << QByteArray("\xFF\xFE" + wide);
    }

    void itIsReadAsTheFileWas()
    {
        QFETCH(QByteArray, content);
        const QTemporaryDir folder;
        const ImportPlan plan = planFor(folder.path(), content, {});
        const QString copy = folder.filePath(QStringLiteral("copy.csv"));
        QVERIFY(keepFile(*plan.sheet, copy));
        const auto read = fromKept(toKept(plan), copy, nullptr);
        QVERIFY2(read, read ? "" : qPrintable(read.error().message));
        QCOMPARE(read->sheet->cell(0, 1), QStringLiteral("René; dit \"Né\""));
        QCOMPARE(read->sheet->headers(), plan.sheet->headers());
        QCOMPARE(read->sheet->lineOf(0), plan.sheet->lineOf(0));
    }
};

QTEST_GUILESS_MAIN(KeptCopyTest)
#include "tst_keptcopy.moc"
