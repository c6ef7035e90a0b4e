#include "send/history.h"
#include "service/serviceerrors.h"
#include "support/peoplefile.h"
#include "support/practiceimport.h"

#include <QFile>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

HttpAnswer answerOf(const QByteArray &body)
{
    HttpAnswer answer;
    answer.status = 400;
    answer.body = body;
    return answer;
}

} // namespace

/// What the service objects to reaches whoever looks at the row.
class RefusalsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusalSaysWhatTheServiceSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("message");
        const auto says = [](const char *words) {
            return QStringLiteral("The service did not accept this. It says: “%1”")
                .arg(QString::fromUtf8(words));
        };
        QTest::newRow("one") << QByteArray(R"([{"error_key":"k","error_message":"city is too long"}])")
                             << says("city is too long");
        QTest::newRow("two") << QByteArray(R"([{"error_message":"bad\n\tcity"},{"error_message":"worse"}])")
                             << says("bad city; worse");
        QTest::newRow("with an address") << QByteArray(R"({"error_message":"bob@example.org is not unique"})")
                                         << says("‹address› is not unique");
        QTest::newRow("with a secret") << QByteArray(R"({"error_message":"Bearer abcdef1234 is bad"})")
                                       << says("Bearer ‹hidden› is bad");
        QTest::newRow("a key only") << QByteArray(R"([{"error_key":"contacts.api.conflict"}])")
                                    << says("contacts.api.conflict");
        QTest::newRow("a page") << QByteArray("<html><b>no</b></html>")
                                << QStringLiteral("The service did not accept this, and does not say why.");
    }

    void aRefusalSaysWhatTheServiceSaid()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, message);
        const Error error = serviceError(answerOf(body), QStringLiteral("POST /v3/contacts"));
        QCOMPARE(error.kind, Error::Kind::Refused);
        QCOMPARE(error.message, message);
        QVERIFY(!error.hint.contains(QLatin1String("details"))); // a row has none
    }

    void aLongOneIsCut()
    {
        const QByteArray body = "{\"error_message\":\"" + QByteArray(5000, 'x') + "\"}";
        const Error error = serviceError(answerOf(body), QStringLiteral("POST /v3/contacts"));
        QVERIFY(error.message.size() < 400);
        QVERIFY(error.message.endsWith(QStringLiteral("x…”")));
    }

    void eachRowThatIsRefusedHasIt_data()
    {
        QTest::addColumn<int>("rows");
        QTest::newRow("one by one") << 2;
        QTest::newRow("in bulk") << 20;
    }

    void eachRowThatIsRefusedHasIt()
    {
        QFETCH(int, rows);
        PracticeImport practice({}, 100);
        const ImportEnding end =
            practice.import(file(people(0, rows)), {QStringLiteral("0f6b2f4e-0000-11ee-0000-000000000000")});
        QCOMPARE(end.summary.count(Outcome::Refused), rows);
        const auto answers = History(*practice.journal).answers(end.summary.id, {}, 0, rows);
        QCOMPARE(answers->size(), rows);
        for (const RowAnswer &answer : *answers) {
            QCOMPARE(answer.by, QStringLiteral("service"));
            QVERIFY2(answer.reason.contains(QLatin1String("It says: ")) &&
                         answer.reason.contains(QLatin1String("list")),
                     qPrintable(answer.reason));
        }
        QFile refused(end.summary.refusedFile);
        QVERIFY(refused.open(QIODevice::ReadOnly));
        QCOMPARE(refused.readAll().count("It says: "), rows);
    }
};

QTEST_GUILESS_MAIN(RefusalsTest)
#include "tst_refusals.moc"
