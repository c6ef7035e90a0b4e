#pragma once

#include <QByteArray>
#include <QMap>
#include <QRandomGenerator>
#include <QStringList>

namespace rollcall::practice {

/// What can go wrong on purpose, and how often. Chances come from a fixed seed: a run can be repeated.
/// - drop: the connection is closed before the answer; the call was not carried out
/// - lost-answer: the same, but the call was carried out
/// - cut: the answer ends in the middle of its body; the call was carried out
/// - hang: no answer ever comes; the call was not carried out
/// - slow: the answer comes three seconds late, on the account's clock
/// - http500, http503, html-error: answered so and not carried out; html-error is a gateway's 502
/// - throttled, quota: 429 with the service's two bodies; the API only
/// - revoked: a refresh token is refused, and with it all that came from the same sign-in
/// - revoked-access: the access token of this call is refused with 401, now and for good; the API only
/// - refuse-silently: a row of a bulk import is dropped and counted nowhere
/// - authorize:ERROR: the browser is sent back with that error instead of being asked to sign in
/// - token:ERROR: the token and device endpoints refuse with that error
/// - token:busy-page: they answer 429 with a gateway's page
class Troubles
{
public:
    static const QStringList &names();

    /// False, and nothing changed, for an unknown name or a probability that is none.
    bool set(const QMap<QString, double> &probabilities);
    QMap<QString, double> probabilities() const { return m_probabilities; }

    /// The one that strikes this call; empty: none. Pages for people (but for the errors of the first) and
    /// the practice account's own paths are spared.
    QByteArray pick(const QByteArray &method, const QByteArray &path);
    /// Whether a row of a bulk import is to get lost without a trace.
    bool losesRow();

private:
    bool happens(const QString &name);

    QMap<QString, double> m_probabilities;
    QRandomGenerator m_random{20260806u};
};

} // namespace rollcall::practice
