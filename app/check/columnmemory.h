#pragma once

#include "check/columnmapping.h"
#include "support/result.h"

#include <QDate>
#include <QString>

namespace rollcall {

/// What people chose for the headers of their files, so that the same columns need no hand the next time.
class ColumnMemory
{
public:
    /// Kept in that file, which need not be there yet; without a name nothing is remembered.
    explicit ColumnMemory(const QString &path = {})
        : m_path(path)
    {}

    /// What is suggested for the table, with earlier choices laid over it.
    ColumnMapping suggest(const Sheet &sheet, const QList<CustomField> &customFields = {}) const;

    /// Remembers each column that was chosen otherwise than it would be suggested, and forgets those that
    /// were not. Storage error.
    Result<void> keep(const Sheet &sheet, const ColumnMapping &chosen, const QList<CustomField> &customFields,
                      const QDate &today) const;

private:
    QString m_path;
};

} // namespace rollcall
