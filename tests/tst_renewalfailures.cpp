#include "account/devicesignin.h"
#include "account/session.h"
#include "practice/practiceaccount.h"
#include "support/keptconnection.h"

#include <QNetworkReply>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// What the token endpoint can say to a renewal (constant-contact-v3.md 1.11), and what is left of the connection,
/// with the practice account on the other side.
class RenewalFailuresTest : public QObject, private KeptConnection
{
    Q_OBJECT

    QNetworkAccessManager m_network;
    std::unique_ptr<practice::PracticeAccount> m_account;
    std::unique_ptr<Session> m_session;

    Result<void> renew()
    {
        Answer<Result<void>> renewed;
        m_session->renew(this, renewed.handler());
        return renewed.wait();
    }

private Q_SLOTS:
    /// Connected, by a code.
    void init()
    {
        start();
        m_clock = fastClock(20); // its pauses are next to nothing
        practice::Options options;
        options.approve = true;
        options.unlimited = true; // or an answer that is lost is, now and then, that it came too soon
        options.clock = m_clock;
        auto account = practice::PracticeAccount::start(options);
        QVERIFY(account);
        m_account = std::move(*account);
        const practice::Addresses addresses = m_account->addresses();
        m_profile.authUrl = QUrl(addresses.authUrl);
        m_profile.clientId = addresses.clientId;
        m_profile.deviceClientId = addresses.deviceClientId;
        DeviceSignIn signIn(m_profile, m_clock, m_network);
        std::optional<Result<Tokens>> tokens;
        connect(&signIn, &DeviceSignIn::finished, this, [&tokens](const Result<Tokens> &result) { tokens = result; });
        signIn.start();
        QTRY_VERIFY_WITH_TIMEOUT(tokens, 20'000);
        QVERIFY(*tokens);
        m_session = std::make_unique<Session>(m_profile, m_clock, m_network, newStore());
        Answer<Result<void>> adopted;
        m_session->adopt(**tokens, this, adopted.handler());
        QVERIFY(adopted.wait());
    }

    void cleanup()
    {
        m_session.reset();
        m_account.reset();
    }

    void aRenewalFails_data()
    {
        using Kind = Error::Kind;
        using State = Session::State;
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<State>("state");
        QTest::addColumn<bool>("isGoodAfterwards");
        const auto add = [](const char *trouble, Kind kind, State state, bool isGoodAfterwards) {
            QTest::newRow(trouble) << QString::fromLatin1(trouble) << kind << state << isGoodAfterwards;
        };
        add("revoked", Kind::SignedOut, State::Reconnect, false);
        add("token:invalid_grant", Kind::SignedOut, State::Reconnect, false);
        add("token:invalid_client", Kind::Forbidden, State::Reconnect, true);
        add("token:unauthorized_client", Kind::Forbidden, State::Reconnect, true);
        add("token:unsupported_grant_type", Kind::Forbidden, State::Reconnect, true);
        add("token:invalid_scope", Kind::Forbidden, State::Reconnect, true);
        add("token:invalid_request", Kind::Refused, State::Reconnect, true);
        add("token:busy-page", Kind::Throttled, State::Connected, true);
        add("html-error", Kind::Offline, State::Connected, true);
        add("http500", Kind::Offline, State::Connected, true);
        add("http503", Kind::Offline, State::Connected, true);
        add("drop", Kind::Offline, State::Connected, true);
        // The service has renewed, and nobody here has heard the new refresh token.
        add("lost-answer", Kind::Offline, State::Connected, false);
        add("cut", Kind::Offline, State::Connected, false);
    }

    void aRenewalFails()
    {
        QFETCH(QString, trouble);
        QFETCH(Error::Kind, kind);
        QFETCH(Session::State, state);
        QFETCH(bool, isGoodAfterwards);
        const Tokens before = m_session->tokens();
        m_account->setTroubles({{trouble, 1}});
        const Result<void> failed = renew();
        QVERIFY(!failed);
        QCOMPARE(failed.error().kind, kind);
        QVERIFY(!failed.error().hint.isEmpty());
        for (const QString &text : {failed.error().message, failed.error().hint, failed.error().detail})
            QVERIFY(!text.contains(before.refreshToken) && !text.contains(before.accessToken));
        QCOMPARE(m_session->state(), state);
        QCOMPARE(m_session->lastError(), failed.error());
        QCOMPARE(kept().ended, kind == Error::Kind::SignedOut);
        if (state == Session::State::Connected) // until its end
            QCOMPARE(*token(*m_session), before.accessToken);

        m_account->setTroubles({});
        const Result<void> again = renew();
        QCOMPARE(again.has_value(), isGoodAfterwards);
        if (isGoodAfterwards) {
            QCOMPARE(m_session->state(), Session::State::Connected);
            QVERIFY(kept().tokens.refreshToken != before.refreshToken);
        } else {
            QCOMPARE(again.error().kind, Error::Kind::SignedOut);
            QCOMPARE(m_session->state(), Session::State::Reconnect);
        }
    }
};

QTEST_GUILESS_MAIN(RenewalFailuresTest)
#include "tst_renewalfailures.moc"
