#pragma once

#include "contact/contact.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace rollcall {

/// What the journal knows of the people whom an import touched: how they were before, and how it left them.
class ImportTrace
{
public:
    ImportTrace() = default;
    ImportTrace(Journal &journal, ImportRecord import, QByteArray touched);

    const ImportRecord &import() const { return m_import; }
    QString contactId(quint32 row) const;
    /// Usage error: that is not kept any more.
    Result<KnownContact> before(quint32 row) const;
    bool isAsLeft(quint32 row, const KnownContact &now) const;
    /// For rows of which only the values are known, not whose they are.
    void setContactId(quint32 row, const QString &id);

    // What the import added to somebody who was there before.
    QStringList lists(const KnownContact &before, const KnownContact &now) const;
    QStringList tags(const KnownContact &before, const KnownContact &now) const;

    /// On lists, or with tags, that are not from the import.
    bool hasMore(const KnownContact &now) const;

private:
    Journal *m_journal = nullptr;
    ImportRecord m_import;
    QByteArray m_touched;
};

} // namespace rollcall
