#pragma once

#include "check/rowcheck.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace rollcall {

/// Stands for a normalised address: 128 bits, so that two addresses never share one by chance (of a million,
/// with a probability below 10⁻²⁶) and no address has to be kept or read again.
struct AddressKey
{
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    static AddressKey of(std::string_view normalisedEmail);

    bool isEmpty() const { return (high | low) == 0; } ///< the row has no good address
    bool operator==(const AddressKey &) const = default;
};

/// Settles who is sent where several rows have one address: the first row that is ready. Nobody is, where one
/// of the rows says that the person opted out. `keys` and `states` have one entry a row. Returns duplicate
/// row → sent row.
std::vector<std::pair<quint32, quint32>> mergeDuplicates(std::span<const AddressKey> keys,
                                                         std::vector<RowState> &states);

} // namespace rollcall
