#pragma once

#include "support/result.h"

#include <QNetworkProxy>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>

class QObject;

namespace rollcall {

/// Who is at the other end of a safe connection.
struct TlsPeer
{
    QString protocol; ///< "TLS 1.3"
    QString issuer;   ///< who certified it: a name of one's own network means that it reads along

    bool operator==(const TlsPeer &) const = default;
};

using TlsHandler = std::function<void(const Result<TlsPeer> &)>;

/// Makes a safe connection to an https address and closes it again, sending nothing. `handle` exactly once,
/// later; Offline error where none can be made.
void tryTlsTo(const QUrl &address, const QNetworkProxy &proxy, std::chrono::milliseconds patience,
              QObject *context, TlsHandler handle);

} // namespace rollcall
