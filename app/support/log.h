#pragma once

#include <QLoggingCategory>
#include <QString>

namespace rollcall {

Q_DECLARE_LOGGING_CATEGORY(lcRollcall)

/// `text` without what must never be kept: e-mail addresses, tokens (JWTs and other long random words), and
/// the values of code, state, code_verifier, client_secret, refresh_token, access_token, device_code, user_code.
QString redacted(const QString &text);

/// From here on every message of Qt's and ours goes to standard error, redacted. Also keeps messages from
/// getting lost where standard error is redirected (Windows).
void installRedactingLog();

} // namespace rollcall
