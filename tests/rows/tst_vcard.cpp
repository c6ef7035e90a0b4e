#include "table/headeraliases.h"
#include "table/sheet.h"
#include "table/spreadsheetreader.h"
#include "table/vcard.h"

#include <QBuffer>
#include <QFile>
#include <QTest>

using namespace rollcall;

namespace {

QString data(const char *name)
{
    return QStringLiteral(TEST_DATA "/spreadsheets/") + QLatin1String(name);
}

/// The cards of a text, and what is said at its end.
struct Read
{
    QList<VCard> cards;
    Result<void> status;
};

Read cardsIn(QByteArray text)
{
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    VCards reader(buffer);
    Read read;
    VCard card;
    while (reader.next(card))
        read.cards.append(card);
    read.status = reader.status();
    return read;
}

/// A card of the version with these lines.
VCard cardOf(const char *version, const QByteArray &lines)
{
    const Read read =
        cardsIn("BEGIN:VCARD\r\nVERSION:" + QByteArray(version) + "\r\n" + lines + "\r\nEND:VCARD\r\n");
    return read.cards.value(0);
}

QByteArray cell(const Sheet &sheet, qint64 row, const char *header)
{
    const auto column = sheet.headers().indexOf(QString::fromUtf8(header));
    return column < 0 ? QByteArray("no such column") : sheet.cell(row, static_cast<int>(column)).toUtf8();
}

} // namespace

class VCardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLineIsUnderstood_data()
    {
        QTest::addColumn<QByteArray>("version");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("note");
        const auto row = [](const char *name, const char *version, const char *line, const char *note) {
            QTest::newRow(name) << QByteArray(version) << QByteArray(line) << QByteArray(note);
        };
        row("plain", "3.0", "NOTE:hello", "hello");
        row("lower case", "3.0", "note:hello", "hello");
        row("a group before it", "3.0", "item1.NOTE:hello", "hello");
        row("a colon and a semicolon in a quoted parameter", "4.0", "NOTE;X=\"a:b;c\":hello", "hello");
        row("a colon in the value", "3.0", "NOTE:see: this", "see: this");
        row("escapes", "3.0", "NOTE:a\\,b\\;c\\\\d\\ne\\Nf", "a,b;c\\d\ne\nf");
        row("a backslash that escapes nothing", "3.0", "NOTE:C:\\temp", "C:\\temp");
        row("old: only semicolons are escaped", "2.1", "NOTE:C:\\new\\;x", "C:\\new;x");
        row("folded in the middle of a word", "3.0", "NOTE:hel\r\n lo", "hello");
        row("folded with a tab and LF", "3.0", "NOTE:hel\n\tlo", "hello");
        row("folded before a blank", "3.0", "NOTE:good\r\n  day", "good day");
        row("old: folded at a blank", "2.1", "NOTE:good\r\n day", "good day");
        row("quoted-printable", "2.1", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Z=C3=B6e=0D=0Ax",
            "Zöe\r\nx");
        row("quoted-printable, said shortly", "2.1", "NOTE;QUOTED-PRINTABLE:Z=C3=B6e", "Zöe");
        row("quoted-printable over three lines", "2.1", "NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\nb =\r\n=3Dc",
            "ab =c");
        row("quoted-printable with a sign that means nothing", "2.1", "NOTE;ENCODING=QUOTED-PRINTABLE:1=2=ZZ",
            "1=2=ZZ");
        row("base64", "3.0", "NOTE;ENCODING=b:aGVsbG8=", "hello");
        row("another charset", "2.1",
            "NOTE;CHARSET=ISO-8859-1:Z\xF6"
            "e",
            "Zöe");
        row("no charset, but not UTF-8", "3.0",
            "NOTE:Z\xF6"
            "e",
            "Zöe");
        row("a charset that nobody knows", "2.1", "NOTE;CHARSET=x-klingon:hello", "hello");
        row("two notes", "3.0", "NOTE:one\r\nNOTE:two", "one\ntwo");
        row("a line that is none", "3.0", "nonsense\r\nNOTE:hello", "hello");
        row("an empty line", "3.0", "\r\n\r\nNOTE:hello", "hello");
    }

    void aLineIsUnderstood()
    {
        QFETCH(QByteArray, version);
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, note);

        QCOMPARE(cardOf(version.constData(), line).notes.toUtf8(), note);
    }

    void phonesHaveTheirKind_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("phone");
        const auto row = [](const char *name, const char *line, const char *phone) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(phone);
        };
        row("nothing said", "TEL:1", "other 1");
        row("of a mobile", "TEL;type=CELL;type=VOICE:1", "mobile 1");
        row("of an iPhone", "TEL;type=IPHONE:1", "mobile 1");
        row("at work", "TEL;TYPE=\"voice,work\":1", "work 1");
        row("at home, said shortly", "TEL;HOME:1", "home 1");
        row("a mobile from work", "TEL;TYPE=WORK,CELL:1", "mobile 1");
        row("a fax at work", "TEL;TYPE=WORK,FAX:1", "fax 1");
        row("a label of Apple's", "item1.TEL:1\r\nitem1.X-ABLabel:_$!<Home>!$_", "home 1");
        row("a label of the person's", "item1.X-ABLabel:Work desk\r\nitem1.TEL:1", "work 1");
        row("another's label", "item1.TEL:1\r\nitem2.X-ABLabel:Work", "other 1");
        row("an address for phones", "TEL;VALUE=uri;TYPE=home:tel:+1-617;ext=5", "home +1-617 ext. 5");
        row("an address with another parameter", "TEL;VALUE=uri:tel:+1-617;phone-context=x", "other +1-617");
        row("no number", "TEL;TYPE=HOME:", "");
    }

    void phonesHaveTheirKind()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, phone);

        const Phone found = cardOf("4.0", line).phones.value(0, {QString(), QString()});
        QCOMPARE((found.kind + QLatin1Char(' ') + found.number).trimmed().toUtf8(), phone);
    }

    void datesAreThoseOfTheCalendar_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("birthday");
        const auto row = [](const char *name, const char *line, const char *birthday) {
            QTest::newRow(name) << QByteArray(line) << QByteArray(birthday);
        };
        row("with hyphens", "BDAY:1985-03-14", "1985-03-14");
        row("without", "BDAY:19850314", "1985-03-14");
        row("with a time", "BDAY;VALUE=date-time:1985-03-14T00:00:00Z", "1985-03-14");
        row("without a year", "BDAY:--0314", "--03-14");
        row("without a year, with a hyphen", "BDAY:--03-14", "--03-14");
        row("Apple's year for none", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-14", "--03-14");
        row("another year for none", "BDAY;X-APPLE-OMIT-YEAR=1804:1804-03-14", "--03-14");
        row("in words", "BDAY;VALUE=text:circa 1960", "circa 1960");
        row("only a year", "BDAY:1985", "1985");
    }

    void datesAreThoseOfTheCalendar()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, birthday);

        QCOMPARE(cardOf("4.0", line).birthday.toUtf8(), birthday);
    }

    void aNameIsFoundWhereItIs()
    {
        const VCard full = cardOf("3.0", "FN:Dr. Jane Q. Doe\r\nN:Doe;Jane;Q.;Dr.;");
        QCOMPARE(full.firstName, QStringLiteral("Jane"));
        QCOMPARE(full.lastName, QStringLiteral("Doe"));
        const VCard formatted = cardOf("4.0", "FN:Jane Q. Doe");
        QCOMPARE(formatted.firstName, QStringLiteral("Jane Q."));
        QCOMPARE(formatted.lastName, QStringLiteral("Doe"));
        QCOMPARE(cardOf("4.0", "ORG:Old Firm\r\nORG;PREF=1:Acme;Sales").company, QStringLiteral("Acme"));
        const VCard company = cardOf("3.0", "FN:Corner Shop\r\nN:;;;;\r\nORG:Corner Shop;");
        QCOMPARE(company.firstName + company.lastName, QString());
        QCOMPARE(company.company, QStringLiteral("Corner Shop"));
        QCOMPARE(cardOf("4.0", "FN:jane@example.org").firstName, QString());
    }

    void addressesComePreferredFirstAndOnce()
    {
        const VCard card = cardOf("4.0", "EMAIL:c@x.org\r\nEMAIL;PREF=2:b@x.org\r\nEMAIL;PREF=1:a@x.org\r\n"
                                         "EMAIL:A@x.org\r\nEMAIL:mailto:d@x.org\r\nEMAIL:");
        QCOMPARE(card.emails.join(QLatin1Char(' ')), QStringLiteral("a@x.org b@x.org c@x.org d@x.org"));
    }

    void aPersonInsideAnotherIsNone()
    {
        const Read read =
            cardsIn("BEGIN:VCARD\nVERSION:2.1\nAGENT:\nBEGIN:VCARD\nN:B\nEND:VCARD\nN:A\nEND:VCARD\n");
        QCOMPARE(read.cards.size(), 1);
        QCOMPARE(read.cards.front().lastName, QStringLiteral("A"));
        QVERIFY(read.status);
    }

    void lineEndsOfAllSystemsCount()
    {
        QCOMPARE(cardsIn("BEGIN:VCARD\rN:A\rEND:VCARD\rBEGIN:VCARD\rN:B\rEND:VCARD").cards.size(), 2);
        QCOMPARE(cardsIn("\n\nBEGIN:VCARD\nN:A\nEND:VCARD").cards.size(), 1);
        QCOMPARE(cardsIn("\xEF\xBB\xBF"
                         "BEGIN:VCARD\r\nN:A\r\nEND:VCARD")
                     .cards.size(),
                 1);
    }

    void aFileThatBreaksOffIsNoShorterTable()
    {
        const Read read = cardsIn("BEGIN:VCARD\nN:A\nEND:VCARD\nBEGIN:VCARD\nEMAIL:b@exam");
        QCOMPARE(read.cards.size(), 1);
        QVERIFY(!read.status);
        QCOMPARE(read.status.error().kind, Error::Kind::Input);
        const auto table = convertToRows(data("cutshort.vcf"));
        QVERIFY(!table);
        QCOMPARE(table.error().message, QStringLiteral("The file is damaged or incomplete."));
    }

    void aCardWithoutEndIsRefused()
    {
        const Read read = cardsIn("BEGIN:VCARD\n" + QByteArray("NOTE:x\n").repeated(100'000) + "END:VCARD\n");
        QVERIFY(read.cards.isEmpty());
        QVERIFY(!read.status);
    }

    void aPictureDoesNotMatter()
    {
        const QByteArray picture = "PHOTO;ENCODING=b:" + QByteArray("AAAA\r\n ").repeated(500'000);
        QCOMPARE(cardOf("3.0", picture + "\r\nN:Doe;Jane").lastName, QStringLiteral("Doe"));
    }

    void cardsOfAppleBecomeRows()
    {
        const auto opened = Sheet::open(data("apple.vcf"));
        QVERIFY(opened);
        const Sheet &sheet = **opened;
        QCOMPARE(sheet.rowCount(), 3); // the group is no person
        QCOMPARE(cell(sheet, 0, "First name"), QByteArray("Zoë"));
        QCOMPARE(cell(sheet, 0, "Last name"), QByteArray("O'Brien"));
        QCOMPARE(cell(sheet, 0, "Company"), QByteArray("Riverside Library, Main"));
        QCOMPARE(cell(sheet, 0, "Job title"), QByteArray("Librarian"));
        QCOMPARE(cell(sheet, 0, "Email address"), QByteArray("zoe@example.org"));
        QCOMPARE(cell(sheet, 0, "Email address 2"), QByteArray("zoe@home.example"));
        QCOMPARE(cell(sheet, 0, "Email address 3"), QByteArray("zoe@other.example"));
        QCOMPARE(cell(sheet, 0, "Phone - mobile"), QByteArray("(617) 555-0142"));
        QCOMPARE(cell(sheet, 0, "Phone - mobile 2"), QByteArray("617-555-0145"));
        QCOMPARE(cell(sheet, 0, "Phone - home"), QByteArray("617-555-0143"));
        QCOMPARE(cell(sheet, 0, "Phone - fax"), QByteArray("617-555-0144"));
        QCOMPARE(cell(sheet, 0, "Street address line 1 - Home"), QByteArray("12 Elm St, Back door, Apt 4"));
        QCOMPARE(cell(sheet, 0, "City - Home"), QByteArray("Springfield"));
        QCOMPARE(cell(sheet, 0, "State/Province - Home"), QByteArray("MA"));
        QCOMPARE(cell(sheet, 0, "Zip/Postal Code - Home"), QByteArray("02134"));
        QCOMPARE(cell(sheet, 0, "Country - Home"), QByteArray("United States"));
        QCOMPARE(cell(sheet, 0, "Zip/Postal Code - Work"), QByteArray("02135"));
        QCOMPARE(cell(sheet, 0, "Birthday"), QByteArray("--03-14"));
        QCOMPARE(cell(sheet, 0, "Anniversary"), QByteArray("2010-06-05"));
        QCOMPARE(cell(sheet, 0, "Website"), QByteArray("https://www.example.org/zoe"));
        QCOMPARE(cell(sheet, 0, "Tags"), QByteArray("Friends, Book club, Tuesdays"));
        QCOMPARE(cell(sheet, 0, "Notes"),
                 QByteArray("Prefers large print; likes, commas\nand a second line that was folded"));
        QCOMPARE(cell(sheet, 1, "Company"), QByteArray("Corner Shop"));
        QCOMPARE(cell(sheet, 1, "First name"), QByteArray());
        QCOMPARE(cell(sheet, 2, "City - Home"), QByteArray("Town"));
        QCOMPARE(cell(sheet, 2, "City - Home 2"), QByteArray("Village"));
        // The card's own number, below one row of headers.
        QCOMPARE(sheet.numberOf(0), 2);
        QCOMPARE(sheet.numberOf(1), 3);
        QCOMPARE(sheet.numberOf(2), 5);
    }

    void cardsOfOutlookBecomeRows()
    {
        const auto opened = Sheet::open(data("outlook.vcf"));
        QVERIFY(opened);
        const Sheet &sheet = **opened;
        QCOMPARE(sheet.rowCount(), 1);
        QCOMPARE(cell(sheet, 0, "First name"), QByteArray("Jürgen"));
        QCOMPARE(cell(sheet, 0, "Last name"), QByteArray("Müller"));
        QCOMPARE(cell(sheet, 0, "Company"), QByteArray("Bäckerei; Café"));
        QCOMPARE(cell(sheet, 0, "Phone - mobile"), QByteArray("+49 170 1234567"));
        QCOMPARE(cell(sheet, 0, "Phone - work"), QByteArray("+49 30 123456"));
        QCOMPARE(cell(sheet, 0, "Street address line 1 - Work"), QByteArray("Hauptstraße 1, Hinterhaus"));
        QCOMPARE(cell(sheet, 0, "Zip/Postal Code - Work"), QByteArray("10115"));
        QCOMPARE(cell(sheet, 0, "Email address"), QByteArray("juergen@example.org"));
        QCOMPARE(cell(sheet, 0, "Birthday"), QByteArray("1985-03-14"));
        QCOMPARE(cell(sheet, 0, "Notes"), QByteArray("C:\\new; 100% = all"));
    }

    void cardsOfTheNewestVersionBecomeRows()
    {
        const auto opened = Sheet::open(data("four.vcf"));
        QVERIFY(opened);
        const Sheet &sheet = **opened;
        QCOMPARE(sheet.rowCount(), 2);
        QCOMPARE(cell(sheet, 0, "Email address"), QByteArray("first@example.org"));
        QCOMPARE(cell(sheet, 0, "Email address 2"), QByteArray("second@example.org"));
        QCOMPARE(cell(sheet, 0, "Phone - mobile"), QByteArray("+1-617-555-0142 ext. 102"));
        QCOMPARE(cell(sheet, 0, "Job title"), QByteArray("Owner"));
        QCOMPARE(cell(sheet, 0, "Anniversary"), QByteArray("2010-06-05"));
        QCOMPARE(cell(sheet, 1, "Email address"), QByteArray("cy@example.org"));
        QCOMPARE(sheet.numberOf(1), 4);
    }

    void cardsInUtf16BecomeRows()
    {
        const auto sheet = Sheet::open(data("wide.vcf"));
        QVERIFY(sheet);
        QCOMPARE(cell(**sheet, 0, "First name"), QByteArray("Åsa"));
        QCOMPARE(cell(**sheet, 0, "Last name"), QByteArray("Ångström"));
    }

    void pastedCardsBecomeRows()
    {
        const auto sheet =
            Sheet::fromText(QStringLiteral("BEGIN:VCARD\nN:Lee;Ann\nEMAIL:ann@example.org\nEND:VCARD\n"));
        QVERIFY(sheet);
        QCOMPARE((*sheet)->rowCount(), 1);
        QCOMPARE(cell(**sheet, 0, "Email address"), QByteArray("ann@example.org"));
        QVERIFY((*sheet)->path().isEmpty());
    }

    void cardsOfNobodyAreNoTable()
    {
        const auto sheet = Sheet::open(data("nobody.vcf"));
        QVERIFY(!sheet);
        QCOMPARE(sheet.error().kind, Error::Kind::Input);
    }

    void theColumnsAreThoseThatAreMatchedByThemselves()
    {
        const HeaderAliases aliases = HeaderAliases::shipped();
        for (const char *name : {"apple.vcf", "outlook.vcf"}) {
            const auto sheet = Sheet::open(data(name));
            QVERIFY(sheet);
            const QStringList headers = (*sheet)->headers();
            for (const QString &header : headers)
                QVERIFY2(aliases.exact(header).has_value(), qPrintable(header));
        }
        QCOMPARE(aliases.exact(QStringLiteral("Email address 2"))->field, Field::Email);
        QCOMPARE(aliases.exact(QStringLiteral("Zip/Postal Code - Home"))->field, Field::HomeZip);
    }
};

QTEST_GUILESS_MAIN(VCardTest)
#include "tst_vcard.moc"
