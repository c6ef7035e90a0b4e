#include "account/redirectlistener.h"
#include "support/freeport.h"
#include "support/rawclient.h"

#include <QNetworkInterface>
#include <QSignalSpy>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

const QHostAddress four(QHostAddress::LocalHost);
const QHostAddress six(QHostAddress::LocalHostIPv6);

bool hasIpv6()
{
    QTcpServer server;
    return server.listen(six);
}

} // namespace

class RedirectListenerTest : public QObject
{
    Q_OBJECT

    quint16 m_port = 0;
    std::unique_ptr<RedirectListener> m_listener;
    QList<QVariantMap> m_codes;
    QList<Error> m_errors;
    QList<BrowserPage> m_pages;

    QUrl redirect(const char *host = "localhost", const char *path = "/callback") const
    {
        return QUrl(
            QStringLiteral("http://%1:%2%3").arg(QLatin1String(host)).arg(m_port).arg(QLatin1String(path)));
    }

    void listen(const QUrl &url)
    {
        m_listener = std::make_unique<RedirectListener>(url, QStringLiteral("st-1"));
        connect(m_listener.get(), &RedirectListener::callbackReceived, this,
                [this](const QVariantMap &values) { m_codes.append(values); });
        connect(m_listener.get(), &RedirectListener::failed, this,
                [this](const Error &error, BrowserPage page) {
                    m_errors.append(error);
                    m_pages.append(page);
                });
        QVERIFY(m_listener->open());
    }

private Q_SLOTS:
    void init()
    {
        m_port = freePort();
        m_codes.clear();
        m_errors.clear();
        m_pages.clear();
    }

    void cleanup() { m_listener.reset(); }

    void aCodeWithItsStateArrivesDecoded_data()
    {
        QTest::addColumn<QByteArray>("inTheAddress");
        QTest::addColumn<QString>("code");
        QTest::newRow("plain") << QByteArray("abc-123_x.y~z") << QStringLiteral("abc-123_x.y~z");
        QTest::newRow("reserved characters")
            << QByteArray("a%2Bb%2Fc%3D%26%25%3F%23") << QStringLiteral("a+b/c=&%?#");
        QTest::newRow("a + that was not encoded") << QByteArray("a+b") << QStringLiteral("a+b");
        QTest::newRow("something that looks encoded") << QByteArray("a%252Fb") << QStringLiteral("a%2Fb");
    }

    void aCodeWithItsStateArrivesDecoded()
    {
        QFETCH(QByteArray, inTheAddress);
        QFETCH(QString, code);
        listen(redirect());
        RawClient browser(four, m_port);
        browser.get("/callback?code=" + inTheAddress + "&state=st-1");
        QTRY_COMPARE(m_codes.size(), 1);
        QCOMPARE(m_codes.first().value(QStringLiteral("code")).toString(), code);
        QCOMPARE(m_listener->code(), code);
        QVERIFY(m_errors.isEmpty());
        QVERIFY(browser.received().isEmpty()); // no success before there is one
    }

    void thePageComesWhenTheOutcomeIsKnown()
    {
        listen(redirect());
        RawClient browser(four, m_port);
        browser.get("/callback?code=c&state=st-1");
        QTRY_COMPARE(m_codes.size(), 1);
        RawClient reloaded(four, m_port);
        reloaded.get("/callback?code=c&state=st-1");
        m_listener->answerBrowser(BrowserPage::Failed);
        QTRY_VERIFY(browser.isOver());
        QCOMPARE(browser.status(), 200);
        QVERIFY(browser.received().contains("The sign-in did not work"));
        QVERIFY(browser.received().contains("Cache-Control: no-store"));
        QTRY_VERIFY(reloaded.isOver());
        QVERIFY(reloaded.received().contains("The sign-in did not work"));
        QCOMPARE(m_codes.size(), 1);
    }

    void thePageArrivesThoughTheListenerIsGone()
    {
        listen(redirect());
        RawClient browser(four, m_port);
        browser.get("/callback?code=c&state=st-1");
        QTRY_COMPARE(m_codes.size(), 1);
        m_listener->answerBrowser(BrowserPage::SignedIn);
        m_listener.reset();
        QTRY_VERIFY(browser.isOver());
        QVERIFY(browser.received().contains("You are signed in"));
        QVERIFY(browser.received().endsWith("</html>\n"));
    }

    void aRequestInPiecesIsReadWhole_data()
    {
        QTest::addColumn<QList<qsizetype>>("cuts");
        QTest::newRow("in the request line") << QList<qsizetype>{12};
        QTest::newRow("in a header") << QList<qsizetype>{50};
        QTest::newRow("before the last byte") << QList<qsizetype>{-1};
        QTest::newRow("in four") << QList<qsizetype>{1, 20, 60};
    }

    void aRequestInPiecesIsReadWhole()
    {
        QFETCH(QList<qsizetype>, cuts);
        listen(redirect());
        RawClient browser(four, m_port);
        const QByteArray request =
            "GET /callback?code=c&state=st-1 HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n";
        QTRY_VERIFY(browser.isConnected());
        qsizetype sent = 0;
        for (qsizetype cut : std::as_const(cuts)) {
            const qsizetype end = cut < 0 ? request.size() + cut : cut;
            browser.send(request.mid(sent, end - sent));
            sent = end;
            QTest::qWait(20); // a segment of its own
            QVERIFY(m_codes.isEmpty());
        }
        browser.send(request.mid(sent));
        QTRY_COMPARE(m_codes.size(), 1);
    }

    void onlyTheExactPathIsTaken_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *target :
             {"/callbackXYZ", "/callback/", "/Callback", "/", "/x/callback", "/favicon.ico", "//callback"})
            QTest::newRow(target) << QByteArray(target);
    }

    void onlyTheExactPathIsTaken()
    {
        QFETCH(QByteArray, target);
        listen(redirect());
        RawClient browser(four, m_port);
        browser.get(target + "?code=c&state=st-1");
        QTRY_VERIFY(browser.isOver());
        QCOMPARE(browser.status(), 404);
        QVERIFY(m_codes.isEmpty() && m_errors.isEmpty());
        RawClient right(four, m_port); // and it still waits
        right.get("/callback?code=c&state=st-1");
        QTRY_COMPARE(m_codes.size(), 1);
    }

    void whatIsNoGetIsRefused_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const QByteArray target = "/callback?code=c&state=st-1";
        QTest::newRow("POST") << QByteArray("POST " + target + " HTTP/1.1\r\nContent-Length: 0\r\n\r\n")
                              << 405;
        QTest::newRow("OPTIONS from a web page")
            << QByteArray("OPTIONS " + target + " HTTP/1.1\r\nOrigin: https://evil.example\r\n\r\n") << 405;
        QTest::newRow("not HTTP") << QByteArray("hello\r\n\r\n") << 400;
        QTest::newRow("a head without end")
            << QByteArray("GET / HTTP/1.1\r\nX: " + QByteArray(20'000, 'x')) << 431;
    }

    void whatIsNoGetIsRefused()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        listen(redirect());
        RawClient client(four, m_port);
        client.send(request);
        QTRY_VERIFY(!client.received().isEmpty());
        QCOMPARE(client.status(), status);
        QVERIFY(m_codes.isEmpty() && m_errors.isEmpty());
    }

    void whatIsNoCodeEndsTheWait_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<Error::Kind>("kind");
        QTest::addColumn<BrowserPage>("page");
        QTest::addColumn<QString>("detail");
        QTest::newRow("denied") << QByteArray(
                                       "error=access_denied&error_description=The+user+said+no%21&state=st-1")
                                << Error::Kind::SignedOut << BrowserPage::Denied
                                << QStringLiteral("The user said no!");
        QTest::newRow("denied without a state") << QByteArray("error=access_denied") << Error::Kind::SignedOut
                                                << BrowserPage::Denied << QString();
        QTest::newRow("invalid_scope") << QByteArray("error=invalid_scope&state=st-1")
                                       << Error::Kind::Forbidden << BrowserPage::Failed << QString();
        QTest::newRow("unauthorized_client") << QByteArray("error=unauthorized_client&state=st-1")
                                             << Error::Kind::Forbidden << BrowserPage::Failed << QString();
        QTest::newRow("unsupported_response_type") << QByteArray("error=unsupported_response_type&state=st-1")
                               << Error::Kind::Forbidden << BrowserPage::Failed << QStringLiteral("unsupported_response_type");
        QTest::newRow("invalid_request") << QByteArray("error=invalid_request&state=st-1")
                               << Error::Kind::Refused << BrowserPage::Failed << QStringLiteral("invalid_request");
        QTest::newRow("server_error") << QByteArray("error=server_error&state=st-1")
                               << Error::Kind::Offline << BrowserPage::Failed << QStringLiteral("server_error");
        QTest::newRow("login_required") << QByteArray("error=login_required&state=st-1")
                               << Error::Kind::SignedOut << BrowserPage::Failed << QStringLiteral("login_required");
        QTest::newRow("consent_required") << QByteArray("error=consent_required&state=st-1")
                               << Error::Kind::SignedOut << BrowserPage::Failed << QStringLiteral("consent_required");
        QTest::newRow("something_new") << QByteArray("error=something_new&state=st-1")
                               << Error::Kind::Refused << BrowserPage::Failed << QStringLiteral("something_new");
        QTest::newRow("temporarily_unavailable") << QByteArray("error=temporarily_unavailable&state=st-1")
                                                 << Error::Kind::Offline << BrowserPage::Failed << QString();
        QTest::newRow("wrong state") << QByteArray("code=c&state=st-2") << Error::Kind::SignedOut
                                     << BrowserPage::WrongAnswer << QString();
        QTest::newRow("no state") << QByteArray("code=c") << Error::Kind::SignedOut
                                  << BrowserPage::WrongAnswer << QString();
        QTest::newRow("denied with a wrong state")
            << QByteArray("error=access_denied&state=st-2") << Error::Kind::SignedOut
            << BrowserPage::WrongAnswer << QString();
        QTest::newRow("no code") << QByteArray("state=st-1") << Error::Kind::Refused << BrowserPage::Failed
                                 << QString();
        QTest::newRow("nothing") << QByteArray() << Error::Kind::SignedOut << BrowserPage::WrongAnswer
                                 << QString();
    }

    void whatIsNoCodeEndsTheWait()
    {
        QFETCH(QByteArray, query);
        QFETCH(Error::Kind, kind);
        QFETCH(BrowserPage, page);
        QFETCH(QString, detail);
        listen(redirect());
        RawClient browser(four, m_port);
        browser.get("/callback?" + query);
        QTRY_COMPARE(m_errors.size(), 1);
        QCOMPARE(m_errors.first().kind, kind);
        QCOMPARE(m_pages.first(), page);
        QVERIFY(m_errors.first().detail.contains(detail));
        QVERIFY(!m_errors.first().detail.contains(QLatin1String("st-")));
        QVERIFY(m_codes.isEmpty());
    }

    void localhostIsBothStacks()
    {
        if (!hasIpv6())
            QSKIP("This computer has no ::1.");
        listen(redirect());
        RawClient browser(six, m_port);
        browser.get("/callback?code=c&state=st-1");
        QTRY_COMPARE(m_codes.size(), 1);
    }

    void aNumberIsThatStackOnly()
    {
        listen(redirect("127.0.0.1"));
        RawClient right(four, m_port);
        QTRY_VERIFY(right.isConnected());
        RawClient other(six, m_port);
        QTRY_VERIFY(other.isRefused() || !hasIpv6());
    }

    void noOtherInterfaceListens()
    {
        listen(redirect());
        const QList<QHostAddress> all = QNetworkInterface::allAddresses();
        for (const QHostAddress &address : all) {
            if (address.isLoopback() || address.isLinkLocal())
                continue;
            RawClient outside(address, m_port);
            QTRY_VERIFY2(outside.isRefused(), qPrintable(address.toString()));
        }
        QCOMPARE(m_listener->isListening(), false); // the base class: its port would be one of its own choice
    }

    void aTakenPortIsNamed_data()
    {
        QTest::addColumn<bool>("onSix");
        QTest::newRow("on 127.0.0.1") << false;
        QTest::newRow("on ::1") << true;
    }

    void aTakenPortIsNamed()
    {
        QFETCH(bool, onSix);
        if (onSix && !hasIpv6())
            QSKIP("This computer has no ::1.");
        QTcpServer other;
        QVERIFY(other.listen(onSix ? six : four, m_port));
        RedirectListener listener(redirect(), QStringLiteral("st-1"));
        const Result<void> opened = listener.open();
        QVERIFY(!opened);
        QVERIFY(opened.error().message.contains(QString::number(m_port)));
        QVERIFY(!listener.isOpen());
        QVERIFY(listener.shortAddress().isEmpty());
    }

    void theRegisteredAddressIsGivenLetterByLetter_data()
    {
        QTest::addColumn<QString>("address");
        QTest::newRow("localhost") << QStringLiteral("http://localhost:8743/callback");
        QTest::newRow("no path") << QStringLiteral("http://localhost:8743");
        QTest::newRow("a slash") << QStringLiteral("http://127.0.0.1:8743/");
        QTest::newRow("to be pasted") << QStringLiteral("https://localhost");
    }

    void theRegisteredAddressIsGivenLetterByLetter()
    {
        QFETCH(QString, address);
        const RedirectListener listener(QUrl(address), QStringLiteral("st-1"));
        QCOMPARE(listener.callback(), address);
    }

    void theShortAddressLeadsOn()
    {
        listen(redirect());
        QCOMPARE(m_listener->shortAddress(), redirect("localhost", "/go"));
        RawClient early(four, m_port);
        early.get("/go");
        QTRY_VERIFY(early.isOver());
        QCOMPARE(early.status(), 404);
        m_listener->leadTo(
            QUrl(QStringLiteral("https://authz.example.org/v1/authorize?scope=a%20b&state=st-1")));
        RawClient browser(four, m_port);
        browser.get("/go");
        QTRY_VERIFY(browser.isOver());
        QCOMPARE(browser.status(), 302);
        QVERIFY(browser.received().contains(
            "\r\nLocation: https://authz.example.org/v1/authorize?scope=a%20b&state=st-1\r\n"));
        QVERIFY(m_codes.isEmpty() && m_errors.isEmpty());
    }

    void aBrowserThatOpensAConnectionAheadBlocksNobody()
    {
        listen(redirect());
        RawClient silent(four, m_port);
        QTRY_VERIFY(silent.isConnected());
        RawClient browser(four, m_port);
        browser.get("/callback?code=c&state=st-1");
        QTRY_COMPARE(m_codes.size(), 1);
    }

    void deletedWhileABrowserWaits()
    {
        listen(redirect());
        RawClient browser(four, m_port);
        browser.get("/callback?code=c&state=st-1");
        QTRY_COMPARE(m_codes.size(), 1);
        m_listener.reset();
        QTRY_VERIFY(browser.isOver());
    }

    void deletedByTheOneWhoIsTold()
    {
        listen(redirect());
        bool told = false;
        connect(m_listener.get(), &RedirectListener::failed, this,
                [this, &told](const Error &, BrowserPage page) {
                    m_listener->answerBrowser(page);
                    m_listener.reset();
                    told = true;
                });
        RawClient browser(four, m_port);
        browser.get("/callback?error=access_denied&state=st-1");
        QTRY_VERIFY(told);
        QTRY_VERIFY(browser.isOver());
        QVERIFY(browser.received().contains("Rollcall was not let in"));
    }
};

QTEST_GUILESS_MAIN(RedirectListenerTest)
#include "tst_redirectlistener.moc"
