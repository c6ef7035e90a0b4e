#pragma once

#include "practice/accesstoken.h"

#include <map>
#include <optional>

namespace rollcall::practice {

/// Codes, refresh tokens and device codes that were given out, and what became of them.
class Grants
{
public:
    struct Code
    {
        Identity identity;
        QByteArray redirectUri;
        QByteArray challenge; ///< of PKCE; empty: to be redeemed with the client's secret
        qint64 issuedAt = 0;
        bool used = false;
        quint32 family = 0; ///< of the refresh tokens that came from it; 0: none
    };

    struct RefreshToken
    {
        Identity identity;
        bool confidential = false; ///< only with the client's secret
        quint32 family = 0;        ///< rotated from one sign-in
        qint64 issuedAt = 0;
        bool used = false;
    };

    enum class DeviceState : quint8 { Pending, Allowed, Denied, Redeemed };

    struct Device
    {
        QByteArray userCode; ///< "ABCD-EFGH"
        Identity identity;
        DeviceState state = DeviceState::Pending;
        qint64 issuedAt = 0, lastPoll = 0, interval = 0;
    };

    /// Its letters include + / and =: a client that does not encode them is found out.
    QByteArray addCode(const Code &code);
    Code *code(const QByteArray &text);

    quint32 newFamily() { return ++m_lastFamily; }
    QByteArray addRefreshToken(const RefreshToken &token);
    RefreshToken *refreshToken(const QByteArray &text);
    void revokeFamily(quint32 family);
    qsizetype liveRefreshTokens() const;

    void revokeAccess(const QByteArray &accessToken, qint64 now);
    bool isRevoked(const QByteArray &accessToken) const;

    QByteArray addDevice(Device device);
    Device *device(const QByteArray &deviceCode);
    Device *deviceByUserCode(const QByteArray &userCode);

    void forgetOld(qint64 now);

    /// What has to outlive a restart: refresh tokens, used ones too, so that their reuse is noticed.
    QByteArray save() const;
    bool restore(const QByteArray &saved);

private:
    std::map<QByteArray, Code> m_codes;
    std::map<QByteArray, RefreshToken> m_refreshTokens;
    std::map<QByteArray, Device> m_devices;
    std::map<QByteArray, qint64> m_revoked; ///< access tokens, and since when
    quint32 m_lastFamily = 0;
};

} // namespace rollcall::practice
