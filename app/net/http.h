#pragma once

#include "support/result.h"

#include <QByteArray>
#include <QList>
#include <QNetworkRequest>
#include <QString>

#include <chrono>
#include <functional>
#include <utility>

class QHttpMultiPart;
class QNetworkAccessManager;
class QNetworkReply;
class QObject;

namespace rollcall {

/// A complete answer, of whatever status.
struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;

    QByteArray header(const QByteArray &name) const; ///< first of that name, any case; empty: none

    bool operator==(const HttpAnswer &) const = default;
};

/// Why no complete answer came.
struct HttpError
{
    Error error;
    bool neverSent = false; ///< the request surely did not reach the other side: it may be sent again

    bool operator==(const HttpError &) const = default;
};

using HttpResult = tl::expected<HttpAnswer, HttpError>;

/// The only code that touches QNetworkReply.
///
/// An answer that was cut short is Offline, never a short answer; redirects are never followed; a silent
/// connection ends after the time-out; answers beyond the maximum are refused (BadReply). A body is sent once
/// and no more: Qt by itself would send it again when the connection ends without an answer.
class Http
{
public:
    using Handler = std::function<void(const HttpResult &)>;

    explicit Http(QNetworkAccessManager &network)
        : m_network(network)
    {}

    void setTransferTimeout(std::chrono::milliseconds timeout) { m_timeout = timeout; }
    void setMaximumBody(qint64 bytes) { m_maximumBody = bytes; }
    void setMaximumFile(qint64 bytes) { m_maximumFile = bytes; }

    /// Calls `handle` exactly once, later, unless `context` is gone by then (the request is then aborted).
    void send(const QByteArray &verb, QNetworkRequest request, const QByteArray &body, QObject *context,
              Handler handle);
    /// The same for a GET whose good answer (2xx) may be long: its body goes to a private file. Storage
    /// error: it finds no room there; BadReply: it is longer than setMaximumFile(). Whoever asks deletes the
    /// file.
    void fetch(QNetworkRequest request, const QString &path, QObject *context, Handler handle);

    /// Starts a request as send() does, for code of Qt's that handles the reply itself (QtNetworkAuth).
    QNetworkReply *start(const QByteArray &verb, QNetworkRequest request, const QByteArray &body);
    /// What became of a finished reply.
    static HttpResult read(QNetworkReply &reply);

private:
    static void stopBeyond(qint64 good, qint64 other, QNetworkReply &reply);
    static void follow(QNetworkReply &reply, QObject *context, Handler handle);

    QNetworkAccessManager &m_network;
    std::chrono::milliseconds m_timeout{60'000};
    qint64 m_maximumBody = 64 * 1024 * 1024; ///< nothing but files is longer than a page of 500
    /// An export of a large account is the longest answer there is: ten million people with all they have.
    qint64 m_maximumFile = qint64(8) * 1024 * 1024 * 1024;
};

} // namespace rollcall
