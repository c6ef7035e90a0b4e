#pragma once

#include "contact/emailaddress.h"
#include "contact/fields.h"
#include "send/importplan.h"
#include "send/rowmark.h"

#include <string_view>

namespace rollcall {

/// Whether a row goes through the contact's own endpoint, at two calls, because bulk cannot do it: it takes
/// no address of more than 50 characters (the specification has both limits), and files new people as
/// implied.
inline bool goesSingly(const ImportPlan &plan, const RowMark &mark, std::string_view email)
{
    return (plan.express && !mark.known) || textLength(email) > maxBulkEmailLength;
}

} // namespace rollcall
