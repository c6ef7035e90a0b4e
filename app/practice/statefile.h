#pragma once

#include "practice/counters.h"
#include "practice/state.h"
#include "support/result.h"

#include <QString>

namespace rollcall::practice {

/// What was found in a data folder; empty where there was nothing.
struct KeptState
{
    QByteArray state, signingKey, grants;
};

Result<KeptState> readKept(const QString &folder);
/// The file as a whole, or not at all.
bool writeState(const QString &folder, const QByteArray &state);
bool writeGrants(const QString &folder, const QByteArray &signingKey, const QByteArray &grants);

QByteArray encodeState(const State &state, const std::map<QByteArray, Allowance> &allowances);
bool decodeState(const QByteArray &encoded, State &state, std::map<QByteArray, Allowance> &allowances);

tl::unexpected<Error> unreadableState(const QString &folder);

} // namespace rollcall::practice
