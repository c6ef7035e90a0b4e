#include "check/duplicates.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <thread>

namespace rollcall {
namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

/// Rows by their address: the numbers of rows only, their keys are in the list of keys.
class RowsByKey
{
public:
    RowsByKey(std::span<const AddressKey> keys, size_t count)
        : m_keys(keys)
        , m_slots(count + count / 2 + 1, none)
    {}

    static constexpr quint32 none = UINT32_MAX;

    void prefetch(size_t row) const { __builtin_prefetch(&m_slots[home(m_keys[row])], 1); }

    /// The row that was put in before with the same address, or `none`, and then this one is put in.
    quint32 findOrInsert(quint32 row)
    {
        const AddressKey &key = m_keys[row];
        size_t slot = home(key);
        while (m_slots[slot] != none) {
            if (m_keys[m_slots[slot]] == key)
                return m_slots[slot];
            slot = slot + 1 == m_slots.size() ? 0 : slot + 1;
        }
        m_slots[slot] = row;
        return none;
    }

private:
    size_t home(const AddressKey &key) const
    {
        return static_cast<size_t>((static_cast<Wide>(key.high) * m_slots.size()) >> 64);
    }

    std::span<const AddressKey> m_keys;
    std::vector<quint32> m_slots;
};

} // namespace

AddressKey AddressKey::of(std::string_view text)
{
    // Two lanes of multiply-and-fold over words of eight bytes, with odd constants of their own.
    AddressKey key{0x9E3779B97F4A7C15 ^ text.size(), 0xC2B2AE3D27D4EB4F + text.size()};
    const char *at = text.data();
    for (size_t left = text.size(); left > 0;) {
        std::uint64_t word = 0;
        const size_t size = std::min<size_t>(left, 8);
        std::memcpy(&word, at, size);
        key.high = mixed(key.high ^ word, 0xA0761D6478BD642F);
        key.low = mixed(key.low + word, 0xE7037ED1A0B428DB) ^ (word >> 7);
        at += size;
        left -= size;
    }
    key.high = mixed(key.high ^ 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3);
    key.low = mixed(key.low ^ 0x1D8E4E27C47D124F, 0xEB44ACCAB455D165);
    key.high |= key.isEmpty(); // empty says that there is no address
    return key;
}

namespace {

using Merged = std::vector<std::pair<quint32, quint32>>;

/// One share of the addresses, told apart by their keys: what a row becomes depends on no row of another
/// share.
struct Share
{
    size_t number = 0;
    size_t count = 1; ///< a power of two

    bool holds(const AddressKey &key) const { return (key.low & (count - 1)) == number; }
};

Merged mergeShare(Share share, std::span<const AddressKey> keys, size_t firstLeftOut,
                  std::vector<RowState> &states)
{
    constexpr size_t ahead = 16; // the table is larger than the cache: each look-up would wait for memory
    const auto counts = [&](size_t row, RowState state) {
        return share.holds(keys[row]) && states[row] == state && !keys[row].isEmpty();
    };
    size_t count = 0;
    for (size_t row = 0; row < keys.size(); ++row)
        count += counts(row, RowState::Ready) || counts(row, RowState::LeftOut);
    RowsByKey rows(keys, count);

    for (size_t row = firstLeftOut; row < keys.size(); ++row) {
        if (counts(row, RowState::LeftOut))
            rows.findOrInsert(static_cast<quint32>(row));
    }
    Merged merged;
    for (size_t row = 0; row < keys.size(); ++row) {
        if (row + ahead < keys.size() && share.holds(keys[row + ahead]))
            rows.prefetch(row + ahead);
        if (!counts(row, RowState::Ready))
            continue;
        const quint32 before = rows.findOrInsert(static_cast<quint32>(row));
        if (before == RowsByKey::none)
            continue;
        states[row] = states[before] == RowState::LeftOut ? RowState::LeftOut : RowState::Duplicate;
        if (states[row] == RowState::Duplicate)
            merged.emplace_back(static_cast<quint32>(row), before);
    }
    return merged;
}

} // namespace

Merged mergeDuplicates(std::span<const AddressKey> keys, std::vector<RowState> &states)
{
    constexpr size_t rowsWorthACore = 100'000;
    constexpr size_t mostShares = 4; // each goes through all rows
    const size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const size_t count =
        std::bit_floor(std::clamp<size_t>(keys.size() / rowsWorthACore, 1, std::min(cores, mostShares)));
    // Few files have any, and those that have none are spared one way through all keys.
    const auto firstLeftOut =
        static_cast<size_t>(std::find(states.begin(), states.end(), RowState::LeftOut) - states.begin());
    std::vector<Merged> parts(count);
    const auto mergePart = [&](size_t i) { parts[i] = mergeShare({i, count}, keys, firstLeftOut, states); };
    {
        std::vector<std::jthread> others;
        for (size_t i = 1; i < count; ++i)
            others.emplace_back(mergePart, i);
        mergePart(0);
    } // waits
    Merged merged = std::move(parts[0]);
    for (size_t i = 1; i < count; ++i) {
        const auto middle = static_cast<std::ptrdiff_t>(merged.size());
        merged.insert(merged.end(), parts[i].begin(), parts[i].end());
        std::inplace_merge(merged.begin(), merged.begin() + middle, merged.end());
    }
    return merged;
}

} // namespace rollcall
