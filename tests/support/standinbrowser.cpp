#include "support/standinbrowser.h"

#include <QNetworkReply>

namespace rollcall::test {

void StandInBrowser::open(const QUrl &address)
{
    opened << address;
    if (!follows)
        return;
    QNetworkReply *reply = m_network.get(QNetworkRequest(address));
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

} // namespace rollcall::test
