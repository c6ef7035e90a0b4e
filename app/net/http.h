#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QNetworkRequest>

#include <chrono>
#include <functional>
#include <utility>

class QHttpMultiPart;
class QNetworkAccessManager;
class QObject;

namespace rollcall {

/// A complete answer, of whatever status.
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;

    QByteArray header(const QByteArray &name) const; ///< first of that name, any case; empty: none
};

/// The only code that touches QNetworkReply.
///
/// An answer that was cut short is Offline, never a short answer; redirects are never followed; a silent
/// connection ends after the time-out; answers beyond `maximumBody` bytes are refused (BadReply).
class Http
{
public:
    using Handler = std::function<void(const Result<HttpAnswer> &)>;

    explicit Http(QNetworkAccessManager &network) : m_network(network) {}

    void setTransferTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }

    /// Calls `handle` exactly once, later, unless `context` is gone by then (the request is then aborted).
    void send(const QByteArray &verb, QNetworkRequest request, const QByteArray &body, QObject *context, Handler handle);

private:
    QNetworkAccessManager &m_network;
    std::chrono::milliseconds m_timeout{60'000};
};

} // namespace rollcall
