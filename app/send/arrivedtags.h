#pragma once

#include "send/tagjobs.h"
#include "storage/journal.h"
#include "support/result.h"

namespace rollcall {

class RowBook;

/// The tags for whoever arrived with an import: those of all by one call over the import's own list, and
/// those that the file itself names by the ids of the people.
class ArrivedTags
{
public:
    ArrivedTags(Journal &journal, const ImportRecord &import, const RowBook &rows);

    /// `fileNamesTags`: the file gives some.
    Result<QList<TagJob>> jobs(bool fileNamesTags);

private:
    QList<TagJob> jobsOfAll() const;
    Result<TagJobs> ofRows();

    Journal &m_journal;
    const ImportRecord &m_import;
    const RowBook &m_rows;
    QByteArray m_touched;
};

} // namespace rollcall
