#include "send/rowindex.h"

#include <QByteArray>

#include <algorithm>
#include <bit>
#include <functional>
#include <numeric>

namespace rollcall {

void RowIndex::add(quint32 row, std::string_view normalisedEmail)
{
    m_entries.emplace_back(std::hash<std::string_view>()(normalisedEmail), row);
}

void RowIndex::sort()
{
    std::sort(m_entries.begin(), m_entries.end());
    // A search among a million would wait for memory at each of its steps; a bucket's few are side by side.
    constexpr size_t rowsInBucket = 8;
    m_shift = 64 - std::max(1, static_cast<int>(std::bit_width(m_entries.size() / rowsInBucket)));
    m_starts.assign(bucketOf(~quint64(0)) + 2, 0);
    for (const Entry &entry : m_entries)
        ++m_starts[bucketOf(entry.first) + 1];
    std::partial_sum(m_starts.begin(), m_starts.end(), m_starts.begin());
}

std::pair<std::vector<RowIndex::Entry>::const_iterator, std::vector<RowIndex::Entry>::const_iterator>
RowIndex::range(const QString &email) const
{
    const QByteArray bytes = email.toUtf8();
    const quint64 hash =
        std::hash<std::string_view>()({bytes.constData(), static_cast<size_t>(bytes.size())});
    const auto byHash = [](const Entry &one, const Entry &other) { return one.first < other.first; };
    const size_t bucket = bucketOf(hash);
    return std::equal_range(m_entries.cbegin() + m_starts[bucket], m_entries.cbegin() + m_starts[bucket + 1],
                            Entry{hash, 0}, byHash);
}

} // namespace rollcall
