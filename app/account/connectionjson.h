#pragma once

#include "account/tokenstore.h"

#include <QByteArray>

namespace rollcall {

/// How a connection is written down: all of it, or all but the two tokens (for a keychain, which has an entry
/// each).
QByteArray connectionToJson(const StoredConnection &connection, bool withTokens);

/// Storage error when it is not what connectionToJson() writes; nothing at all is no connection.
Result<StoredConnection> connectionFromJson(const QByteArray &json);

} // namespace rollcall
