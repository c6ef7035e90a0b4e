#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QUrl>

namespace rollcall::test {

/// Goes where a browser would be sent, and wherever it is sent on from there; the account has to approve by itself.
class StandInBrowser : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> opened;
    bool follows = true; ///< false: opens, and nobody sits there

public Q_SLOTS:
    void open(const QUrl &address);

private:
    QNetworkAccessManager m_network;
};

} // namespace rollcall::test
