#pragma once

#include "practice/call.h"
#include "practice/clients.h"
#include "practice/counters.h"
#include "practice/grants.h"
#include "practice/users.h"

#include <map>

namespace rollcall::practice {

/// The authorization server: sign-in and consent pages, token and device endpoints (constant-contact-v3.md
/// 1).
class Authority
{
public:
    struct Settings
    {
        QByteArray base; ///< http://127.0.0.1:PORT
        bool approve = false;
        bool unlimited = false;
    };

    Authority(Settings settings, QByteArray signingKey, Counters &counters);

    /// Empty when the path is none of its own.
    std::optional<Answer> serve(const Call &call, qint64 now, Allowance &allowance);
    std::optional<VerifiedToken> verify(const QByteArray &token, qint64 now) const;
    void revokeAccess(const QByteArray &token, qint64 now);

    Grants &grants() { return m_grants; }
    QByteArray signingKey() const { return m_key; }
    /// Grows with what has to be kept at once: a lost refresh token would sign people out.
    quint64 changes() const { return m_changes; }

private:
    /// A page that is open in a browser: for an authorization request, or for a device's code.
    struct SignIn
    {
        QByteArray clientId;
        QByteArrayList scopes;
        QByteArray redirectUri, state, challenge;
        QByteArray userCode; ///< of a device; empty: a browser's own
        const User *user = nullptr;
        qint64 startedAt = 0;
    };

    struct Session
    {
        const User *user = nullptr;
        qint64 startedAt = 0;
    };

    // In the browser: authorizepages.cpp
    Answer authorize(const Call &call, qint64 now);
    Answer begin(SignIn signIn, const Call &call, const QByteArray &prompt, const QByteArray &loginHint,
                 qint64 now);
    Answer signInSent(const Call &call, qint64 now);
    Answer consentSent(const Call &call, qint64 now);
    Answer activate(const Call &call, qint64 now);
    Answer finish(const SignIn &signIn, bool allowed, qint64 now);
    SignIn *openSignIn(const Parameters &form, qint64 now);
    const User *userOfSession(const QByteArray &cookie, qint64 now) const;

    // From programs: tokenendpoint.cpp, deviceendpoint.cpp
    Answer token(const Call &call, qint64 now, Allowance &allowance);
    Answer tokenByCode(const Parameters &form, const Client &client, bool authenticated, qint64 now);
    Answer tokenByRefresh(const Parameters &form, const Client &client, bool authenticated, bool revoked,
                          qint64 now);
    Answer tokenByDevice(const Parameters &form, const Client &client, qint64 now);
    Answer deviceAuthorize(const Call &call, qint64 now);
    Answer tokens(const Identity &identity, bool confidential, quint32 &family, qint64 now);

    const Settings m_settings;
    const QByteArray m_key;
    Counters &m_counters;
    Grants m_grants;
    std::map<QByteArray, SignIn> m_signIns;
    std::map<QByteArray, Session> m_sessions;
    quint64 m_changes = 0;
};

/// {error, error_description} as the token endpoint has them.
Answer oauthError(int status, std::string_view error, std::string_view description);

/// Scopes of the request; empty where one is unknown.
std::optional<QByteArrayList> readScopes(const QByteArray &text);

/// Parameters of body and query; false when the body is something else than a form.
bool readForm(const Call &call, Parameters &form);

} // namespace rollcall::practice
