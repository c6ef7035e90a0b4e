#include "practice/authority.h"

#include "practice/jsontext.h"
#include "practice/rules.h"

namespace rollcall::practice {

Answer oauthError(int status, std::string_view error, std::string_view description)
{
    JsonText json;
    json.beginObject().member("error", error).member("error_description", description).endObject();
    return Answer::json(status, json.take());
}

std::optional<QByteArrayList> readScopes(const QByteArray &text)
{
    static const QByteArrayList known{"contact_data", "campaign_data", "account_read", "account_update",
                                      "offline_access"};
    QByteArrayList scopes;
    for (const QByteArray &scope : text.simplified().split(' ')) {
        if (!known.contains(scope))
            return std::nullopt;
        if (!scopes.contains(scope))
            scopes.append(scope);
    }
    return scopes;
}

bool readForm(const Call &call, Parameters &form)
{
    form = call.query; // the vendor's own samples have them there
    if (call.body.isEmpty())
        return true;
    form.append(Parameters::parse(call.body));
    return call.isForm();
}

Authority::Authority(Settings settings, QByteArray signingKey, Counters &counters)
    : m_settings(std::move(settings))
    , m_key(std::move(signingKey))
    , m_counters(counters)
{}

std::optional<Answer> Authority::serve(const Call &call, qint64 now, Allowance &allowance)
{
    const QByteArray own = "/oauth2/default/v1/";
    const bool post = call.method == "POST";
    m_grants.forgetOld(now);
    if (call.path == "/activate")
        return activate(call, now);
    if (!call.path.startsWith(own))
        return std::nullopt;
    const QByteArray what = call.path.mid(own.size());
    if (what == "authorize" && !post)
        return authorize(call, now);
    if (what == "sign-in" && post)
        return signInSent(call, now);
    if (what == "consent" && post)
        return consentSent(call, now);
    if (what == "token" && post)
        return token(call, now, allowance);
    if (what == "device/authorize" && post)
        return deviceAuthorize(call, now);
    return oauthError(404, "not_found", "There is nothing at this address, or not for this method.");
}

std::optional<VerifiedToken> Authority::verify(const QByteArray &token, qint64 now) const
{
    return m_grants.isRevoked(token) ? std::nullopt : verifyAccessToken(token, m_key, now);
}

void Authority::revokeAccess(const QByteArray &token, qint64 now)
{
    m_grants.revokeAccess(token, now);
    ++m_changes;
}

Answer Authority::tokens(const Identity &identity, bool confidential, quint32 &family, qint64 now)
{
    const bool keeps = identity.has("offline_access");
    JsonText json;
    json.beginObject()
        .member("token_type", "Bearer")
        .member("expires_in", rules::accessTokenLife / rules::second);
    json.member("access_token", issueAccessToken(identity, m_settings.base + "/oauth2/default",
                                                 m_settings.base + "/v3", m_key, now)
                                    .toStdString());
    json.member("scope", identity.scopes.join(' ').toStdString());
    if (keeps) { // without the scope there is none, and no word about it
        if (family == 0)
            family = m_grants.newFamily();
        json.member("refresh_token",
                    m_grants.addRefreshToken({identity, confidential, family, now, false}).toStdString());
    }
    json.endObject();
    ++m_counters.tokensIssued;
    ++m_changes;
    return Answer::json(200, json.take());
}

} // namespace rollcall::practice
