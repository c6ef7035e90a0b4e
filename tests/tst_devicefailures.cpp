#include "account/devicesignin.h"
#include "practice/practiceaccount.h"
#include "support/answers.h"
#include "support/practiceclient.h"

#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

/// What can go wrong with a code on another device (constant-contact-v3.md 1.7), with the practice account on the
/// other side.
class DeviceFailuresTest : public QObject
{
    Q_OBJECT

    practice::Options m_options;
    std::unique_ptr<practice::PracticeAccount> m_account;
    QNetworkAccessManager m_network;
    ServiceProfile m_profile;
    std::unique_ptr<DeviceSignIn> m_signIn;
    QString m_page; ///< where the code is entered
    std::optional<Result<Tokens>> m_tokens;

    void begin()
    {
        auto account = practice::PracticeAccount::start(m_options);
        QVERIFY(account);
        m_account = std::move(*account);
        m_profile = profileFor(QString(), QStringLiteral("memory"));
        m_profile.authUrl = QUrl(m_account->addresses().authUrl);
        m_profile.deviceClientId = m_account->addresses().deviceClientId;
        m_signIn = std::make_unique<DeviceSignIn>(m_profile, m_options.clock, m_network);
        connect(m_signIn.get(), &DeviceSignIn::codeReady, this,
                [this](const QString &, const QUrl &, const QUrl &complete) { m_page = complete.toString(); });
        connect(m_signIn.get(), &DeviceSignIn::finished, this, [this](const Result<Tokens> &tokens) { m_tokens = tokens; });
        m_signIn->start();
        QTRY_VERIFY(!m_page.isEmpty() || m_tokens);
    }

    PlainReply decide(const char *decision) const { return PracticeClient(m_account->addresses()).decide(m_page, decision); }

    int polls() const
    {
        return QJsonDocument::fromJson(m_account->report()).object().value(QLatin1String("token_calls")).toInt(-1);
    }

    void compareEnd(Error::Kind kind, const char *words)
    {
        QTRY_VERIFY_WITH_TIMEOUT(m_tokens, 20'000);
        QVERIFY(!*m_tokens);
        const Error error = m_tokens->error();
        QCOMPARE(error.kind, kind);
        QVERIFY2(error.message.contains(QLatin1String(words)), qPrintable(error.message));
        QVERIFY(!error.hint.isEmpty());
    }

private Q_SLOTS:
    void init()
    {
        m_options = {};
        m_options.clock = fastClock(100);
        m_page.clear();
        m_tokens.reset();
    }
    void cleanup()
    {
        m_signIn.reset();
        m_account.reset();
    }

    void thePersonTakesTheirTime()
    {
        begin();
        QTRY_VERIFY(polls() >= 2); // pending
        QVERIFY(!m_tokens);
        QVERIFY(decide("allow").body.contains("connected"));
        QTRY_VERIFY_WITH_TIMEOUT(m_tokens, 20'000);
        QVERIFY(*m_tokens);
    }

    void thePersonSaysNo()
    {
        begin();
        QVERIFY(decide("deny").body.contains("denied"));
        compareEnd(Error::Kind::SignedOut, "was refused");
    }

    void nobodyComes()
    {
        m_options.clock = fastClock(500); // ten minutes
        begin();
        compareEnd(Error::Kind::SignedOut, "not entered in time");
    }

    void slowDownIsHeeded()
    {
        begin();
        m_account->setTroubles({{QStringLiteral("token:slow_down"), 1}});
        QTRY_VERIFY(polls() >= 2);
        m_account->setTroubles({});
        QVERIFY(decide("allow").body.contains("connected"));
        QTRY_VERIFY_WITH_TIMEOUT(m_tokens, 20'000);
        QVERIFY(*m_tokens);
    }

    void whatPassesIsWaitedFor_data()
    {
        QTest::addColumn<QString>("trouble");
        for (const char *trouble : {"token:busy-page", "html-error", "http500", "http503", "drop"})
            QTest::newRow(trouble) << QString::fromLatin1(trouble);
    }

    void whatPassesIsWaitedFor()
    {
        QFETCH(QString, trouble);
        begin();
        m_account->setTroubles({{trouble, 1}});
        QTRY_VERIFY(polls() >= 2);
        m_account->setTroubles({});
        QVERIFY(decide("allow").body.contains("connected"));
        QTRY_VERIFY_WITH_TIMEOUT(m_tokens, 20'000);
        QVERIFY(*m_tokens);
    }

    void whatDoesNotPassIsTheEnd_data()
    {
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<QByteArray>("words");
        const auto add = [](const char *trouble, Error::Kind kind, const char *words) {
            QTest::newRow(trouble) << QString::fromLatin1(trouble) << kind << QByteArray(words);
        };
        add("token:expired_token", Error::Kind::SignedOut, "not entered in time");
        add("token:access_denied", Error::Kind::SignedOut, "was refused");
        add("token:invalid_grant", Error::Kind::SignedOut, "used already");
        add("token:unauthorized_client", Error::Kind::Forbidden, "not registered for a code");
        add("token:invalid_client", Error::Kind::Forbidden, "does not accept this API key");
        add("token:invalid_scope", Error::Kind::Forbidden, "may not ask for");
        add("token:invalid_request", Error::Kind::Refused, "refused the request");
    }

    void whatDoesNotPassIsTheEnd()
    {
        QFETCH(QString, trouble);
        QFETCH(Error::Kind, kind);
        QFETCH(QByteArray, words);
        begin();
        QVERIFY(!m_page.isEmpty());
        m_account->setTroubles({{trouble, 1}});
        compareEnd(kind, words.constData());
    }

    void thereIsNoCode_data()
    {
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<Error::Kind>("kind");
        const auto add = [](const char *trouble, Error::Kind kind) {
            QTest::newRow(trouble) << QString::fromLatin1(trouble) << kind;
        };
        add("token:unauthorized_client", Error::Kind::Forbidden);
        add("token:invalid_client", Error::Kind::Forbidden);
        add("token:invalid_scope", Error::Kind::Forbidden);
        add("token:busy-page", Error::Kind::Throttled);
        add("html-error", Error::Kind::Offline);
        add("http503", Error::Kind::Offline);
        add("drop", Error::Kind::Offline);
    }

    void thereIsNoCode()
    {
        QFETCH(QString, trouble);
        QFETCH(Error::Kind, kind);
        m_options.troubles.insert(trouble, 1);
        begin();
        QVERIFY(m_page.isEmpty());
        compareEnd(kind, "");
    }
};

QTEST_GUILESS_MAIN(DeviceFailuresTest)
#include "tst_devicefailures.moc"
