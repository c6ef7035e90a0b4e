#include "cli/addcommand.h"

#include <QJsonArray>
#include <QTest>

using namespace rollcall;
using namespace rollcall::cli;

namespace {

const QList<CustomField> fields{
    {QStringLiteral("f1"),
     QStringLiteral("Member number"),
     QStringLiteral("Member_number"),
     QStringLiteral("string"),
     {}},
    {QStringLiteral("f2"),
     QStringLiteral("Interests"),
     QStringLiteral("Interests"),
     QStringLiteral("multi_select"),
     {{QStringLiteral("c1"), QStringLiteral("Books")}, {QStringLiteral("c2"), QStringLiteral("Film")}}}};

Contact person(const QString &email)
{
    Contact contact;
    contact.email = email;
    return contact;
}

} // namespace

class AddCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void datesAreUnderstood()
    {
        Contact contact;
        QVERIFY(setDates(contact, "3/14", "March 4, 2020"));
        QCOMPARE(contact.birthdayMonth, 3);
        QCOMPARE(contact.birthdayDay, 14);
        QCOMPARE(contact.anniversary, QStringLiteral("2020-03-04"));
        Contact without;
        QVERIFY(setDates(without, "", ""));
        QCOMPARE(without, Contact());
        QCOMPARE(setDates(contact, "yesterday", "").error().kind, Error::Kind::Usage);
        QCOMPARE(setDates(contact, "", "3/14").error().kind, Error::Kind::Usage);
    }

    void aPhoneHasAKind_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("number");
        QTest::newRow("without a kind it is another one")
            << QStringLiteral("555-0100") << QStringLiteral("other") << QStringLiteral("555-0100");
        QTest::newRow("with a kind") << QStringLiteral("mobile:555-0100") << QStringLiteral("mobile")
                                     << QStringLiteral("555-0100");
        QTest::newRow("in capitals, with blanks")
            << QStringLiteral("Work: +1 555 0100") << QStringLiteral("work") << QStringLiteral("+1 555 0100");
        QTest::newRow("a kind that is not there") << QStringLiteral("fax:555-0100") << QString() << QString();
    }

    void aPhoneHasAKind()
    {
        QFETCH(QString, text);
        QFETCH(QString, kind);
        QFETCH(QString, number);
        const Result<Phone> phone = phoneOf(text);
        QCOMPARE(phone.has_value(), !kind.isEmpty());
        if (phone)
            QCOMPARE(*phone, (Phone{kind, number}));
        else
            QCOMPARE(phone.error().kind, Error::Kind::Usage);
    }

    void ownFieldsAreNamedByLabelOrName()
    {
        Contact contact;
        QVERIFY(setField(contact, QStringLiteral("member number = 17=4"), fields));
        QVERIFY(setField(contact, QStringLiteral("Interests=film"), fields));
        QVERIFY(setField(contact, QStringLiteral("Interests=Books"), fields));
        QVERIFY(setField(contact, QStringLiteral("Interests=Books"), fields));
        QCOMPARE(
            contact.customValues,
            (QList<CustomValue>{{QStringLiteral("f1"), QStringLiteral("17=4"), {}},
                                {QStringLiteral("f2"), {}, {QStringLiteral("c1"), QStringLiteral("c2")}}}));
        QVERIFY(setField(contact, QStringLiteral("Member_number=18"), fields));
        QCOMPARE(contact.customValues.constFirst().value, QStringLiteral("18"));
    }

    void aFieldOrChoiceThatIsNotThereIsWrongUsage_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("no such field") << QStringLiteral("Shoe size=12");
        QTest::newRow("no such choice") << QStringLiteral("Interests=Sleep");
        QTest::newRow("no value") << QStringLiteral("Interests");
        QTest::newRow("nothing") << QString();
    }

    void aFieldOrChoiceThatIsNotThereIsWrongUsage()
    {
        QFETCH(QString, text);
        Contact contact;
        const Result<void> set = setField(contact, text, fields);
        QVERIFY(!set);
        QCOMPARE(set.error().kind, Error::Kind::Usage);
    }

    void whatTheServiceWouldRefuseIsRefusedHere_data()
    {
        QTest::addColumn<Contact>("contact");
        QTest::addColumn<bool>("taken");
        const QString jane = QStringLiteral("jane@example.org");

        QTest::newRow("an address alone") << person(jane) << true;
        QTest::newRow("no address") << person(QString()) << false;
        QTest::newRow("no @") << person(QStringLiteral("jane.example.org")) << false;
        Contact fits = person(jane);
        fits.firstName = QString(50, QChar(0xe9));
        QTest::newRow("a name of 50 letters with accents") << fits << true;
        Contact tooLong = person(jane);
        tooLong.lastName = QString(51, QLatin1Char('x'));
        QTest::newRow("a name of 51 letters") << tooLong << false;
        Contact longPhone = person(jane);
        longPhone.phones << Phone{QStringLiteral("work"), QString(26, QLatin1Char('1'))};
        QTest::newRow("a number that is too long") << longPhone << false;
        Contact manyPhones = person(jane);
        manyPhones.phones.resize(4);
        QTest::newRow("four numbers") << manyPhones << false;
    }

    void whatTheServiceWouldRefuseIsRefusedHere()
    {
        QFETCH(Contact, contact);
        QFETCH(bool, taken);
        const Result<void> problem = contactProblem(contact);
        QCOMPARE(problem.has_value(), taken);
        if (!problem)
            QCOMPARE(problem.error().kind, Error::Kind::Refused);
    }

    void theAnswerIsToldAsPromised()
    {
        AddAnswer answer;
        answer.kind = AddAnswer::Kind::Exists;
        answer.contact.id = QStringLiteral("c-1");
        answer.importId = QStringLiteral("7");
        answer.differences << FieldDifference{QStringLiteral("first_name"), QStringLiteral("First name"),
                                              QStringLiteral("Jan"), QStringLiteral("Jane")};
        const QJsonObject object = addObject(answer);
        QCOMPARE(object.keys(), (QStringList{QStringLiteral("contact_id"), QStringLiteral("differences"),
                                             QStringLiteral("id"), QStringLiteral("outcome")}));
        QCOMPARE(object.value(QLatin1String("id")).toString(), QStringLiteral("7"));
        QCOMPARE(object.value(QLatin1String("outcome")).toString(), QStringLiteral("exists"));
        const QJsonObject difference =
            object.value(QLatin1String("differences")).toArray().first().toObject();
        QCOMPARE(difference.keys(),
                 (QStringList{QStringLiteral("field"), QStringLiteral("new"), QStringLiteral("old")}));
        QCOMPARE(difference.value(QLatin1String("old")).toString(), QStringLiteral("Jan"));
    }

    void onlyWhatHappenedIsASuccess_data()
    {
        QTest::addColumn<AddAnswer::Kind>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("status");
        QTest::newRow("added") << AddAnswer::Kind::Added << QStringLiteral("added") << 0;
        QTest::newRow("updated") << AddAnswer::Kind::Updated << QStringLiteral("updated") << 0;
        QTest::newRow("unchanged") << AddAnswer::Kind::Unchanged << QStringLiteral("unchanged") << 0;
        QTest::newRow("exists") << AddAnswer::Kind::Exists << QStringLiteral("exists") << 1;
        QTest::newRow("deleted") << AddAnswer::Kind::Deleted << QStringLiteral("deleted") << 1;
        QTest::newRow("queued") << AddAnswer::Kind::Queued << QStringLiteral("queued") << 4;
        QTest::newRow("unsubscribed") << AddAnswer::Kind::Unsubscribed << QStringLiteral("unsubscribed") << 1;
    }

    void onlyWhatHappenedIsASuccess()
    {
        QFETCH(AddAnswer::Kind, kind);
        QFETCH(QString, name);
        QFETCH(int, status);
        QCOMPARE(addOutcomeName(kind), name);
        AddAnswer answer;
        answer.kind = kind;
        answer.why = Error{Error::Kind::Quota, QStringLiteral("Used up."), {}, {}};
        QCOMPARE(static_cast<int>(addStatus(answer)), status);
    }
};

QTEST_GUILESS_MAIN(AddCommandTest)
#include "tst_addcommand.moc"
