#pragma once

#include "contact/contact.h"
#include "send/contactpicture.h"
#include "storage/journal.h"
#include "support/result.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace rollcall {

/// What the journal knows of one of them.
struct RowTrace
{
    KnownContact before;
    Additions given; ///< by the import
};

/// What the journal knows of the people whom an import touched: how they were before, and how it left them.
class ImportTrace
{
public:
    ImportTrace() = default;
    ImportTrace(Journal &journal, ImportRecord import, QByteArray touched);

    const ImportRecord &import() const { return m_import; }
    QString contactId(quint32 row) const;
    /// Of somebody who was there before. Usage error: that is not kept any more.
    Result<RowTrace> row(quint32 row) const;
    /// Also of new people; empty where nothing is kept.
    Result<Additions> given(quint32 row) const;
    bool isAsLeft(quint32 row, const KnownContact &now) const;
    /// For rows of which only the values are known, not whose they are.
    void setContactId(quint32 row, const QString &id);

    // What the import added to somebody who was there before, and is still there.
    QStringList lists(const RowTrace &row, const KnownContact &now) const;
    QStringList tags(const RowTrace &row, const KnownContact &now) const;
    bool hasNote(const RowTrace &row, const KnownContact &now) const;

    /// `now`, as it was before the import: what others did since to lists, tags and notes stays.
    KnownContact asBefore(const RowTrace &row, const KnownContact &now) const;

    /// On lists, or with tags and notes, that are not from the import.
    bool hasMore(const Additions &given, const KnownContact &now) const;

private:
    Journal *m_journal = nullptr;
    ImportRecord m_import;
    QByteArray m_touched;
};

} // namespace rollcall
