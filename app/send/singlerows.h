#pragma once

#include "contact/fields.h"
#include "send/importplan.h"
#include "send/rowmark.h"
#include "send/rowvalues.h"
#include "support/result.h"

namespace rollcall {

/// Whether a row goes through the contact's own endpoint, because bulk cannot do it: it takes no address of
/// more than 50 characters (the specification has both limits) and no notes, files new people as implied, and
/// how it takes what is chosen in a field with choices is written nowhere; or because that is cheaper. At one
/// call for somebody new; who is there already is read just before, at another one.
inline bool goesSingly(const ImportPlan &plan, const RowMark &mark, const RowValues &values)
{
    return plan.singly || (plan.express && !mark.known) || textLength(values.email()) > maxBulkEmailLength ||
           ((mark.needsOwnCall || !mark.known) && values.needOwnCall());
}

/// What going singly costs.
struct SinglePrice
{
    qint64 people = 0;
    qint64 calls = 0;
};

/// Of those whom bulk cannot send, as far as the file tells: at most so many. Blocking.
Result<SinglePrice> highestSinglePrice(const ImportPlan &plan);

} // namespace rollcall
