#include "send/contactpicture.h"

#include <QTest>

using namespace rollcall;

namespace {

KnownContact jane()
{
    KnownContact known;
    Contact &contact = known.contact;
    contact.email = QStringLiteral("Jane.Doe@Example.org");
    contact.firstName = QStringLiteral("Jürgen");
    contact.lastName = QStringLiteral("Doe");
    contact.jobTitle = QStringLiteral("Baker");
    contact.companyName = QStringLiteral("Harbor \"Light\"");
    contact.birthdayMonth = 3;
    contact.birthdayDay = 14;
    contact.anniversary = QStringLiteral("2019-05-04");
    contact.phones = {{QStringLiteral("work"), QStringLiteral("555 0101")},
                      {QStringLiteral("home"), QStringLiteral("555 0100")}};
    contact.addresses = {{QStringLiteral("home"), QStringLiteral("1 Main St"), QStringLiteral("Salem"),
                          QStringLiteral("MA"), QStringLiteral("01970"), QStringLiteral("United States")}};
    contact.customValues = {{QStringLiteral("2f"), {}, {QStringLiteral("7"), QStringLiteral("9")}},
                            {QStringLiteral("1f"), QStringLiteral("Gold"), {}}};
    contact.listIds = {QStringLiteral("one"), QStringLiteral("two")};
    contact.tagIds = {QStringLiteral("three")};
    contact.notes = {
        {{QStringLiteral("n1"), QStringLiteral("2026-01-02T03:04:05Z"), QStringLiteral("Called.")}}};
    known.id = QStringLiteral("5d1f2c54-7c6b-4b7e-9a61-2f0e9d7a1b34");
    known.permission = Permission::Explicit;
    known.updatedAt = QStringLiteral("2026-02-03T04:05:06Z");
    return known;
}

} // namespace

class ContactPictureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPictureReadsBackTheSame()
    {
        QCOMPARE(fromPicture(toPicture(jane())), jane());
        QCOMPARE(fromPicture(toPicture({})), KnownContact());
    }

    void ofSomebodyDeletedTheNotesAreKeptToo()
    {
        KnownContact known = jane();
        known.deleted = true;
        known.optOutSource = QStringLiteral("Contact");
        known.optOutDate = QStringLiteral("2026-03-04T05:06:07Z");
        known.notes = *std::exchange(known.contact.notes, std::nullopt);
        QCOMPARE(fromPicture(toPicture(known)), known);
    }

    void whatWasAddedIsInIt()
    {
        const Additions additions{{QStringLiteral("four"), QStringLiteral("five")},
                                  QStringLiteral("Met at the fair.")};
        QCOMPARE(additionsIn(toPicture(jane(), additions)), additions);
        QCOMPARE(additionsIn(toPicture(jane())), Additions());
    }

    /// What an earlier version kept has to be known again: by hand from RFC 8949 and SHA-256.
    void itIsTheSameInAllVersions()
    {
        QCOMPARE(fingerprint(jane().contact).toHex(), QByteArray("00054e5409872939"));
        KnownContact known;
        known.id = QStringLiteral("a");
        known.contact.email = QStringLiteral("b@example.org");
        known.contact.listIds = {QStringLiteral("c")};
        QCOMPARE(toPicture(known).toHex(), QByteArray("a4006161016d62406578616d706c652e6f72670c8161630e02"));
    }

    void onlyValuesCount()
    {
        Contact other = jane().contact;
        other.email = QStringLiteral("jane.doe@example.org");
        std::swap(other.phones[0], other.phones[1]);
        std::swap(other.customValues[0], other.customValues[1]);
        other.listIds.clear();
        other.tagIds.clear();
        other.notes.reset();
        QCOMPARE(fingerprint(other), fingerprint(jane().contact));
        other.phones[0].number = QStringLiteral("555 0109");
        QVERIFY(fingerprint(other) != fingerprint(jane().contact));
    }
};

QTEST_GUILESS_MAIN(ContactPictureTest)
#include "tst_contactpicture.moc"
