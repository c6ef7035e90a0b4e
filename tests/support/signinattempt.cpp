#include "support/signinattempt.h"

#include "support/freeport.h"

#include <QTest>
#include <QUrlQuery>

namespace rollcall::test {

const QHostAddress localFour(QHostAddress::LocalHost);

QString itemOf(const QUrl &url, const char *name)
{
    return QUrlQuery(url).queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
}

void SignInAttempt::prepare()
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

void SignInAttempt::start(QNetworkAccessManager &network, bool chooseAccount)
{
    m_signIn = std::make_unique<BrowserSignIn>(m_profile, m_clock, network);
    QObject::connect(m_signIn.get(), &BrowserSignIn::addressReady, &m_context,
                     [this](const QUrl &address) { m_address = address; });
    QObject::connect(m_signIn.get(), &BrowserSignIn::pasteRefused, &m_context,
                     [this](const Error &error) { m_pasteErrors.append(error); });
    QObject::connect(m_signIn.get(), &BrowserSignIn::finished, &m_context, [this](const Result<Tokens> &tokens) {
        ++m_finished;
        m_tokens = tokens;
    });
    m_signIn->start(chooseAccount);
    QVERIFY(m_address.isEmpty() && m_finished == 0);
    QTRY_VERIFY(!m_address.isEmpty() || m_finished == 1);
}

QByteArray SignInAttempt::answer(const QByteArray &query) const
{
    return "/callback?" + query + "&state=" + itemOf(m_address, "state").toLatin1();
}

void SignInAttempt::finish(RawClient &browser) const
{
    QTRY_COMPARE(m_finished, 1);
    QTRY_VERIFY(browser.isOver());
}

} // namespace rollcall::test
