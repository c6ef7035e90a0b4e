#pragma once

#include "check/columnmapping.h"
#include "contact/contact.h"

#include <QList>
#include <QString>

#include <unordered_map>
#include <vector>

namespace rollcall {

/// For columns that only fill what is empty: which of a row's values stay away, because the account has one.
class KeptFields
{
public:
    KeptFields() = default;
    KeptFields(const ColumnMapping &mapping, const QList<qsizetype> &columns);

    bool isEmpty() const { return m_keys.empty(); } ///< all columns overwrite

    /// What the account has of the row's person.
    void note(quint32 row, const Contact &known, const QList<CustomField> &fields);
    bool isNoted(quint32 row) const { return m_kept.find(row) != m_kept.end(); }

    /// Whether that value of the row stays away. `customName`: of a Custom field.
    bool isKept(quint32 row, Field field, const QString &customName) const;

private:
    struct Key
    {
        Field field;
        QString customName;
    };
    void add(Field field, const QString &customName = {});

    std::vector<Key> m_keys;                     ///< at most 64: the service knows fewer fields
    std::unordered_map<quint32, quint64> m_kept; ///< row → a bit a key
};

} // namespace rollcall
