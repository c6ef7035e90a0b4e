#include "send/singlerows.h"

#include "send/contactreader.h"

#include <algorithm>

namespace rollcall {

Result<SinglePrice> highestSinglePrice(const ImportPlan &plan)
{
    RowMark known;
    known.known = known.needsOwnCall = true;
    SinglePrice price;
    ContactReader reader(plan);
    while (reader.next()) {
        if (std::binary_search(plan.importedBefore.begin(), plan.importedBefore.end(), reader.row()))
            continue;
        const bool ifNew = plan.whom != Whom::OnlyKnown && goesSingly(plan, RowMark(), reader.values());
        const bool ifKnown = plan.whom != Whom::OnlyNew && goesSingly(plan, known, reader.values());
        price.people += ifNew || ifKnown;
        price.calls += ifKnown ? 2 : ifNew ? 1 : 0;
    }
    return reader.status().map([&price] { return price; });
}

} // namespace rollcall
