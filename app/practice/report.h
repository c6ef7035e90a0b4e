#pragma once

#include "practice/counters.h"
#include "practice/grants.h"
#include "practice/state.h"

#include <chrono>

namespace rollcall::practice {

/// All that tests and support may want to know, as JSON:
/// {"contacts":[{"email","permission","deleted","lists":[name],"tags":[name],"first_name",…,"custom_fields":{label:text},
/// "phones":{kind:number},"streets":{kind:{…}},"notes":[text]}], "contacts_total",
/// "lists":[{"id","name","contacts"}], "tags":[name], "calls":{"METHOD /path":n}, "calls_total", "busy_ms"
/// (BusyTime), "last_calls":[{"call","arrived","answered"}] (milliseconds, on the account's clock), …}
QByteArray writeReport(const State &state, const Counters &counters,
                       const std::map<QByteArray, Allowance> &allowances, const Grants &grants,
                       std::chrono::milliseconds busy, qint64 now, bool withContacts);

} // namespace rollcall::practice
