#include "send/tagjobs.h"

#include <algorithm>

namespace rollcall {

void TagJobs::add(quint32 row, const QStringList &tagIds)
{
    for (const QString &tag : tagIds)
        m_rows[tag].push_back(row);
}

QList<TagJobs::Group> TagJobs::groups() const
{
    constexpr qsizetype mostTags = 50; // of one call
    QList<Group> groups;
    QStringList tags = m_rows.keys();
    tags.sort();
    for (const QString &tag : std::as_const(tags)) {
        const auto rows = m_rows.constFind(tag);
        const auto same = std::find_if(groups.begin(), groups.end(), [&rows](const Group &group) {
            return group.tagIds.size() < mostTags && *group.rows == *rows;
        });
        if (same == groups.end())
            groups.append({&*rows, {tag}});
        else
            same->tagIds.append(tag);
    }
    return groups;
}

int TagJobs::calls() const
{
    qint64 calls = 0;
    for (const Group &group : groups())
        calls += (std::ssize(*group.rows) + ActivitiesApi::mostContacts - 1) / ActivitiesApi::mostContacts;
    return static_cast<int>(calls);
}

} // namespace rollcall
