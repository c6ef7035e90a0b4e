#include "support/rawclient.h"

namespace rollcall::test {

RawClient::RawClient(const QHostAddress &host, quint16 port)
{
    connect(&m_socket, &QTcpSocket::readyRead, this, [this] { m_received += m_socket.readAll(); });
    connect(&m_socket, &QTcpSocket::disconnected, this, [this] { m_isOver = true; });
    connect(&m_socket, &QTcpSocket::errorOccurred, this, [this](QAbstractSocket::SocketError error) {
        m_isRefused = m_isRefused || error == QAbstractSocket::ConnectionRefusedError;
    });
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.connectToHost(host, port);
}

void RawClient::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    if (isConnected()) // before that it waits by itself
        m_socket.flush();
}

void RawClient::get(const QByteArray &target)
{
    send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUser-Agent: test\r\nAccept: text/html\r\n\r\n");
}

} // namespace rollcall::test
