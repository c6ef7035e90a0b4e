#pragma once

#include <algorithm>
#include <array>
#include <chrono>

namespace rollcall {

/// How long to wait before the `poll`-th time, from 0, of asking for activities. A poll costs a call whatever
/// is under way: often in the beginning, when a small one may be done, then seldom.
constexpr std::chrono::milliseconds pauseBeforePoll(size_t poll)
{
    using namespace std::chrono_literals;
    constexpr std::array<std::chrono::milliseconds, 5> pauses{1s, 2s, 4s, 8s, 15s};
    return pauses[std::min(poll, pauses.size() - 1)];
}

/// About so many polls until the service is through: a few in any case, and one more for some bodies.
constexpr int pollsFor(int bodies)
{
    return bodies == 0 ? 0 : 3 + bodies / 8;
}

/// So many a bulk import of one body costs from its own list on, whatever is in it: that is made and deleted,
/// the body sent, and what arrived read back.
constexpr int callsForBulk()
{
    return 4 + pollsFor(1);
}

/// So many exports, asked for together, cost: each is asked for and fetched, and all are watched by the same
/// polls, which are a few, because an export of a whole account is no small job.
constexpr int callsForExports(int exports)
{
    return 2 * exports + pollsFor(8);
}

/// Beside the first page of a long list so many of the people sent are looked up, from all over the file, and
/// compared with all their values.
constexpr int mostLookedAtApart = 3;

/// So many it costs to read back who is on such a list: that, and an export of the addresses.
constexpr int callsForSampleAndExport()
{
    return 1 + mostLookedAtApart + callsForExports(1);
}

} // namespace rollcall
