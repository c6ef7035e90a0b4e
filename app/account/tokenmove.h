#pragma once

#include "account/serviceprofile.h"
#include "account/tokenstore.h"

namespace rollcall {

/// Moves a connection from where the profile keeps tokens to another place ("keychain", "file"), without
/// signing in again, and remembers the choice for the next start (where no variable says otherwise). Whatever
/// goes wrong, the tokens are still where they were.
void moveTokens(const ServiceProfile &from, const QString &to, QObject *context, TokenStore::Handler handle);

} // namespace rollcall
