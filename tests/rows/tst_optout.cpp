#include "rows/checkedrows.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

class OptOutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void optOuts_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("states");
        const auto row = [](const char *name, const char *table, const char *states) {
            QTest::newRow(name) << QString::fromUtf8(table) << QString::fromLatin1(states);
        };
        row("Email status", "Email,Email status\na@example.org,Active\nb@example.org,Unsubscribed\n",
            "RL");
        row("Accepts Email Marketing",
            "Email,Accepts Email Marketing\na@example.org,yes\nb@example.org,no\n", "RL");
        row("UNSUB_TIME", "Email,UNSUB_TIME\na@example.org,\nb@example.org,2021-11-15 19:42:23\n",
            "RL");
        row("Attendee Status",
            "Email,Attendee Status\na@example.org,Attending\nb@example.org,Refunded\n"
                 "c@example.org,Deleted\nd@example.org,Checked In\n",
            "RLLR");
        row("Is Unsubscribed", "Email,Is Unsubscribed\na@example.org,0\nb@example.org,1\n", "RL");
        row("in German", "Email,Abgemeldet\na@example.org,nein\nb@example.org,ja\n", "RL");
        row("a word that is not known says nothing", "Email,Email status\na@example.org,Whatever\n",
            "R");
        row("who agreed says so",
            "Email,Opt in\na@example.org,Yes\nb@example.org,\"Ja, "
            "gern\"\nc@example.org,SÍ\nd@example.org,2023-01-05\n"
            "e@example.org,1\nf@example.org,Opted-in\ng@example.org,✓\nh@example.org,05/01/2023 10:30\n",
            "RRRRRRRR");
        row("whoever does not has not agreed",
            "Email,Opt in\na@example.org,\nb@example.org,No "
            "thanks\nc@example.org,NÃO\nd@example.org,declined\n"
            "e@example.org,Jamais\nf@example.org,sin acuerdo\ng@example.org,✗\nh@example.org,on hold\n"
            "i@example.org\n",
            "LLLLLLLLL");
        row("a state is known by its beginning",
            "Email,Email status\na@example.org,Unsubscribed (2023)\nb@example.org,Opted Out - spam\n"
            "c@example.org,hard-bounced\nd@example.org,Désabonnée\ne@example.org,DÉSABONNÉ\n"
            "f@example.org,do_not_mail\ng@example.org,Subscribed (2023)\n",
            "LLLLLLR");
        row("as spreadsheets in other languages write it",
            "Email,Unsubscribed\na@example.org,FAUX\nb@example.org,VRAI\nc@example.org,FALSCH\n"
            "d@example.org,WAHR\ne@example.org,FALSO\nf@example.org,VERDADERO\n",
            "RLRLRL");
        row("no in capitals with an accent", "Email,Unsubscribed\na@example.org,NÃO\nb@example.org,SIM\n",
            "RL");
        row("also where a name is around the address that is left",
            "Email,Unsubscribed\nJane <jane@example.org>,yes\njane@example.org,no\n", "LL");
        row("their problems are not told", "Email,First Name,Email status\nnone,#N/A,Unsubscribed\n",
            "L");
        row("one row speaks for all with that address",
            "Email,Email "
                 "status\nA@example.org,Active\na@example.org,Unsubscribed\nb@example.org,Active\n",
            "LLR");
        row("but a ticket that was given back only for itself",
            "Email,Attendee Status\na@example.org,Attending\na@example.org,Refunded\nb@example.org,Not "
            "Attending\n"
            "b@example.org,Unsubscribed\nb@example.org,Attending\n",
            "RLLLL");
        row("also where it comes first",
            "Email,Email "
                 "status\na@example.org,Unsubscribed\na@example.org,Active\na@example.org,Active\n",
            "LLL");
    }

    void optOuts()
    {
        QFETCH(QString, table);
        QFETCH(QString, states);
        const auto sheet = sheetOf(table);
        QVERIFY(sheet);
        const auto report = checkRows(*sheet, ColumnMapping::suggest(*sheet));
        QVERIFY(report);
        QCOMPARE(stateLetters(*report), states);
        QCOMPARE(told(*report), QString());
    }

    void aFileOfPeopleWhoOptedOutIsLeftOutAsAWhole()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("unsubscribed_export_1.csv")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Email Address,First Name\na@example.org,A\nb@example.org,B\n");
        file.close();
        const auto sheet = Sheet::open(file.fileName());
        QVERIFY(sheet);
        ColumnMapping mapping = ColumnMapping::suggest(**sheet);
        QCOMPARE(stateLetters(*checkRows(**sheet, mapping)), QStringLiteral("LL"));
        mapping.setOptOutFile(false); // the person knows better
        QCOMPARE(stateLetters(*checkRows(**sheet, mapping)), QStringLiteral("RR"));
    }
};

QTEST_GUILESS_MAIN(OptOutTest)
#include "tst_optout.moc"
