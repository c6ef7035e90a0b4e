#include "send/filetags.h"

#include <algorithm>

namespace rollcall {

FileTags::FileTags(TagsApi &tags, QStringList names, QObject *parent)
    : QObject(parent)
    , m_tags(tags)
    , m_names(std::move(names))
{}

void FileTags::find()
{
    look();
}

void FileTags::make()
{
    m_makes = true;
    look();
}

void FileTags::look()
{
    m_tags.all(this, [this](const Result<QList<ContactTag>> &tags) { looked(tags); });
}

void FileTags::looked(const Result<QList<ContactTag>> &tags)
{
    if (!tags) {
        Q_EMIT finished(tags);
        return;
    }
    m_found = *tags;
    m_missing.clear();
    std::copy_if(m_names.cbegin(), m_names.cend(), std::back_inserter(m_missing),
                 [this](const QString &name) { return !tagNamed(name, m_found); });
    if (m_notMade && !m_missing.isEmpty())
        Q_EMIT finished(tl::unexpected(*m_notMade));
    else
        makeNext();
}

void FileTags::makeNext()
{
    if (!m_makes || m_missing.isEmpty())
        Q_EMIT finished(m_found);
    else
        m_tags.create(m_missing.takeFirst(), this, [this](const Result<ContactTag> &tag) { made(tag); });
}

void FileTags::made(const Result<ContactTag> &tag)
{
    if (tag) {
        m_found.append(*tag);
        makeNext();
    } else if (tag.error().kind == Error::Kind::Refused && !m_notMade) {
        m_notMade = tag.error();
        look(); // there already, perhaps because the answer of an earlier try got lost
    } else {
        Q_EMIT finished(tl::unexpected(tag.error()));
    }
}

} // namespace rollcall
