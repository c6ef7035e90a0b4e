#pragma once

#include "support/error.h"

#include <QString>
#include <QUrl>

namespace rollcall {

/// What can go wrong before there is a code, in words (constant-contact-v3.md 1.4, 1.10).
namespace signin {

Error noKey();
Error noAddress();
Error portTaken(const QUrl &redirect);
/// With what has to be registered: the browser may have shown an error, which never comes back here.
Error tooLate(const QString &clientId, const QString &redirect);
Error cancelled();
Error deviceCodeExpired();
Error deviceCodeUsed();
Error notForDevices();
Error badVerificationAddress();
Error wrongState();
Error noCode();
/// The pasted address is one of the authorization server's own.
Error notLedBack(const QString &clientId, const QString &redirect);
Error bareCodeWithSecret();
/// `error` and `description` as the service put them into the address.
Error refused(const QString &error, const QString &description);

} // namespace signin
} // namespace rollcall
