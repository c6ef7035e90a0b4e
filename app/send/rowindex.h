#pragma once

#include <QString>

#include <string_view>
#include <utility>
#include <vector>

namespace rollcall {

/// Which rows may be those of an address: little over sixteen bytes a row, whatever the addresses.
class RowIndex
{
public:
    void reserve(size_t rows) { m_entries.reserve(rows); }
    void add(quint32 row, std::string_view normalisedEmail);
    void sort(); ///< once, after the last add()

    /// Rows with the address's hash; whoever asks compares the address itself.
    template <typename Visitor>
    void visit(const QString &normalisedEmail, Visitor visit) const
    {
        const auto [from, to] = range(normalisedEmail);
        for (auto it = from; it != to; ++it)
            visit(it->second);
    }

private:
    using Entry = std::pair<quint64, quint32>;
    std::pair<std::vector<Entry>::const_iterator, std::vector<Entry>::const_iterator>
    range(const QString &email) const;

    size_t bucketOf(quint64 hash) const { return static_cast<size_t>(hash >> m_shift); }

    std::vector<Entry> m_entries;
    std::vector<quint32> m_starts{0, 0, 0}; ///< of each bucket in m_entries, and the end: by a hash's first bits
    int m_shift = 63;
};

} // namespace rollcall
