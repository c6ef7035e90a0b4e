#include "send/planparts.h"

#include "service/fieldsapi.h"
#include "service/tagsapi.h"
#include "support/answers.h"
#include "support/connectedservice.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QString winter = QStringLiteral("Winter visitors");

/// A plan for one list, one tag and one field that are not there, and a list that is.
ImportPlan plan()
{
    ImportPlan plan;
    plan.source = QStringLiteral("Visitor book");
    plan.listIds = {QStringLiteral("l-1"), madeUpId(winter)};
    plan.listNames = {QStringLiteral("Newsletter"), winter};
    plan.tagIds = {madeUpId(QStringLiteral("Fair"))};
    plan.tagNames = {QStringLiteral("Fair")};
    const CustomField shirt = newField(QStringLiteral("Shirt size"));
    plan.customFields = {shirt, newField(QStringLiteral("Of no column"))};
    plan.mapping = ColumnMapping::suggest(**Sheet::fromText(QStringLiteral("E-mail,Shirt\na@example.org,L\n")));
    plan.mapping.choose(1, Field::Custom, shirt.name);
    return plan;
}

} // namespace

class PlanPartsTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<ConnectedService> m_service;

    void expect(const char *verb, const char *path, int status, const QByteArray &answer)
    {
        m_network->expect({verb, QLatin1String("/v3/") + QLatin1String(path), status, answer});
    }

    Result<ImportPlan> made(const ImportPlan &plan)
    {
        TagsApi tags(m_service->client);
        FieldsApi fields(m_service->client);
        Answer<Result<ImportPlan>> answer;
        PlanParts(m_service->lists, tags, fields).make(plan, this, answer.handler());
        [&answer] { QVERIFY(!answer.isThere()); }(); // always later
        return answer.wait();
    }

private Q_SLOTS:
    void init()
    {
        m_network = std::make_unique<FakeNetwork>();
        m_service = std::make_unique<ConnectedService>(*m_network);
    }

    void cleanup()
    {
        m_service.reset();
        m_network.reset();
    }

    void whatIsMissingIsMadeAndGetsTheServicesIds()
    {
        expect("GET", "contact_lists", 200, R"({"lists":[{"list_id":"l-1","name":"Newsletter"}]})");
        expect("POST", "contact_lists", 201, R"({"list_id":"l-2","name":"Winter visitors"})");
        expect("GET", "contact_tags", 200, R"({"tags":[]})");
        expect("POST", "contact_tags", 201, R"({"tag_id":"t-1","name":"Fair"})");
        expect("GET", "contact_custom_fields", 200, R"({"custom_fields":[]})");
        expect("POST", "contact_custom_fields", 201,
               R"({"custom_field_id":"f-1","label":"Shirt size","name":"Shirt_size_2","type":"string"})");
        const Result<ImportPlan> answer = made(plan());
        QVERIFY(answer);
        COMPARE_SCRIPT_DONE(*m_network);
        QCOMPARE(answer->listIds, (QStringList{QStringLiteral("l-1"), QStringLiteral("l-2")}));
        QCOMPARE(answer->tagIds, QStringList{QStringLiteral("t-1")});
        QCOMPARE(answer->customFields.size(), 1); // what no column becomes is not made
        QCOMPARE(answer->customFields.first().id, QStringLiteral("f-1"));
        QCOMPARE(answer->mapping.at(1).customName, QStringLiteral("Shirt_size_2"));
        QVERIFY(PlanParts::areThere(*answer));
        QCOMPARE(QJsonDocument::fromJson(m_network->bodies.at(1)).object(),
                 (QJsonObject{{QStringLiteral("name"), winter},
                              {QStringLiteral("description"), QStringLiteral("Visitor book")}}));
    }

    void whatCameIntoTheAccountMeanwhileIsTaken()
    {
        expect("GET", "contact_lists", 200, R"({"lists":[{"list_id":"l-7","name":"winter Visitors"}]})");
        expect("GET", "contact_tags", 200, R"({"tags":[{"tag_id":"t-7","name":"fair"}]})");
        expect("GET", "contact_custom_fields", 200,
               R"({"custom_fields":[{"custom_field_id":"f-7","label":"Shirt size","name":"shirt","type":"string"}]})");
        const Result<ImportPlan> answer = made(plan());
        QVERIFY(answer);
        COMPARE_SCRIPT_DONE(*m_network);
        QCOMPARE(answer->listIds.last(), QStringLiteral("l-7"));
        QCOMPARE(answer->tagIds, QStringList{QStringLiteral("t-7")});
        QCOMPARE(answer->mapping.at(1).customName, QStringLiteral("shirt"));
    }

    void whatSomebodyElseMadeAMomentAgoIsTakenAndTheOthersAreMade()
    {
        ImportPlan two = plan();
        two.listIds = {madeUpId(winter), madeUpId(QStringLiteral("Summer"))};
        two.listNames = {winter, QStringLiteral("Summer")};
        two.tagIds.clear();
        two.customFields.clear();
        expect("GET", "contact_lists", 200, R"({"lists":[]})");
        expect("POST", "contact_lists", 409, R"([{"error_key":"x","error_message":"The name is taken."}])");
        expect("GET", "contact_lists", 200, R"({"lists":[{"list_id":"l-7","name":"Winter visitors"}]})");
        expect("POST", "contact_lists", 201, R"({"list_id":"l-8","name":"Summer"})");
        const Result<ImportPlan> answer = made(two);
        QVERIFY(answer);
        COMPARE_SCRIPT_DONE(*m_network);
        QCOMPARE(answer->listIds, (QStringList{QStringLiteral("l-7"), QStringLiteral("l-8")}));
    }

    void whatTheServiceMadeOfAnotherNameIsNotGuessed()
    {
        expect("GET", "contact_lists", 200, R"({"lists":[]})");
        expect("POST", "contact_lists", 201, R"({"list_id":"l-2","name":"Something else"})");
        const Result<ImportPlan> answer = made(plan());
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::BadReply);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whatTheServiceDoesNotMakeIsAnError()
    {
        expect("GET", "contact_lists", 200, R"({"lists":[]})");
        expect("POST", "contact_lists", 400, R"([{"error_key":"x","error_message":"No more lists."}])");
        expect("GET", "contact_lists", 200, R"({"lists":[]})"); // it is not there already
        const Result<ImportPlan> answer = made(plan());
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::Refused);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aPlanOfWhatIsThereNeedsNoCall()
    {
        ImportPlan there = plan();
        QVERIFY(!PlanParts::areThere(there));
        there.listIds = {QStringLiteral("l-1")};
        there.tagIds.clear();
        there.customFields.clear();
        QVERIFY(PlanParts::areThere(there));
        QVERIFY(made(there));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whoIsGoneIsNotAnswered()
    {
        auto context = std::make_unique<QObject>();
        Exchange onItsWay{"GET", QStringLiteral("/v3/contact_lists"), 200, R"({"lists":[]})"};
        onItsWay.before = [&context] { context.reset(); };
        m_network->expect(onItsWay);
        TagsApi tags(m_service->client);
        FieldsApi fields(m_service->client);
        bool called = false;
        PlanParts(m_service->lists, tags, fields).make(plan(), context.get(), [&called](const auto &) {
            called = true;
        });
        QTRY_VERIFY(!context);
        QTest::qWait(20);
        QVERIFY(!called);
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void madeUpIdsAreThoseOfTheirNames()
    {
        QCOMPARE(madeUpId(winter), madeUpId(QStringLiteral("winter visitors")));
        QVERIFY(madeUpId(winter) != madeUpId(QStringLiteral("Summer visitors")));
        QVERIFY(isMadeUp(madeUpId(winter)));
        QVERIFY(!isMadeUp(QStringLiteral("5f3c1a2e-0000-0000-8c5d-00000000beef")));
    }
};

QTEST_GUILESS_MAIN(PlanPartsTest)
#include "tst_planparts.moc"
