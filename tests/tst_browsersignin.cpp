#include "account/browsersignin.h"
#include "practice/practiceaccount.h"
#include "support/answers.h"
#include "support/fakenetwork.h"
#include "support/freeport.h"
#include "support/rawclient.h"
#include "support/rawserver.h"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrlQuery>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QHostAddress four(QHostAddress::LocalHost);

QString itemOf(const QUrl &url, const char *name)
{
    return QUrlQuery(url).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

const QString tokenPath = QStringLiteral("/oauth2/default/v1/token");

} // namespace

class BrowserSignInTest : public QObject
{
    Q_OBJECT

    quint16 m_port = 0;
    ServiceProfile m_profile;
    Clock m_clock;
    std::unique_ptr<FakeNetwork> m_network;
    std::unique_ptr<BrowserSignIn> m_signIn;
    QUrl m_address;
    int m_finished = 0;
    Result<Tokens> m_tokens;
    QList<Error> m_pasteErrors;

    void start(QNetworkAccessManager &network, bool chooseAccount = false)
    {
        m_signIn = std::make_unique<BrowserSignIn>(m_profile, m_clock, network);
        connect(m_signIn.get(), &BrowserSignIn::addressReady, this,
                [this](const QUrl &address) { m_address = address; });
        connect(m_signIn.get(), &BrowserSignIn::pasteRefused, this,
                [this](const Error &error) { m_pasteErrors.append(error); });
        connect(m_signIn.get(), &BrowserSignIn::finished, this, [this](const Result<Tokens> &tokens) {
            ++m_finished;
            m_tokens = tokens;
        });
        m_signIn->start(chooseAccount);
        QVERIFY(m_address.isEmpty() && m_finished == 0);
        QTRY_VERIFY(!m_address.isEmpty() || m_finished == 1);
    }

    void start(bool chooseAccount = false) { start(*m_network, chooseAccount); }

    QByteArray answer(const QByteArray &query) const
    {
        return "/callback?" + query + "&state=" + itemOf(m_address, "state").toLatin1();
    }

    /// Waits for the end and takes the page that the browser ended on.
    void finish(RawClient &browser)
    {
        QTRY_COMPARE(m_finished, 1);
        QTRY_VERIFY(browser.isOver());
    }

private Q_SLOTS:
    void init()
    {
        m_port = freePort();
        m_profile = profileFor(QString(), QStringLiteral("memory"));
        m_profile.redirectUris = {QUrl(QStringLiteral("http://localhost:%1/callback").arg(m_port))};
        m_clock = Clock();
        m_network = std::make_unique<FakeNetwork>();
        m_address.clear();
        m_finished = 0;
        m_tokens = {};
        m_pasteErrors.clear();
    }

    void cleanup() { m_signIn.reset(); }

    void theAddressAsksForWhatIsNeeded()
    {
        start();
        QVERIFY(m_address.toString().startsWith(
            QLatin1String("https://authz.example.org/oauth2/default/v1/authorize?")));
        QCOMPARE(itemOf(m_address, "client_id"), QStringLiteral("key-1"));
        QCOMPARE(itemOf(m_address, "response_type"), QStringLiteral("code"));
        QCOMPARE(itemOf(m_address, "redirect_uri"), m_profile.redirectUris.first().toString());
        QVERIFY(itemOf(m_address, "state").size() >= 43);
        QCOMPARE(itemOf(m_address, "code_challenge_method"), QStringLiteral("S256"));
        QCOMPARE(itemOf(m_address, "code_challenge").size(), 43);
        QVERIFY(itemOf(m_address, "prompt").isEmpty());
        const QString query = m_address.query(QUrl::FullyEncoded);
        QVERIFY2(query.contains(QLatin1String("scope=contact_data%20account_read%20offline_access")) ||
                     query.contains(QLatin1String("scope=contact_data+account_read+offline_access")),
                 qPrintable(query));
        QCOMPARE(m_signIn->shortAddress(), QUrl(QStringLiteral("http://localhost:%1/go").arg(m_port)));
        QVERIFY(m_signIn->endsAt() > m_clock.now().addSecs(590));
    }

    void eachAttemptHasAStateAndAVerifierOfItsOwn()
    {
        start();
        const QUrl first = m_address;
        m_signIn.reset();
        m_address.clear();
        start();
        QVERIFY(itemOf(first, "state") != itemOf(m_address, "state"));
        QVERIFY(itemOf(first, "code_challenge") != itemOf(m_address, "code_challenge"));
    }

    void anotherAccountIsAskedForByPrompt()
    {
        start(true);
        QCOMPARE(itemOf(m_address, "prompt"), QStringLiteral("login"));
    }

    void theCodeIsExchangedWithItsVerifier_data()
    {
        QTest::addColumn<QByteArray>("inTheAddress");
        QTest::addColumn<QString>("code");
        QTest::newRow("plain") << QByteArray("abc.123") << QStringLiteral("abc.123");
        QTest::newRow("reserved characters")
            << QByteArray("a%2Bb%2Fc%3D%26%25%3F%23") << QStringLiteral("a+b/c=&%?#");
        QTest::newRow("something that looks encoded") << QByteArray("a%252Fb") << QStringLiteral("a%2Fb");
    }

    void theCodeIsExchangedWithItsVerifier()
    {
        QFETCH(QByteArray, inTheAddress);
        QFETCH(QString, code);
        m_network->expect(granted(QStringLiteral("1")));
        start();
        RawClient browser(four, m_port);
        browser.get(answer("code=" + inTheAddress));
        finish(browser);
        QVERIFY(m_tokens);
        QCOMPARE(m_tokens->accessToken, QStringLiteral("access-1"));
        QCOMPARE(m_tokens->refreshToken, QStringLiteral("refresh-1"));
        QCOMPARE(m_tokens->clientId, QStringLiteral("key-1"));
        QCOMPARE(m_tokens->scopes.size(), 3);
        QCOMPARE(m_tokens->issuedAt.secsTo(m_tokens->expiresAt), 86400);
        QVERIFY(browser.received().contains("You are signed in"));

        const Said said = m_network->said.first();
        QCOMPARE(said.form(QStringLiteral("code")), code);
        QCOMPARE(said.form(QStringLiteral("grant_type")), QStringLiteral("authorization_code"));
        QCOMPARE(said.form(QStringLiteral("redirect_uri")), m_profile.redirectUris.first().toString());
        QCOMPARE(said.form(QStringLiteral("client_id")), QStringLiteral("key-1"));
        const QByteArray challenge =
            QCryptographicHash::hash(said.form(QStringLiteral("code_verifier")).toLatin1(),
                                     QCryptographicHash::Sha256)
                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        QCOMPARE(itemOf(m_address, "code_challenge").toLatin1(), challenge);
        QCOMPARE(said.body.count("code_verifier="), 1);
        QVERIFY(!said.body.contains("client_secret"));
        QVERIFY(said.authorization.isEmpty());
        QVERIFY(said.url.query().isEmpty());
        QCOMPARE(said.contentType, QByteArray("application/x-www-form-urlencoded"));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void aSecretGoesAsBasicAndNowhereElse()
    {
        m_profile.clientSecret = QStringLiteral("s3cret+/=");
        m_network->expect(granted(QStringLiteral("1")));
        start();
        QVERIFY(!m_address.toString().contains(QLatin1String("s3cret")));
        QVERIFY(itemOf(m_address, "code_challenge").isEmpty());
        RawClient browser(four, m_port);
        browser.get(answer("code=c%2Bd"));
        finish(browser);
        QVERIFY(m_tokens);
        const Said said = m_network->said.first();
        QCOMPARE(said.authorization, QByteArray("Basic ") + QByteArray("key-1:s3cret+/=").toBase64());
        QCOMPARE(said.form(QStringLiteral("code")), QStringLiteral("c+d"));
        QVERIFY(!said.body.contains("s3cret"));
        QVERIFY(!said.body.contains("client_"));
        QVERIFY(!said.body.contains("code_verifier"));
        QVERIFY(said.url.query().isEmpty());
    }

    void whatTheBrowserBringsInsteadOfACodeIsAnError_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("page");
        QTest::newRow("denied") << QByteArray("/callback?error=access_denied&error_description=no")
                                << QByteArray("Rollcall was not let in");
        QTest::newRow("wrong state") << QByteArray("/callback?code=c&state=x")
                                     << QByteArray("belongs to another sign-in");
    }

    void whatTheBrowserBringsInsteadOfACodeIsAnError()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, page);
        start();
        RawClient browser(four, m_port);
        browser.get(target);
        finish(browser);
        QCOMPARE(m_tokens.error().kind, Error::Kind::SignedOut);
        QVERIFY(!m_tokens.error().hint.isEmpty());
        QVERIFY(browser.received().contains(page));
        QVERIFY(m_network->said.isEmpty());
    }

    void everyFailureOfTheExchangeIsAnError_data()
    {
        QTest::addColumn<Exchange>("exchange");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QByteArray>("page");
        Exchange cut{"POST", tokenPath, 200, "{\"access_token\":\"a"};
        cut.cut = true;
        QTest::newRow("invalid_grant")
            << tokenRefused(400, "invalid_grant") << Error::Kind::SignedOut << QByteArray("too old");
        QTest::newRow("invalid_client")
            << tokenRefused(401, "invalid_client") << Error::Kind::Forbidden << QByteArray("did not work");
        QTest::newRow("401 without a body")
            << Exchange{"POST", tokenPath, 401, ""} << Error::Kind::Forbidden << QByteArray("did not work");
        QTest::newRow("unauthorized_client") << tokenRefused(400, "unauthorized_client")
                                             << Error::Kind::Forbidden << QByteArray("did not work");
        QTest::newRow("invalid_request") << tokenRefused(400, "invalid_request") << Error::Kind::Refused
                               << QByteArray("did not work");
        QTest::newRow("unsupported_grant_type") << tokenRefused(400, "unsupported_grant_type") << Error::Kind::Forbidden
                               << QByteArray("did not work");
        QTest::newRow("invalid_scope") << tokenRefused(400, "invalid_scope") << Error::Kind::Forbidden
                               << QByteArray("did not work");
        QTest::newRow("503") << tokenRefused(503, "x") << Error::Kind::Offline << QByteArray("did not work");
        QTest::newRow("429") << tokenRefused(429, "throttled") << Error::Kind::Throttled
                             << QByteArray("did not work");
        QTest::newRow("garbage") << Exchange{"POST", tokenPath, 200, "<html>"} << Error::Kind::BadReply
                                 << QByteArray("did not work");
        QTest::newRow("no token") << Exchange{"POST", tokenPath, 200, "{}"} << Error::Kind::BadReply
                                  << QByteArray("did not work");
        QTest::newRow("nothing") << Exchange{"POST", tokenPath, 0} << Error::Kind::Offline
                                 << QByteArray("did not work");
        QTest::newRow("cut short") << cut << Error::Kind::Offline << QByteArray("did not work");
    }

    void everyFailureOfTheExchangeIsAnError()
    {
        QFETCH(Exchange, exchange);
        QFETCH(Error::Kind, kind);
        QFETCH(QByteArray, page);
        m_clock = fastClock(20); // ten minutes are thirty seconds, its pauses next to nothing
        const bool isPassing = exchange.status == 0 || exchange.status == 429 || exchange.status >= 500;
        for (int i = 0; i < (isPassing ? 3 : 1); ++i)
            m_network->expect(exchange);
        start();
        RawClient browser(four, m_port);
        browser.get(answer("code=c0de"));
        finish(browser);
        QVERIFY(!m_tokens);
        QCOMPARE(m_tokens.error().kind, kind);
        QVERIFY(!m_tokens.error().hint.isEmpty());
        QVERIFY(!m_tokens.error().detail.contains(QLatin1String("c0de")));
        QVERIFY2(browser.received().contains(page), browser.received().constData());
        QVERIFY(!browser.received().contains("class=\"good\""));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void whatPassesDoesNotMakeTheSignInVain_data()
    {
        QTest::addColumn<QString>("secret");
        QTest::newRow("PKCE") << QString();
        QTest::newRow("with a secret") << QStringLiteral("s3cret");
    }

    void whatPassesDoesNotMakeTheSignInVain()
    {
        QFETCH(QString, secret);
        m_clock = fastClock(20);
        m_profile.clientSecret = secret;
        m_network->expect(tokenRefused(429, "throttled"));
        m_network->expect(granted(QStringLiteral("1")));
        start();
        RawClient browser(four, m_port);
        browser.get(answer("code=a%2Bb%252F"));
        finish(browser);
        QVERIFY(m_tokens);
        QVERIFY(browser.received().contains("class=\"good\""));
        const Said &first = m_network->said.at(0);
        const Said &again = m_network->said.at(1);
        for (const char *name : {"grant_type", "code", "redirect_uri", "code_verifier", "client_id"})
            QCOMPARE(again.form(QLatin1String(name)), first.form(QLatin1String(name)));
        QCOMPARE(again.authorization, first.authorization);
        QCOMPARE(again.form(QStringLiteral("code")), QStringLiteral("a+b%2F"));
        COMPARE_SCRIPT_DONE(*m_network);
    }

    void theExchangeIsSentOnceThoughTheConnectionIsLost()
    {
        RawServer server([](const QByteArray &) { return QByteArray(); });
        m_profile.authUrl = server.url(QStringLiteral("/oauth2/default"));
        QNetworkAccessManager network;
        start(network);
        RawClient browser(four, m_port);
        browser.get(answer("code=a%2Bb"));
        finish(browser);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Offline);
        QCOMPARE(server.requests.size(), 1);
        const QByteArray lowered = server.requests.first().toLower(); // Qt 6.8 writes names of headers so
        QVERIFY(lowered.contains("\r\ncontent-type: application/x-www-form-urlencoded\r\n"));
        QVERIFY(lowered.contains("\r\naccept: application/json\r\n"));
        QVERIFY(server.requests.first().contains("code=a%2Bb&"));
    }

    void aChallengeForAPasswordIsNotAnswered()
    {
        RawServer server([](const QByteArray &) {
            return RawServer::http(401, "{\"error\":\"invalid_client\"}",
                                   "WWW-Authenticate: Basic realm=\"x\"\r\n");
        });
        m_profile.authUrl = server.url(QStringLiteral("/oauth2/default"));
        QNetworkAccessManager network;
        start(network);
        RawClient browser(four, m_port);
        browser.get(answer("code=c"));
        finish(browser);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Forbidden);
        QCOMPARE(server.requests.size(), 1);
    }

    void theNextRegisteredAddressIsTakenWhenAPortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(four));
        m_profile.redirectUris.prepend(
            QUrl(QStringLiteral("http://localhost:%1/callback").arg(other.serverPort())));
        start();
        QCOMPARE(itemOf(m_address, "redirect_uri"), m_profile.redirectUris.last().toString());
    }

    void whenAllPortsAreTakenThePortIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(four, m_port));
        start();
        QCOMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Refused);
        QVERIFY(m_tokens.error().message.contains(QString::number(m_port)));
    }

    void withoutAKeyOrAnAddressItSaysSo()
    {
        m_profile.clientId.clear();
        start();
        QCOMPARE(m_tokens.error().kind, Error::Kind::Usage);
        m_profile.clientId = QStringLiteral("key-1");
        m_profile.redirectUris.clear();
        m_finished = 0;
        start();
        QCOMPARE(m_tokens.error().kind, Error::Kind::Usage);
    }

    void tenMinutesOnTheClockAreTheEnd()
    {
        m_clock = fastClock(6000);
        start();
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::SignedOut);
        QVERIFY(m_clock.now() >= m_signIn->endsAt());
    }

    void cancellingIsTheEnd()
    {
        start();
        m_signIn->cancel();
        QCOMPARE(m_finished, 0);
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::Cancelled);
        m_signIn->cancel();
        QCoreApplication::processEvents();
        QCOMPARE(m_finished, 1);
    }

    void anAddressCanBePasted_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("the whole address") << QStringLiteral(" https://localhost/?code=a%2Bb&state=%1 \n");
        QTest::newRow("without a path") << QStringLiteral("https://localhost?state=%1&code=a%2Bb");
        QTest::newRow("a bare code") << QStringLiteral("a+b");
    }

    void anAddressCanBePasted()
    {
        QFETCH(QString, text);
        m_profile.redirectUris = {QUrl(QStringLiteral("https://localhost"))};
        m_network->expect(granted(QStringLiteral("1")));
        start();
        QVERIFY(m_signIn->shortAddress().isEmpty());
        QCOMPARE(itemOf(m_address, "redirect_uri"), QStringLiteral("https://localhost"));
        m_signIn->pasteAddress(text.contains(QLatin1String("%1"))
                                   ? text.replace(QLatin1String("%1"), itemOf(m_address, "state"))
                                   : text);
        QTRY_COMPARE(m_finished, 1);
        QVERIFY(m_tokens);
        QCOMPARE(m_network->said.first().form(QStringLiteral("code")), QStringLiteral("a+b"));
        QCOMPARE(m_network->said.first().form(QStringLiteral("redirect_uri")),
                 QStringLiteral("https://localhost"));
    }

    void whatIsPastedWronglyIsRefusedAndTheWaitGoesOn_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("withSecret");
        QTest::newRow("nothing") << QStringLiteral("  ") << false;
        QTest::newRow("another address") << QStringLiteral("https://app.constantcontact.com/") << false;
        QTest::newRow("wrong state") << QStringLiteral("https://localhost/?code=c&state=x") << false;
        QTest::newRow("no state") << QStringLiteral("https://localhost/?code=c") << false;
        QTest::newRow("words") << QStringLiteral("this is not it") << false;
        QTest::newRow("a bare code with the server flow") << QStringLiteral("c0de") << true;
    }

    void whatIsPastedWronglyIsRefusedAndTheWaitGoesOn()
    {
        QFETCH(QString, text);
        QFETCH(bool, withSecret);
        if (withSecret)
            m_profile.clientSecret = QStringLiteral("s");
        start();
        m_signIn->pasteAddress(text);
        QCOMPARE(m_pasteErrors.size(), 1);
        QCOMPARE(m_pasteErrors.first().kind, Error::Kind::Input);
        QCOMPARE(m_finished, 0);
        m_network->expect(granted(QStringLiteral("1")));
        m_signIn->pasteAddress(QStringLiteral("https://localhost/?code=c&state=") +
                               itemOf(m_address, "state"));
        QTRY_COMPARE(m_finished, 1);
        QVERIFY(m_tokens);
    }

    void aPastedDenialIsTheEnd()
    {
        start();
        m_signIn->pasteAddress(QStringLiteral("https://localhost/?error=access_denied&state=") +
                               itemOf(m_address, "state"));
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::SignedOut);
    }

    void deletedAtAnyMoment_data()
    {
        QTest::addColumn<int>("moment");
        QTest::newRow("before it has begun") << 0;
        QTest::newRow("while it waits for the browser") << 1;
        QTest::newRow("while the code is exchanged") << 2;
    }

    void deletedAtAnyMoment()
    {
        QFETCH(int, moment);
        Exchange hanging = granted(QStringLiteral("1"));
        hanging.hang = true;
        m_network->expect(hanging);
        if (moment == 0) {
            BrowserSignIn(m_profile, m_clock, *m_network).start();
            QCoreApplication::processEvents();
            return;
        }
        start();
        RawClient browser(four, m_port);
        if (moment == 2) {
            browser.get(answer("code=c"));
            QTRY_COMPARE(m_network->said.size(), 1);
        }
        m_signIn.reset();
        QTest::qWait(20);
        QCOMPARE(m_finished, 0);
        RawClient late(four, m_port);
        QTRY_VERIFY(late.isRefused());
    }

    void deletedByTheOneWhoIsToldAndThePageStillArrives()
    {
        m_network->expect(granted(QStringLiteral("1")));
        start();
        connect(m_signIn.get(), &BrowserSignIn::finished, this, [this] { m_signIn.reset(); });
        RawClient browser(four, m_port);
        browser.get(answer("code=c"));
        finish(browser);
        QVERIFY(!m_signIn);
        QVERIFY(browser.received().endsWith("</html>\n"));
    }

    void againstThePracticeAccount_data()
    {
        QTest::addColumn<bool>("withSecret");
        QTest::newRow("PKCE") << false;
        QTest::newRow("with a secret") << true;
    }

    void againstThePracticeAccount()
    {
        QFETCH(bool, withSecret);
        practice::Options options;
        options.approve = true;
        const auto account = practice::PracticeAccount::start(options);
        QVERIFY(account);
        const practice::Addresses addresses = (*account)->addresses();
        m_profile.authUrl = QUrl(addresses.authUrl);
        m_profile.clientId = addresses.clientId;
        m_profile.clientSecret = withSecret ? addresses.clientSecret : QString();
        m_profile.redirectUris.clear();
        for (const QString &uri : addresses.redirectUris)
            m_profile.redirectUris << QUrl(uri);
        QNetworkAccessManager network;
        start(network);
        QVERIFY2(m_finished == 0, m_tokens ? "" : qPrintable(m_tokens.error().message));
        QNetworkRequest request(m_signIn->shortAddress()); // a browser follows both redirects
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::NoLessSafeRedirectPolicy);
        QNetworkAccessManager browser;
        const std::unique_ptr<QNetworkReply> reply(browser.get(request));
        QTRY_COMPARE(m_finished, 1);
        QVERIFY2(m_tokens, m_tokens ? "" : qPrintable(m_tokens.error().message + m_tokens.error().detail));
        QVERIFY(!m_tokens->refreshToken.isEmpty());
        QCOMPARE(m_tokens->scopes.size(), 3);
        QTRY_VERIFY(reply->isFinished());
        QVERIFY(reply->readAll().contains("You are signed in"));
    }
};

QTEST_GUILESS_MAIN(BrowserSignInTest)
#include "tst_browsersignin.moc"
