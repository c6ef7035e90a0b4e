#include "practice/troubles.h"

namespace rollcall::practice {
namespace {

const QString &refuseSilently()
{
    static const QString name = QStringLiteral("refuse-silently");
    return name;
}

bool isTokenCall(const QByteArray &method, const QByteArray &path)
{
    return method == "POST" && (path.endsWith("/v1/token") || path.endsWith("/v1/device/authorize"));
}

bool appliesTo(const QString &name, bool toToken)
{
    if (name == refuseSilently())
        return false;
    if (name == QLatin1String("revoked"))
        return toToken;
    if (name == QLatin1String("throttled") || name == QLatin1String("quota") ||
        name == QLatin1String("revoked-access"))
        return !toToken;
    return true;
}

} // namespace

QStringList Troubles::names()
{
    return {QStringLiteral("drop"),
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
}

bool Troubles::set(const QMap<QString, double> &probabilities)
{
    const QStringList known = names();
    for (auto it = probabilities.begin(); it != probabilities.end(); ++it) {
        if (!known.contains(it.key()) || !(it.value() >= 0 && it.value() <= 1))
            return false;
    }
    m_probabilities = probabilities;
    return true;
}

QByteArray Troubles::pick(const QByteArray &method, const QByteArray &path)
{
    const bool toToken = isTokenCall(method, path);
    if (!toToken && !path.startsWith("/v3/"))
        return {};
    for (auto it = m_probabilities.begin(); it != m_probabilities.end(); ++it) {
        if (appliesTo(it.key(), toToken) && happens(it.key()))
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
