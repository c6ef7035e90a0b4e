#include "account/exchangenetwork.h"

#include <QIODevice>

namespace rollcall {

QNetworkReply *ExchangeNetwork::createRequest(Operation, const QNetworkRequest &request, QIODevice *body)
{
    QNetworkRequest exchange(request);
    exchange.setRawHeader("Accept", "application/json");
    if (!m_profile.clientSecret.isEmpty()) {
        const QString both = m_profile.clientId + QLatin1Char(':') + m_profile.clientSecret;
        exchange.setRawHeader("Authorization", "Basic " + both.toUtf8().toBase64());
    }
    return m_http.start("POST", exchange, body ? body->readAll() : QByteArray());
}

} // namespace rollcall
