#pragma once

#include "net/http.h"
#include "support/clock.h"
#include "support/result.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QObject>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <optional>

namespace rollcall {

class Pacer;
class Session;

struct ServiceRequest
{
    QByteArray verb = "GET";
    QString path; ///< below the API's base, without a leading slash: "contacts"; or an href the service gave
    QUrlQuery query; ///< filled by add(): QUrlQuery by itself takes "%41" for "A"
    QByteArray body;
    QByteArray contentType = "application/json"; ///< sent only with a body
    QByteArray accept = "application/json";
    QString file; ///< of a GET with a long answer: its body goes there, a private file; see Http::fetch()
    bool repeatable = true; ///< safe to send again when no answer came: set false for a POST that creates

    /// A query item that arrives as it is, whatever is in it ("jane+x@example.org").
    void add(const char *name, const QString &value);
};

struct ServiceAnswer
{
    int status = 0;
    QByteArray body;
    QJsonDocument json; ///< null where the body is not JSON
};

/// Calls the API: token, pace, retry, and errors in words. Nobody else retries.
///
/// 2xx and the statuses in `expected` answer; everything else is an Error: 401 (renewed and repeated once) →
/// SignedOut, 403 → Forbidden, 429 → waits and repeats (throttled), or Quota, 5xx → repeats with growing
/// pauses where repeatable, then Offline; other 4xx → Refused with the service's own words in detail. Links
/// that lead off the API's origin are refused (BadReply).
class ServiceClient : public QObject
{
    Q_OBJECT

public:
    using Handler = std::function<void(const Result<ServiceAnswer> &)>;

    ServiceClient(QUrl apiUrl, const Clock &clock, Http &http, Session &session, Pacer &pacer,
                  QObject *parent = nullptr);
    ~ServiceClient() override;

    void call(const ServiceRequest &request, QObject *context, Handler handle, QList<int> expected = {});

    /// Calls of this context that wait to be repeated end soon, with the error that they were about to repeat
    /// for; those that are on their way are not repeated any more.
    void stopRepeating(QObject *context);

    /// Calls that left this process, repeats included.
    int callsMade() const { return m_callsMade; }

Q_SIGNALS:
    /// Whether answers come: said with the first call, and whenever it is otherwise than before.
    void reachedChanged(bool isReached);
    void repeatingStopped(QObject *context);

private:
    class Call;

    void setReached(bool isReached);

    QUrl m_apiUrl;
    const Clock &m_clock;
    Http &m_http;
    Session &m_session;
    Pacer &m_pacer;
    int m_callsMade = 0;
    std::optional<bool> m_isReached;
};

/// The service's words from an error body: an array of, or a bare, {error_key, error_message}, or neither.
struct ServiceFault
{
    QString key;
    QString message;

    static ServiceFault parse(const QByteArray &body);
};

} // namespace rollcall
