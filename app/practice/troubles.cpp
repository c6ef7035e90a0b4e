#include "practice/troubles.h"

namespace rollcall::practice {
namespace {

const QString &refuseSilently()
{
    static const QString name = QStringLiteral("refuse-silently");
    return name;
}

enum class Goal { Api, Token, SignIn, None };

Goal goalOf(const QByteArray &method, const QByteArray &path)
{
    if (path.startsWith("/v3/"))
        return Goal::Api;
    if (method == "POST" && (path.endsWith("/v1/token") || path.endsWith("/v1/device/authorize")))
        return Goal::Token;
    return method == "GET" && path.endsWith("/v1/authorize") ? Goal::SignIn : Goal::None;
}

bool appliesTo(const QString &name, Goal goal)
{
    if (name == refuseSilently())
        return false;
    if (name.startsWith(QLatin1String("authorize:")) || goal == Goal::SignIn)
        return name.startsWith(QLatin1String("authorize:")) && goal == Goal::SignIn;
    if (name == QLatin1String("revoked") || name.startsWith(QLatin1String("token:")))
        return goal == Goal::Token;
    if (name == QLatin1String("throttled") || name == QLatin1String("quota") ||
        name == QLatin1String("revoked-access"))
        return goal == Goal::Api;
    return true;
}

/// constant-contact-v3.md 1.4, 1.7, 1.11
QStringList allNames()
{
    QStringList names{QStringLiteral("drop"),
                      QStringLiteral("cut"),
                      QStringLiteral("hang"),
                      QStringLiteral("slow"),
                      QStringLiteral("http500"),
                      QStringLiteral("http503"),
                      QStringLiteral("throttled"),
                      QStringLiteral("quota"),
                      QStringLiteral("revoked"),
                      QStringLiteral("lost-answer"),
                      QStringLiteral("html-error"),
                      QStringLiteral("revoked-access"),
                      refuseSilently()};
    for (const char *error :
         {"access_denied", "consent_required", "invalid_request", "invalid_scope", "login_required",
          "server_error", "temporarily_unavailable", "unauthorized_client", "unsupported_response_type"})
        names << QLatin1String("authorize:") + QLatin1String(error);
    for (const char *error : {"access_denied", "authorization_pending", "busy-page", "expired_token",
                              "invalid_client", "invalid_grant", "invalid_request", "invalid_scope",
                              "slow_down", "unauthorized_client", "unsupported_grant_type"})
        names << QLatin1String("token:") + QLatin1String(error);
    return names;
}

} // namespace

const QStringList &Troubles::names()
{
    static const QStringList names = allNames();
    return names;
}

bool Troubles::set(const QMap<QString, double> &probabilities)
{
    for (auto it = probabilities.begin(); it != probabilities.end(); ++it) {
        if (!names().contains(it.key()) || !(it.value() >= 0 && it.value() <= 1))
            return false;
    }
    m_probabilities = probabilities;
    return true;
}

QByteArray Troubles::pick(const QByteArray &method, const QByteArray &path)
{
    const Goal goal = goalOf(method, path);
    if (goal == Goal::None)
        return {};
    for (auto it = m_probabilities.begin(); it != m_probabilities.end(); ++it) {
        if (appliesTo(it.key(), goal) && happens(it.key()))
            return it.key().toLatin1();
    }
    return {};
}

bool Troubles::losesRow()
{
    return happens(refuseSilently());
}

bool Troubles::happens(const QString &name)
{
    const double probability = m_probabilities.value(name, 0);
    return probability > 0 && m_random.generateDouble() < probability;
}

} // namespace rollcall::practice
