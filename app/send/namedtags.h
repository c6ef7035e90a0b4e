#pragma once

#include "service/tagsapi.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QStringList>

#include <string_view>

namespace rollcall {

/// The tags that a file itself gives its people, by name, and what the account knows them as.
class NamedTags
{
public:
    /// More different ones are no tags: the column was taken for something that it is not.
    static constexpr qsizetype most = 500;

    bool isEmpty() const { return m_names.isEmpty(); }
    const QStringList &names() const { return m_names; } ///< in the order of the file

    /// Learns what a cell names. Cheap for cells that were there before.
    void note(std::string_view cell);
    /// Those of the account: whose id is not known then is not there.
    void know(const QList<ContactTag> &tags);
    QStringList missing() const;

    /// Of the tags that a cell names, those whose ids are known.
    QStringList idsOf(std::string_view cell) const;

private:
    QStringList m_names;
    QHash<QString, QString> m_ids;          ///< by name, in one case
    QHash<QByteArray, QStringList> m_cells; ///< what they name, in one case
};

} // namespace rollcall
