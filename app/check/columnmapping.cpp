#include "check/columnmapping.h"

#include "support/text.h"
#include "table/sheet.h"

#include <algorithm>
#include <utility>

namespace rollcall {
namespace {

constexpr int maxCustomFields = 25; // a contact holds no more (constant-contact-v3.md 3.1)

/// Of these, a contact may have any number.
bool mayRepeat(Field field)
{
    return field == Field::Ignore || field == Field::DoNotMail || field == Field::Tag;
}

QString columnName(const Sheet &sheet, qsizetype column)
{
    const QString header = sheet.headers().value(column);
    return header.isEmpty() ? Text::tr("column %1").arg(column + 1) : QStringLiteral("“%1”").arg(header);
}

qsizetype findColumn(const QStringList &headers, const QString &name)
{
    if (const qsizetype column = headers.indexOf(name); column >= 0)
        return column;
    const QString wanted = HeaderAliases::normalised(name);
    for (qsizetype column = 0; column < headers.size() && !wanted.isEmpty(); ++column) {
        if (HeaderAliases::normalised(headers.at(column)) == wanted)
            return column;
    }
    bool isNumber = false;
    const int number = name.toInt(&isNumber);
    return isNumber && number >= 1 && number <= headers.size() ? number - 1 : -1;
}

} // namespace

bool isSameField(const ColumnTarget &a, const ColumnTarget &b)
{
    if (mayRepeat(a.field) || canonicalField(a.field) != canonicalField(b.field))
        return false;
    return a.field != Field::Custom || a.customName == b.customName;
}

const CustomField *findCustomField(const QList<CustomField> &fields, const QString &nameOrLabel)
{
    const QString wanted = HeaderAliases::normalised(nameOrLabel);
    const CustomField *found = nullptr;
    for (const CustomField &field : fields) {
        if (field.name == nameOrLabel)
            return &field;
        if (!found && (field.label == nameOrLabel || HeaderAliases::normalised(field.label) == wanted ||
                       HeaderAliases::normalised(field.name) == wanted))
            found = &field;
    }
    return found;
}

void ColumnMapping::set(qsizetype column, ColumnTarget target)
{
    if (column >= m_targets.size())
        m_targets.resize(column + 1);
    m_targets[column] = std::move(target);
}

void ColumnMapping::choose(qsizetype column, Field field, const QString &customName)
{
    ColumnTarget target = column < size() ? at(column) : ColumnTarget();
    target.field = field;
    target.customName = customName;
    target.certain = true;
    target.chosen = true;
    target.guessed = Field::Ignore;
    target.spareEmail = false;
    target.why = Text::tr("Chosen");
    for (qsizetype other = 0; other < size(); ++other) {
        if (other == column || !isSameField(at(other), target))
            continue;
        m_targets[other] =
            ColumnTarget{Field::Ignore, {}, Text::tr("Another column was chosen for it"), true, {}, {}};
        m_targets[other].spareEmail = field == Field::Email;
    }
    set(column, std::move(target));
}

void ColumnMapping::renameCustom(const QString &before, const QString &after)
{
    for (ColumnTarget &target : m_targets) {
        if (target.field == Field::Custom && target.customName == before)
            target.customName = after;
    }
}

void ColumnMapping::leaveOutGuesses()
{
    for (ColumnTarget &target : m_targets) {
        if (!target.certain && target.field != Field::DoNotMail)
            target.guessed = std::exchange(target.field, Field::Ignore);
    }
}

Result<void> ColumnMapping::apply(const Sheet &sheet, const QString &headerAndField,
                                  const QList<CustomField> &customFields)
{
    const qsizetype equals = headerAndField.lastIndexOf(QLatin1Char('='));
    if (equals < 1) {
        return failure(Error::Kind::Usage,
                       Text::tr("“%1” is not of the form HEADER=FIELD.").arg(headerAndField));
    }
    const QString header = headerAndField.left(equals).trimmed();
    const QString fieldName = headerAndField.mid(equals + 1).trimmed();
    const qsizetype column = findColumn(sheet.headers(), header);
    if (column < 0) {
        return failure(Error::Kind::Usage, Text::tr("The table has no column “%1”.").arg(header),
                       Text::tr("Its columns are: %1.").arg(sheet.headers().join(QLatin1String(", "))));
    }
    const Field field = fieldNamed(fieldName);
    if (field == Field::Count) {
        QStringList names;
        for (const FieldInfo &info : fieldTable())
            names.append(info.field == Field::Custom ? QStringLiteral("cf:NAME")
                                                     : QString::fromLatin1(info.name));
        return failure(Error::Kind::Usage, Text::tr("There is no field “%1”.").arg(fieldName),
                       Text::tr("The fields are: %1.").arg(names.join(QLatin1String(", "))));
    }
    QString customName = field == Field::Custom ? fieldName.mid(3) : QString();
    if (field == Field::Custom && !customFields.isEmpty()) {
        const CustomField *custom = findCustomField(customFields, customName);
        if (!custom)
            return failure(Error::Kind::Usage,
                           Text::tr("The account has no custom field “%1”.").arg(customName));
        customName = custom->name;
    }
    const ColumnMapping before = *this;
    choose(column, field, customName);
    for (qsizetype other = 0; other < before.size(); ++other) {
        if (other == column || !before.at(other).chosen || at(other) == before.at(other))
            continue;
        *this = before;
        return failure(Error::Kind::Usage,
                       Text::tr("“%1” cannot be two columns: %2 and %3.")
                           .arg(fieldName, columnName(sheet, other), columnName(sheet, column)));
    }
    return {};
}

qsizetype ColumnMapping::columnOf(Field field) const
{
    const auto found = std::find_if(m_targets.begin(), m_targets.end(),
                                    [field](const ColumnTarget &target) { return target.field == field; });
    return found == m_targets.end() ? -1 : found - m_targets.begin();
}

Result<void> ColumnMapping::problem(const Sheet &sheet) const
{
    if (columnOf(Field::Email) < 0) {
        return failure(
            Error::Kind::Input, Text::tr("The table has no column of e-mail addresses."),
            Text::tr("Choose the column that holds them; contacts are told apart by their address."));
    }
    for (qsizetype column = 0; column < size(); ++column) {
        for (qsizetype other = column + 1; other < size(); ++other) {
            if (isSameField(at(column), at(other))) {
                const QString field =
                    at(column).field == Field::Custom ? at(column).customName : fieldLabel(at(column).field);
                return failure(Error::Kind::Input,
                               Text::tr("Two columns are to become “%1”: %2 and %3.")
                                   .arg(field, columnName(sheet, column), columnName(sheet, other)),
                               Text::tr("Choose one of them and leave the other out."));
            }
        }
    }
    const auto custom = std::count_if(m_targets.begin(), m_targets.end(), [](const ColumnTarget &target) {
        return target.field == Field::Custom;
    });
    if (custom > maxCustomFields) {
        return failure(
            Error::Kind::Input, Text::tr("%1 columns are to become custom fields.").arg(custom),
            Text::tr("Constant Contact takes at most 25 for each contact: leave some of them out."));
    }
    return {};
}

QString ColumnMapping::targetName(const ColumnTarget &target)
{
    if (target.field == Field::Custom)
        return QLatin1String("cf:") + target.customName;
    return QString::fromLatin1(fieldInfo(target.field).name);
}

} // namespace rollcall
