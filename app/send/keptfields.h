#pragma once

#include "check/columnmapping.h"
#include "contact/contact.h"

#include <QList>
#include <QString>

#include <unordered_map>
#include <vector>

namespace rollcall {

/// Which of a row's values stay away: those of columns that only fill what is empty, because the account has
/// one, and further telephone numbers and addresses for which the contact has no room.
class KeptFields
{
public:
    KeptFields() = default;
    /// `columns`: those that only fill.
    KeptFields(const ColumnMapping &mapping, const QList<qsizetype> &columns);

    bool isEmpty() const { return m_keys.empty(); } ///< nothing can stay away
    bool mayFill() const { return m_mayFill; }      ///< there are columns that only fill

    /// What the account has of the row's person. Answers the fields for which it has no room.
    QList<Field> note(quint32 row, const Contact &known, const Contact &wanted,
                      const QList<CustomField> &fields);
    bool isNoted(quint32 row) const { return m_kept.find(row) != m_kept.end(); }

    /// Whether that value of the row stays away. `customName`: of a Custom field.
    bool isKept(quint32 row, Field field, const QString &customName) const;

private:
    struct Key
    {
        Field field;
        QString customName;
        bool onlyFills = false;
    };
    void addFilling(const ColumnTarget &target);
    void add(Field field, bool onlyFills, const QString &customName = {});

    std::vector<Key> m_keys;                     ///< at most 64: the service knows fewer fields
    bool m_mayFill = false;
    std::unordered_map<quint32, quint64> m_kept; ///< row → a bit a key
};

} // namespace rollcall
