#pragma once

#include "account/tokens.h"
#include "net/http.h"
#include "support/clock.h"
#include "support/error.h"

#include <optional>

namespace rollcall {

/// Why the token endpoint granted nothing (constant-contact-v3.md 1.11).
struct TokenFault
{
    enum class Meaning {
        NotDone, ///< surely: never sent, or answered "not now" (429, 5xx). May be tried again
        Unknown, ///< no whole answer: it may have been done, and a rotating refresh token used up
        Ended,   ///< invalid_grant: what was presented is no longer good
        Refused, ///< anything else: trying again changes nothing until something is put right
    };

    Meaning meaning = Meaning::Unknown;
    QString key; ///< the service's: "invalid_grant", "authorization_pending", …; may be empty
    Error error;
};

using TokensResult = tl::expected<Tokens, TokenFault>;

/// What was asked for: decides the words.
enum class TokenAsking { SignIn, Renewal };

/// The tokens of a reply, or what it means that there are none. Times are on our clock, counted from now.
TokensResult tokensOf(const HttpResult &reply, TokenAsking asking, const Clock &clock);

/// The same for any request to the authorization server: a whole answer with status 200, or the fault.
tl::expected<QJsonObject, TokenFault> objectOf(const HttpResult &reply, TokenAsking asking);

/// The other side's clock less ours, by its Date header; none when it has no such header.
std::optional<std::chrono::seconds> clockDifference(const HttpAnswer &answer, const Clock &clock);

} // namespace rollcall
