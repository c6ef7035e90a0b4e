#pragma once

#include "practice/authority.h"
#include "practice/busytime.h"
#include "practice/practiceaccount.h"
#include "practice/visit.h"

#include <mutex>

namespace rollcall::practice {

/// The account behind its address: lets calls in or not, hands them to their endpoint, and keeps the state.
/// May be called from any thread.
class Service
{
public:
    /// The state as it was kept, or a new one with made-up people.
    static Result<std::unique_ptr<Service>> open(const Options &options, const QByteArray &base,
                                                 const BusyTime &busy);

    Answer serve(const Call &call);
    QByteArray pickTrouble(const QByteArray &method, const QByteArray &path);
    bool setTroubles(const QMap<QString, double> &troubles);
    QByteArray report(bool withContacts);

    /// Writes what has changed since; false when it could not.
    bool keep();

private:
    Service(const Options &options, const QByteArray &base, QByteArray signingKey, const BusyTime &busy);
    QByteArray written(qint64 now, bool withContacts);
    Answer serveApi(const Call &call, qint64 now);
    Answer serveTroubles(const Call &call);
    std::optional<Answer> askAllowance(const Call &call, const QByteArray &clientId);
    bool keepGrants();

    const Options m_options;
    const BusyTime &m_busy;
    std::mutex m_mutex;
    State m_state;
    Counters m_counters;
    Troubles m_troubles;
    Authority m_authority;
    std::map<QByteArray, Allowance> m_allowances; ///< by API key
    quint64 m_keptChanges = 0;
    quint64 m_keptGrants = 0;
};

} // namespace rollcall::practice
