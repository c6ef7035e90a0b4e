#include "practice/practiceaccount.h"
#include "support/signinattempt.h"

#include <QNetworkReply>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// A build with -DROLLCALL_CLIENT_ID=: this program is made with the practice account's key in it.
class BuiltInKeyTest : public QObject, private SignInAttempt
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
    void cleanup() { m_signIn.reset(); }

    void itIsThereWithoutAnySetting()
    {
        qputenv("XDG_CONFIG_HOME", "/nowhere");
        qputenv("XDG_CONFIG_DIRS", "/nowhere");
        const Result<ServiceProfile> profile = ServiceProfile::load({});
        QVERIFY(profile);
        QCOMPARE(profile->clientId, QStringLiteral(ROLLCALL_CLIENT_ID));
        QCOMPARE(profile->deviceClientId, profile->clientId);
        QCOMPARE(profile->origins.value(QStringLiteral("client_id")), ServiceProfile::Origin::BuiltIn);
    }

    void anotherOneWins()
    {
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("ROLLCALL_CLIENT_ID"), QStringLiteral("key-of-ours"));
        const Result<ServiceProfile> profile = ServiceProfile::load(environment);
        QVERIFY(profile);
        QCOMPARE(profile->clientId, QStringLiteral("key-of-ours"));
    }

    void oneSignsInWithIt()
    {
        practice::Options options;
        options.approve = true;
        const auto account = practice::PracticeAccount::start(options);
        QVERIFY(account);
        const practice::Addresses addresses = (*account)->addresses();
        QProcessEnvironment environment;
        environment.insert(QStringLiteral("ROLLCALL_AUTH_URL"), addresses.authUrl);
        environment.insert(QStringLiteral("ROLLCALL_API_URL"), addresses.apiUrl);
        environment.insert(QStringLiteral("ROLLCALL_REDIRECT_URI"), addresses.redirectUris.join(QLatin1Char(' ')));
        m_profile = *ServiceProfile::load(environment);
        QNetworkAccessManager network;
        start(network);
        QNetworkRequest request(m_address);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        const std::unique_ptr<QNetworkReply> page(network.get(request));
        QTRY_COMPARE(m_finished, 1);
        QVERIFY(m_tokens);
        QCOMPARE(m_tokens->clientId, addresses.clientId);
        QTRY_VERIFY(page->isFinished());
        QVERIFY(page->readAll().contains("You are signed in"));
    }
};

QTEST_GUILESS_MAIN(BuiltInKeyTest)
#include "tst_builtinkey.moc"
