#pragma once

#include <QByteArray>
#include <QHostAddress>
#include <QObject>
#include <QTcpSocket>

namespace rollcall::test {

/// A browser on a raw socket: sends what it is told, in as many pieces as it is told, and keeps what comes
/// back.
class RawClient : public QObject
{
    Q_OBJECT

public:
    RawClient(const QHostAddress &host, quint16 port);

    void send(const QByteArray &bytes);
    /// "GET target HTTP/1.1" with a head such as browsers send.
    void get(const QByteArray &target);

    bool isConnected() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool isRefused() const { return m_isRefused; }
    bool isOver() const { return m_isOver; } ///< the other side has closed
    QByteArray received() const { return m_received; }
    int status() const { return m_received.mid(9, 3).toInt(); }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
    bool m_isOver = false;
    bool m_isRefused = false;
};

} // namespace rollcall::test
