#include "support/practiceclient.h"
#include "support/signinattempt.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QByteArray denied = "Rollcall was not let in";
const QByteArray tooOld = "This sign-in is too old";
const QByteArray failed = "The sign-in did not work";

} // namespace

/// What can go wrong in the browser and when the code is exchanged (constant-contact-v3.md 1.4, 1.11), with the
/// practice account on the other side.
class SignInFailuresTest : public QObject, private SignInAttempt
{
    Q_OBJECT

    QNetworkAccessManager m_real;
    practice::Options m_options;
    std::unique_ptr<practice::PracticeAccount> m_account;
    std::unique_ptr<PracticeClient> m_browser;

    /// Begins a sign-in to an account such as m_options says; the redirect address is one of our own.
    void begin()
    {
        auto account = practice::PracticeAccount::start(m_options);
        QVERIFY(account);
        m_account = std::move(*account);
        const practice::Addresses addresses = m_account->addresses();
        m_browser = std::make_unique<PracticeClient>(addresses);
        m_profile.authUrl = QUrl(addresses.authUrl);
        if (m_profile.clientId == QLatin1String("key-1"))
            m_profile.clientId = addresses.clientId;
        m_profile.redirectUris.clear();
        for (const QString &uri : addresses.redirectUris)
            m_profile.redirectUris << QUrl(uri);
        start(m_real);
        for (int i = 0; i < 200 && m_finished == 0 && m_signIn->shortAddress().isEmpty(); ++i) {
            QTest::qWait(100); // other tests hold all of its ports
            m_address.clear();
            start(m_real);
        }
        QVERIFY2(m_finished == 0, m_tokens ? "" : qPrintable(m_tokens.error().message));
    }

    QString goTo(const QString &address) const
    {
        return QString::fromLatin1(m_browser->get(address).headers.value("location"));
    }

    /// As a browser that is sent on from one address to the next; the page it ends on.
    QByteArray goOn(const QString &address)
    {
        QNetworkRequest request{QUrl(address)};
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
        const std::unique_ptr<QNetworkReply> page(m_real.get(request));
        [this, &page] { QTRY_VERIFY_WITH_TIMEOUT(m_finished == 1 && page->isFinished(), 20'000); }();
        return page->readAll();
    }

    void compareEnd(const QByteArray &shown, Error::Kind kind, const QByteArray &page, const QString &key)
    {
        QVERIFY(!m_tokens);
        QCOMPARE(m_tokens.error().kind, kind);
        QVERIFY(m_tokens.error().message.endsWith(QLatin1Char('.')));
        QVERIFY(!m_tokens.error().hint.isEmpty());
        QVERIFY2(m_tokens.error().detail.contains(key), qPrintable(m_tokens.error().detail));
        QVERIFY2(shown.contains(page), shown.constData());
        QVERIFY(!shown.contains("class=\"good\""));
    }

    int alive() const
    {
        return m_browser->get(m_account->addresses().apiUrl.chopped(2) + QStringLiteral("practice/report"))
            .object()
            .value(QLatin1String("refresh_tokens_alive"))
            .toInt(-1);
    }

private Q_SLOTS:
    void init()
    {
        prepare();
        m_options = {};
        m_options.approve = true;
    }
    void cleanup()
    {
        m_signIn.reset();
        m_account.reset();
    }

    void theBrowserBringsAnError_data()
    {
        QTest::addColumn<QString>("error");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QByteArray>("page");
        const auto add = [](const char *error, Error::Kind kind, const QByteArray &page = failed) {
            QTest::newRow(error) << QString::fromLatin1(error) << kind << page;
        };
        add("access_denied", Error::Kind::SignedOut, denied);
        add("invalid_scope", Error::Kind::Forbidden);
        add("invalid_request", Error::Kind::Refused);
        add("unauthorized_client", Error::Kind::Forbidden);
        add("unsupported_response_type", Error::Kind::Forbidden);
        add("server_error", Error::Kind::Offline);
        add("temporarily_unavailable", Error::Kind::Offline);
        add("login_required", Error::Kind::SignedOut);
        add("consent_required", Error::Kind::SignedOut);
    }

    void theBrowserBringsAnError()
    {
        QFETCH(QString, error);
        QFETCH(Error::Kind, kind);
        QFETCH(QByteArray, page);
        m_options.troubles.insert(QLatin1String("authorize:") + error, 1);
        begin();
        const QByteArray shown = goOn(m_signIn->shortAddress().toString());
        compareEnd(shown, kind, page, error);
        QCOMPARE(alive(), 0);
    }

    void thePersonSaysNo()
    {
        m_options.approve = false;
        begin();
        const PlainReply decided = m_browser->decide(m_address.toString(QUrl::FullyEncoded), "deny");
        const QByteArray shown = goOn(QString::fromLatin1(decided.headers.value("location")));
        compareEnd(shown, Error::Kind::SignedOut, denied, QStringLiteral("access_denied"));
        QCOMPARE(alive(), 0);
    }

    void thePersonAllowsIt()
    {
        m_options.approve = false;
        begin();
        const PlainReply decided = m_browser->decide(m_address.toString(QUrl::FullyEncoded), "allow");
        QVERIFY(goOn(QString::fromLatin1(decided.headers.value("location"))).contains("You are signed in"));
        QVERIFY(m_tokens);
        QCOMPARE(alive(), 1);
    }

    void anErrorPageThatDoesNotLeadBackIsNamedInTheEnd_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("redirect");
        QTest::newRow("an unknown key") << QStringLiteral("nobody-s-key") << QString();
        QTest::newRow("an address that is not registered")
            << QStringLiteral("key-1") << QStringLiteral("https://localhost/elsewhere");
    }

    void anErrorPageThatDoesNotLeadBackIsNamedInTheEnd()
    {
        QFETCH(QString, key);
        QFETCH(QString, redirect);
        m_clock = fastClock(300); // ten minutes are two seconds
        m_profile.clientId = key;
        begin();
        if (!redirect.isEmpty()) {
            m_address.clear();
            m_profile.redirectUris = {QUrl(redirect)};
            start(m_real);
        }
        const QString there = m_address.toString(QUrl::FullyEncoded);
        const PlainReply page = m_browser->get(there);
        QCOMPARE(page.status, 400);
        QVERIFY(page.body.startsWith("<!doctype html"));
        QVERIFY(page.headers.value("location").isEmpty());

        m_signIn->pasteAddress(there); // all that the browser has
        QCOMPARE(m_pasteErrors.size(), 1);
        QTRY_COMPARE(m_finished, 1);
        QCOMPARE(m_tokens.error().kind, Error::Kind::SignedOut);
        const QString used = itemOf(m_address, "redirect_uri");
        for (const Error &error : {m_pasteErrors.first(), m_tokens.error()}) {
            QVERIFY2(error.hint.contains(used), qPrintable(error.hint));
            QVERIFY2(error.detail.contains(used) && error.detail.contains(m_profile.clientId), qPrintable(error.detail));
        }
    }

    void theExchangeIsRefused_data()
    {
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QByteArray>("page");
        QTest::addColumn<QString>("detail");
        const auto add = [](const char *trouble, Error::Kind kind, const char *detail = "", const QByteArray &page = failed) {
            QTest::newRow(trouble) << QString::fromLatin1(trouble) << kind << page << QString::fromLatin1(detail);
        };
        add("token:invalid_grant", Error::Kind::SignedOut, "invalid_grant", tooOld);
        add("token:invalid_client", Error::Kind::Forbidden, "invalid_client");
        add("token:unauthorized_client", Error::Kind::Forbidden, "unauthorized_client");
        add("token:invalid_request", Error::Kind::Refused, "invalid_request");
        add("token:unsupported_grant_type", Error::Kind::Forbidden, "unsupported_grant_type");
        add("token:invalid_scope", Error::Kind::Forbidden, "invalid_scope");
        add("token:busy-page", Error::Kind::Throttled, "429");
        add("html-error", Error::Kind::Offline, "502");
        add("http500", Error::Kind::Offline, "500");
        add("http503", Error::Kind::Offline, "503");
        add("drop", Error::Kind::Offline);
        add("cut", Error::Kind::Offline);
        add("lost-answer", Error::Kind::Offline);
    }

    void theExchangeIsRefused()
    {
        QFETCH(QString, trouble);
        QFETCH(Error::Kind, kind);
        QFETCH(QByteArray, page);
        QFETCH(QString, detail);
        m_clock = fastClock(20); // pauses between the tries are next to nothing
        m_options.clock = m_clock;
        m_options.troubles.insert(trouble, 1);
        begin();
        compareEnd(goOn(m_signIn->shortAddress().toString()), kind, page, detail);
    }

    void aWrongSecretIsNamed()
    {
        m_profile.clientSecret = QStringLiteral("not-the-secret");
        begin();
        compareEnd(goOn(m_signIn->shortAddress().toString()), Error::Kind::Forbidden, failed,
                   QStringLiteral("invalid_client"));
        QVERIFY(m_tokens.error().hint.contains(QLatin1String("secret")));
    }

    void aCodeThatComesLateIsRefused()
    {
        m_options.clock = fastClock(500); // there; here it is a second
        begin();
        const QString late = goTo(m_address.toString(QUrl::FullyEncoded));
        const QDateTime end = m_options.clock.now().addSecs(301);
        QTRY_VERIFY(m_options.clock.now() > end);
        compareEnd(goOn(late), Error::Kind::SignedOut, tooOld, QStringLiteral("invalid_grant"));
    }
};

QTEST_GUILESS_MAIN(SignInFailuresTest)
#include "tst_signinfailures.moc"
