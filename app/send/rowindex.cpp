#include "send/rowindex.h"

#include <QByteArray>

#include <algorithm>
#include <functional>

namespace rollcall {

void RowIndex::add(quint32 row, std::string_view normalisedEmail)
{
    m_entries.emplace_back(std::hash<std::string_view>()(normalisedEmail), row);
}

void RowIndex::sort()
{
    std::sort(m_entries.begin(), m_entries.end());
}

std::pair<std::vector<RowIndex::Entry>::const_iterator, std::vector<RowIndex::Entry>::const_iterator>
RowIndex::range(const QString &email) const
{
    const QByteArray bytes = email.toUtf8();
    const size_t hash = std::hash<std::string_view>()({bytes.constData(), static_cast<size_t>(bytes.size())});
    const auto byHash = [](const Entry &one, const Entry &other) { return one.first < other.first; };
    return std::equal_range(m_entries.cbegin(), m_entries.cend(), Entry{hash, 0}, byHash);
}

} // namespace rollcall
