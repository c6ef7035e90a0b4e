#include "support/practiceclient.h"

#include <QTemporaryDir>
#include <QTest>

using namespace rollcall;
using namespace rollcall::practice;
using namespace rollcall::test;

namespace {

using Form = QList<std::pair<QString, QString>>;

std::unique_ptr<PracticeAccount> started(const Options &options)
{
    auto account = PracticeAccount::start(options);
    return account ? std::move(*account) : nullptr;
}

/// Consents by itself, and has no limits: they have tests of their own.
Options easy()
{
    Options options;
    options.approve = true;
    options.unlimited = true;
    return options;
}

Form changed(Form form, const QString &name, const QString &value)
{
    form.removeIf([&](const auto &pair) { return pair.first == name; });
    if (!value.isNull())
        form.append({name, value});
    return form;
}

QString errorOf(const PlainReply &reply)
{
    return QString::number(reply.status) + QLatin1Char(' ') +
           reply.object().value(QLatin1String("error")).toString();
}

QByteArray basic(const Addresses &addresses, const QString &secret)
{
    return "Basic " + (addresses.clientId + QLatin1Char(':') + secret).toUtf8().toBase64();
}

Clock clockFrom(qint64 agoMs, double scale)
{
    const qint64 anchor = QDateTime::currentMSecsSinceEpoch() - agoMs;
    return *Clock::parse(QStringLiteral("%1@%2").arg(scale).arg(anchor));
}

} // namespace

class PracticeOauthTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<PracticeAccount> m_account;
    std::unique_ptr<PracticeClient> m_client;

    QByteArray redirect(const QMap<QString, QString> &changes = {})
    {
        return m_client->get(m_client->authorizeAddress(changes)).headers.value("location");
    }
    QString newCode(const QMap<QString, QString> &changes = {})
    {
        return PracticeClient::parameterOf(redirect(changes), QStringLiteral("code"));
    }
    void start(const Options &options)
    {
        m_account = started(options);
        QVERIFY(m_account);
        m_client = std::make_unique<PracticeClient>(m_account->addresses());
    }

private Q_SLOTS:
    void init() { start(easy()); }

    void aCodeComesBackWithTheStateAndReservedCharacters()
    {
        const QByteArray address = redirect();
        QVERIFY(address.startsWith("http://localhost:8743/callback?code="));
        QCOMPARE(PracticeClient::parameterOf(address, QStringLiteral("state")), QStringLiteral("of/my own+"));
        const QString code = PracticeClient::parameterOf(address, QStringLiteral("code"));
        for (const char c : {'+', '/', '='})
            QVERIFY(code.contains(QLatin1Char(c)));
    }

    void aRequestThatCannotBeTrustedGetsAPageAndNoRedirect_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::newRow("unknown client") << "client_id"
                                        << "nobody";
        QTest::newRow("no client") << "client_id" << QString();
        QTest::newRow("unregistered redirect") << "redirect_uri"
                                               << "http://localhost:8743/callback/";
        QTest::newRow("another port") << "redirect_uri"
                                      << "http://localhost:8799/callback";
        QTest::newRow("no redirect") << "redirect_uri" << QString();
    }

    void aRequestThatCannotBeTrustedGetsAPageAndNoRedirect()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        const PlainReply reply = m_client->get(m_client->authorizeAddress({{name, value}}));
        QCOMPARE(reply.status, 400);
        QVERIFY(reply.headers.value("content-type").startsWith("text/html"));
        QVERIFY(!reply.headers.contains("location"));
    }

    void aFaultyRequestIsRedirectedWithItsError_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error");
        QTest::newRow("not a code") << "response_type"
                                    << "token"
                                    << "unsupported_response_type";
        QTest::newRow("no state") << "state" << QString() << "invalid_request";
        QTest::newRow("unknown scope") << "scope"
                                       << "contact_data everything"
                                       << "invalid_scope";
        QTest::newRow("scopes joined by an encoded plus") << "scope"
                                                          << "contact_data+offline_access"
                                                          << "invalid_scope";
        QTest::newRow("no scope") << "scope" << QString() << "invalid_scope";
        QTest::newRow("plain PKCE") << "code_challenge_method"
                                    << "plain"
                                    << "invalid_request";
        QTest::newRow("challenge without method")
            << "code_challenge_method" << QString() << "invalid_request";
        QTest::newRow("method without challenge") << "code_challenge" << QString() << "invalid_request";
        QTest::newRow("challenge too short") << "code_challenge"
                                             << "abc"
                                             << "invalid_request";
        QTest::newRow("challenge with padding")
            << "code_challenge" << QString(42, QLatin1Char('a')) + QLatin1Char('=') << "invalid_request";
    }

    void aFaultyRequestIsRedirectedWithItsError()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, error);
        const QByteArray address = redirect({{name, value}});
        QCOMPARE(PracticeClient::parameterOf(address, QStringLiteral("error")), error);
        QVERIFY(!PracticeClient::parameterOf(address, QStringLiteral("error_description")).isEmpty());
        QVERIFY(!address.contains("code="));
    }

    void aParameterGivenTwiceIsRefused()
    {
        const PlainReply reply = m_client->get(m_client->authorizeAddress() + QStringLiteral("&state=x"));
        QVERIFY(reply.headers.value("location").contains("error=invalid_request"));
    }

    void theTokensAreAJwtAndARefreshToken()
    {
        const PlainReply reply = m_client->exchange(newCode());
        QCOMPARE(reply.status, 200);
        const QJsonObject tokens = reply.object();
        QCOMPARE(tokens.value(QLatin1String("token_type")).toString(), QStringLiteral("Bearer"));
        QCOMPARE(tokens.value(QLatin1String("expires_in")).toInt(), 86400);
        QCOMPARE(tokens.value(QLatin1String("scope")).toString(),
                 QStringLiteral("contact_data account_read offline_access"));
        QVERIFY(!tokens.value(QLatin1String("refresh_token")).toString().isEmpty());
        const QByteArrayList parts =
            tokens.value(QLatin1String("access_token")).toString().toLatin1().split('.');
        QCOMPARE(parts.size(), 3);
        const QJsonObject claims =
            QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(1), QByteArray::Base64UrlEncoding))
                .object();
        for (const char *claim : {"ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "auth_time",
                                  "sub", "platform_user_id"})
            QVERIFY2(claims.contains(QLatin1String(claim)), claim);
        QCOMPARE(claims.value(QLatin1String("exp")).toInt() - claims.value(QLatin1String("iat")).toInt(),
                 86400);
        QCOMPARE(claims.value(QLatin1String("iss")).toString(), m_account->addresses().authUrl);
    }

    void withoutOfflineAccessThereIsNoRefreshTokenAndNoError()
    {
        const PlainReply reply =
            m_client->exchange(newCode({{QStringLiteral("scope"), QStringLiteral("contact_data")}}));
        QCOMPARE(reply.status, 200);
        QVERIFY(!reply.object().contains(QLatin1String("refresh_token")));
    }

    void aTokenRequestWithAFaultIsRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("error");
        QTest::newRow("wrong verifier")
            << "code_verifier" << QString(43, QLatin1Char('x')) << "400 invalid_grant";
        QTest::newRow("no verifier") << "code_verifier" << QString() << "400 invalid_grant";
        QTest::newRow("another redirect") << "redirect_uri"
                                          << "http://localhost:8744/callback"
                                          << "400 invalid_grant";
        QTest::newRow("no redirect") << "redirect_uri" << QString() << "400 invalid_request";
        QTest::newRow("unknown code") << "code"
                                      << "abc"
                                      << "400 invalid_grant";
        QTest::newRow("no code") << "code" << QString() << "400 invalid_request";
        QTest::newRow("unknown client") << "client_id"
                                        << "nobody"
                                        << "401 invalid_client";
        QTest::newRow("another client")
            << "client_id" << QStringLiteral("DEVICE") << "400 unauthorized_client";
        QTest::newRow("no grant type") << "grant_type" << QString() << "400 invalid_request";
        QTest::newRow("unknown grant type") << "grant_type"
                                            << "password"
                                            << "400 unsupported_grant_type";
        QTest::newRow("an empty secret") << "client_secret"
                                         << ""
                                         << "401 invalid_client";
    }

    void aTokenRequestWithAFaultIsRefused()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, error);
        if (value == QLatin1String("DEVICE"))
            value = m_account->addresses().deviceClientId;
        const PlainReply reply =
            m_client->postForm(m_client->tokenAddress(), changed(m_client->codeForm(newCode()), name, value));
        QCOMPARE(errorOf(reply), error);
        QVERIFY(reply.object().contains(QLatin1String("error_description")));
    }

    void aCodeEncodedTwiceIsRefused()
    {
        const QString twice = QString::fromLatin1(QUrl::toPercentEncoding(newCode()));
        QCOMPARE(errorOf(m_client->exchange(twice)), QStringLiteral("400 invalid_grant"));
    }

    void aBodyThatIsNoFormIsRefused()
    {
        const PlainReply reply =
            m_client->send("POST", m_client->tokenAddress(), "{}", {{"Content-Type", "application/json"}});
        QCOMPARE(errorOf(reply), QStringLiteral("400 invalid_request"));
    }

    void aCodeUsedTwiceEndsWhatItBrought()
    {
        const QString code = newCode();
        const QString refreshToken =
            m_client->exchange(code).object().value(QLatin1String("refresh_token")).toString();
        QVERIFY(!refreshToken.isEmpty());
        QCOMPARE(errorOf(m_client->exchange(code)), QStringLiteral("400 invalid_grant"));
        QCOMPARE(errorOf(m_client->refresh(refreshToken)), QStringLiteral("400 invalid_grant"));
    }

    void aCodeEndsAfterFiveMinutes()
    {
        Options options = easy();
        options.clock = clockFrom(0, 200);
        start(options);
        const QString late = newCode();
        QTest::qWait(1600); // over 300 seconds there
        QCOMPARE(errorOf(m_client->exchange(late)), QStringLiteral("400 invalid_grant"));
        QCOMPARE(m_client->exchange(newCode()).status, 200);
    }

    void aRefreshTokenIsGoodOnceAndItsReuseEndsTheWholeFamily()
    {
        QVERIFY(m_client->signIn());
        const QString first = m_client->refreshToken;
        const PlainReply renewed = m_client->refresh(first);
        QCOMPARE(renewed.status, 200);
        const QString second = renewed.object().value(QLatin1String("refresh_token")).toString();
        QVERIFY(!second.isEmpty() && second != first);
        QCOMPARE(errorOf(m_client->refresh(first)), QStringLiteral("400 invalid_grant"));
        QCOMPARE(errorOf(m_client->refresh(second)), QStringLiteral("400 invalid_grant"));
        const QJsonObject report = QJsonDocument::fromJson(m_account->report()).object();
        QCOMPARE(report.value(QLatin1String("refresh_reuses")).toInt(), 1);
        QCOMPARE(report.value(QLatin1String("refreshes")).toInt(), 1);
        QCOMPARE(report.value(QLatin1String("refresh_tokens_alive")).toInt(), 0);
    }

    void anotherSignInIsNotTouchedByThat()
    {
        QVERIFY(m_client->signIn());
        PracticeClient other(m_account->addresses());
        QVERIFY(other.signIn());
        m_client->refresh(m_client->refreshToken);
        m_client->refresh(m_client->refreshToken);
        QCOMPARE(other.refresh(other.refreshToken).status, 200);
    }

    void aRefreshTokenEndsAfter180DaysUnused()
    {
        Options options = easy();
        const QTemporaryDir folder;
        options.dataDir = folder.path();
        start(options);
        QVERIFY(m_client->signIn());
        const QString kept = m_client->refreshToken;
        const auto startLater = [&](qint64 days) {
            m_account.reset();
            options.clock = clockFrom(days * 86'400'000, 2); // twice as fast since then: that many days ahead
            start(options);
        };
        startLater(179);
        const PlainReply renewed = m_client->refresh(kept);
        QCOMPARE(renewed.status, 200);
        startLater(179 + 181);
        const QString newer = renewed.object().value(QLatin1String("refresh_token")).toString();
        QCOMPARE(errorOf(m_client->refresh(newer)), QStringLiteral("400 invalid_grant"));
    }

    void theServerFlowNeedsTheSecretInABasicHeader()
    {
        const QMap<QString, QString> noPkce{{QStringLiteral("code_challenge"), QString()},
                                            {QStringLiteral("code_challenge_method"), QString()}};
        const Addresses addresses = m_account->addresses();
        const auto form = [this](const QString &code) {
            return changed(changed(m_client->codeForm(code), QStringLiteral("code_verifier"), QString()),
                           QStringLiteral("client_id"), QString());
        };
        const auto withSecret = [&](const QString &secret, const Form &what) {
            return m_client->postForm(m_client->tokenAddress(), what,
                                      {{"Authorization", basic(addresses, secret)}});
        };
        QCOMPARE(errorOf(withSecret(QStringLiteral("wrong"), form(newCode(noPkce)))),
                 QStringLiteral("401 invalid_client"));
        // A public client that forgot PKCE
        QCOMPARE(errorOf(m_client->postForm(m_client->tokenAddress(),
                                            changed(m_client->codeForm(newCode(noPkce)),
                                                    QStringLiteral("code_verifier"), QString()))),
                 QStringLiteral("401 invalid_client"));
        const PlainReply tokens = withSecret(addresses.clientSecret, form(newCode(noPkce)));
        QCOMPARE(tokens.status, 200);
        const QString refreshToken = tokens.object().value(QLatin1String("refresh_token")).toString();
        QCOMPARE(errorOf(m_client->refresh(refreshToken)), QStringLiteral("401 invalid_client"));
        QCOMPARE(withSecret(addresses.clientSecret,
                            {{QStringLiteral("grant_type"), QStringLiteral("refresh_token")},
                             {QStringLiteral("refresh_token"), refreshToken}})
                     .status,
                 200);
    }

    void theTokenEndpointAllowsOneCallASecond()
    {
        Options options = easy();
        options.unlimited = false;
        start(options);
        const QString first = newCode(), second = newCode();
        QCOMPARE(m_client->exchange(first).status, 200);
        QCOMPARE(m_client->exchange(second).status, 429);
        bool done = false;
        const auto redeem = [&] { return done = done || m_client->exchange(second).status == 200; };
        QTRY_VERIFY_WITH_TIMEOUT(redeem(), 5000);
    }

    void aPersonSignsInAndAllows()
    {
        Options options = easy();
        options.approve = false;
        start(options);
        const PlainReply page = m_client->get(m_client->authorizeAddress());
        QCOMPARE(page.status, 200);
        QVERIFY(page.body.contains(">Sign in</button>"));
        const QString address = m_account->addresses().authUrl + QStringLiteral("/v1/");
        const QString request = PracticeClient::hiddenRequest(page.body);
        const auto signInAs = [&](const QString &password) {
            return m_client->postForm(
                address + QStringLiteral("sign-in"),
                {{QStringLiteral("request"), request},
                 {QStringLiteral("email"), QStringLiteral("robin.ames@hillside-library.example.org")},
                 {QStringLiteral("password"), password}});
        };
        const PlainReply wrong = signInAs(QStringLiteral("secret"));
        QVERIFY(wrong.body.contains("role=\"alert\"") && !wrong.headers.contains("set-cookie"));
        const PlainReply consent = signInAs(QStringLiteral("practice"));
        QVERIFY(consent.body.contains(">Allow</button>") && consent.body.contains(">Deny</button>"));
        const PlainReply done = m_client->postForm(address + QStringLiteral("consent"),
                                                   {{QStringLiteral("request"), PracticeClient::hiddenRequest(consent.body)},
                                                    {QStringLiteral("decision"), QStringLiteral("allow")}});
        QCOMPARE(done.status, 302);
        QCOMPARE(m_client
                     ->exchange(
                         PracticeClient::parameterOf(done.headers.value("location"), QStringLiteral("code")))
                     .status,
                 200);

        // The browser is signed in now, unless asked to do so anew.
        const QByteArray cookie = consent.headers.value("set-cookie").split(';').first();
        const auto again = [&](const QMap<QString, QString> &changes) {
            return m_client->send("GET", m_client->authorizeAddress(changes), {}, {{"Cookie", cookie}}).body;
        };
        QVERIFY(again({}).contains(">Allow</button>"));
        QVERIFY(again({{QStringLiteral("prompt"), QStringLiteral("login")}}).contains(">Sign in</button>"));
    }

    void aPersonDenies()
    {
        Options options = easy();
        options.approve = false;
        start(options);
        const QString address = m_account->addresses().authUrl + QStringLiteral("/v1/");
        const QString request = PracticeClient::hiddenRequest(m_client->get(m_client->authorizeAddress()).body);
        m_client->postForm(
            address + QStringLiteral("sign-in"),
            {{QStringLiteral("request"), request},
             {QStringLiteral("email"), QStringLiteral("robin.ames@hillside-library.example.org")},
             {QStringLiteral("password"), QStringLiteral("practice")}});
        const QByteArray location = m_client
                                        ->postForm(address + QStringLiteral("consent"),
                                                   {{QStringLiteral("request"), request},
                                                    {QStringLiteral("decision"), QStringLiteral("deny")}})
                                        .headers.value("location");
        QVERIFY(location.contains(
            "error=access_denied&error_description=The+resource+owner+denied+the+request."));
        QCOMPARE(PracticeClient::parameterOf(location, QStringLiteral("state")),
                 QStringLiteral("of/my own+"));
    }

    void consentNeedsASignIn()
    {
        Options options = easy();
        options.approve = false;
        start(options);
        const QString request = PracticeClient::hiddenRequest(m_client->get(m_client->authorizeAddress()).body);
        const PlainReply reply = m_client->postForm(
            m_account->addresses().authUrl + QStringLiteral("/v1/consent"),
            {{QStringLiteral("request"), request}, {QStringLiteral("decision"), QStringLiteral("allow")}});
        QCOMPARE(reply.status, 400);
        QVERIFY(!reply.headers.contains("location"));
    }
};

QTEST_GUILESS_MAIN(PracticeOauthTest)
#include "tst_practiceoauth.moc"
