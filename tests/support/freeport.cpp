#include "support/freeport.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QTcpServer>

namespace rollcall::test {

quint16 freePort()
{
    constexpr int first = 20'000;
    constexpr int last = 32'000;
    static_assert(last < 32'768);
    // Each process starts elsewhere.
    for (int i = 0;; ++i) {
        const qint64 ours = QCoreApplication::applicationPid() * 37 + i;
        const auto port = static_cast<quint16>(first + ours % (last - first));
        QTcpServer one;
        QTcpServer two;
        if (one.listen(QHostAddress(QHostAddress::LocalHost), port) &&
            (two.listen(QHostAddress(QHostAddress::LocalHostIPv6), port) ||
             two.serverError() != QAbstractSocket::AddressInUseError))
            return port;
    }
}

} // namespace rollcall::test
