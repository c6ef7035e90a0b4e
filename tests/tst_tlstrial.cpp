#include "net/tlstrial.h"
#include "support/answers.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>
#include <QTest>

using namespace rollcall;
using namespace rollcall::test;

namespace {

QByteArray dataFile(const char *name)
{
    QFile file(QStringLiteral(TEST_DATA "/tls/") + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QUrl addressOf(const QTcpServer &server)
{
    return QUrl(QStringLiteral("https://localhost:%1/oauth2").arg(server.serverPort()));
}

} // namespace

class TlsTrialTest : public QObject
{
    Q_OBJECT

    const QSslConfiguration m_usual = QSslConfiguration::defaultConfiguration();
    const QSslCertificate m_certificate{dataFile("localhost.pem")};

    void listen(QSslServer &server)
    {
        QSslConfiguration configuration = m_usual;
        configuration.setLocalCertificate(m_certificate);
        configuration.setPrivateKey(QSslKey(dataFile("localhost.key"), QSsl::Rsa));
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        server.setSslConfiguration(configuration);
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
    }

    Result<TlsPeer> tryOut(const QUrl &address, int patienceMs = 10'000)
    {
        Answer<Result<TlsPeer>> answer;
        tryTlsTo(address, QNetworkProxy(QNetworkProxy::NoProxy), std::chrono::milliseconds(patienceMs), this,
                 answer.handler());
        return answer.wait();
    }

private Q_SLOTS:
    void cleanup() { QSslConfiguration::setDefaultConfiguration(m_usual); }

    void aSafeConnectionNamesWhoCertifiedIt()
    {
        QSslServer server;
        listen(server);
        QSslConfiguration trusting = m_usual;
        trusting.addCaCertificate(m_certificate);
        QSslConfiguration::setDefaultConfiguration(trusting);
        const auto peer = tryOut(addressOf(server));
        QVERIFY2(peer, peer ? "" : qPrintable(peer.error().detail));
        QCOMPARE(peer->issuer, QStringLiteral("Rollcall test authority"));
        QVERIFY(peer->protocol.startsWith(QLatin1String("TLS 1.")));
    }

    void aCertificateThatIsNotTrustedIsNamed()
    {
        QSslServer server;
        listen(server);
        const auto peer = tryOut(addressOf(server));
        QVERIFY(!peer);
        QCOMPARE(peer.error().kind, Error::Kind::Offline);
        QVERIFY(peer.error().message.contains(QLatin1String("Rollcall test authority")));
        QVERIFY(!peer.error().hint.isEmpty());
    }

    void somethingElseThatAnswersIsNoSafeConnection()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *const socket = server.nextPendingConnection();
            socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
            socket->disconnectFromHost();
        });
        const auto peer = tryOut(addressOf(server));
        QVERIFY(!peer);
        QCOMPARE(peer.error().kind, Error::Kind::Offline);
    }

    void nothingAtAllIsNoSafeConnection()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
        const QUrl address = addressOf(server);
        server.close();
        QVERIFY(!tryOut(address));
    }

    void silenceEndsWithPatience()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress(QHostAddress::LocalHost)));
        QVERIFY(!tryOut(addressOf(server), 50));
    }

    void whoIsGoneIsNotAnswered()
    {
        QSslServer server;
        listen(server);
        bool called = false;
        auto context = std::make_unique<QObject>();
        tryTlsTo(addressOf(server), QNetworkProxy(QNetworkProxy::NoProxy), std::chrono::seconds(5),
                 context.get(), [&called](const Result<TlsPeer> &) { called = true; });
        context.reset();
        QVERIFY(!tryOut(addressOf(server)));
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(TlsTrialTest)
#include "tst_tlstrial.moc"
