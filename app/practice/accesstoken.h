#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace rollcall::practice {

/// Who is calling, and what was granted.
struct Identity
{
    QByteArray clientId;
    QByteArray userId;
    QByteArrayList scopes;
    qint64 signedInAt = 0; ///< milliseconds since 1970

    bool has(std::string_view scope) const;
};

/// A signed JWT with the claims of the service's authorization server.
QByteArray issueAccessToken(const Identity &identity, const QByteArray &issuer, const QByteArray &audience,
                            const QByteArray &key, qint64 now);

struct VerifiedToken
{
    Identity identity;
    bool expired = false;
};

/// Empty when it was not signed with this key.
std::optional<VerifiedToken> verifyAccessToken(const QByteArray &token, const QByteArray &key, qint64 now);

} // namespace rollcall::practice
