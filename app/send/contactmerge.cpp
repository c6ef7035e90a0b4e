#include "send/contactmerge.h"

#include "contact/fields.h"
#include "send/contactpicture.h"
#include "support/text.h"

#include <algorithm>

namespace rollcall {
namespace {

void overwrite(QString &known, const QString &wanted)
{
    if (!wanted.isEmpty())
        known = wanted;
}

void overwrite(StreetAddress &known, const StreetAddress &wanted)
{
    overwrite(known.street, wanted.street);
    overwrite(known.city, wanted.city);
    overwrite(known.state, wanted.state);
    overwrite(known.postalCode, wanted.postalCode);
    overwrite(known.country, wanted.country);
}

/// The entry with the same key is overwritten, or the wanted one appended.
template <typename T, typename Key, typename Overwrite>
void merge(QList<T> &known, const QList<T> &wanted, Key key, Overwrite put)
{
    for (const T &one : wanted) {
        const auto same =
            std::find_if(known.begin(), known.end(), [&](const T &other) { return other.*key == one.*key; });
        if (same == known.end())
            known.append(one);
        else
            put(*same, one);
    }
}

void unite(QStringList &known, const QStringList &wanted)
{
    for (const QString &id : wanted) {
        if (!known.contains(id))
            known.append(id);
    }
}

/// What is to be written besides is sent together with those that are there: the list replaces.
std::optional<QList<ContactNote>> unitedNotes(const QList<ContactNote> &known,
                                              const std::optional<QList<ContactNote>> &wanted)
{
    QList<ContactNote> all = known;
    for (const ContactNote &note : wanted.value_or(QList<ContactNote>())) {
        const bool isThere = std::any_of(all.cbegin(), all.cend(), [&note](const ContactNote &one) {
            return one.content == note.content;
        });
        if (!isThere)
            all.append(note);
    }
    return all.size() > known.size() ? std::optional(all) : std::nullopt;
}

/// Collects what differs, under the names that scripts and people know.
class Differences
{
public:
    QList<FieldDifference> found;

    void look(Field field, const QString &before, const QString &after)
    {
        add(QString::fromLatin1(fieldInfo(field).name), fieldLabel(field), before, after);
    }

    void add(const QString &name, const QString &label, const QString &before, const QString &after)
    {
        if (before != after)
            found.append({name, label, before, after});
    }
};

QString birthdayText(const Contact &contact)
{
    if (contact.birthdayMonth == 0)
        return {};
    return QStringLiteral("--%1-%2")
        .arg(contact.birthdayMonth, 2, 10, QLatin1Char('0'))
        .arg(contact.birthdayDay, 2, 10, QLatin1Char('0'));
}

Field phoneField(const QString &kind)
{
    if (kind == QLatin1String("home"))
        return Field::HomePhone;
    if (kind == QLatin1String("work"))
        return Field::WorkPhone;
    return kind == QLatin1String("mobile") ? Field::MobilePhone : Field::OtherPhone;
}

struct AddressFields
{
    Field street, city, state, zip, country;
};

AddressFields addressFields(const QString &kind)
{
    if (kind == QLatin1String("work"))
        return {Field::WorkStreet, Field::WorkCity, Field::WorkState, Field::WorkZip, Field::WorkCountry};
    if (kind == QLatin1String("other"))
        return {Field::OtherStreet, Field::OtherCity, Field::OtherState, Field::OtherZip,
                Field::OtherCountry};
    return {Field::HomeStreet, Field::HomeCity, Field::HomeState, Field::HomeZip, Field::HomeCountry};
}

QStringList kindsOf(const auto &before, const auto &after)
{
    QStringList kinds;
    for (const auto &one : before + after) {
        if (!kinds.contains(one.kind))
            kinds.append(one.kind);
    }
    return kinds;
}

template <typename T>
T ofKind(const QList<T> &all, const QString &kind)
{
    const auto found =
        std::find_if(all.cbegin(), all.cend(), [&kind](const T &one) { return one.kind == kind; });
    return found == all.cend() ? T{} : *found;
}

void lookAtPhones(Differences &differences, const QList<Phone> &before, const QList<Phone> &after)
{
    for (const QString &kind : kindsOf(before, after))
        differences.look(phoneField(kind), ofKind(before, kind).number, ofKind(after, kind).number);
}

void lookAtAddresses(Differences &differences, const QList<StreetAddress> &before,
                     const QList<StreetAddress> &after)
{
    for (const QString &kind : kindsOf(before, after)) {
        const AddressFields fields = addressFields(kind);
        const StreetAddress old = ofKind(before, kind);
        const StreetAddress now = ofKind(after, kind);
        differences.look(fields.street, old.street, now.street);
        differences.look(fields.city, old.city, now.city);
        differences.look(fields.state, old.state, now.state);
        differences.look(fields.zip, old.postalCode, now.postalCode);
        differences.look(fields.country, old.country, now.country);
    }
}

QString customText(const QList<CustomValue> &values, const QString &fieldId)
{
    for (const CustomValue &one : values) {
        if (one.fieldId == fieldId)
            return one.choiceIds.isEmpty() ? one.value : one.choiceIds.join(QLatin1String(", "));
    }
    return {};
}

void lookAtCustomValues(Differences &differences, const QList<CustomValue> &before,
                        const QList<CustomValue> &after)
{
    QStringList ids;
    for (const CustomValue &one : before + after) {
        if (!ids.contains(one.fieldId))
            ids.append(one.fieldId);
    }
    for (const QString &id : ids) {
        differences.add(QStringLiteral("cf:") + id, fieldLabel(Field::Custom), customText(before, id),
                        customText(after, id));
    }
}

void lookAtNewIds(Differences &differences, const QString &kind, const QString &label,
                  const QStringList &before, const QStringList &after)
{
    for (const QString &id : after) {
        if (!before.contains(id))
            differences.add(kind + id, label, {}, id);
    }
}

void lookAtNotes(Differences &differences, const std::optional<QList<ContactNote>> &after)
{
    for (const ContactNote &note : after.value_or(QList<ContactNote>())) {
        if (note.id.isEmpty())
            differences.look(Field::Note, {}, note.content);
    }
}

} // namespace

KnownContact merged(const KnownContact &known, const Contact &wanted)
{
    KnownContact result = known;
    Contact &contact = result.contact;
    overwrite(contact.firstName, wanted.firstName);
    overwrite(contact.lastName, wanted.lastName);
    overwrite(contact.jobTitle, wanted.jobTitle);
    overwrite(contact.companyName, wanted.companyName);
    overwrite(contact.anniversary, wanted.anniversary);
    if (wanted.birthdayMonth != 0) {
        contact.birthdayMonth = wanted.birthdayMonth;
        contact.birthdayDay = wanted.birthdayDay;
    }
    merge(contact.phones, wanted.phones, &Phone::kind,
          [](Phone &old, const Phone &now) { overwrite(old.number, now.number); });
    merge(contact.addresses, wanted.addresses, &StreetAddress::kind,
          [](StreetAddress &old, const StreetAddress &now) { overwrite(old, now); });
    merge(contact.customValues, wanted.customValues, &CustomValue::fieldId,
          [](CustomValue &old, const CustomValue &now) {
              if (!now.value.isEmpty() || !now.choiceIds.isEmpty())
                  old = now;
          });
    unite(contact.listIds, wanted.listIds);
    unite(contact.tagIds, wanted.tagIds);
    contact.notes = unitedNotes(known.notes, wanted.notes);
    return result;
}

Additions additionsTo(const KnownContact &known, const Contact &wanted)
{
    Additions additions;
    for (const QString &tag : wanted.tagIds) {
        if (!known.contact.tagIds.contains(tag))
            additions.tagIds.append(tag);
    }
    if (const auto notes = unitedNotes(known.notes, wanted.notes))
        additions.note = notes->last().content;
    return additions;
}

QList<FieldDifference> differences(const Contact &before, const Contact &after)
{
    Differences all;
    all.look(Field::FirstName, before.firstName, after.firstName);
    all.look(Field::LastName, before.lastName, after.lastName);
    all.look(Field::JobTitle, before.jobTitle, after.jobTitle);
    all.look(Field::CompanyName, before.companyName, after.companyName);
    all.look(Field::Birthday, birthdayText(before), birthdayText(after));
    all.look(Field::Anniversary, before.anniversary, after.anniversary);
    lookAtPhones(all, before.phones, after.phones);
    lookAtAddresses(all, before.addresses, after.addresses);
    lookAtCustomValues(all, before.customValues, after.customValues);
    lookAtNewIds(all, QStringLiteral("list:"), Text::tr("List"), before.listIds, after.listIds);
    lookAtNewIds(all, QStringLiteral("tag:"), Text::tr("Tag"), before.tagIds, after.tagIds);
    lookAtNotes(all, after.notes);
    return all.found;
}

} // namespace rollcall
