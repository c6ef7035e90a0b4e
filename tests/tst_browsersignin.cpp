#include "practice/practiceaccount.h"
#include "support/signinattempt.h"

#include <QNetworkReply>
#include <QTcpServer>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// What is asked for in the browser, what comes back from there, and when it ends.
class BrowserSignInTest : public QObject, private SignInAttempt
{
    Q_OBJECT

private Q_SLOTS:
    void init() { prepare(); }
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
        RawClient browser(localFour, m_port);
        browser.get(target);
        finish(browser);
        QCOMPARE(m_tokens.error().kind, Error::Kind::SignedOut);
        QVERIFY(!m_tokens.error().hint.isEmpty());
        QVERIFY(browser.received().contains(page));
        QVERIFY(m_network->said.isEmpty());
    }

    void theNextRegisteredAddressIsTakenWhenAPortIsTaken()
    {
        QTcpServer other;
        QVERIFY(other.listen(localFour));
        m_profile.redirectUris.prepend(
            QUrl(QStringLiteral("http://localhost:%1/callback").arg(other.serverPort())));
        start();
        QCOMPARE(itemOf(m_address, "redirect_uri"), m_profile.redirectUris.last().toString());
    }

    void whenAllPortsAreTakenThePortIsNamed()
    {
        QTcpServer other;
        QVERIFY(other.listen(localFour, m_port));
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
        RawClient browser(localFour, m_port);
        if (moment == 2) {
            browser.get(answer("code=c"));
            QTRY_COMPARE(m_network->said.size(), 1);
        }
        m_signIn.reset();
        QTest::qWait(20);
        QCOMPARE(m_finished, 0);
        RawClient late(localFour, m_port);
        QTRY_VERIFY(late.isRefused());
    }

    void deletedByTheOneWhoIsToldAndThePageStillArrives()
    {
        m_network->expect(granted(QStringLiteral("1")));
        start();
        connect(m_signIn.get(), &BrowserSignIn::finished, this, [this] { m_signIn.reset(); });
        RawClient browser(localFour, m_port);
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
