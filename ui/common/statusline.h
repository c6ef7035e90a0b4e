#pragma once

#include "account/session.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace rollcall {

class ElidedLabel;

/// At the foot of the window: connection, network, what is being sent, and today's calls.
class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setConnection(Session::State state);
    void setOnline(std::optional<bool> isOnline); ///< none: nobody can tell
    /// What each of them is doing; empty: nothing. The first of these that is at work is told.
    enum Work { Sending, Undoing, Resuming, WorkCount };
    void setWork(Work work, const QString &text);
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
    ElidedLabel *m_sending; ///< gives way: what it says may be long
    QLabel *m_calls;
    QString m_work[WorkCount];
    Session::State m_state = Session::State::NotConnected;
};

} // namespace rollcall
