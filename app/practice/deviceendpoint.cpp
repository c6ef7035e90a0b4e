#include "practice/authority.h"

#include "practice/jsontext.h"
#include "practice/rules.h"

namespace rollcall::practice {

Answer Authority::deviceAuthorize(const Call &call, qint64 now)
{
    Parameters form;
    if (!readForm(call, form))
        return oauthError(400, "invalid_request",
                          "The body must be a form (application/x-www-form-urlencoded).");
    const Client *client = clientById(form.value("client_id"));
    if (!client)
        return oauthError(401, "invalid_client", "Invalid value for 'client_id' parameter.");
    if (!client->deviceFlow)
        return oauthError(400, "unauthorized_client", "The client is not authorized to use the device flow.");
    const auto scopes = readScopes(form.value("scope"));
    if (!scopes)
        return oauthError(400, "invalid_scope",
                          "One or more scopes are not configured for the authorization server.");
    Grants::Device device;
    device.identity = {client->id, {}, *scopes, now};
    device.issuedAt = now;
    device.lastPoll = now - rules::deviceInterval; // the first may come at once
    device.interval = rules::deviceInterval;
    if (m_settings.approve) {
        device.identity.userId = QByteArray(owner().id.data(), qsizetype(owner().id.size()));
        device.state = Grants::DeviceState::Allowed;
    }
    const QByteArray deviceCode = m_grants.addDevice(device);
    const std::string userCode = m_grants.device(deviceCode)->userCode.toStdString();
    const std::string page = m_settings.base.toStdString() + "/activate";
    JsonText json;
    json.beginObject().member("device_code", deviceCode.toStdString()).member("user_code", userCode);
    json.member("verification_uri", page)
        .member("verification_uri_complete", page + "?user_code=" + userCode);
    json.member("expires_in", rules::deviceCodeLife / rules::second);
    json.member("interval", rules::deviceInterval / rules::second).endObject();
    return Answer::json(200, json.take());
}

Answer Authority::tokenByDevice(const Parameters &form, const Client &client, qint64 now)
{
    if (!client.deviceFlow)
        return oauthError(400, "unauthorized_client", "The client is not authorized to use this grant type.");
    Grants::Device *device = m_grants.device(form.value("device_code"));
    if (!device || device->identity.clientId != client.id || device->state == Grants::DeviceState::Redeemed)
        return oauthError(400, "invalid_grant", "The device code is invalid.");
    if (now >= device->issuedAt + rules::deviceCodeLife)
        return oauthError(400, "expired_token", "The device code has expired.");
    const bool tooFast = now < device->lastPoll + device->interval;
    device->lastPoll = now;
    if (tooFast) {
        device->interval += rules::deviceInterval;
        return oauthError(400, "slow_down", "The client polls too often.");
    }
    if (device->state == Grants::DeviceState::Denied)
        return oauthError(400, "access_denied", "The resource owner denied the request.");
    if (device->state == Grants::DeviceState::Pending)
        return oauthError(400, "authorization_pending",
                          "The device authorization is pending. Please try again later.");
    device->state = Grants::DeviceState::Redeemed;
    quint32 family = 0;
    return tokens(device->identity, false, family, now);
}

} // namespace rollcall::practice
