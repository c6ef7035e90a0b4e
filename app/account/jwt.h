#pragma once

#include "support/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

namespace rollcall {

/// What is written in an access token, for people to see. Its signature is not checked: nothing here may
/// decide about access (constant-contact-v3.md 1.12).
struct Jwt
{
    QJsonObject claims;
    QDateTime issuedAt;  ///< iat, UTC; invalid when absent
    QDateTime expiresAt; ///< exp, UTC; invalid when absent
    QStringList scopes;  ///< scp as an array, or scope as a text

    /// BadReply when it is not a JWT; the opaque token may be good all the same.
    static Result<Jwt> parse(const QString &token);

    /// Who signed in, where the service says it by e-mail address (sub); else empty.
    QString user() const;
};

} // namespace rollcall
