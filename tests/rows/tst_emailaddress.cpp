#include "contact/emailaddress.h"

#include <QTest>

using namespace rollcall;

namespace {

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<size_t>(bytes.size())};
}

} // namespace

Q_DECLARE_METATYPE(rollcall::EmailFault)

class EmailAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAddressIsTakenOrItsFaultIsNamed_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<EmailFault>("fault");

        QTest::newRow("plain") << QByteArray("jane@example.org") << EmailFault::None;
        QTest::newRow("plus and dots")
            << QByteArray("jane.q.doe+news@mail.example.co.uk") << EmailFault::None;
        QTest::newRow("an apostrophe in the name") << QByteArray("o'brien@example.org") << EmailFault::None;
        QTest::newRow("upper case") << QByteArray("JANE@EXAMPLE.ORG") << EmailFault::None;
        QTest::newRow("A-labels") << QByteArray("jane@xn--bcher-kva.example") << EmailFault::None;
        QTest::newRow("an international domain") << QByteArray("jane@bücher.example") << EmailFault::None;
        QTest::newRow("nothing") << QByteArray() << EmailFault::Missing;
        QTest::newRow("no @") << QByteArray("jane.example.org") << EmailFault::NoAt;
        QTest::newRow("two @") << QByteArray("jane@home@example.org") << EmailFault::TwoAts;
        QTest::newRow("nothing before the @") << QByteArray("@example.org") << EmailFault::NoLocalPart;
        QTest::newRow("nothing after the @") << QByteArray("jane@") << EmailFault::NoDomain;
        QTest::newRow("a blank") << QByteArray("jane doe@example.org") << EmailFault::Blank;
        QTest::newRow("a dot in front") << QByteArray(".jane@example.org") << EmailFault::LocalPart;
        QTest::newRow("a dot before the @") << QByteArray("jane.@example.org") << EmailFault::LocalPart;
        QTest::newRow("two dots") << QByteArray("jane..doe@example.org") << EmailFault::LocalPart;
        QTest::newRow("a comma") << QByteArray("jane,@example.org") << EmailFault::LocalPart;
        QTest::newRow("a quoted local part") << QByteArray("\"jane\"@example.org") << EmailFault::LocalPart;
        QTest::newRow("accents before the @") << QByteArray("jané@example.org") << EmailFault::LocalPart;
        QTest::newRow("64 before the @") << QByteArray(64, 'a') + "@example.org" << EmailFault::None;
        QTest::newRow("65 before the @") << QByteArray(65, 'a') + "@example.org" << EmailFault::LocalTooLong;
        QTest::newRow("80 altogether")
            << QByteArray(60, 'a') + "@" + QByteArray(15, 'b') + ".org" << EmailFault::None;
        QTest::newRow("81 altogether")
            << QByteArray(60, 'a') + "@" + QByteArray(16, 'b') + ".org" << EmailFault::TooLong;
        QTest::newRow("no ending") << QByteArray("jane@localhost") << EmailFault::TopLevel;
        QTest::newRow("an ending of digits") << QByteArray("jane@10.0.0.1") << EmailFault::TopLevel;
        QTest::newRow("an ending of one letter") << QByteArray("jane@example.c") << EmailFault::TopLevel;
        QTest::newRow("a dot at the end") << QByteArray("jane@example.org.") << EmailFault::Domain;
        QTest::newRow("a dot after the @") << QByteArray("jane@.example.org") << EmailFault::Domain;
        QTest::newRow("a hyphen after the @") << QByteArray("jane@-example.org") << EmailFault::Domain;
        QTest::newRow("an underscore in the domain") << QByteArray("jane@exam_ple.org") << EmailFault::Domain;
        QTest::newRow("a label of 64")
            << QByteArray("j@") + QByteArray(64, 'a') + ".org" << EmailFault::Domain;
        QTest::newRow("no such international name")
            << QByteArray("jane@exam\xe2\x80\xaeple.org") << EmailFault::Domain;
        QTest::newRow("bytes that are no text") << QByteArray("jane@ex\xff\xfe.org") << EmailFault::Domain;
    }

    void anAddressIsTakenOrItsFaultIsNamed()
    {
        QFETCH(QByteArray, address);
        QFETCH(EmailFault, fault);
        QCOMPARE(emailFault(view(address)), fault);
        QCOMPARE(emailFaultText(fault).isEmpty(), fault == EmailFault::None);
    }

    void oneAddressIsOnePerson_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("normal");

        QTest::newRow("case") << QStringLiteral("Jane.Doe@Example.ORG")
                              << QStringLiteral("jane.doe@example.org");
        QTest::newRow("blanks around it")
            << QStringLiteral("  jane@example.org ") << QStringLiteral("jane@example.org");
        QTest::newRow("dots and plus stay: they may be another's")
            << QStringLiteral("j.d+x@gmail.com") << QStringLiteral("j.d+x@gmail.com");
        QTest::newRow("an international domain in A-labels")
            << QStringLiteral("Jane@BÜCHER.example") << QStringLiteral("jane@xn--bcher-kva.example");
    }

    void oneAddressIsOnePerson()
    {
        QFETCH(QString, address);
        QFETCH(QString, normal);
        QCOMPARE(normalisedEmail(address), normal);
    }

    void aMistypedDomainIsNamed_data()
    {
        QTest::addColumn<QByteArray>("domain");
        QTest::addColumn<QByteArray>("likely");

        QTest::newRow("swapped letters") << QByteArray("gmial.com") << QByteArray("gmail.com");
        QTest::newRow("a letter missing") << QByteArray("gmal.com") << QByteArray("gmail.com");
        QTest::newRow("a letter too many") << QByteArray("yahooo.com") << QByteArray("yahoo.com");
        QTest::newRow("the m of com missing") << QByteArray("gmail.co") << QByteArray("gmail.com");
        QTest::newRow("upper case") << QByteArray("HOTMIAL.COM") << QByteArray("hotmail.com");
        QTest::newRow("an ending that does not exist")
            << QByteArray("library.con") << QByteArray("library.com");
        QTest::newRow("both") << QByteArray("gmial.con") << QByteArray("gmail.com");
        QTest::newRow("right") << QByteArray("gmail.com") << QByteArray();
        QTest::newRow("another provider: mail.com") << QByteArray("mail.com") << QByteArray();
        QTest::newRow("another provider: ymail.com") << QByteArray("ymail.com") << QByteArray();
        QTest::newRow("another company near a short name") << QByteArray("aon.com") << QByteArray();
        QTest::newRow("Yahoo elsewhere") << QByteArray("yahoo.co.uk") << QByteArray();
        QTest::newRow("anyone's domain") << QByteArray("springfield-library.org") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("very long") << QByteArray(70, 'g') + ".com" << QByteArray();
    }

    void aMistypedDomainIsNamed()
    {
        QFETCH(QByteArray, domain);
        QFETCH(QByteArray, likely);
        QCOMPARE(QByteArray::fromStdString(likelyDomain(view(domain))), likely);
    }

    void rolesAreNoPersons()
    {
        QVERIFY(isRoleAddress("info@example.org"));
        QVERIFY(isRoleAddress("No-Reply@example.org"));
        QVERIFY(!isRoleAddress("jane@example.org"));
        QVERIFY(!isRoleAddress("information@example.org"));
        QVERIFY(!isRoleAddress(""));
    }

    void theAddressThatWasMeantIsFound_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("likely");

        QTest::newRow("mailto") << QStringLiteral("mailto:jane@example.org")
                                << QStringLiteral("jane@example.org");
        QTest::newRow("mailto with a subject")
            << QStringLiteral("MAILTO:jane@example.org?subject=Hi") << QStringLiteral("jane@example.org");
        QTest::newRow("a name around it")
            << QStringLiteral("Jane Doe <jane@example.org>") << QStringLiteral("jane@example.org");
        QTest::newRow("a name in quotes")
            << QStringLiteral("\"Doe, Jane\" <jane@example.org>") << QStringLiteral("jane@example.org");
        QTest::newRow("a blank inside")
            << QStringLiteral("jane @example.org") << QStringLiteral("jane@example.org");
        QTest::newRow("a comma for a dot")
            << QStringLiteral("jane@example,org") << QStringLiteral("jane@example.org");
        QTest::newRow("a dot at the end")
            << QStringLiteral("jane@example.org.") << QStringLiteral("jane@example.org");
        QTest::newRow("two dots") << QStringLiteral("jane@example..org")
                                  << QStringLiteral("jane@example.org");
        QTest::newRow("two @") << QStringLiteral("jane@@example.org") << QStringLiteral("jane@example.org");
        QTest::newRow("written out") << QStringLiteral("jane (at) example.org")
                                     << QStringLiteral("jane@example.org");
        QTest::newRow("full width") << QStringLiteral("jane＠example.org")
                                    << QStringLiteral("jane@example.org");
        QTest::newRow("marks that nobody sees")
            << QStringLiteral("\u202ajane@exam\u200bple.org\u202c") << QStringLiteral("jane@example.org");
        QTest::newRow("a mark for writing to the left")
            << QStringLiteral("\u200fjane@example.org") << QStringLiteral("jane@example.org");
        QTest::newRow("quotes of a text program")
            << QStringLiteral("“jane@example.org”") << QStringLiteral("jane@example.org");
        QTest::newRow("single ones") << QStringLiteral("‘jane@example.org’")
                                     << QStringLiteral("jane@example.org");
        QTest::newRow("an apostrophe of a text program")
            << QStringLiteral("o’brien@example.org") << QStringLiteral("o'brien@example.org");
        QTest::newRow("a no-break space")
            << QStringLiteral("jane\u00a0@example.org") << QStringLiteral("jane@example.org");
        QTest::newRow("the first of two")
            << QStringLiteral("jane@example.org; joe@example.org") << QStringLiteral("jane@example.org");
        QTest::newRow("Google's way of two")
            << QStringLiteral("jane@example.org ::: joe@example.org") << QStringLiteral("jane@example.org");
        QTest::newRow("no address at all") << QStringLiteral("call her") << QString();
        QTest::newRow("nothing") << QString() << QString();
        QTest::newRow("good as it is") << QStringLiteral("jane@example.org") << QString();
    }

    void theAddressThatWasMeantIsFound()
    {
        QFETCH(QString, text);
        QFETCH(QString, likely);
        QCOMPARE(likelyAddress(text), likely);
    }

    void twoAddressesInACellAreSeen()
    {
        QVERIFY(holdsTwoAddresses("jane@example.org, joe@example.org"));
        QVERIFY(holdsTwoAddresses("jane@example.org;joe@example.org"));
        QVERIFY(holdsTwoAddresses("jane@example.org/joe@example.org"));
        QVERIFY(holdsTwoAddresses("jane@example.org joe@example.org"));
        QVERIFY(holdsTwoAddresses("jane@example.org\u00a0joe@example.org"));
        QVERIFY(!holdsTwoAddresses("jane@home@example.org"));
        QVERIFY(!holdsTwoAddresses("jane@example.org"));
    }
};

QTEST_GUILESS_MAIN(EmailAddressTest)
#include "tst_emailaddress.moc"
