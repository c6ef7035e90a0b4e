#pragma once

#include "contact/datetext.h"
#include "contact/fields.h"
#include "support/result.h"
#include "table/headeraliases.h"

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
    struct Choice
    {
        QString id;
        QString label;
        bool operator==(const Choice &) const = default;
    };
    QList<Choice> choices;

    bool operator==(const CustomField &) const = default;
};

/// What one column becomes.
struct ColumnTarget
{
    Field field = Field::Ignore;
    QString customName;                    ///< the custom field's name, where field is Custom
    QString why;                           ///< "Header", "1,198 of 1,204 are addresses", …; translated
    bool certain = false;                  ///< false: a suggestion only
    OptOutRule optOut = OptOutRule::Flag;  ///< how the values are read, where field is DoNotMail
    DateOrder dateOrder = DateOrder::Auto; ///< what the person decided; Auto: from all values of the column
    bool chosen = false;                   ///< by the person, for this file
    Field guessed = Field::Ignore; ///< what it may be, where it is left out because nobody said so
    bool spareEmail = false; ///< left out, but holds the person's addresses, too: of them a contact has one

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

    /// The person's choice for a column: whatever else was that field is left out from now on.
    void choose(qsizetype column, Field field, const QString &customName = {});
    /// A custom field is called otherwise from now on.
    void renameCustom(const QString &before, const QString &after);

    /// For where nobody looks at what is suggested: columns whose field is only guessed are left out. One of opt-outs
    /// stays: who may have left is not written to.
    void leaveOutGuesses();

    /// "HEADER=FIELD" as the command line takes it; without headers, HEADER is the column's number from 1.
    /// Usage error for an unknown header or field, and for a
    /// field that was chosen for another column before.
    Result<void> apply(const Sheet &sheet, const QString &headerAndField,
                       const QList<CustomField> &customFields = {});

    /// First column of that field, or -1.
    qsizetype columnOf(Field field) const;

    /// The file as a whole is another program's list of people who opted out (unsubscribed_…, cleaned_…): no
    /// row of it is sent.
    bool isOptOutFile() const { return m_optOutFile; }
    void setOptOutFile(bool optOutFile) { m_optOutFile = optOutFile; }

    /// Rows with the same address are not merged. An address is one contact, so only the first of them can be
    /// sent; the others are to fix, and nothing of theirs gets into it.
    bool keepsEach() const { return m_keepsEach; }
    void setKeepsEach(bool keepsEach) { m_keepsEach = keepsEach; }

    /// Why this mapping cannot be used: no e-mail column, two columns for one field, more than 25 custom
    /// fields (Input).
    Result<void> problem(const Sheet &sheet) const;

    /// "first_name", "cf:Member_number", "ignore"
    static QString targetName(const ColumnTarget &target);

    bool operator==(const ColumnMapping &) const = default;

private:
    QList<ColumnTarget> m_targets;
    bool m_optOutFile = false;
    bool m_keepsEach = false;
};

/// Whether two columns of these targets would fill the same field of a contact.
bool isSameField(const ColumnTarget &a, const ColumnTarget &b);

/// The field of that name or label; null when there is none.
const CustomField *findCustomField(const QList<CustomField> &fields, const QString &nameOrLabel);

} // namespace rollcall
