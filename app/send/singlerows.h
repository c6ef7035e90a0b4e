#pragma once

#include "contact/fields.h"
#include "send/rowmark.h"
#include "send/rowvalues.h"

namespace rollcall {

/// Whether a row goes through the contact's own endpoint, at two calls, because bulk cannot do it: it takes
/// no address of more than 50 characters (the specification has both limits), files new people as implied,
/// and how it takes what is chosen in a field with choices is written nowhere.
inline bool goesSingly(const ImportPlan &plan, const RowMark &mark, const RowValues &values)
{
    return (plan.express && !mark.known) || textLength(values.email()) > maxBulkEmailLength ||
           ((mark.choosesAnew || !mark.known) && values.hasChoices());
}

} // namespace rollcall
