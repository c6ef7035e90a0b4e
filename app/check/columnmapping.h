#pragma once

#include "contact/fields.h"
#include "support/result.h"

#include <QList>
#include <QString>

namespace rollcall {

class Sheet;

/// One of the account's own fields, as the service knows it (constant-contact-v3.md 4.2).
struct CustomField
{
    QString id;
    QString label; ///< as people see it: "Member number"
    QString name;  ///< as bulk wants it, behind "cf:": "Member_number"
    QString type;  ///< "string", "date", "single_select", …; unknown ones are kept
    struct Choice { QString id; QString label; bool operator==(const Choice &) const = default; };
    QList<Choice> choices;

    bool operator==(const CustomField &) const = default;
};

/// What one column becomes.
struct ColumnTarget
{
    Field field = Field::Ignore;
    QString customName; ///< the custom field's name, where field is Custom
    QString why;        ///< "Header", "1,198 of 1,204 are addresses", …; translated
    bool certain = false; ///< false: a suggestion only

    bool operator==(const ColumnTarget &) const = default;
};

/// Which column becomes which field: found from headers and samples, as the person corrected it.
class ColumnMapping
{
public:
    /// Reads at most the first thousand rows. `customFields` may be empty (not connected): "cf:" columns then
    /// map by name and stay unverified.
    static ColumnMapping suggest(const Sheet &sheet, const QList<CustomField> &customFields = {});

    qsizetype size() const { return m_targets.size(); }
    const ColumnTarget &at(qsizetype column) const { return m_targets.at(column); }
    void set(qsizetype column, ColumnTarget target);

    /// "HEADER=FIELD" as the command line takes it. Usage error for an unknown header or field.
    Result<void> apply(const Sheet &sheet, const QString &headerAndField);

    /// First column of that field, or -1.
    qsizetype columnOf(Field field) const;

    /// Why this mapping cannot be used: no e-mail column (Input), two columns for one field (Input).
    Result<void> problem(const Sheet &sheet) const;

    /// "first_name", "cf:Member_number", "ignore"
    static QString targetName(const ColumnTarget &target);

    bool operator==(const ColumnMapping &) const = default;

private:
    QList<ColumnTarget> m_targets;
};

} // namespace rollcall
