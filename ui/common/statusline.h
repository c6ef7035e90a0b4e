#pragma once

#include <QWidget>

class QLabel;

namespace rollcall {

/// At the foot of the window: connection, network, what is being sent, and today's calls.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    enum class Connection { Unknown, NotConnected, Connected, Reconnect };

    explicit StatusLine(QWidget *parent = nullptr);

    void setConnection(Connection connection);
    void setNetwork(const QString &text); ///< "Online"; empty where nobody can tell
    void setSending(const QString &text);
    /// `used` below zero: not connected, nothing to say.
    void setCalls(int used, int allowed, const QString &explanation);

Q_SIGNALS:
    void reconnectPressed();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QWidget *m_dot;
    QLabel *m_connection;
    QLabel *m_network;
    QLabel *m_sending;
    QLabel *m_calls;
    Connection m_state = Connection::NotConnected;
};

} // namespace rollcall
