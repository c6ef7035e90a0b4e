#pragma once

#include "account/serviceprofile.h"
#include "account/tokenstore.h"

namespace rollcall {

/// Moves a connection from where the profile keeps tokens to another place ("keychain", "file"), without
/// signing in again, and remembers the choice for the next start (where no variable says otherwise). Whatever
/// goes wrong, the tokens are still where they were; finishMove() at the next start removes the copy.
void moveTokens(const ServiceProfile &from, const QString &to, QObject *context, TokenStore::Handler handle);

/// What a move that ended half-way (a kill, a power cut) left in the other place is removed, once the place that
/// is used now surely holds the connection. Does nothing where no move was begun.
void finishMove(const ServiceProfile &profile, QObject *context, TokenStore::Handler handle);

} // namespace rollcall
