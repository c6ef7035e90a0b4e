#include "net/http.h"
#include "support/rawserver.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace rollcall;
using namespace rollcall::test;

class HttpTest : public QObject
{
    Q_OBJECT

    std::optional<HttpResult> m_result;
    QNetworkAccessManager m_network;

    void send(const QByteArray &verb, const QUrl &url, const QByteArray &body = {}, int timeout = 5000)
    {
        m_result.reset();
        Http http(m_network);
        http.setTransferTimeout(std::chrono::milliseconds(timeout));
        http.setMaximumBody(1'000'000);
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        http.send(verb, request, body, this, [this](const HttpResult &result) { m_result = result; });
        QVERIFY2(!m_result, "answered before the call returned");
        QTRY_VERIFY(m_result);
    }

private Q_SLOTS:
    void aWholeAnswerIsGivenWithItsStatusAndHeaders_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<int>("status");
        QTest::newRow("GET 200") << QByteArray("GET") << 200;
        QTest::newRow("POST 201") << QByteArray("POST") << 201;
        QTest::newRow("PUT 409") << QByteArray("PUT") << 409;
        QTest::newRow("DELETE 202") << QByteArray("DELETE") << 202;
        QTest::newRow("401 without a challenge") << QByteArray("GET") << 401;
        QTest::newRow("503 with a body") << QByteArray("POST") << 503;
    }

    void aWholeAnswerIsGivenWithItsStatusAndHeaders()
    {
        QFETCH(QByteArray, verb);
        QFETCH(int, status);
        RawServer server(
            [status](const QByteArray &) { return RawServer::http(status, "{\"a\":1}", "X-Id: 7\r\n"); });
        send(verb, server.url(QStringLiteral("/v3/contacts")),
             verb == "GET" ? QByteArray() : QByteArray("{}"));
        QVERIFY(m_result->has_value());
        QCOMPARE((*m_result)->status, status);
        QCOMPARE((*m_result)->body, QByteArray("{\"a\":1}"));
        QCOMPARE((*m_result)->header("x-id"), QByteArray("7"));
        QVERIFY(server.requests.value(0).startsWith(verb + " /v3/contacts HTTP/1.1\r\n"));
    }

    void aRedirectIsGivenNotFollowed()
    {
        RawServer server(
            [](const QByteArray &) { return RawServer::http(302, {}, "Location: /elsewhere\r\n"); });
        send("GET", server.url(QStringLiteral("/a")));
        QVERIFY(m_result->has_value());
        QCOMPARE((*m_result)->status, 302);
        QCOMPARE(server.requests.size(), 1);
    }

    void anAnswerCutShortIsNoAnswer_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("in the body") << QByteArray(
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"contacts\":[");
        QTest::newRow("in a chunk") << QByteArray(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"con");
        QTest::newRow("in the head") << QByteArray("HTTP/1.1 200 OK\r\nContent-Le");
        QTest::newRow("in an error's body")
            << QByteArray("HTTP/1.1 400 X\r\nContent-Length: 100\r\n\r\n{\"error\":");
        QTest::newRow("not HTTP at all") << QByteArray("220 mail.example.org ready\r\n\r\n");
    }

    void anAnswerCutShortIsNoAnswer()
    {
        QFETCH(QByteArray, answer);
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
        connect(&server, &QTcpServer::newConnection, this, [&server, answer] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
                socket->write(answer);
                socket->disconnectFromHost();
            });
        });
        send("GET",
             QUrl(QStringLiteral("http://127.0.0.1:%1/v3/contacts?email=a@b.org").arg(server.serverPort())));
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().error.kind, Error::Kind::Offline);
        QVERIFY(!m_result->error().neverSent);
        QVERIFY(!m_result->error().error.detail.contains(QLatin1String("a@b.org")));
    }

    void eachIsSentOnceWhenTheConnectionEndsWithoutAnAnswer_data()
    {
        QTest::addColumn<QByteArray>("verb");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("a form") << QByteArray("POST") << QByteArray("grant_type=refresh_token");
        QTest::newRow("an update") << QByteArray("PUT") << QByteArray("{}");
        QTest::newRow("a question") << QByteArray("GET") << QByteArray();
        QTest::newRow("a deletion") << QByteArray("DELETE") << QByteArray();
    }

    // Also of what may be repeated each arrival takes a turn of the pace.
    void eachIsSentOnceWhenTheConnectionEndsWithoutAnAnswer()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, body);
        RawServer server([](const QByteArray &) { return QByteArray(); });
        send(verb, server.url(QStringLiteral("/token")), body);
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().error.kind, Error::Kind::Offline);
        QVERIFY(!m_result->error().neverSent);
        QCOMPARE(server.requests.size(), 1);
    }

    void eachIsSentOnceAlsoOnAConnectionThatWasInUse_data()
    {
        eachIsSentOnceWhenTheConnectionEndsWithoutAnAnswer_data();
    }

    void eachIsSentOnceAlsoOnAConnectionThatWasInUse()
    {
        QFETCH(QByteArray, verb);
        QFETCH(QByteArray, body);
        int call = 0;
        RawServer server(
            [&call](const QByteArray &) { return ++call == 1 ? RawServer::http(200, "{}") : QByteArray(); });
        send(verb, server.url(QStringLiteral("/token")), body);
        QVERIFY(m_result->has_value());
        send(verb, server.url(QStringLiteral("/token")), body);
        QVERIFY(!m_result->has_value());
        QCOMPARE(server.requests.size(), 2);
    }

    void aLargeBodyArrivesWhole()
    {
        RawServer server([](const QByteArray &) { return RawServer::http(201, "{}"); });
        const QByteArray body(3'500'000, 'x');
        send("POST", server.url(QStringLiteral("/import")), body);
        QVERIFY(m_result->has_value());
        QCOMPARE(server.requests.size(), 1);
        QVERIFY(server.requests.first().left(2000).toLower().contains("content-length: 3500000\r\n"));
        QVERIFY(server.requests.first().endsWith(body));
    }

    void aRefusedConnectionWasNeverSent()
    {
        QTcpServer closed;
        QVERIFY(closed.listen(QHostAddress(QHostAddress::LocalHost)));
        const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(closed.serverPort()));
        closed.close();
        send("POST", url, "{}");
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().error.kind, Error::Kind::Offline);
        QVERIFY(m_result->error().neverSent);
    }

    void aSilentConnectionEndsAfterTheTimeout()
    {
        RawServer server([](const QByteArray &) { return QByteArray(); });
        server.hang = true;
        send("POST", server.url(QStringLiteral("/token")), "{}", 200);
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().error.kind, Error::Kind::Offline);
        QVERIFY(!m_result->error().neverSent);
    }

    void anAnswerThatNeverEndsIsRefused_data()
    {
        QTest::addColumn<QByteArray>("answer");
        const QByteArray body(2'000'000, 'x');
        QTest::newRow("as it is") << RawServer::http(200, body);
        QTest::newRow("an error's words") << RawServer::http(400, body);
        QTest::newRow("packed into a few bytes")
            << RawServer::http(200, qCompress(body).sliced(4), "Content-Encoding: deflate\r\n");
    }

    void anAnswerThatNeverEndsIsRefused()
    {
        QFETCH(QByteArray, answer);
        RawServer server([answer](const QByteArray &) { return answer; });
        send("GET", server.url(QStringLiteral("/export")));
        QVERIFY(!m_result->has_value());
        QCOMPARE(m_result->error().error.kind, Error::Kind::BadReply);
    }

    void aLongAnswerGoesToAFileOfOnesOwn_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("status"); // 0: an error
        QTest::addColumn<Error::Kind>("kind");
        const QByteArray csv(2'000'000, 'x');
        QTest::newRow("whole") << RawServer::http(200, csv) << QStringLiteral("export.csv") << 200
                               << Error::Kind::Offline;
        QTest::newRow("refused") << RawServer::http(404, "[]") << QStringLiteral("export.csv") << 404
                                 << Error::Kind::Offline;
        QTest::newRow("ends in silence before it is whole")
            << RawServer::http(200, csv).chopped(10) << QStringLiteral("export.csv") << 0
            << Error::Kind::Offline;
        QTest::newRow("too long to be true")
            << RawServer::http(200, csv + csv) << QStringLiteral("export.csv") << 0 << Error::Kind::BadReply;
        QTest::newRow("too long when it is unpacked")
            << RawServer::http(200, qCompress(csv + csv).sliced(4), "Content-Encoding: deflate\r\n")
            << QStringLiteral("export.csv") << 0 << Error::Kind::BadReply;
        QTest::newRow("refused with more words than anybody reads")
            << RawServer::http(404, csv) << QStringLiteral("export.csv") << 0 << Error::Kind::BadReply;
        QTest::newRow("it cannot be written")
            << RawServer::http(200, csv) << QStringLiteral("missing/export.csv") << 0 << Error::Kind::Storage;
    }

    void aLongAnswerGoesToAFileOfOnesOwn()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, name);
        QFETCH(int, status);
        QFETCH(Error::Kind, kind);
        RawServer server([answer](const QByteArray &) { return answer; });
        const QTemporaryDir folder;
        Http http(m_network);
        m_result.reset();
        http.setTransferTimeout(std::chrono::milliseconds(500));
        http.setMaximumFile(3'000'000);
        http.setMaximumBody(1'000'000);
        http.fetch(QNetworkRequest(server.url(QStringLiteral("/export"))), folder.filePath(name), this,
                   [this](const HttpResult &result) { m_result = result; });
        QVERIFY2(!m_result, "answered before the call returned");
        QTRY_VERIFY(m_result);
        QCOMPARE(m_result->has_value(), status != 0);
        if (status == 0) {
            QCOMPARE(m_result->error().error.kind, kind);
            return;
        }
        QCOMPARE((*m_result)->status, status);
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), status == 200 ? QByteArray(2'000'000, 'x') : QByteArray());
        QCOMPARE((*m_result)->body, status == 200 ? QByteArray() : QByteArray("[]"));
        QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void nobodyIsCalledWhoIsGone()
    {
        RawServer server([](const QByteArray &) { return RawServer::http(200, "{}"); });
        server.hang = true;
        Http http(m_network);
        bool called = false;
        auto context = std::make_unique<QObject>();
        http.send("GET", QNetworkRequest(server.url(QStringLiteral("/a"))), {}, context.get(),
                  [&called](const HttpResult &) { called = true; });
        QTRY_COMPARE(server.requests.size(), 1);
        context.reset();
        QTRY_VERIFY(m_network.findChildren<QNetworkReply *>().isEmpty());
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(HttpTest)
#include "tst_http.moc"
