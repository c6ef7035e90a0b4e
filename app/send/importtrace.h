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

/// What an export told of somebody lacks the second number or address of a kind.
bool mayLackParts(const KnownContact &old, const Contact &now);

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

    bool isAsBefore(const RowTrace &row, const KnownContact &now) const;
    /// `now`, as it was before the import: what others did since to lists, tags and notes stays.
    KnownContact asBefore(const RowTrace &row, const KnownContact &now) const;

    /// Of somebody who is there because of the import alone, being new or brought back: nobody did anything
    /// with them since.
    bool isOnlyOurs(quint32 row, const RowTrace &trace, const KnownContact &now) const;

private:
    bool hasMore(const RowTrace &row, const KnownContact &now) const;

    Journal *m_journal = nullptr;
    ImportRecord m_import;
    QByteArray m_touched;
};

} // namespace rollcall
