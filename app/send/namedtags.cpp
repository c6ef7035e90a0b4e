#include "send/namedtags.h"

#include "check/tagtext.h"

namespace rollcall {

void NamedTags::note(std::string_view cell)
{
    const QByteArray bytes(cell.data(), static_cast<qsizetype>(cell.size()));
    if (m_names.size() > most || m_cells.contains(bytes))
        return;
    QStringList keys;
    const QStringList names = tagsIn(cell);
    for (const QString &name : names) {
        keys.append(name.toCaseFolded());
        if (m_ids.contains(keys.last()))
            continue;
        m_ids.insert(keys.last(), QString());
        m_names.append(name);
    }
    m_cells.insert(bytes, keys);
}

void NamedTags::know(const QList<ContactTag> &tags)
{
    for (const ContactTag &tag : tags) {
        const auto known = m_ids.find(tag.name.toCaseFolded());
        if (known != m_ids.end())
            *known = tag.id;
    }
}

QStringList NamedTags::missing() const
{
    QStringList missing;
    for (const QString &name : m_names) {
        if (m_ids.value(name.toCaseFolded()).isEmpty())
            missing.append(name);
    }
    return missing;
}

QStringList NamedTags::idsOf(std::string_view cell) const
{
    QStringList ids;
    const QStringList keys = m_cells.value(QByteArray(cell.data(), static_cast<qsizetype>(cell.size())));
    for (const QString &key : keys) {
        if (const QString id = m_ids.value(key); !id.isEmpty())
            ids.append(id);
    }
    return ids;
}

} // namespace rollcall
