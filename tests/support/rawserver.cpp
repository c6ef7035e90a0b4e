#include "support/rawserver.h"

#include <QTcpSocket>

namespace rollcall::test {
namespace {

/// How long the request is when it is there whole; -1 while its head is not.
qsizetype wholeSize(const QByteArray &received)
{
    const qsizetype head = received.indexOf("\r\n\r\n");
    if (head < 0)
        return -1;
    const QByteArray lower = received.left(head).toLower();
    const qsizetype at = lower.indexOf("content-length:");
    if (at < 0)
        return head + 4;
    const QByteArray line = lower.mid(at + 15, lower.indexOf("\r\n", at) - at - 15);
    return head + 4 + line.trimmed().toLongLong();
}

} // namespace

RawServer::RawServer(Answer answer)
    : m_answer(std::move(answer))
{
    m_server.listen(QHostAddress(QHostAddress::LocalHost));
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    });
}

QUrl RawServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_server.serverPort()).arg(path));
}

QByteArray RawServer::http(int status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) +
           " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

void RawServer::read(QTcpSocket *socket)
{
    QByteArray &received = m_received[socket];
    received += socket->readAll();
    const qsizetype size = wholeSize(received);
    if (size < 0 || received.size() < size)
        return;
    requests.append(received.left(size));
    received.remove(0, size);
    if (hang)
        return;
    const QByteArray answer = m_answer(requests.last());
    if (answer.isEmpty())
        socket->abort();
    else
        socket->write(answer);
}

} // namespace rollcall::test
