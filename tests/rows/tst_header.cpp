#include "rows/tablefile.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

class HeaderTest : public QObject
{
    Q_OBJECT

private:
    TableFolder m_dir;

private Q_SLOTS:
    void headers_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("headers");
        QTest::addColumn<qint64>("headerLine");
        QTest::addColumn<qint64>("rows");
        const auto row = [](const char *name, const char *content, const char *headers, qint64 line,
                            qint64 rows) {
            QTest::newRow(name) << QByteArray(content) << QString::fromUtf8(headers) << line << rows;
        };
        row("on the first line", "Email,Name\na@x.org,A\n", "Email|Name", 1, 1);
        row("none: the first line has an address", "a@x.org,Ann\nb@x.org,Bo\n", "|", 0, 2);
        row("none: the first line has numbers as those below", "Ann,12\nBo,15\nCy,19\n", "|", 0, 3);
        row("below title lines",
            "Members of the club\nAs of 3 March\n\nEmail,Name,City\na@x.org,A,X\nb@x.org,B,Y\n",
            "Email|Name|City", 4, 2);
        row("below a title with delimiters to fill the line",
            "Members 2024,,\nEmail,Name,City\na@x.org,A,X\n", "Email|Name|City", 2, 1);
        row("blank lines above it", "\n\nEmail,Name\na@x.org,A\n", "Email|Name", 3, 1);
        row("below a line of groups, which tell equal names apart",
            "Person,,Home,,Work,\nEmail,Name,Street,City,Street,City\na@x.org,A,s,c,t,d\n",
            "Email|Name|Home Street|Home City|Work Street|Work City", 2, 1);
        row("below a line of groups that is as wide as the table",
            "Contact,Name,,Phone\nEmail,First,Last,Number\na@x.org,A,B,1\nb@x.org,C,D,2\n",
            "Email|First|Last|Number", 2, 2);
        row("above a first row with a bad address, where a name is missing",
            "Email,Name,,Phone\nno mail,Ann,x,none\na@x.org,B,y,1\nb@x.org,C,z,2\n", "Email|Name||Phone", 1,
            3);
        row("none: the first person's address is a bad one",
            "jane#example.org,Jane\njohn@example.org,John\njim@example.org,Jim\n", "|", 0, 3);
        row("none: the first address lacks its @", "jane.example.org,Jane\njohn@example.org,John\n", "|", 0,
            2);
        row("none: the first address has a name around it",
            "Jane <jane@example.org>,Jane\njohn@example.org,John\n", "|", 0, 2);
        row("a name with a dot that speaks of mail", "user.email,user.nick\njohn@example.org,John\n",
            "user.email|user.nick", 1, 1);
        row("with a second line that explains it",
            "email,name\nRecipient email address,Full name\na@x.org,A\nb@x.org,B\n", "email|name", 1, 2);
        row("a first row with a bad address is a row",
            "email,name\njane at gmail,Jane\na@x.org,A\nb@x.org,B\n", "email|name", 1, 3);
        row("empty columns at the end are dropped", "Email,Name,,\na@x.org,A,,\nb@x.org,B,,\n", "Email|Name",
            1, 2);
        row("a column without a name that has content stays", "Email,Name,\na@x.org,A,x\nb@x.org,B,\n",
            "Email|Name|", 1, 2);
        row("names that occur twice and none", "Email,,Email\na@x.org,x,b@x.org\n", "Email||Email", 1, 1);
        row("with a line break inside a name", "\"E\nmail\",Name\na@x.org,A\n", "E mail|Name", 1, 1);
        row("narrower than its rows", "Email,Name\na@x.org,A,x\nb@x.org,B,y\nc@x.org,C,z\n", "Email|Name|", 1,
            3);
        row("sep= says the delimiter", "sep=;\nEmail;Name\na@x.org;A\n", "Email|Name", 2, 1);
    }

    void headers()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, headers);
        QFETCH(qint64, headerLine);
        QFETCH(qint64, rows);
        const auto sheet = m_dir.opened(content);
        QVERIFY(sheet);
        QCOMPARE(sheet->headers().join(QLatin1Char('|')), headers);
        QCOMPARE(sheet->format().headerLine, headerLine);
        QCOMPARE(sheet->rowCount(), rows);
    }

    void knownNamesMakeItSure()
    {
        const QByteArray addresses = "a@x.org,Ann\nb@x.org,Bo\n";
        QVERIFY(m_dir.opened("Email,What\n" + addresses)->format().headerConfidence >=
                TableFormat::sureEnough);
        QVERIFY(m_dir.opened("Jane,What\n" + addresses)->format().headerConfidence < TableFormat::sureEnough);
        const QByteArray rows = "nobody,Ann\nno one,Bo\n";
        QVERIFY(m_dir.opened("Email,First name\n" + rows)->format().headerConfidence >= TableFormat::sureEnough);
        QVERIFY(m_dir.opened("Whose,What\n" + rows)->format().headerConfidence < TableFormat::sureEnough);
    }

    void aChosenHeaderLineIsNotDoubted()
    {
        const QByteArray content = "x,y\nEmail,Name\na@x.org,A\n";
        TableChoice choice;
        choice.headerLine = 2;
        const auto second = m_dir.opened(content, choice);
        QVERIFY(second);
        QCOMPARE(second->headers().constFirst(), QStringLiteral("Email"));
        QCOMPARE(second->rowCount(), 1);
        choice.headerLine = 0;
        const auto none = m_dir.opened(content, choice);
        QVERIFY(none);
        QCOMPARE(none->rowCount(), 3);
        QCOMPARE(none->headers(), QStringList({QString(), QString()}));
        choice.headerLine = 99;
        const auto beyond = Sheet::open(m_dir.file(content), choice);
        QVERIFY(!beyond);
        QCOMPARE(beyond.error().kind, Error::Kind::Input);
    }
};

QTEST_GUILESS_MAIN(HeaderTest)
#include "tst_header.moc"
