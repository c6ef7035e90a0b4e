#include "practice/authority.h"

#include "practice/faults.h"
#include "practice/rules.h"

#include <QCryptographicHash>

#include <algorithm>

namespace rollcall::practice {
namespace {

constexpr auto deadRefreshToken = "The refresh token is invalid or expired.";

struct Credentials
{
    QByteArray id, secret;
    bool basic = false;
    bool malformed = false;
};

Credentials readCredentials(const Call &call, const Parameters &form)
{
    Credentials own;
    const QByteArray scheme = "basic ";
    if (call.authorization.isEmpty()) {
        own.id = form.value("client_id");
        own.malformed = form.has("client_secret"); // the client is registered for Basic authentication
        return own;
    }
    const QByteArray pair = QByteArray::fromBase64(call.authorization.mid(scheme.size()));
    const qsizetype colon = pair.indexOf(':');
    own.basic = true;
    own.malformed = call.authorization.left(scheme.size()).toLower() != scheme || colon < 0 ||
                    form.has("client_secret") ||
                    (form.has("client_id") && form.value("client_id") != pair.left(colon));
    own.id = QByteArray::fromPercentEncoding(pair.left(colon));
    own.secret = QByteArray::fromPercentEncoding(pair.mid(colon + 1));
    return own;
}

bool isVerifier(const QByteArray &text)
{
    constexpr std::string_view others = "-._~";
    return text.size() >= 43 && text.size() <= 128 && std::all_of(text.begin(), text.end(), [&](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      others.find(c) != std::string_view::npos;
           });
}

QByteArray challengeOf(const QByteArray &verifier)
{
    return QCryptographicHash::hash(verifier, QCryptographicHash::Sha256)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool hasRepeated(const Parameters &form)
{
    return std::any_of(form.pairs().begin(), form.pairs().end(),
                       [&](const auto &pair) { return form.count(pair.first.toStdString()) > 1; });
}

} // namespace

Answer Authority::token(const Call &call, qint64 now, Allowance &allowance)
{
    if (!m_settings.unlimited && !allowance.askForToken(call.arrivedMs)) {
        ++m_counters.tokenThrottled;
        return bareRefusal(429, "throttled", "Too Many Requests");
    }
    Parameters form;
    if (!readForm(call, form))
        return oauthError(400, "invalid_request",
                          "The body must be a form (application/x-www-form-urlencoded).");
    if (hasRepeated(form))
        return oauthError(400, "invalid_request", "A parameter is given more than once.");
    const Credentials own = readCredentials(call, form);
    const Client *client = own.malformed ? nullptr : clientById(own.id);
    if (!client || (own.basic && (client->secret.isEmpty() || own.secret != client->secret))) {
        Answer answer =
            oauthError(401, "invalid_client", "Invalid value for 'client_id', or wrong client credentials.");
        answer.with("WWW-Authenticate", "Basic realm=\"practice\"");
        return answer;
    }
    const QByteArray type = form.value("grant_type");
    if (type.isEmpty())
        return oauthError(400, "invalid_request", "The 'grant_type' parameter is missing.");
    if (type == "authorization_code")
        return tokenByCode(form, *client, own.basic, now);
    if (type == "refresh_token")
        return tokenByRefresh(form, *client, own.basic, call.trouble == "revoked", now);
    if (type == "urn:ietf:params:oauth:grant-type:device_code")
        return tokenByDevice(form, *client, now);
    return oauthError(400, "unsupported_grant_type", "The authorization grant type is not supported.");
}

Answer Authority::tokenByCode(const Parameters &form, const Client &client, bool authenticated, qint64 now)
{
    if (!client.codeFlow)
        return oauthError(400, "unauthorized_client", "The client is not authorized to use this grant type.");
    if (!form.has("code") || !form.has("redirect_uri"))
        return oauthError(400, "invalid_request", "The 'code' or the 'redirect_uri' parameter is missing.");
    Grants::Code *code = m_grants.code(form.value("code"));
    if (!code || code->identity.clientId != client.id)
        return oauthError(400, "invalid_grant", "The authorization code is invalid or has expired.");
    if (code->used) {
        ++m_counters.codeReuses;
        ++m_changes;
        m_grants.revokeFamily(code->family); // whoever came first may have been a thief
        return oauthError(400, "invalid_grant", "The authorization code is invalid or has expired.");
    }
    code->used = true; // also when what follows fails
    if (now >= code->issuedAt + rules::codeLife)
        return oauthError(400, "invalid_grant", "The authorization code is invalid or has expired.");
    if (form.value("redirect_uri") != code->redirectUri)
        return oauthError(400, "invalid_grant",
                          "The 'redirect_uri' does not match the redirection URI used in the "
                          "authorization request.");
    const QByteArray verifier = form.value("code_verifier");
    if (code->challenge.isEmpty() && !authenticated)
        return oauthError(401, "invalid_client",
                          "Client authentication failed. Use PKCE, or the client's secret.");
    if (code->challenge.isEmpty() != verifier.isEmpty() ||
        (!verifier.isEmpty() && (!isVerifier(verifier) || challengeOf(verifier) != code->challenge)))
        return oauthError(400, "invalid_grant", "PKCE verification failed.");
    return tokens(code->identity, authenticated, code->family, now);
}

Answer Authority::tokenByRefresh(const Parameters &form, const Client &client, bool authenticated,
                                 bool revoked, qint64 now)
{
    if (!form.has("refresh_token"))
        return oauthError(400, "invalid_request", "The 'refresh_token' parameter is missing.");
    Grants::RefreshToken *token = m_grants.refreshToken(form.value("refresh_token"));
    if (!token || token->identity.clientId != client.id || now >= token->issuedAt + rules::refreshTokenLife)
        return oauthError(400, "invalid_grant", deadRefreshToken);
    if (token->confidential && !authenticated)
        return oauthError(401, "invalid_client", "Client authentication failed.");
    if (token->used || revoked) {
        m_counters.refreshReuses += token->used;
        ++m_changes;
        m_grants.revokeFamily(token->family);
        return oauthError(400, "invalid_grant", deadRefreshToken);
    }
    if (form.has("scope")) {
        const auto scopes = readScopes(form.value("scope"));
        const bool granted =
            scopes && std::all_of(scopes->begin(), scopes->end(), [&](const QByteArray &scope) {
                return token->identity.scopes.contains(scope);
            });
        if (!granted)
            return oauthError(400, "invalid_scope",
                              "The requested scope exceeds the scope that was granted.");
    }
    token->used = true;
    ++m_counters.refreshes;
    quint32 family = token->family;
    return tokens(token->identity, authenticated, family, now);
}

} // namespace rollcall::practice
