#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QObject>
#include <QTcpServer>
#include <QUrl>

#include <functional>

class QTcpSocket;

namespace rollcall::test {

/// A server on a real socket whose every byte the test decides: for what a well-behaved server never does.
class RawServer : public QObject
{
    Q_OBJECT

public:
    /// What to do with a request read whole. An empty answer ends the connection without a word.
    using Answer = std::function<QByteArray(const QByteArray &request)>;

    explicit RawServer(Answer answer);

    QUrl url(const QString &path) const;
    QList<QByteArray> requests; ///< read whole, head and body, in order
    bool hang = false;          ///< read, and never answer

    /// A well-formed answer.
    static QByteArray http(int status, const QByteArray &body = {}, const QByteArray &headers = {});

private:
    void read(QTcpSocket *socket);

    QTcpServer m_server;
    Answer m_answer;
    QHash<QTcpSocket *, QByteArray> m_received;
};

} // namespace rollcall::test
