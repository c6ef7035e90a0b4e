#include "send/contactreader.h"

#include "check/customtext.h"
#include "contact/contactparts.h"
#include "send/readyrows.h"

#include <utility>

namespace rollcall {
namespace {

StreetAddress &addressOf(Contact &contact, const QString &kind)
{
    for (StreetAddress &address : contact.addresses) {
        if (address.kind == kind)
            return address;
    }
    contact.addresses.append(StreetAddress{kind, {}, {}, {}, {}, {}});
    return contact.addresses.last();
}

CustomValue customValue(const RowValues::Value &value)
{
    CustomValue custom{value.custom ? value.custom->id : QString(), QString::fromUtf8(value.text), {}};
    if (!value.custom || (value.custom->type != QLatin1String("single_select") &&
                          value.custom->type != QLatin1String("multi_select")))
        return custom;
    for (const CustomField::Choice &choice :
         chosenIn(*value.custom, custom.value).value_or(QList<CustomField::Choice>()))
        custom.choiceIds.append(choice.id);
    custom.choiceIds.sort();
    custom.value.clear();
    return custom;
}

void setField(Contact &contact, const RowValues::Value &value)
{
    if (value.field == Field::BirthdayMonth) {
        contact.birthdayMonth = value.number;
    } else if (value.field == Field::BirthdayDay) {
        contact.birthdayDay = value.number;
    } else if (value.field == Field::Custom) {
        contact.customValues.append(customValue(value));
    } else if (value.field == Field::Note) {
        contact.notes = {{{}, {}, QString::fromUtf8(value.text)}};
    } else if (const QString kind = phoneKind(value.field); !kind.isEmpty()) {
        contact.phones.append(Phone{kind, QString::fromUtf8(value.text)});
    } else if (const AddressPlace place = addressPlace(value.field); place.part) {
        addressOf(contact, place.kind).*place.part = QString::fromUtf8(value.text);
    } else {
        QString *const texts[] = {&contact.firstName, &contact.lastName, &contact.jobTitle,
                                  &contact.companyName, &contact.anniversary};
        constexpr Field fields[] = {Field::FirstName, Field::LastName, Field::JobTitle, Field::CompanyName,
                                    Field::Anniversary};
        for (size_t i = 0; i < std::size(fields); ++i) {
            if (fields[i] == value.field)
                *texts[i] = QString::fromUtf8(value.text);
        }
    }
}

Contact contactOf(const RowValues &values)
{
    Contact contact;
    contact.email = QString::fromUtf8(values.email());
    for (const RowValues::Value &value : values.values())
        setField(contact, value);
    contact.tagIds = values.tagIds();
    return contact;
}

} // namespace

struct ContactReader::Private
{
    explicit Private(const ImportPlan &plan)
        : rows(plan)
    {}

    ReadyRows rows;
};

ContactReader::ContactReader(const ImportPlan &plan)
    : d(std::make_unique<Private>(plan))
{}

ContactReader::~ContactReader() = default;

bool ContactReader::next()
{
    return d->rows.next();
}

quint32 ContactReader::row() const
{
    return d->rows.row();
}

const RowValues &ContactReader::values() const
{
    return d->rows.values;
}

std::string_view ContactReader::email() const
{
    return d->rows.values.email();
}

std::string_view ContactReader::cell(qsizetype column) const
{
    return d->rows.view().cells[static_cast<size_t>(column)];
}

Contact ContactReader::contact() const
{
    return contactOf(d->rows.values);
}

Result<void> ContactReader::status() const
{
    return d->rows.status;
}

struct RowContacts::Private
{
    const ImportPlan &plan;
    RowValues values;
};

RowContacts::RowContacts(const ImportPlan &plan)
    : d(new Private{plan, RowValues(plan)})
{}

RowContacts::~RowContacts() = default;

Result<Contact> RowContacts::at(quint32 row)
{
    Q_ASSERT(d->plan.check->states.at(row) == RowState::Ready);
    Sheet::Reader reader(*d->plan.sheet, row, qint64(row) + 1);
    RowView view;
    const Result<void> read = reader.next(view) ? d->values.read(view) : reader.status();
    if (!read)
        return tl::unexpected(read.error());
    return contactOf(d->values);
}

Result<Contact> rowContact(const ImportPlan &plan, quint32 row)
{
    return RowContacts(plan).at(row);
}

} // namespace rollcall
