#include "rows/tablefile.h"
#include "send/bodies.h"
#include "send/jsonwriter.h"
#include "send/rowvalues.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

QList<CustomField> customFields()
{
    const auto field = [](const char *name, const char *type) {
        return CustomField{
            QLatin1String("id-") + QString::fromLatin1(name),
            QString::fromLatin1(name),
            QString::fromLatin1(name),
            QString::fromLatin1(type),
            {{QStringLiteral("g"), QStringLiteral("Gold")}, {QStringLiteral("s"), QStringLiteral("Silver")}}};
    };
    return {field("Joined", "date"),  field("Plan", "single_select"), field("Plans", "multi_select"),
            field("Count", "number"), field("Member", "boolean"),     field("Remark", "string")};
}

ImportPlan planOf(const QString &text)
{
    ImportPlan plan;
    const auto sheet = sheetOf(text);
    plan.sheet = sheet;
    plan.customFields = customFields();
    plan.mapping = ColumnMapping::suggest(*sheet, plan.customFields);
    plan.check = std::make_shared<CheckReport>(checkRows(*sheet, plan.mapping, plan.customFields).value());
    return plan;
}

QStringList lists()
{
    return {QStringLiteral("l-1"), QStringLiteral("l-2")};
}

QJsonObject objectOf(const Body &body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body.json, &error);
    return error.error == QJsonParseError::NoError
               ? document.object()
               : QJsonObject{{QStringLiteral("broken"), error.errorString()}};
}

/// The only contact of the only body, written by Qt with sorted keys.
QString onlyContact(const QString &table)
{
    const ImportPlan plan = planOf(table);
    BodyWriter writer(plan, lists());
    Body body;
    if (!writer.next(body))
        return QStringLiteral("no body");
    const QJsonArray data = objectOf(body).value(QStringLiteral("import_data")).toArray();
    return QString::fromUtf8(QJsonDocument(data.at(0).toObject()).toJson(QJsonDocument::Compact));
}

QString text(const char *utf8)
{
    return QString::fromUtf8(utf8);
}

/// Any text that a cell can hold: what JSON has to escape, all of Unicode, nothing at its ends that is
/// trimmed.
QString randomText(QRandomGenerator &random)
{
    static const QString special = QStringLiteral("\"\\/\b\f\n\r\t,;{}[]:");
    QString result = QStringLiteral("a");
    const int length = random.bounded(30);
    for (int i = 0; i < length; ++i) {
        switch (random.bounded(4)) {
        case 0:
            result += special.at(random.bounded(special.size()));
            break;
        case 1:
            result += QChar(random.bounded(0x80, 0xD800));
            break;
        case 2:
            result += QString::fromUcs4(
                std::array{static_cast<char32_t>(random.bounded(0x10000, 0x110000))}.data(), 1);
            break;
        default:
            result += QChar(random.bounded(0x20, 0x7F));
        }
    }
    return result + QLatin1Char('z');
}

/// Without the control characters that the check finds in a cell.
QString cellText(QRandomGenerator &random)
{
    return randomText(random).remove(QLatin1Char('\b')).remove(QLatin1Char('\f')).left(40).trimmed();
}

} // namespace

class BodiesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowBecomesAContact_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("contact");
        const auto row = [](const char *name, const QString &table, const char *contact) {
            QTest::newRow(name) << table << QString::fromUtf8(contact);
        };
        row("names",
            text("Email,First Name,Last Name,Job Title,Company\nJane@Example.org,Jane,Doe,Owner,\"Doe, "
                 "Inc.\"\n"),
            R"({"company_name":"Doe, Inc.","email":"jane@example.org","first_name":"Jane","job_title":"Owner","last_name":"Doe"})");
        row("what is empty is not sent", text("Email,First Name,Last Name\na@example.org,,Doe\n"),
            R"({"email":"a@example.org","last_name":"Doe"})");
        row("an international domain", text("Email,x\njane@bücher.example,\n"),
            R"({"email":"jane@xn--bcher-kva.example"})");
        row("dates", text("Email,Anniversary,Joined\na@example.org,14.3.1985,3/14/01\n"),
            R"({"anniversary":"1985-03-14","cf:Joined":"2001-03-14","email":"a@example.org"})");
        row("a birthday", text("Email,Birthday\na@example.org,March 14\n"),
            R"({"birthday_day":14,"birthday_month":3,"email":"a@example.org"})");
        row("a birthday in two columns", text("Email,birthday_day,birthday_month\na@example.org,14,März\n"),
            R"({"birthday_day":14,"birthday_month":3,"email":"a@example.org"})");
        row("no birthday", text("Email,Birthday\na@example.org,0/0/00\n"), R"({"email":"a@example.org"})");
        row("a full name", text("Email,Name\na@example.org,\"van der Berg, Jane\"\n"),
            R"({"email":"a@example.org","first_name":"Jane","last_name":"van der Berg"})");
        row("a whole address", text("Email,Address\na@example.org,1 Main St  Springfield  IL  62701\n"),
            R"({"city":"Springfield","email":"a@example.org","state":"IL","street":"1 Main St","zip":"62701"})");
        row("two lines of a street", text("Email,Street,Street2\na@example.org,1 Main St,Apt 2\n"),
            R"({"email":"a@example.org","street":"1 Main St, Apt 2"})");
        row("only the second line", text("Email,Street,Street2\na@example.org,,Apt 2\n"),
            R"({"email":"a@example.org","street":"Apt 2"})");
        row("home is the address without a kind",
            text("Email,Home Street,Home City,Home Country\na@example.org,1 Main St,X,US\n"),
            R"({"city":"X","country":"US","email":"a@example.org","street":"1 Main St"})");
        row("work",
            text("Email,Work Street,work_street2,Work City,work_country\na@example.org,1 Main St,B,X,US\n"),
            R"({"email":"a@example.org","work_city":"X","work_country":"US","work_street":"1 Main St, B"})");
        row("phones, three of them",
            text("Email,Phone,Home Phone,Work Phone,Mobile Phone\na@example.org,1,2,3,4\n"),
            R"({"email":"a@example.org","home_phone":"2","phone":"1","work_phone":"3"})");
        row("custom values, without what is chosen",
            text("Email,Plan,Plans,Count,Member,Remark\na@example.org,GOLD,silver; "
                 "gold,\"1,234.50\",Yes,Hi\n"),
            R"({"cf:Count":"1234.50","cf:Member":"true","cf:Remark":"Hi","email":"a@example.org"})");
        row("what has no place is not sent",
            text("Email,Tags,Notes,Email status,Shoe\na@example.org,x,y,Active,42\n"),
            R"({"email":"a@example.org"})");
    }

    void aRowBecomesAContact()
    {
        QFETCH(QString, table);
        QFETCH(QString, contact);
        QCOMPARE(onlyContact(table), contact);
    }

    void onlyRowsThatAreReadyAreSentToTheLists()
    {
        const ImportPlan plan =
            planOf(text("Email,Email status\na@example.org,Active\nbad,Active\nb@example.org,Unsubscribed\n"
                        "A@EXAMPLE.org,Active\nc@example.org,Active\n"));
        BodyWriter writer(plan, lists());
        Body body;
        QVERIFY(writer.next(body));
        QCOMPARE(body.rows, (std::vector<quint32>{0, 4}));
        QCOMPARE(objectOf(body).value(QStringLiteral("list_ids")).toArray(),
                 QJsonArray::fromStringList(lists()));
        QCOMPARE(objectOf(body).value(QStringLiteral("import_data")).toArray().size(), 2);
        QVERIFY(!writer.next(body));
        QVERIFY(writer.status());
    }

    void nobodyToSendIsNoBody()
    {
        const ImportPlan plan = planOf(text("Email,Name\nbad,Jane\n"));
        BodyWriter writer(plan, lists());
        Body body;
        QVERIFY(!writer.next(body));
        QVERIFY(writer.status());
    }

    void onlyWantedRowsAreSent()
    {
        const ImportPlan plan = planOf(text("Email,x\nA@example.org,\nb@example.org,\nc@example.org,\n"));
        BodyWriter writer(plan, lists());
        Body body;
        QByteArrayList asked;
        QVERIFY(writer.next(body, [&asked](quint32 row, const RowValues &values) {
            const std::string_view email = values.email();
            asked.append(QByteArray(email.data(), static_cast<qsizetype>(email.size())));
            return row != 1;
        }));
        QCOMPARE(body.rows, (std::vector<quint32>{0, 2}));
        QCOMPARE(asked, (QByteArrayList{"a@example.org", "b@example.org", "c@example.org"}));
    }

    void doublesFillWhatIsEmpty()
    {
        const QString table =
            text("Email,First Name,Last Name,City,Birthday\na@example.org,Jane,,,\nb@example.org,Joe,,,\n"
                 "A@example.org,Janet,Doe,,3/14\na@EXAMPLE.org,,Smith,Boston,3/15\n");
        QCOMPARE(
            onlyContact(table),
            text(
                R"({"birthday_day":14,"birthday_month":3,"city":"Boston","email":"a@example.org","first_name":"Jane","last_name":"Doe"})"));
        const ImportPlan plan = planOf(table);
        BodyWriter writer(plan, lists());
        Body body;
        QVERIFY(writer.next(body));
        const QJsonArray data = objectOf(body).value(QStringLiteral("import_data")).toArray();
        QCOMPARE(data.at(1).toObject(),
                 (QJsonObject{{QStringLiteral("email"), QStringLiteral("b@example.org")},
                              {QStringLiteral("first_name"), QStringLiteral("Joe")}}));
    }

    void doublesFillAnAddressAsAWhole()
    {
        const ImportPlan plan =
            planOf(text("Email,Street,City,Zip,Work City\n"
                        "a@example.org,,Boston,02139,\na@example.org,5 Oak St,Chicago,,Salem\n"
                        "b@example.org,,Boston,,\nb@example.org,1 Elm St,Boston,02139,\n"
                        "c@example.org,,,,\nc@example.org,,,02139,\nc@example.org,5 Oak St,Chicago,,\n"));
        BodyWriter writer(plan, lists());
        Body body;
        QVERIFY(writer.next(body));
        const QJsonArray data = objectOf(body).value(QStringLiteral("import_data")).toArray();
        const auto contact = [](const char *json) { return QJsonDocument::fromJson(json).object(); };
        QCOMPARE(data.at(0).toObject(),
                 contact(R"({"email":"a@example.org","city":"Boston","zip":"02139","work_city":"Salem"})"));
        QCOMPARE(data.at(1).toObject(),
                 contact(R"({"email":"b@example.org","street":"1 Elm St","city":"Boston","zip":"02139"})"));
        QCOMPARE(data.at(2).toObject(), contact(R"({"email":"c@example.org","zip":"02139"})"));
    }

    void bodiesStayWithinTheirLimitsAndLoseNobody_data()
    {
        QTest::addColumn<qsizetype>("bytes");
        QTest::addColumn<qsizetype>("contacts");
        QTest::newRow("by contacts") << qsizetype(3'500'000) << qsizetype(7);
        QTest::newRow("by bytes") << qsizetype(500) << qsizetype(39'999);
        QTest::newRow("one by one") << qsizetype(60) << qsizetype(39'999);
        QTest::newRow("all in one") << qsizetype(3'500'000) << qsizetype(39'999);
    }

    void bodiesStayWithinTheirLimitsAndLoseNobody()
    {
        QFETCH(qsizetype, bytes);
        QFETCH(qsizetype, contacts);
        QString table = text("Email,First Name\n");
        for (int i = 0; i < 100; ++i)
            table += QStringLiteral("p%1@example.org,%2\n").arg(i).arg(QString(i % 30, QLatin1Char('x')));
        const ImportPlan plan = planOf(table);
        BodyWriter writer(plan, lists(), {bytes, contacts});
        std::vector<quint32> rows;
        QStringList emails;
        for (Body body; writer.next(body);) {
            QVERIFY(static_cast<qsizetype>(body.rows.size()) <= contacts);
            QVERIFY(body.json.size() <= bytes || body.rows.size() == 1);
            rows.insert(rows.end(), body.rows.begin(), body.rows.end());
            for (const QJsonValue &contact : objectOf(body).value(QStringLiteral("import_data")).toArray())
                emails.append(contact.toObject().value(QStringLiteral("email")).toString());
        }
        QVERIFY(writer.status());
        QCOMPARE(rows.size(), 100u);
        for (quint32 row = 0; row < 100; ++row) {
            QCOMPARE(rows.at(row), row);
            QCOMPARE(emails.at(row), QStringLiteral("p%1@example.org").arg(row));
        }
    }

    void whatIsWrittenReadsBackTheSameByQt()
    {
        QRandomGenerator random(11);
        JsonWriter json;
        for (int i = 0; i < 20'000; ++i) {
            const QString value = randomText(random);
            json.clear();
            json.append('[');
            json.appendString(value.toStdString());
            json.append(']');
            QJsonParseError error;
            const QJsonDocument document =
                QJsonDocument::fromJson(QByteArrayView(json.text()).toByteArray(), &error);
            QCOMPARE(error.error, QJsonParseError::NoError);
            QCOMPARE(document.array().at(0).toString(), value);
        }
    }

    void anyTableReadsBackTheSameByQt()
    {
        QRandomGenerator random(12);
        QString table = text("Email,First Name,Company,Remark\n");
        QList<QStringList> cells;
        for (int i = 0; i < 300; ++i) {
            QStringList row;
            for (int column = 0; column < 3; ++column)
                row.append(random.bounded(5) == 0 ? QString() : cellText(random));
            cells.append(row);
            table += QStringLiteral("p%1@example.org").arg(i);
            for (QString cell : row)
                table += QStringLiteral(",\"%1\"").arg(cell.replace(QLatin1Char('"'), QLatin1String("\"\"")));
            table += QLatin1Char('\n');
        }
        const ImportPlan plan = planOf(table);
        BodyWriter writer(plan, lists());
        Body body;
        QVERIFY(writer.next(body));
        QVERIFY(body.rows.size() > 200);
        const QJsonArray data = objectOf(body).value(QStringLiteral("import_data")).toArray();
        QCOMPARE(data.size(), static_cast<qsizetype>(body.rows.size()));
        const QStringList keys{QStringLiteral("first_name"), QStringLiteral("company_name"),
                               QStringLiteral("cf:Remark")};
        for (qsizetype i = 0; i < data.size(); ++i) {
            const auto row = static_cast<int>(body.rows.at(static_cast<size_t>(i)));
            QJsonObject expected{{QStringLiteral("email"), QStringLiteral("p%1@example.org").arg(row)}};
            for (int column = 0; column < 3; ++column) {
                const QString cell = plan.sheet->cell(row, column + 1);
                if (!cell.isEmpty())
                    expected.insert(keys.at(column), cell);
            }
            QCOMPARE(data.at(i).toObject(), expected);
        }
    }

    void aRowIsReadAsAContact()
    {
        const ImportPlan plan = planOf(text("Email,First Name,Birthday,Anniversary,Phone,Mobile Phone,Home "
                                            "Street,Street2,Home City,Work State,Work "
                                            "Country,Plan,Plans,Count,Joined\n"
                                            "Jane@Example.org,Jane,3/14,1999-03-14,1,4,1 Main St,Apt "
                                            "2,Boston,MA,US,gold,silver; gold,7,2001-02-03\n"));
        Contact expected;
        expected.email = QStringLiteral("jane@example.org");
        expected.firstName = QStringLiteral("Jane");
        expected.birthdayMonth = 3;
        expected.birthdayDay = 14;
        expected.anniversary = QStringLiteral("1999-03-14");
        expected.phones = {{QStringLiteral("other"), QStringLiteral("1")},
                           {QStringLiteral("mobile"), QStringLiteral("4")}};
        expected.addresses = {
            {QStringLiteral("home"),
             QStringLiteral("1 Main St, Apt 2"),
             QStringLiteral("Boston"),
             {},
             {},
             {}},
            {QStringLiteral("work"), {}, {}, QStringLiteral("MA"), {}, QStringLiteral("US")}};
        expected.customValues = {{QStringLiteral("id-Plan"), {}, {QStringLiteral("g")}},
                                 {QStringLiteral("id-Plans"), {}, {QStringLiteral("g"), QStringLiteral("s")}},
                                 {QStringLiteral("id-Count"), QStringLiteral("7"), {}},
                                 {QStringLiteral("id-Joined"), QStringLiteral("2001-02-03"), {}}};
        const Result<Contact> contact = rowContact(plan, 0);
        QVERIFY(contact);
        QCOMPARE(contact->addresses, expected.addresses);
        QCOMPARE(contact->customValues, expected.customValues);
        QCOMPARE(*contact, expected);
    }

    void theContactsOfAllReadyRowsPassBy()
    {
        const ImportPlan plan =
            planOf(text("Email,First Name\na@example.org,\nbad,x\nB@example.org,Joe\nA@example.org,Jane\n"));
        ContactReader reader(plan);
        QVERIFY(reader.next());
        QCOMPARE(reader.row(), 0u);
        QCOMPARE(reader.contact().firstName, QStringLiteral("Jane")); // from its double
        QVERIFY(reader.next());
        QCOMPARE(reader.row(), 2u);
        QCOMPARE(reader.email(), std::string_view("b@example.org"));
        QVERIFY(!reader.next());
        QVERIFY(reader.status());
    }

    void correctionsAreSent()
    {
        const auto sheet = sheetOf(text("Email,First Name\nmailto:a@example.org,Jane\n"));
        sheet->correct(0, 0, QStringLiteral("a@example.org"));
        ImportPlan plan;
        plan.sheet = sheet;
        plan.mapping = ColumnMapping::suggest(*sheet);
        plan.check = std::make_shared<CheckReport>(checkRows(*sheet, plan.mapping).value());
        BodyWriter writer(plan, lists());
        Body body;
        QVERIFY(writer.next(body));
        QVERIFY(body.json.contains("\"a@example.org\""));
    }
};

QTEST_GUILESS_MAIN(BodiesTest)
#include "tst_bodies.moc"
