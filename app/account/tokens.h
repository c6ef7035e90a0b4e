#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace rollcall {

/// What the authorization server granted. Never shown, logged or put into an address.
struct Tokens
{
    QString accessToken;
    QString refreshToken; ///< empty when offline_access was not granted
    QDateTime issuedAt;   ///< UTC, on our clock
    QDateTime expiresAt;  ///< UTC, on our clock
    QStringList scopes;
    QString clientId; ///< the API key they were granted to: the device flow can have one of its own

    bool operator==(const Tokens &) const = default;
};

} // namespace rollcall
