#pragma once

#include "service/activitiesapi.h"
#include "support/result.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <vector>

namespace rollcall {

/// One call that tags people.
struct TagJob
{
    ActivitySource source;
    QStringList tagIds;
};

/// Collects who gets which tag, and makes as few calls of it as can be.
class TagJobs
{
public:
    void add(quint32 row, const QStringList &tagIds);

    bool isEmpty() const { return m_rows.isEmpty(); }
    int calls() const;

    /// `contactId`: of a row; rows without one are left out.
    template <typename ContactId>
    QList<TagJob> jobs(ContactId contactId) const
    {
        QList<TagJob> all;
        for (const Group &group : groups()) {
            QStringList ids;
            for (const quint32 row : *group.rows) {
                if (const QString id = contactId(row); !id.isEmpty())
                    ids.append(id);
            }
            for (qsizetype from = 0; from < ids.size(); from += ActivitiesApi::mostContacts)
                all.append({{ids.mid(from, ActivitiesApi::mostContacts), {}}, group.tagIds});
        }
        return all;
    }

private:
    /// Tags that the same people get.
    struct Group
    {
        const std::vector<quint32> *rows = nullptr;
        QStringList tagIds;
    };
    QList<Group> groups() const;

    QHash<QString, std::vector<quint32>> m_rows; ///< by tag
};

} // namespace rollcall
