#pragma once

#include <QByteArray>
#include <QMap>
#include <QRandomGenerator>
#include <QStringList>

namespace rollcall::practice {

/// What can go wrong on purpose, and how often. Chances come from a fixed seed: a run can be repeated.
class Troubles
{
public:
    /// drop, cut, hang, slow, http500, http503, throttled, quota, revoked, lost-answer, html-error,
    /// refuse-silently
    static QStringList names();

    /// False, and nothing changed, for an unknown name or a probability that is none.
    bool set(const QMap<QString, double> &probabilities);
    QMap<QString, double> probabilities() const { return m_probabilities; }

    /// The one that strikes this call; empty: none. Pages for people and the practice account's own paths are
    /// spared.
    QByteArray pick(const QByteArray &method, const QByteArray &path);
    /// Whether a row of a bulk import is to get lost without a trace.
    bool losesRow();

private:
    bool happens(const QString &name);

    QMap<QString, double> m_probabilities;
    QRandomGenerator m_random{20260806u};
};

} // namespace rollcall::practice
