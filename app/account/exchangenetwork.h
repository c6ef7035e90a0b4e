#pragma once

#include "account/serviceprofile.h"
#include "net/http.h"

#include <QNetworkAccessManager>

namespace rollcall {

/// Stands between QOAuth2AuthorizationCodeFlow and the network: the flow's token request goes out by way of
/// Http (once, with a time-out), and the secret as HTTP Basic, which the flow cannot do.
class ExchangeNetwork : public QNetworkAccessManager
{
    Q_OBJECT

public:
    ExchangeNetwork(const ServiceProfile &profile, QNetworkAccessManager &network, QObject *parent = nullptr)
        : QNetworkAccessManager(parent)
        , m_profile(profile)
        , m_http(network)
    {}

    void setTransferTimeout(std::chrono::milliseconds timeout) { m_http.setTransferTimeout(timeout); }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *body) override;

private:
    const ServiceProfile m_profile;
    Http m_http;
};

} // namespace rollcall
