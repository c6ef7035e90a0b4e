#include "check/splitpreview.h"
#include "contact/addressparts.h"
#include "contact/nameparts.h"

#include <QTest>

using namespace rollcall;

namespace {

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace

class NamePartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNameIsTakenApart_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("parts");
        const auto row = [](const char *what, const char *name, const char *parts) {
            QTest::newRow(what) << QByteArray(name) << QString::fromUtf8(parts);
        };
        row("two words", "Jane Doe", "Jane|Doe");
        row("three words", "Jane Quentin Doe", "Jane Quentin|Doe");
        row("with a no-break space between", "Dr. Jane\u00a0Doe\u00a0", "Jane|Doe");
        row("one word", "Jane", "Jane|");
        row("nothing", "", "|");
        row("last name first", "Doe, Jane", "Jane|Doe");
        row("a particle", "Jane van der Berg", "Jane|van der Berg");
        row("a name that is a particle too", "Van Morrison", "Van|Morrison");
        row("a suffix", "Jane Doe Jr.", "Jane|Doe Jr.");
        row("a suffix behind a comma", "Jane Doe, PhD", "Jane|Doe, PhD");
        row("a title", "Dr. Jane Doe", "Jane|Doe");
        row("a title and one name", "Mr. Doe", "|Doe");
        row("an initial", "M Jones", "M|Jones");
        row("blanks around it", "  Jane   Doe ", "Jane|Doe");
        row("accents", "José Núñez", "José|Núñez");
    }

    void aNameIsTakenApart()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, parts);
        const NameParts found = NameParts::of({name.constData(), static_cast<size_t>(name.size())});
        QCOMPARE(text(found.first) + QLatin1Char('|') + text(found.last), parts);
    }

    void anAddressIsTakenApart_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QString>("parts"); // street|city|state|zip|country
        const auto row = [](const char *what, const char *address, const char *parts) {
            QTest::newRow(what) << QByteArray(address) << QString::fromUtf8(parts);
        };
        row("Mailchimp", "1 Main St  Springfield  IL  62701", "1 Main St|Springfield|IL|62701|");
        row("Mailchimp with a country", "1 Main St  Springfield  IL  62701  US",
            "1 Main St|Springfield|IL|62701|US");
        row("Mailchimp with a second line", "1 Main St  Apt 2  Springfield  IL  62701",
            "1 Main St  Apt 2|Springfield|IL|62701|");
        row("commas", "1 Main St, Springfield, IL 62701", "1 Main St|Springfield|IL|62701|");
        row("commas and a country", "1 Main St, Springfield, IL 62701, United States",
            "1 Main St|Springfield|IL|62701|United States");
        row("a country of two letters", "1 Main St, Springfield, IL 62701, US",
            "1 Main St|Springfield|IL|62701|US");
        row("state by itself", "1 Main St, Springfield, IL, 62701", "1 Main St|Springfield|IL|62701|");
        row("an apartment", "1 Main St, Apt 2, Springfield, IL 62701",
            "1 Main St, Apt 2|Springfield|IL|62701|");
        row("lines", "1 Main St\nSpringfield, IL 62701\nUnited States",
            "1 Main St|Springfield|IL|62701|United States");
        row("Canada", "1 Rue X, Montréal, QC H2Y 1C6, Canada", "1 Rue X|Montréal|QC|H2Y 1C6|Canada");
        row("Europe", "Hauptstr. 5, 80331 München, Germany", "Hauptstr. 5|München||80331|Germany");
        row("Europe without a country", "Hauptstr. 5, 80331 München", "Hauptstr. 5|München||80331|");
        row("only a street", "1 Main St", "1 Main St||||");
        row("not understood: all of it is street", "Behind the old mill, Springfield",
            "Behind the old mill, Springfield||||");
        row("nothing", "", "||||");
    }

    void anAddressIsTakenApart()
    {
        QFETCH(QByteArray, address);
        QFETCH(QString, parts);
        const AddressParts found =
            AddressParts::of({address.constData(), static_cast<size_t>(address.size())});
        const QStringList list{text(found.street), text(found.city), text(found.state), text(found.zip),
                               text(found.country)};
        QCOMPARE(list.join(QLatin1Char('|')), parts);
    }

    void thePartsAreShownOfACellThatIsTakenApart()
    {
        QCOMPARE(splitPreview(Field::FullName, QStringLiteral("Doe, Jané")), QStringLiteral("Jané | Doe"));
        QCOMPARE(splitPreview(Field::FullName, QStringLiteral("Jane")), QString());
        QCOMPARE(splitPreview(Field::FullAddress, QStringLiteral("Hauptstr. 5, 80331 München, Germany")),
                 QStringLiteral("Hauptstr. 5 | München | 80331 | Germany"));
        QCOMPARE(splitPreview(Field::FullName, QString()), QString());
        QCOMPARE(splitPreview(Field::FirstName, QStringLiteral("Doe, Jane")), QString());
    }
};

QTEST_GUILESS_MAIN(NamePartsTest)
#include "tst_nameparts.moc"
