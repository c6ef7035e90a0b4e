#include "practice/authority.h"

#include "practice/ids.h"
#include "practice/pages.h"
#include "practice/rules.h"

#include <algorithm>

namespace rollcall::practice {
namespace {

constexpr auto cookieName = "practice_session";

QByteArray bytes(std::string_view view)
{
    return QByteArray(view.data(), qsizetype(view.size()));
}

/// Blanks as +, as the service's authorization server writes them.
QByteArray encoded(const QByteArray &text)
{
    return text.toPercentEncoding(" ").replace(' ', '+');
}

Answer redirectTo(const QByteArray &redirectUri, const QByteArray &parameters, const QByteArray &state)
{
    QByteArray address = redirectUri + (redirectUri.contains('?') ? '&' : '?') + parameters;
    if (!state.isEmpty())
        address += "&state=" + state.toPercentEncoding();
    return Answer::redirect(address);
}

Answer redirectError(const QByteArray &redirectUri, const QByteArray &state, const QByteArray &error,
                     const QByteArray &description)
{
    return redirectTo(redirectUri, "error=" + error + "&error_description=" + encoded(description), state);
}

Answer errorPage(const QByteArray &text)
{
    return Answer::html(400, messagePage("400 Bad Request", text));
}

bool isChallenge(const QByteArray &text)
{
    return text.size() == 43 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

/// What is wrong with an authorization request whose client and address are known; error and description.
std::optional<std::pair<QByteArray, QByteArray>> faultOf(const Parameters &query)
{
    using Fault = std::pair<QByteArray, QByteArray>;
    for (const auto &[name, value] : query.pairs()) {
        if (query.count(name.toStdString()) > 1)
            return Fault("invalid_request", "The '" + name + "' parameter is given more than once.");
    }
    if (query.value("response_type") != "code")
        return Fault("unsupported_response_type",
                     "The response type is not supported by the authorization server.");
    if (query.value("state").isEmpty())
        return Fault("invalid_request", "The authentication request has an invalid 'state' parameter.");
    if (!readScopes(query.value("scope")))
        return Fault("invalid_scope",
                     "One or more scopes are not configured for the authorization server resource.");
    // Without PKCE the code can be redeemed with the client's secret only.
    const bool pkce = query.has("code_challenge") || query.has("code_challenge_method");
    if (pkce && query.value("code_challenge_method") != "S256")
        return Fault("invalid_request", "The 'code_challenge_method' must be S256.");
    if (pkce && !isChallenge(query.value("code_challenge")))
        return Fault("invalid_request", "The 'code_challenge' parameter is missing or invalid.");
    return std::nullopt;
}

} // namespace

Answer Authority::authorize(const Call &call, qint64 now)
{
    const Parameters &query = call.query;
    const Client *client = clientById(query.value("client_id"));
    if (!client)
        return errorPage("Invalid value for the 'client_id' parameter.");
    const QByteArray redirectUri = query.value("redirect_uri");
    if (!client->redirectUris.contains(QString::fromUtf8(redirectUri)) || query.count("redirect_uri") != 1)
        return errorPage(
            "The 'redirect_uri' parameter must be a Login redirect URI in the client app settings.");
    const QByteArray state = query.value("state");
    if (!call.trouble.isEmpty()) {
        return redirectError(redirectUri, state, call.trouble.mid(qstrlen("authorize:")),
                             "A trouble that was asked for.");
    }
    if (const auto fault = faultOf(query))
        return redirectError(redirectUri, state, fault->first, fault->second);
    SignIn signIn;
    signIn.clientId = client->id;
    signIn.scopes = *readScopes(query.value("scope"));
    signIn.redirectUri = redirectUri;
    signIn.state = state;
    signIn.challenge = query.value("code_challenge");
    return begin(std::move(signIn), call, query.value("prompt"), query.value("login_hint"), now);
}

Answer Authority::begin(SignIn signIn, const Call &call, const QByteArray &prompt,
                        const QByteArray &loginHint, qint64 now)
{
    const User *hinted = userByEmail(loginHint.toStdString());
    signIn.startedAt = now;
    signIn.user = userOfSession(call.cookie, now);
    if (m_settings.approve) {
        signIn.user = hinted ? hinted : &owner();
        return finish(signIn, true, now);
    }
    if (prompt == "none") {
        return redirectError(signIn.redirectUri, signIn.state,
                             signIn.user ? "consent_required" : "login_required",
                             "The client specified not to prompt, but the person is needed.");
    }
    if (prompt == "login")
        signIn.user = nullptr;
    std::erase_if(m_signIns,
                  [now](const auto &entry) { return entry.second.startedAt + rules::signInLife < now; });
    const QByteArray handle = randomWord(18);
    const SignIn &open = m_signIns[handle] = std::move(signIn);
    const QByteArray name = clientById(open.clientId)->name;
    if (open.user)
        return Answer::html(200, consentPage(handle, name, bytes(open.user->email), open.scopes));
    return Answer::html(200, signInPage(handle, name, bytes((hinted ? *hinted : owner()).email), {}));
}

Authority::SignIn *Authority::openSignIn(const Parameters &form, qint64 now)
{
    const auto found = m_signIns.find(form.value("request"));
    if (found == m_signIns.end() || found->second.startedAt + rules::signInLife < now)
        return nullptr;
    return &found->second;
}

const User *Authority::userOfSession(const QByteArray &cookie, qint64 now) const
{
    for (const QByteArray &pair : cookie.split(';')) {
        const QByteArray name = QByteArray(cookieName) + '=';
        const auto found = pair.trimmed().startsWith(name) ? m_sessions.find(pair.trimmed().mid(name.size()))
                                                           : m_sessions.end();
        if (found != m_sessions.end() && now < found->second.startedAt + rules::sessionLife)
            return found->second.user;
    }
    return nullptr;
}

Answer Authority::signInSent(const Call &call, qint64 now)
{
    const Parameters form = Parameters::parse(call.body);
    SignIn *signIn = openSignIn(form, now);
    if (!signIn)
        return errorPage("This page is too old. Start again from the program.");
    const QByteArray name = clientById(signIn->clientId)->name;
    const User *user = userByEmail(form.value("email").toStdString());
    if (!user || form.value("password") != bytes(password)) {
        return Answer::html(200, signInPage(form.value("request"), name, form.value("email"),
                                            "This e-mail address and password do not belong together."));
    }
    signIn->user = user;
    const QByteArray session = randomWord(18);
    m_sessions[session] = {user, now};
    Answer answer =
        Answer::html(200, consentPage(form.value("request"), name, bytes(user->email), signIn->scopes));
    answer.with("Set-Cookie", QByteArray(cookieName) + '=' + session + "; Path=/; HttpOnly; SameSite=Lax");
    return answer;
}

Answer Authority::consentSent(const Call &call, qint64 now)
{
    const Parameters form = Parameters::parse(call.body);
    const SignIn *signIn = openSignIn(form, now);
    const QByteArray decision = form.value("decision");
    if (!signIn || !signIn->user || (decision != "allow" && decision != "deny"))
        return errorPage("This page is too old. Start again from the program.");
    const SignIn decided = *signIn;
    m_signIns.erase(form.value("request"));
    return finish(decided, decision == "allow", now);
}

Answer Authority::finish(const SignIn &signIn, bool allowed, qint64 now)
{
    const Identity identity{signIn.clientId, bytes(signIn.user->id), signIn.scopes, now};
    if (signIn.userCode.isEmpty() && !allowed)
        return redirectError(signIn.redirectUri, signIn.state, "access_denied",
                             "The resource owner denied the request.");
    if (signIn.userCode.isEmpty()) {
        const QByteArray code =
            m_grants.addCode({identity, signIn.redirectUri, signIn.challenge, now, false, 0});
        return redirectTo(signIn.redirectUri, "code=" + code.toPercentEncoding(), signIn.state);
    }
    Grants::Device *device = m_grants.deviceByUserCode(signIn.userCode);
    if (!device || device->state != Grants::DeviceState::Pending)
        return errorPage("This code was used already. Start again from the device.");
    device->state = allowed ? Grants::DeviceState::Allowed : Grants::DeviceState::Denied;
    device->identity = identity;
    return Answer::html(200, allowed ? messagePage("The device is connected", "You can close this page.")
                                     : messagePage("Access was denied",
                                                   "The device is not connected. You can close this page."));
}

Answer Authority::activate(const Call &call, qint64 now)
{
    const QByteArray userCode = call.query.value("user_code");
    if (userCode.isEmpty())
        return Answer::html(200, userCodePage({}, {}));
    const Grants::Device *device = m_grants.deviceByUserCode(userCode);
    const bool open = device && device->state == Grants::DeviceState::Pending &&
                      now < device->issuedAt + rules::deviceCodeLife;
    if (!open)
        return Answer::html(
            200,
            userCodePage(userCode, "No device is waiting with this code. Look again, or start anew there."));
    SignIn signIn;
    signIn.clientId = device->identity.clientId;
    signIn.scopes = device->identity.scopes;
    signIn.userCode = device->userCode;
    return begin(std::move(signIn), call, {}, {}, now);
}

} // namespace rollcall::practice
