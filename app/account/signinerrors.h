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
Error tooLate();
Error cancelled();
Error deviceCodeExpired();
Error deviceCodeUsed();
Error notForDevices();
Error badVerificationAddress();
Error wrongState();
Error noCode();
Error bareCodeWithSecret();
/// `error` and `description` as the service put them into the address.
Error refused(const QString &error, const QString &description);

} // namespace signin
} // namespace rollcall
