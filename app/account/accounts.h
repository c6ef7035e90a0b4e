#pragma once

#include "account/serviceprofile.h"

namespace rollcall {

/// An account that was connected on this computer with one API key. Each has its own tokens, history and
/// waiting work.
struct KnownAccount
{
    QString name;         ///< ServiceProfile::account: empty for the first one
    QString organization; ///< empty when it could not be read
    QString accountId;    ///< the service's own name of it
    QString user;         ///< who signed in last; tells two accounts of one organization apart; may be empty
    bool isCurrent = false;

    bool operator==(const KnownAccount &) const = default;
};

/// Notes whose history and waiting work are in the profile's folder; stays when it is disconnected. Nothing
/// secret.
Result<void> noteAccount(const ServiceProfile &profile, const KnownAccount &account);

/// As it was noted; empty when it was never connected.
KnownAccount currentAccount(const ServiceProfile &profile);

/// All accounts of the profile's servers and key, the current one among them even when it was never
/// connected; by organization.
QList<KnownAccount> knownAccounts(const ServiceProfile &profile);

/// The name of the account that is meant by its name or, where only one is called so, its organization; the
/// text itself when there is none yet.
QString accountNamed(const ServiceProfile &profile, const QString &text);

/// A name that none of them has yet.
QString freeAccountName(const ServiceProfile &profile);

} // namespace rollcall
