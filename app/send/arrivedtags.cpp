#include "send/arrivedtags.h"

#include "send/contactpicture.h"
#include "send/rowbook.h"

namespace rollcall {

ArrivedTags::ArrivedTags(Journal &journal, const ImportRecord &import, const RowBook &rows)
    : m_journal(journal)
    , m_import(import)
    , m_rows(rows)
{}

Result<QList<TagJob>> ArrivedTags::jobs(bool fileNamesTags)
{
    auto touched = m_journal.touched(m_import.id);
    if (!touched)
        return tl::unexpected(touched.error());
    m_touched = std::move(*touched);
    const QList<TagJob> ofAll = jobsOfAll();
    if (!fileNamesTags)
        return ofAll;
    return ofRows().map([&](const TagJobs &tags) {
        return ofAll + tags.jobs([this](quint32 row) { return touchedId(m_touched, row); });
    });
}

QList<TagJob> ArrivedTags::jobsOfAll() const
{
    if (m_import.tagIds.isEmpty())
        return {};
    const bool byList = m_import.ownList == ImportRecord::OwnList::Made;
    TagJobs tags;
    for (quint32 row = 0; row < m_rows.size(); ++row) {
        if (m_rows.hasArrived(row) && byList)
            return {{{{}, {m_import.ownListId}}, m_import.tagIds}};
        if (m_rows.hasArrived(row))
            tags.add(row, m_import.tagIds);
    }
    return tags.jobs([this](quint32 row) { return touchedId(m_touched, row); });
}

/// Also of those who went singly, and mostly got theirs then: gone on with after a kill, their tags were not
/// known.
Result<TagJobs> ArrivedTags::ofRows()
{
    TagJobs tags;
    for (qint64 first = 0; first < m_rows.size(); first += Journal::blockSize) {
        const auto pictures = m_journal.pictures(m_import.id, first, first + Journal::blockSize);
        if (!pictures)
            return tl::unexpected(pictures.error());
        for (const BeforePicture &one : *pictures) {
            if (m_rows.hasArrived(one.row))
                tags.add(one.row, additionsIn(one.picture).tagIds);
        }
    }
    return tags;
}

} // namespace rollcall
