#pragma once

#include "net/http.h"
#include "support/error.h"

#include <QString>

namespace rollcall {

/// The API's refusals in words (constant-contact-v3.md 2.1, 2.3). `call` names the call without what it says
/// about people: "POST contacts".
Error serviceError(const HttpAnswer &answer, const QString &call);

/// A link in an answer that leads to another server: no token goes there.
Error strayLinkError(const QString &call);

} // namespace rollcall
