#include "account/jwt.h"

#include <QTest>
#include <QTimeZone>

using namespace rollcall;

namespace {

QString token(const QByteArray &payload)
{
    const auto part = [](const QByteArray &json) {
        return QString::fromLatin1(
            json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
    };
    return part("{\"alg\":\"RS256\"}") + QLatin1Char('.') + part(payload) + QLatin1String(".c2ln");
}

} // namespace

class JwtTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesScopesAndClaimsAreRead()
    {
        const auto jwt = Jwt::parse(token(
            R"({"iat":1700000000,"exp":1700086400,"scp":["contact_data","account_read"],"sub":"ünï?>"})"));
        QVERIFY(jwt);
        QCOMPARE(jwt->issuedAt, QDateTime::fromSecsSinceEpoch(1'700'000'000, QTimeZone::utc()));
        QCOMPARE(jwt->expiresAt, QDateTime::fromSecsSinceEpoch(1'700'086'400, QTimeZone::utc()));
        QCOMPARE(jwt->scopes, (QStringList{QStringLiteral("contact_data"), QStringLiteral("account_read")}));
        QCOMPARE(jwt->claims.value(QLatin1String("sub")).toString(), QStringLiteral("ünï?>"));
    }

    void aUserIsWhoIsNamedByAddress()
    {
        QCOMPARE(Jwt::parse(token(R"({"sub":"jane@example.org"})"))->user(), QStringLiteral("jane@example.org"));
        QCOMPARE(Jwt::parse(token(R"({"sub":"00u1abc"})"))->user(), QString());
        QCOMPARE(Jwt::parse(token(R"({"exp":1})"))->user(), QString());
    }

    void scopesAreAlsoReadFromOneText()
    {
        const auto jwt = Jwt::parse(token(R"({"scope":"contact_data  offline_access"})"));
        QVERIFY(jwt);
        QCOMPARE(jwt->scopes,
                 (QStringList{QStringLiteral("contact_data"), QStringLiteral("offline_access")}));
        QVERIFY(!jwt->expiresAt.isValid());
    }

    void whatIsNotAJwtIsABadReply_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("opaque") << QStringLiteral("0a1b2c3d4e5f");
        QTest::newRow("two parts") << QStringLiteral("eyJhIjoxfQ.eyJhIjoxfQ");
        QTest::newRow("not base64") << QStringLiteral("a.!!!.c");
        QTest::newRow("not JSON") << token("hello");
        QTest::newRow("not an object") << token("[1,2]");
    }

    void whatIsNotAJwtIsABadReply()
    {
        QFETCH(QString, text);
        const auto jwt = Jwt::parse(text);
        QVERIFY(!jwt);
        QCOMPARE(jwt.error().kind, Error::Kind::BadReply);
        QVERIFY(text.isEmpty() || !jwt.error().detail.contains(text));
    }

    void nothingButTheMiddlePartIsLookedAt()
    {
        QVERIFY(Jwt::parse(QStringLiteral("x.") + token(R"({"exp":1})").section(QLatin1Char('.'), 1, 1) +
                           QStringLiteral(".")));
    }
};

QTEST_GUILESS_MAIN(JwtTest)
#include "tst_jwt.moc"
